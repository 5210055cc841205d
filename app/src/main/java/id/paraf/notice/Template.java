package id.paraf.notice;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Every message there is. Its texts are in the bundle {@code i18n/notice} below {@code notice.<name>}: {@code subject},
 * {@code body} and, for a template with a link, {@code button}. WhatsApp knows each under {@link #networkName()}, with
 * the parameters in this order.
 */
public enum Template {
    /** Claims a new account; link {@code /claim/…}. */
    INVITATION(Duration.ofDays(3), true, "name", "institution"),
    /** Sets a new password; link {@code /forgot/…}. */
    PASSWORD_FORGOTTEN(Duration.ofMinutes(30), true, "device"),
    /** A code that proves a new phone number or e-mail address. */
    CONTACT_CODE(Duration.ofMinutes(10), false, "code"),
    /** The capture link of a reset; {@code device} is the one that asked (RP-32), {@code minutes} the link's life. */
    CAPTURE_LINK(Duration.ofMinutes(10), true, "device", "minutes"),
    /**
     * Something happened to the account or its keys; the link says "bukan saya". {@code what} names a sentence of the
     * bundle below {@code notice.what.}, {@code when} is an ISO 8601 instant, {@code device} who did it, or
     * {@link #OFFICERS_DEVICE} or {@link #OPERATORS_DEVICE}.
     */
    SECURITY(Duration.ofDays(3), true, "what", "when", "device"),
    /** An application was approved; link to the certificate. */
    APPLICATION_APPROVED(Duration.ofDays(3), true, "name"),
    /** An application was rejected, with the officer's reason; link to the application. */
    APPLICATION_REJECTED(Duration.ofDays(3), true, "name", "reason"),
    /** An application was sent back to be corrected, with the officer's words; link to the application. */
    APPLICATION_RETURNED(Duration.ofDays(3), true, "name", "reason"),
    /** What is recorded about a person was corrected; link to the application, which says what to do next. */
    CORRECTION_APPROVED(Duration.ofDays(3), true, "name"),
    /** A correction was rejected, with the officer's reason; link to the application. */
    CORRECTION_REJECTED(Duration.ofDays(3), true, "name", "reason"),
    /** A correction was sent back, with the officer's words; link to the application. */
    CORRECTION_RETURNED(Duration.ofDays(3), true, "name", "reason"),
    /** A certificate ends at {@code when}, an ISO 8601 instant; link to its renewal. */
    CERTIFICATE_ENDS(Duration.ofDays(3), true, "name", "when"),
    /** Somebody asks for a signature; link to the round. */
    SIGNATURE_ASKED(Duration.ofDays(3), true, "asker", "document"),
    /** The same signature is still missing; link to the round. */
    SIGNATURE_REMINDER(Duration.ofDays(1), true, "asker", "document"),
    /** It is missing, and its time ends at {@code when}, an ISO 8601 instant; link to the round. */
    SIGNATURE_DEADLINE(Duration.ofDays(1), true, "document", "when"),
    /** What became of a round; {@code round} names a sentence of the bundle below {@code notice.round.}; link to the round. */
    SIGNATURE_ROUND(Duration.ofDays(3), true, "document", "round"),
    /** An application asks for a code for {@code files} files; link to where one is opened. */
    CODE_ASKED(Duration.ofHours(1), true, "application", "files"),
    /** The nightly lint found {@code count} certificates that break a rule; the first of them, and a link to the list. */
    LINT_FINDINGS(Duration.ofDays(3), true, "count", "first"),
    /** An institution was stopped, goes on or is closed; {@code standing} names a sentence below {@code notice.standing.}; link to the console. */
    INSTITUTION(Duration.ofDays(3), true, "institution", "standing"),
    /** An officer ordered a seal, which a CA operator confirms; link to the console. */
    SEAL_ORDERED(Duration.ofDays(3), true, "seal", "institution"),
    /** The code of a seal's activation, good until {@code when}, an ISO 8601 instant, for who is responsible for the seal. */
    SEAL_CODE(Duration.ofMinutes(30), false, "code", "seal", "application", "when"),
    /** Something happened to a seal; {@code news} names a sentence of the bundle below {@code notice.seal.}. */
    SEAL_NEWS(Duration.ofDays(3), false, "seal", "news"),
    /**
     * An officer meets the person before a reset goes on; {@code meeting} names a sentence of the bundle below
     * {@code notice.meeting.}, {@code when} is an ISO 8601 instant; link to the reset.
     */
    MEETING_ARRANGED(Duration.ofDays(3), true, "name", "meeting", "when", "place"),
    /** The same before an application is decided; link to the application. */
    APPLICATION_MEETING(Duration.ofDays(3), true, "name", "meeting", "when", "place"),
    /** An officer's work is waiting; link to the case. */
    OFFICER_TASK(Duration.ofDays(3), true, "task");

    /** Stands for whatever an officer used: that is told to nobody else. */
    public static final String OFFICERS_DEVICE = "officer";
    /** The same for whoever runs the machine. */
    public static final String OPERATORS_DEVICE = "operator";

    private final Duration lifetime;
    private final boolean linked;
    private final List<String> parameters;

    Template(Duration lifetime, boolean linked, String... parameters) {
        this.lifetime = lifetime;
        this.linked = linked;
        this.parameters = List.of(parameters);
    }

    /** How long a message of this kind is worth sending, unless its sender says otherwise. */
    public Duration lifetime() {
        return lifetime;
    }

    /** Whether the message carries a link. */
    public boolean linked() {
        return linked;
    }

    /** Whether it carries a code to be typed: WhatsApp wants such a code a second time, for its "copy" button. */
    public boolean isCode() {
        return parameters.contains("code");
    }

    /** The names of the parameters, in the order in which WhatsApp's template has them. */
    public List<String> parameters() {
        return parameters;
    }

    /** The template's name at WhatsApp and in the bundle: lower case with underscores. */
    public String networkName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
