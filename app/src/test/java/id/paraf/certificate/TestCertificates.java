package id.paraf.certificate;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.pki.RevocationReason;

/** Certificates for tests that only need one: issued and revoked the way the product does it. */
@Component
public class TestCertificates {

    private static final Origin ORIGIN = new Origin("192.0.2.7", "test");

    private final IssueCertificate issue;
    private final RevokeCertificate revoke;
    private final Agreements agreements;
    private final Keyroom keyroom;
    private final Clock clock;
    private final JdbcClient jdbc;

    TestCertificates(IssueCertificate issue, RevokeCertificate revoke, Agreements agreements, Keyroom keyroom, Clock clock,
            JdbcClient jdbc) {
        this.issue = issue;
        this.revoke = revoke;
        this.agreements = agreements;
        this.keyroom = keyroom;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    public Certificate issue() {
        return issue(UUID.randomUUID());
    }

    public Certificate issue(UUID account) {
        var key = keyroom.createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP, Passphrase.of("Rahasia-Contoh-1")).id();
        var agreement = agreements.current("id");
        var accepted = new AgreementAcceptance(agreement.version(), agreement.language(), agreement.sha256(), clock.instant());
        return ((IssueOutcome.Issued) issue.issue(new IssueOrder(account, new Subject("Sri Contoh Wulandari", "Instansi Contoh",
                "Unit Demo"), key, accepted, "application:" + UUID.randomUUID(), null, ORIGIN))).certificate();
    }

    /** Moves its end, so that it can be renewed, or is over; what was signed says otherwise. */
    public void endIn(CertificateId certificate, Duration left) {
        jdbc.sql("UPDATE certificate SET not_after = :end WHERE id = :id")
                .param("end", CertificateRows.utc(clock.instant().plus(left))).param("id", certificate.value()).update();
    }

    public void revoke(Certificate certificate, RevocationReason reason) {
        if (!(revoke.revoke(certificate.id(), reason, certificate.account(), ORIGIN) instanceof RevokeOutcome.Revoked)) {
            throw new AssertionError("Certificate " + certificate.id() + " was not revoked");
        }
    }
}
