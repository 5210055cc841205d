package id.paraf.limits;

import java.time.Duration;

/** Every rate limit there is. A limiter that is not listed here does not exist. */
public enum Limit {
    /** Wrong passwords from one address, over all accounts. */
    LOGIN_PER_ADDRESS(50, Duration.ofMinutes(15)),
    /** Wrong passwords for one login name; the pause is short so that a stranger cannot lock the owner out (RP-27). */
    LOGIN_PER_NAME(5, Duration.ofMinutes(1)),
    /** The same over a longer time: ten, then a quarter of an hour, which is also the longest a stranger can cause (RP-27). */
    LOGIN_PER_NAME_LONG(10, Duration.ofMinutes(15)),
    /** Wrong TOTP or recovery codes of one account: five, then one every six seconds (AU-09). */
    SECOND_FACTOR_PER_ACCOUNT(5, Duration.ofSeconds(30)),
    /** Questions for a passkey to one address that is not logged in: one for each look at the login page, and a row for five minutes. */
    PASSKEY_ASKED_PER_ADDRESS(1000, Duration.ofMinutes(15)),
    /** "Lupa Password" messages to one account. */
    PASSWORD_FORGOTTEN_PER_ACCOUNT(3, Duration.ofMinutes(15)),
    /** "Lupa Password" requests from one address. */
    PASSWORD_FORGOTTEN_PER_ADDRESS(20, Duration.ofMinutes(15)),
    /** Numbers typed into "Verifikasi" that are not the account's. */
    RESET_NUMBER_PER_ACCOUNT(5, Duration.ofMinutes(15)),
    /** Invitations sent again to one person who has not come: a mailbox is no target. */
    INVITATION_AGAIN_PER_ACCOUNT(5, Duration.ofDays(1)),
    /** Capture links sent for one account (RP-13). */
    LINK_PER_ACCOUNT(3, Duration.ofMinutes(10)),
    /** Capture links sent to one phone number, however it is written (RP-13). */
    LINK_PER_PHONE(5, Duration.ofDays(1)),
    /** Capture links asked for from one address (RP-13). */
    LINK_PER_ADDRESS(30, Duration.ofHours(1)),
    /** Capture links of the whole system; reaching it raises an alert (RP-13). */
    LINK_GLOBAL(1000, Duration.ofMinutes(10)),
    /** Verification codes sent to one new phone number or e-mail address. */
    CONTACT_CODE_PER_ACCOUNT(5, Duration.ofHours(1)),
    /** Selfie checks of one account: then an officer takes over (SF-07). */
    SELFIE_PER_ACCOUNT(5, Duration.ofHours(6)),
    /** Frames that one capture session may have looked at while the camera runs. */
    SELFIE_HINT_PER_SESSION(600, Duration.ofMinutes(15)),
    /** Attempts that one capture session may upload, whether they are spent or not. */
    SELFIE_UPLOAD_PER_SESSION(30, Duration.ofMinutes(15)),
    /** Questions to the transparency log from one address: enough to follow it and to fetch a million entries in a day. */
    LOG_PER_ADDRESS(600, Duration.ofMinutes(1)),
    /** Timestamps asked for from one address: several a second, and at most 432,000 rows a day. */
    TIMESTAMP_PER_ADDRESS(300, Duration.ofMinutes(1)),
    /** Files that one address has verified: an office behind one address with a pile of letters gets through. */
    VERIFICATION_PER_ADDRESS(120, Duration.ofMinutes(10)),
    /** Codes of marks that one address looks up: a hall of people with a letter each gets through, and nobody collects what owners show. */
    MARK_PER_ADDRESS(300, Duration.ofMinutes(10)),
    /** Messages that tell one officer of new work of one kind; the queue shows whatever came after. */
    TASK_NOTICE_PER_OFFICER(1, Duration.ofMinutes(30)),
    /** Suspensions that one owner lifts, each of which makes lists and messages. To suspend is never limited. */
    RESUME_PER_ACCOUNT(10, Duration.ofDays(1)),
    /** Documents that one account uploads, taken or not. */
    DOCUMENT_PER_ACCOUNT(300, Duration.ofHours(1)),
    /** Documents that one account hands in with applications, taken or not. */
    EVIDENCE_PER_ACCOUNT(60, Duration.ofHours(1)),
    /** Questions to the population register and the face check that one officer asks again. */
    INQUIRY_PER_OFFICER(60, Duration.ofHours(1)),
    /** Names of people that one account asks to sign and that are nobody's; right ones never count. */
    SIGNER_SOUGHT_PER_ACCOUNT(30, Duration.ofHours(1)),
    /** Requests for signatures of one account, each of which makes messages to others. */
    ROUND_PER_ACCOUNT(200, Duration.ofDays(1)),
    /** Wrong credentials of the API under one name from one address; right ones never count. */
    API_REFUSED_PER_CALLER(30, Duration.ofMinutes(10)),
    /** Calls of one application: several a second, all day. */
    API_CALL_PER_CLIENT(1200, Duration.ofMinutes(1)),
    /** People whom one application registers: an institution's newcomers, not its whole staff at once. */
    API_INVITATION_PER_CLIENT(200, Duration.ofDays(1)),
    /** Mails with the code of an activation of one seal: somebody reads them. */
    SEAL_ACTIVATION_PER_SEAL(6, Duration.ofHours(1)),
    /** Codes that one application asks of one signer, each of which makes messages. */
    API_CODE_ASKED_PER_SIGNER(10, Duration.ofHours(1)),
    /** New applications of one account. */
    APPLICATION_PER_ACCOUNT(5, Duration.ofDays(1));

    private final int permits;
    private final Duration window;

    Limit(int permits, Duration window) {
        this.permits = permits;
        this.window = window;
    }

    /** How many uses a window holds by default. */
    public int permits() {
        return permits;
    }

    /** How long a window lasts by default, counted from its first use. */
    public Duration window() {
        return window;
    }
}
