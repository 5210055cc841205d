package id.paraf.acceptance.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.boot.Paraf;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.IssueCertificate;
import id.paraf.certificate.IssueOrder;
import id.paraf.certificate.Subject;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;

/** The whole application, with one logged-in signer who has a few certificates; leaves the session's token in a file. */
final class PortalProcess {

    private static final int CERTIFICATES = 4;

    private PortalProcess() {
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]);
        var context = SpringApplication.run(Paraf.class, "--spring.profiles.active=demo", "--server.port=" + port,
                "--paraf.data-directory=" + folder.resolve("data"), "--paraf.origin=http://localhost:" + port);

        var random = context.getBean(Randomness.class);
        var account = context.getBean(Invitations.class).invite(new Invitations.Person("beban", "Beban Contoh", "Institusi Demo",
                "Unit Contoh", Set.of(Role.SIGNER), "beban@contoh.example", null, "id"), null, Origin.SYSTEM).account();
        var agreement = context.getBean(Agreements.class).current("id");
        for (int i = 0; i < CERTIFICATES; i++) {
            var key = context.getBean(Keyroom.class).createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP,
                    Passphrase.of("Benchmark#2026"));
            context.getBean(IssueCertificate.class)
                    .issue(new IssueOrder(account, new Subject("Beban Contoh", "Institusi Demo", "Unit Contoh"),
                            key.id(),
                            new AgreementAcceptance(agreement.version(), agreement.language(), agreement.sha256(), Instant.now()),
                            "benchmark:" + i, null, Origin.SYSTEM));
        }
        String token = random.token();
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        context.getBean(JdbcClient.class).sql("""
                INSERT INTO account_session (token, id, account, password_at, totp_at, created_at, seen_at, ends_at, address, agent)
                VALUES (:token, :id, :account, :now, :now, :now, :now, :ends, '127.0.0.1', 'HttpLoad')""")
                .param("token", Hashes.ofToken(token)).param("id", UUID.randomUUID())
                .param("account", context.getBean(Accounts.class).get(account).id()).param("now", now)
                .param("ends", now.plusHours(2))
                .update();
        Files.writeString(folder.resolve("token"), token);
    }
}
