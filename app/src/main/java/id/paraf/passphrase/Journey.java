package id.paraf.passphrase;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.certificate.CertificateId;

/**
 * A reset journey as its owner may see it.
 *
 * @param key the signer key it is about
 * @param renews whether a new certificate will take the old one's place, as the signer was told before
 * @param channel how the newest link went out
 * @param message the newest link's message, to ask for its delivery
 * @param attemptsLeft selfies left before an officer takes over; null before the first refused one
 * @param endReason why it was stopped; null if it was not
 * @param frozenUntil until when the key rests after the reset, or null
 * @param newCertificate what took the old certificate's place, or null
 */
public record Journey(UUID id, UUID account, CertificateId certificate, UUID key, JourneyState state, boolean renews,
        LinkChannel channel, UUID message, Instant lastSentAt, @Nullable Integer attemptsLeft, Instant startedAt,
        Instant expiresAt, @Nullable String endReason, @Nullable Instant frozenUntil, @Nullable CertificateId newCertificate) {

    /** The visible pause before a link can be sent again. */
    public static final Duration RESEND_PAUSE = Duration.ofSeconds(60);

    /** How a link reaches the phone. */
    public enum LinkChannel {
        WHATSAPP, MAIL
    }

    /** Whether it was stopped because its certificate was revoked: no other one can follow. */
    public boolean revoked() {
        return StopResets.REVOKED.equals(endReason);
    }

    /** From when on another link can be asked for. */
    public Instant resendAt() {
        return lastSentAt.plus(RESEND_PAUSE);
    }
}
