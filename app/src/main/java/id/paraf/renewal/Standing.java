package id.paraf.renewal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.selfie.ReferencePhotos;

/** What stands against a renewal, and until when the evidence behind a certificate is good for one. */
@Component
@EnableConfigurationProperties(RenewalSettings.class)
class Standing {

    private final Register register;
    private final Accounts accounts;
    private final Keyroom keyroom;
    private final ReferencePhotos photos;
    private final RenewalSettings settings;
    private final Clock clock;

    Standing(Register register, Accounts accounts, Keyroom keyroom, ReferencePhotos photos, RenewalSettings settings, Clock clock) {
        this.register = register;
        this.accounts = accounts;
        this.keyroom = keyroom;
        this.photos = photos;
        this.settings = settings;
        this.clock = clock;
    }

    /** The first thing that stands against it, or null. */
    @Nullable Obstacle obstacle(Certificate certificate) {
        Instant now = clock.instant();
        if (register.renewalOf(certificate.id()).isPresent()) {
            return Obstacle.ALREADY_RENEWED;
        }
        return switch (certificate.status()) {
            case REVOKED, RENEW -> Obstacle.REVOKED;
            case EXPIRED -> Obstacle.EXPIRED;
            case SUSPENDED -> Obstacle.SUSPENDED;
            case ISSUED -> {
                if (!certificate.ending(now)) {
                    yield Obstacle.TOO_EARLY;
                }
                if (accounts.get(certificate.account()).disabledAt() != null) {
                    yield Obstacle.DISABLED;
                }
                var key = keyroom.state(certificate.key()).filter(state -> state.phase() == KeyState.Phase.ACTIVE).orElse(null);
                if (key == null || key.frozen()) {
                    yield Obstacle.KEY_FROZEN;
                }
                if (key.locked()) {
                    yield Obstacle.KEY_LOCKED;
                }
                yield evidenceUntil(certificate).isAfter(now) ? null : Obstacle.EVIDENCE_TOO_OLD;
            }
        };
    }

    /**
     * Until when the certificate can be renewed on the evidence there is: the reference photos, or for who was seen by an officer
     * instead of a camera the certificate that the application led to. A renewal adds no evidence.
     */
    Instant evidenceUntil(Certificate certificate) {
        Instant evidence = photos.takenAt(certificate.account()).or(() -> register.enrolled(certificate.id()))
                .orElse(certificate.issuedAt());
        return evidence.atOffset(ZoneOffset.UTC).plus(settings.evidenceAge()).toInstant();
    }
}
