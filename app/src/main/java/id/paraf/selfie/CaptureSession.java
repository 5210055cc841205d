package id.paraf.selfie;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A device that may take photos for one journey, and nothing else: not a login.
 *
 * @param key the signer key the journey is about; null for an enrolment
 * @param next where the device goes after a pass, or null
 * @param consentedAt when the person agreed to the photos; null while the camera must stay closed
 */
public record CaptureSession(UUID id, UUID journey, UUID account, @Nullable UUID key, Purpose purpose, String initials,
        @Nullable String next, Instant begunAt, Instant expiresAt, @Nullable Instant consentedAt) {

    public boolean consented() {
        return consentedAt != null;
    }
}
