package id.paraf.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.pdfbox.Loader;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.boot.Paraf;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.IssueCertificate;
import id.paraf.certificate.IssueOrder;
import id.paraf.certificate.IssueOutcome;
import id.paraf.certificate.Register;
import id.paraf.certificate.Subject;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.timestamp.TimeSources;

/**
 * The real application in a process of its own, on the embedded database of a directory. Arguments: the data directory, and what
 * to do: {@code SIGN} begins a batch for each of several owners and says {@code SIGNED} for each document, until it is killed;
 * {@code GO_ON} comes three minutes later by its clock, looks at what is left, and signs the rest under the passphrase alone.
 */
final class SigningCrashProcess {

    static final int OWNERS = 4;
    static final int EACH = 10;
    static final int ALL = OWNERS * EACH;
    private static final String PASSPHRASE = "Kapal-Ungu.77-teratai";
    private static final Origin ORIGIN = new Origin("192.0.2.7", "crash test");

    private final ApplicationContext application;
    private final Path directory;

    private SigningCrashProcess(ApplicationContext application, Path directory) {
        this.application = application;
        this.directory = directory;
    }

    /** Named by the start alone: nobody finds it by scanning. */
    static class Later {

        /** What was taken by a process that died is free again after two minutes; tests do not wait for them. */
        @Bean
        @Primary
        Clock threeMinutesLater() {
            return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3));
        }

        @Bean
        @Primary
        TimeSources noWitnessOfThat() {
            return new TimeSources(System::nanoTime, List.of());
        }
    }

    public static void main(String[] arguments) throws Exception {
        boolean again = arguments[1].equals("GO_ON");
        var application = new SpringApplication(
                again ? new Class<?>[] {Paraf.class, Later.class} : new Class<?>[] {Paraf.class})
                .run("--spring.profiles.active=demo", "--server.port=0", "--paraf.data-directory=" + arguments[0],
                        "--paraf.keyroom.argon2-memory-kib=8192", "--logging.level.root=WARN");
        var process = new SigningCrashProcess(application, Path.of(arguments[0]));
        try {
            if (again) {
                process.goOn();
            } else {
                process.sign();
            }
        } catch (Throwable failed) {
            failed.printStackTrace();
            application.close();
            System.exit(1);
        }
        application.close();
    }

    private Path note() {
        return directory.resolve("batches");
    }

    private void sign() throws Exception {
        var lines = new ArrayList<String>();
        var orders = new ArrayList<Runnable>();
        for (int i = 0; i < OWNERS; i++) {
            UUID account = account();
            var certificate = certificate(account);
            var chosen = new ArrayList<SignDocuments.Chosen>();
            for (int j = 0; j < EACH; j++) {
                var uploaded = (UploadDocument.Outcome.Uploaded) bean(UploadDocument.class).upload(account, "surat.pdf", pdf(j),
                        ORIGIN);
                chosen.add(new SignDocuments.Chosen(uploaded.document().id(), uploaded.document().sha256()));
            }
            lines.add(Stream.concat(Stream.of(account.toString(), certificate.toString()),
                    chosen.stream().map(each -> each.id().toString())).collect(Collectors.joining(" ")));
            orders.add(() -> begin(account, certificate, chosen));
        }
        Files.write(note(), lines);
        orders.forEach(order -> Thread.ofVirtual().start(order));
        long known = 0;
        while (known < ALL) {
            long signed = count("SELECT count(*) FROM signing_document WHERE state = 'SIGNED'");
            for (; known < signed; known++) {
                System.out.println("SIGNED");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private SignDocuments.Outcome begin(UUID account, CertificateId certificate, List<SignDocuments.Chosen> chosen) {
        return bean(SignDocuments.class).sign(account, certificate, chosen, new MarkChoice.Invisible(), SecretText.of(PASSPHRASE),
                SecretText.of(""), ORIGIN);
    }

    /** The same document whenever it is made: known again after the kill. */
    private static byte[] pdf(int number) {
        return ("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
                + "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 84" + number + "]>>\nendobj\nxref\n0 4\n"
                + "0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \n"
                + "trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private void goOn() throws Exception {
        for (String line : Files.readAllLines(note())) {
            var words = line.split(" ");
            UUID account = UUID.fromString(words[0]);
            var ids = Arrays.stream(words).skip(2).map(UUID::fromString).toList();
            int whole = 0;
            for (int i = 0; i < EACH; i++) {
                boolean signed = look(account, ids.get(i), i);
                System.out.println(signed ? "WHOLE" : "UNTOUCHED");
                whole += signed ? 1 : 0;
            }
            assertThat(events(account)).isEqualTo(whole);
            var left = documents(account).stream().filter(Document::waiting)
                    .map(each -> new SignDocuments.Chosen(each.id(), each.sha256())).toList();
            if (!left.isEmpty()) {
                assertThat(begin(account, bean(Register.class).ownedBy(account).getFirst().id(), left))
                        .isInstanceOf(SignDocuments.Outcome.Begun.class);
            }
            for (int i = 0; i < 2_000 && documents(account).stream().anyMatch(Document::waiting); i++) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            for (int i = 0; i < EACH; i++) {
                assertThat(look(account, ids.get(i), i)).isTrue();
                System.out.println("FINISHED");
            }
            assertThat(events(account)).isEqualTo(EACH);
        }
        assertThat(count("""
                SELECT count(*) FROM audit_event WHERE type = 'document.signed'
                    AND (details ->> 'order')::uuid IN (SELECT id FROM keyroom.used_order)"""))
                .as("each signature has an order of its own").isEqualTo(ALL);
        assertThat(count("SELECT count(DISTINCT details ->> 'order') FROM audit_event WHERE type = 'document.signed'"))
                .isEqualTo(ALL);
    }

    /** Whether it is signed, with one signature; otherwise it is what was uploaded. */
    private boolean look(UUID account, UUID id, int number) throws Exception {
        var now = bean(Documents.class).ownedBy(account, id).orElseThrow();
        var bytes = bean(Documents.class).content(account, id).orElseThrow().pdf();
        if (!now.signed()) {
            assertThat(now.waiting()).isTrue();
            assertThat(bytes).isEqualTo(pdf(number));
            assertThat(now.sha256()).isEqualTo(Hashes.sha256(bytes));
            return false;
        }
        assertThat(now.level()).isEqualTo("B-LT");
        assertThat(bytes).startsWith(pdf(number));
        try (var read = Loader.loadPDF(bytes)) {
            assertThat(read.getSignatureDictionaries()).hasSize(1);
        }
        return true;
    }

    private List<Document> documents(UUID account) {
        return bean(Documents.class).ownedBy(account);
    }

    private long events(UUID account) {
        return bean(JdbcClient.class).sql("SELECT count(*) FROM audit_event WHERE account = ? AND type = 'document.signed'")
                .param(account).query(Long.class).single();
    }

    private long count(String sql) {
        return bean(JdbcClient.class).sql(sql).query(Long.class).single();
    }

    private UUID account() {
        String name = "korban-" + UUID.randomUUID().toString().substring(0, 8);
        String phone = "+62812" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
        return bean(Invitations.class).invite(new Invitations.Person(name, "Korban Contoh", "Dinas Contoh (Demo)", "Unit",
                Set.of(Role.SIGNER), name + "@contoh.example", phone, "id"), null, ORIGIN).account();
    }

    private CertificateId certificate(UUID account) {
        UUID key;
        try (var passphrase = Passphrase.of(PASSPHRASE)) {
            key = bean(Keyroom.class).createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP, passphrase).id();
        }
        var agreement = bean(Agreements.class).current("id");
        var accepted = new AgreementAcceptance(agreement.version(), agreement.language(), agreement.sha256(),
                bean(Clock.class).instant());
        return ((IssueOutcome.Issued) bean(IssueCertificate.class).issue(new IssueOrder(account,
                new Subject("Korban Contoh", "Dinas Contoh (Demo)", "Unit"), key, accepted, "test:crash", null, ORIGIN)))
                .certificate().id();
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }
}
