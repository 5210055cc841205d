package id.paraf.passphrase;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.boot.Paraf;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.IssueCertificate;
import id.paraf.certificate.IssueOrder;
import id.paraf.certificate.IssueOutcome;
import id.paraf.certificate.Register;
import id.paraf.certificate.Subject;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.notice.DemoInbox;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.CaptureSessions;
import id.paraf.selfie.ClaimOutcome;
import id.paraf.selfie.LinkState;
import id.paraf.selfie.PassedSelfie;

/**
 * The real application in a process of its own, on the embedded database of a directory. It first says what the victim of
 * the process before it can sign with, then makes a victim of its own, and dies in the middle of its change or reset.
 *
 * <p>Arguments: the data directory, {@code CHANGE}, {@code KEEP}, {@code RENEW} or {@code NOTHING}, and the deadly point.
 */
final class CrashProcess {

    static final String OLD = "Kapal-Ungu.77-teratai";
    static final String NEW = "Lentera!48-bambu-Hijau";
    private static final Origin ORIGIN = new Origin("192.0.2.7", "crash test");

    private final ApplicationContext application;
    private final Path directory;

    private CrashProcess(ApplicationContext application, Path directory) {
        this.application = application;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        var application = SpringApplication.run(Paraf.class, "--spring.profiles.active=demo", "--server.port=0",
                "--paraf.data-directory=" + directory, "--paraf.halt-at=" + arguments[2], "--paraf.keyroom.argon2-memory-kib=8192");
        var process = new CrashProcess(application, directory);
        process.inspect();
        System.out.println("BEGINS");
        switch (arguments[1]) {
            case "CHANGE" -> process.change();
            case "KEEP" -> process.reset(ResetPolicy.KEEP);
            case "RENEW" -> process.reset(ResetPolicy.RENEW);
            default -> {
            }
        }
        // Whoever gets here was to die and did not, or was only to look.
        application.close();
    }

    private Path note() {
        return directory.resolve("victim");
    }

    /** Says which passphrases sign with any certificate of the last victim that is in force. */
    private void inspect() throws Exception {
        if (!Files.exists(note())) {
            return;
        }
        UUID account = UUID.fromString(Files.readString(note()));
        System.out.println("WORKS" + (signs(account, OLD) ? " old" : "") + (signs(account, NEW) ? " new" : ""));
    }

    private boolean signs(UUID account, String passphrase) {
        return bean(Register.class).ownedBy(account).stream().filter(Certificate::usable)
                .anyMatch(certificate -> bean(TrySignature.class).attempt(account, certificate.id(), SecretText.of(passphrase),
                        ORIGIN) instanceof TrySignature.Outcome.Verified);
    }

    private void change() throws Exception {
        var certificate = victim(ResetPolicy.KEEP, phone());
        System.out.println(bean(ChangePassphrase.class).change(certificate.account(), certificate.id(), SecretText.of(OLD),
                SecretText.of(NEW), SecretText.of(NEW), ORIGIN));
    }

    /** The whole reset as a person does it, with the face check's verdict made up. */
    private void reset(ResetPolicy policy) throws Exception {
        String phone = phone();
        var certificate = victim(policy, phone);
        UUID account = certificate.account();
        if (!(bean(ResetPassphrase.class).start(account, certificate.id(), phone, null,
                ORIGIN) instanceof StartOutcome.Sent sent)) {
            throw new IllegalStateException("The journey did not start");
        }
        var waiting = (LinkState.Waiting) bean(ResetPassphrase.class).link(sent.journey().id());
        var claimed = (ClaimOutcome.Claimed) bean(CaptureLinks.class).claim(token(phone), waiting.matchNumber(), ORIGIN);
        var sessions = bean(CaptureSessions.class);
        var session = sessions.find(claimed.session().reveal()).orElseThrow();
        sessions.consent(session, "0".repeat(64), ORIGIN);
        PassedSelfie.pass(application, session, ORIGIN);
        var agreement = bean(Agreements.class).current("id");
        System.out.println(bean(FinishReset.class).finish(session, new FinishReset.NewPassphrase(SecretText.of(NEW),
                SecretText.of(NEW), true, agreement.version(), agreement.language(), agreement.sha256()), ORIGIN));
    }

    private Certificate victim(ResetPolicy policy, String phone) throws Exception {
        String name = "korban-" + UUID.randomUUID().toString().substring(0, 8);
        UUID account = bean(Invitations.class).invite(new Invitations.Person(name, "Korban Contoh", "Dinas Contoh (Demo)", "Unit",
                Set.of(Role.SIGNER), name + "@contoh.example", phone, "id"), null, ORIGIN).account();
        bean(JdbcClient.class).sql("UPDATE account SET phone_verified_at = created_at WHERE id = :id").param("id", account)
                .update();
        UUID key = bean(Keyroom.class).createSignerKey(account, KeyAlgorithm.P256, policy, Passphrase.of(OLD)).id();
        var agreement = bean(Agreements.class).current("id");
        var accepted = new AgreementAcceptance(agreement.version(), agreement.language(), agreement.sha256(),
                bean(Clock.class).instant());
        var issued = (IssueOutcome.Issued) bean(IssueCertificate.class).issue(new IssueOrder(account,
                new Subject("Korban Contoh", "Dinas Contoh (Demo)", "Unit"), key, accepted, "test:crash", null, ORIGIN));
        Files.writeString(note(), account.toString(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.SYNC);
        return issued.certificate();
    }

    private String token(String phone) {
        for (int i = 0; i < 200; i++) {
            List<String> links = bean(DemoInbox.class).newest().stream().filter(message -> message.address().equals(phone))
                    .map(message -> String.valueOf(message.link())).toList();
            if (!links.isEmpty()) {
                return links.getFirst().substring(links.getFirst().lastIndexOf('/') + 1);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new IllegalStateException("The link did not arrive");
    }

    private static String phone() {
        return "+62812" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }
}
