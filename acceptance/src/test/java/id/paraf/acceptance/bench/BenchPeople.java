package id.paraf.acceptance.bench;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.springframework.context.ApplicationContext;

import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.IssueCertificate;
import id.paraf.certificate.IssueOrder;
import id.paraf.certificate.IssueOutcome;
import id.paraf.certificate.Subject;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;

/** Who signs in the benchmarks of a whole application, and who looks after the program that asks for it. */
record BenchPeople(ApplicationContext application) {

    static final String PASSPHRASE = "Kapal-Ungu.77-teratai";
    static final Origin ORIGIN = new Origin("127.0.0.1", "benchmark");
    private static final String INSTITUTION = "Kantor Contoh (Demo)";

    UUID invite(String name, Role role) {
        return bean(Invitations.class).invite(new Invitations.Person(name, "Ukur Contoh", INSTITUTION, "Unit", Set.of(role),
                name + "@contoh.example", "+62812000000" + (role == Role.SIGNER ? 98 : 97), "id"), null, ORIGIN).account();
    }

    /** A certificate of a new key that this passphrase opens. */
    Certificate certificate(UUID account) {
        var text = bean(Agreements.class).current("id");
        var agreement = new AgreementAcceptance(text.version(), text.language(), text.sha256(), Instant.now());
        try (var passphrase = Passphrase.of(PASSPHRASE)) {
            var key = bean(Keyroom.class).createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP, passphrase).id();
            if (bean(IssueCertificate.class)
                    .issue(new IssueOrder(account, new Subject("Ukur Contoh", INSTITUTION, "Unit"), key, agreement,
                            "benchmark:signer", null, ORIGIN)) instanceof IssueOutcome.Issued issued) {
                return issued.certificate();
            }
        }
        throw new IllegalStateException("Not issued");
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }
}
