package id.paraf.web.certificate;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.Register;
import id.paraf.certificate.Suspension;
import id.paraf.kernel.SerialText;

/**
 * A certificate as the pages show it.
 *
 * @param suspension the one that lasts, or null
 * @param renewed whether a newer certificate continues it; known of those that end soon
 * @param endsSoon whether its end is near enough to say so
 * @param daysLeft whole days of validity left; 0 when over
 * @param share how much of its validity has passed, in percent
 */
public record CertificateView(Certificate certificate, @Nullable Suspension suspension, boolean renewed, boolean endsSoon,
        long daysLeft, long share) {

    /** With the suspension that lasts, of whoever's certificate it is. The register is asked about it only where there is one. */
    public static CertificateView of(Certificate certificate, Register register, Instant now) {
        var suspension = certificate.status() == CertificateStatus.SUSPENDED ? register.suspension(certificate.id()).orElse(null)
                : null;
        boolean renewed = certificate.ending(now) && register.renewalOf(certificate.id()).isPresent();
        return with(suspension, renewed, certificate, now);
    }

    /** Without a suspension and a renewal. */
    public static CertificateView of(Certificate certificate, Instant now) {
        return with(null, false, certificate, now);
    }

    private static CertificateView with(@Nullable Suspension suspension, boolean renewed, Certificate certificate, Instant now) {
        long left = Math.max(0, Duration.between(now, certificate.notAfter()).toDays());
        long whole = Math.max(1, Duration.between(certificate.notBefore(), certificate.notAfter()).toSeconds());
        long passed = Math.max(0, Duration.between(certificate.notBefore(), now).toSeconds());
        return new CertificateView(certificate, suspension, renewed, certificate.ending(now), left,
                Math.min(100, passed * 100 / whole));
    }

    public String href() {
        return "/certificates/" + certificate.id();
    }

    public boolean usable() {
        return certificate.usable();
    }

    public boolean suspended() {
        return certificate.status() == CertificateStatus.SUSPENDED;
    }

    /** Whether its owner can end the suspension. */
    public boolean resumable() {
        return suspended() && suspension != null && !suspension.byOfficer();
    }

    /** Whether its owner is offered to renew it. */
    public boolean renewable() {
        return endsSoon && !renewed;
    }

    /** A kind of {@code ui.status}. */
    public String kind() {
        return switch (certificate.status()) {
            case ISSUED -> endsSoon ? "warn" : "good";
            case RENEW -> "info";
            case SUSPENDED -> "warn";
            case EXPIRED -> "quiet";
            case REVOKED -> "bad";
        };
    }

    public CertificateStatus status() {
        return certificate.status();
    }

    /** SHA-256 in pairs of hexadecimal digits, as tools print it. */
    public String fingerprint() {
        return pairs(certificate.fingerprint());
    }

    /** Hexadecimal, as tools print it. */
    public String serial() {
        return SerialText.of(certificate.serial());
    }

    static String pairs(byte[] bytes) {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes);
    }
}
