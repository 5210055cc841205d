package id.paraf.web.rest;

import java.util.Locale;

/** What may go wrong, under names that never change: applications compare them. */
enum ErrorCode {
    /** The address or a header holds what does not belong there: it is refused before anything else is looked at. */
    REQUEST_MALFORMED(400),
    /** What was sent broke off, or is no form. */
    BODY_UNREADABLE(400),
    /** A call that changes something has a key, so that it can be repeated. */
    IDEMPOTENCY_KEY_MISSING(400),
    /** There is one, and it is too short, too long, or holds what no key may. */
    IDEMPOTENCY_KEY_MALFORMED(400),
    /** Name, secret or address are wrong, or the application is stopped. */
    UNAUTHORIZED(401),
    /** They are right, and nothing happens in the name of the application's institution now. */
    INSTITUTION_STOPPED(403),
    /** Test signers cannot be asked: there is nobody who would open the portal. */
    NOT_IN_SANDBOX(403),
    /** A browser says that another site's page sent it. */
    CROSS_SITE(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    /** The same is being done under this key at the moment. */
    REQUEST_UNDER_WAY(409),
    /** A request for signatures that is over takes no more steps. */
    REQUEST_ENDED(409),
    /** Nobody has signed it yet, so there is nothing to fetch. */
    NOTHING_SIGNED_YET(409),
    /** The last reminder was not long ago. */
    REMINDER_TOO_SOON(409),
    /** This signer was reminded often enough, or is the asker. */
    REMINDER_NOT_POSSIBLE(409),
    /** The file was there, and its time is over. */
    FILE_GONE(410),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    /** Which fields, and what about each, stands in {@code errors}. */
    FIELDS_INVALID(422),
    /** The key was used before for something else. */
    IDEMPOTENCY_KEY_REUSED(422),
    /** Nobody of that name at the application's institution. */
    SIGNER_NOT_FOUND(422),
    /** There is no certificate to sign with now. */
    CERTIFICATE_NOT_USABLE(422),
    /** It was looked at, and counted. */
    PASSPHRASE_WRONG(422),
    /** None of the files could be signed; each says why. */
    NOTHING_SIGNED(422),
    /** Others cannot be asked to sign this file; {@code detail} says why. */
    FILE_NOT_SIGNABLE(422),
    /** Nothing can be said about this file. */
    FILE_NOT_VERIFIABLE(422),
    /** Only a reset opens the key again. */
    KEY_LOCKED(423),
    /** Somebody stopped the key for a while. */
    KEY_FROZEN(423),
    /** The passphrase was not looked at: there were too many wrong ones. */
    PASSPHRASE_WAITING(429),
    TOO_MANY_REQUESTS(429),
    INTERNAL(500),
    /** No room for a request of this size now. */
    BUSY(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** As programs read it, and as the address of its explanation ends. */
    String code() {
        return kebab(this);
    }

    static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
