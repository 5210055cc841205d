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
import id.paraf.enrolment.Corrected;
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
    private final Corrected corrected;
    private final RenewalSettings settings;
    private final Clock clock;

    Standing(Register register, Accounts accounts, Keyroom keyroom, ReferencePhotos photos,
            Corrected corrected, RenewalSettings settings, Clock clock) {
        this.register = register;
        this.accounts = accounts;
        this.keyroom = keyroom;
        this.photos = photos;
        this.corrected = corrected;
        this.settings = settings;
        this.clock = clock;
    }

    /** The first thing that stands against a renewal, or null. */
    @Nullable Obstacle obstacle(Certificate certificate) {
        if (register.renewalOf(certificate.id()).isPresent()) {
            return Obstacle.ALREADY_RENEWED;
        }
        if (certificate.usable() && !certificate.ending(clock.instant())) {
            return Obstacle.TOO_EARLY;
        }
        return corrected.of(certificate).isPresent() && certificate.usable() ? Obstacle.CORRECTED : inForce(certificate);
    }

    /**
     * The first thing that stands against a certificate with corrected data in this one's place, or null. Where one was renewed, the
     * newer one is corrected, and the older one ends by itself.
     */
    @Nullable Obstacle toCorrect(Certificate certificate) {
        if (register.renewalOf(certificate.id()).filter(Certificate::lasting).isPresent()) {
            return Obstacle.ALREADY_RENEWED;
        }
        return certificate.usable() && corrected.of(certificate).isEmpty() ? Obstacle.NOTHING_CORRECTED : inForce(certificate);
    }

    private @Nullable Obstacle inForce(Certificate certificate) {
        Instant now = clock.instant();
        return switch (certificate.status()) {
            case REVOKED, RENEW -> Obstacle.REVOKED;
            case EXPIRED -> Obstacle.EXPIRED;
            case SUSPENDED -> Obstacle.SUSPENDED;
            case ISSUED -> {
                if (accounts.get(certificate.account()).disabledAt() != null) {
                    yield Obstacle.DISABLED;
                }
                if (!accounts.get(certificate.account()).works().institution().inUse()) {
                    yield Obstacle.INSTITUTION_STOPPED;
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
