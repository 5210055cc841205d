package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.boot.Paraf;
import id.paraf.enrolment.TestCorrections;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Job;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.pki.RevocationReason;
import id.paraf.renewal.RenewCertificate;

/**
 * The real application in a process of its own, on the embedded database of a directory. It first holds what the victims of the
 * process before it left against what must be true, then makes victims of its own, each of which comes to its deadly point
 * and stays there, in a thread of its own, until the process is killed at all of them at once.
 *
 * <p>Arguments: the data directory, and the victims, each as {@code journey:point}. Says {@code READY} when it can be killed.
 */
final class CertificateCrashProcess {

    private static final String PASSPHRASE = "Kapal-Ungu.77-teratai";
    private static final String OWN_KEY = "Lentera!48-bambu-Hijau";
    private static final Origin ORIGIN = new Origin("192.0.2.7", "crash test");
    /** What the jobs that check everything say when something does not hold. */
    private static final List<String> ALARMS = List.of("status.mismatch", "certificate.unlogged", "certificate.lint-failed",
            "authority.list-blocked", "log.check-failed");
    private static final ThreadLocal<Deadly> DEADLY = new ThreadLocal<>();

    private final ApplicationContext application;
    private final Path directory;
    private final CrashedOrders orders;

    private CertificateCrashProcess(ApplicationContext application, Path directory) {
        this.application = application;
        this.directory = directory;
        this.orders = new CrashedOrders(application, directory);
    }

    /** A point from which a thread does not come back, and who waits for it to get there. */
    private record Deadly(String point, CountDownLatch there) {
    }

    /** Points at which a thread stays instead of going on. Named by the start alone: nobody finds it by scanning. */
    static class Points {

        @Bean
        @Primary
        Faults staying() {
            return point -> {
                var deadly = DEADLY.get();
                if (deadly != null && deadly.point().equals(point.name())) {
                    deadly.there().countDown();
                    while (true) {
                        LockSupport.park();
                    }
                }
            };
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        var application = new SpringApplication(Paraf.class, Points.class).run("--spring.profiles.active=demo", "--server.port=0",
                "--paraf.data-directory=" + directory, "--paraf.database.connections=60",
                "--paraf.database.turns=20", "--paraf.keyroom.argon2-memory-kib=8192",
                "--logging.level.root=WARN");
        try {
            var process = new CertificateCrashProcess(application, directory);
            process.inspect();
            for (String victim : Arrays.asList(arguments).subList(1, arguments.length)) {
                process.bring(victim);
            }
        } catch (Throwable failed) {
            failed.printStackTrace();
            application.close();
            System.exit(1);
        }
        System.out.println("READY");
        if (arguments.length == 1) {
            application.close();
        } else {
            LockSupport.parkNanos(Duration.ofMinutes(2).toNanos());
        }
    }

    /** Begins a journey and waits until it has come to its point. */
    private void bring(String victim) throws Exception {
        String journey = victim.substring(0, victim.indexOf(':'));
        var deadly = new Deadly(victim.substring(journey.length() + 1), new CountDownLatch(1));
        boolean nobodys = CrashedOrders.JOURNEYS.contains(journey);
        UUID account = nobodys ? person("Penyelenggara", Role.CA_OPERATOR) : account();
        UUID key = nobodys ? orders.key(journey) : key(account);
        var certificate = nobodys || journey.equals("ISSUE") ? null : issued(account, key);
        if (journey.equals("RESUME")) {
            bean(SuspendCertificate.class).byOwner(certificate, account, ORIGIN);
        }
        if (journey.equals("CORRECT")) {
            new TestCorrections(application).approved(account, "Korban Benar", null, person("Otoritas", Role.OFFICER));
        }
        Files.writeString(note(), String.join(" ", journey, deadly.point(), account.toString(), key.toString()) + "\n",
                StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        Thread.ofPlatform().daemon().start(() -> {
            DEADLY.set(deadly);
            switch (journey) {
                case "ISSUE" -> issue(account, key);
                case "RENEW" -> renew(account, certificate, null);
                case "RENEW_OWN_KEY" -> renew(account, certificate, OWN_KEY);
                case "CORRECT" -> correct(account, certificate);
                case "REVOKE" ->
                    bean(RevokeCertificate.class).revoke(certificate, RevocationReason.KEY_COMPROMISE, account, ORIGIN);
                case "SUSPEND" -> bean(SuspendCertificate.class).byOwner(certificate, account, ORIGIN);
                case "RESUME" -> bean(ResumeCertificate.class).byOwner(certificate, account, ORIGIN);
                case "TLS", "SEAL_REQUEST", "SEAL" -> orders.order(journey, account, key);
                default -> throw new IllegalArgumentException(journey);
            }
            System.out.println("NEVER CAME TO " + victim);
        });
        assertThat(deadly.there().await(30, TimeUnit.SECONDS)).as("came to %s", victim).isTrue();
    }

    private void inspect() throws Exception {
        if (Files.exists(note())) {
            for (String line : Files.readAllLines(note())) {
                var words = line.split(" ");
                check(words[0], words[1], UUID.fromString(words[2]), UUID.fromString(words[3]));
                System.out.println("LOOKED AT " + words[0] + ":" + words[1]);
            }
            Files.delete(note());
        }
        checkEverything();
    }

    /** What has to be true of a victim now that the application has started again. */
    private void check(String journey, String point, UUID account, UUID key) throws Exception {
        switch (journey) {
            case "ISSUE" -> {
                boolean stored = point.equals("ISSUE_STORED");
                assertThat(phases(account)).as(point).containsExactly(stored ? "ISSUED" : "PREPARED");
                // The order as it stood: what enrolment does with whatever was approved and not issued.
                assertThat(issue(account, key)).as(point).isInstanceOf(IssueOutcome.Issued.class);
                assertThat(phases(account)).as(point)
                        .containsExactlyElementsOf(stored ? List.of("ISSUED") : List.of("REVOKED", "ISSUED"));
                assertThat(events(account, "certificate.abandoned")).as(point).isEqualTo(stored ? 0 : 1);
                assertThat(listed(account)).as(point).hasSize(stored ? 0 : 1);
            }
            case "CORRECT" -> corrected(point, account, key);
            case "RENEW", "RENEW_OWN_KEY" -> {
                boolean givenUp = point.equals("ORDERED");
                boolean signedTwice = Set.of("ISSUE_PREPARED", "ISSUE_LINTED", "ISSUE_SIGNED").contains(point);
                assertThat(phases(account)).as(point).containsExactlyElementsOf(givenUp ? List.of("ISSUED")
                        : signedTwice ? List.of("ISSUED", "REVOKED", "ISSUED") : List.of("ISSUED", "ISSUED"));
                assertThat(events(account, "renewal.completed")).as(point).isEqualTo(givenUp ? 0 : 1);
                assertThat(listed(account)).as(point).hasSize(signedTwice ? 1 : 0);
            }
            case "REVOKE" -> {
                assertThat(phases(account)).as(point).containsExactly("REVOKED");
                assertThat(listed(account)).as(point).hasSize(1);
                assertThat(bean(Keyroom.class).state(key).orElseThrow().phase()).as(point).isEqualTo(KeyState.Phase.DESTROYED);
                assertThat(events(account, "certificate.revoked")).as(point).isEqualTo(1);
                assertThat(events(account, "certificate.key-destroyed")).as(point).isEqualTo(1);
            }
            case "SUSPEND" -> {
                boolean never = point.equals("SUSPEND_KEY_RESTS");
                assertThat(phases(account)).as(point).containsExactly(never ? "ISSUED" : "SUSPENDED");
                assertThat(bean(Keyroom.class).state(key).orElseThrow().suspended()).as(point).isEqualTo(!never);
                assertThat(listed(account)).as(point).hasSize(never ? 0 : 1);
                assertThat(events(account, "certificate.suspended")).as(point).isEqualTo(never ? 0 : 1);
            }
            case "RESUME" -> {
                assertThat(phases(account)).as(point).containsExactly("ISSUED");
                assertThat(bean(Keyroom.class).state(key).orElseThrow().suspended()).as(point).isFalse();
                assertThat(listed(account)).as(point).isEmpty();
                assertThat(events(account, "certificate.suspended")).as(point).isEqualTo(1);
                assertThat(events(account, "certificate.resumed")).as(point).isEqualTo(1);
            }
            case "TLS", "SEAL_REQUEST", "SEAL" -> orders.check(journey, point, account, key);
            default -> throw new IllegalArgumentException(journey);
        }
    }

    /** The old one alone, or the new one alone and the old one revoked; never both, and never none. */
    private void corrected(String point, UUID account, UUID key) throws Exception {
        boolean givenUp = Set.of("ORDERED", "PROVEN").contains(point);
        boolean signedTwice = Set.of("ISSUE_PREPARED", "ISSUE_LINTED", "ISSUE_SIGNED").contains(point);
        assertThat(phases(account)).as(point).containsExactlyElementsOf(givenUp ? List.of("ISSUED")
                : signedTwice ? List.of("REVOKED", "REVOKED", "ISSUED") : List.of("REVOKED", "ISSUED"));
        assertThat(events(account, "renewal.corrected")).as(point).isEqualTo(givenUp ? 0 : 1);
        assertThat(events(account, "renewal.stopped")).as(point).isEqualTo(givenUp ? 1 : 0);
        assertThat(events(account, "certificate.revoked")).as(point).isEqualTo(givenUp ? 0 : 1);
        assertThat(listed(account)).as(point).hasSize(givenUp ? 0 : signedTwice ? 2 : 1);
        assertThat(bean(Keyroom.class).state(key).orElseThrow().phase()).as(point)
                .isEqualTo(givenUp ? KeyState.Phase.ACTIVE : KeyState.Phase.DESTROYED);
    }

    /** What has to be true of the register, the lists, OCSP and the transparency log as a whole. */
    private void checkEverything() throws Exception {
        for (var job : application.getBeanProvider(Job.class)) {
            if (Set.of("status.reconcile", "certificate.log-check", "transparency.check", "certificate.lint")
                    .contains(job.name())) {
                job.work().run();
            }
        }
        assertThat(sql("SELECT count(*) FROM audit_event WHERE type = ANY (?)", (Object) ALARMS.toArray(String[]::new)))
                .as("alarms").isZero();
        assertThat(sql("""
                SELECT count(*) FROM keyroom.key_event e WHERE act = 'SIGNS_CERTIFICATE' AND NOT EXISTS (
                    SELECT 1 FROM certificate c WHERE c.serial = e.serial AND sha256(c.tbs) = e.message)"""))
                .as("signed without a record that can be revoked").isZero();
        assertThat(sql("SELECT count(*) - count(DISTINCT serial) FROM certificate")).as("serials twice").isZero();
        for (String authority : List.of(Authorities.ROOT, Authorities.ISSUING)) {
            long newest = sql("SELECT max(number) FROM certificate_revocation_list WHERE authority = ?", authority);
            var list = list(authority);
            assertThat(bean(RevocationLists.class).current(authority).orElseThrow().number()).isGreaterThanOrEqualTo(newest);
            for (var serial : bean(JdbcClient.class)
                    .sql("SELECT serial FROM certificate WHERE authority = ? AND phase IN ('REVOKED', 'SUSPENDED')")
                    .param(authority)
                    .query(java.math.BigDecimal.class).list()) {
                assertThat(list.getRevokedCertificate(serial.toBigIntegerExact())).as("%s on the list", serial).isNotNull();
            }
        }
    }

    static X509CRL parsed(byte[] der) throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }

    private X509CRL list(String authority) throws Exception {
        return parsed(bean(RevocationLists.class).current(authority).orElseThrow().der());
    }

    private List<String> phases(UUID account) {
        return bean(JdbcClient.class).sql("SELECT phase FROM certificate WHERE account = ? ORDER BY prepared_at, id").param(account)
                .query(String.class).list();
    }

    /** Certificates of the account that the list names. */
    private List<java.math.BigDecimal> listed(UUID account) throws Exception {
        var list = list(Authorities.ISSUING);
        return bean(JdbcClient.class).sql("SELECT serial FROM certificate WHERE account = ?").param(account)
                .query(java.math.BigDecimal.class).list().stream()
                .filter(serial -> list.getRevokedCertificate(serial.toBigIntegerExact()) != null).toList();
    }

    private long events(UUID account, String type) {
        return sql("SELECT count(*) FROM audit_event WHERE account = ? AND type = ?", account, type);
    }

    private long sql(String query, Object... parameters) {
        return bean(JdbcClient.class).sql(query).params(parameters).query(Long.class).single();
    }

    private Path note() {
        return directory.resolve("victims");
    }

    private UUID account() {
        return person("Unit", Role.SIGNER);
    }

    private UUID person(String unit, Role role) {
        String name = "korban-" + UUID.randomUUID().toString().substring(0, 8);
        String phone = "+62812" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
        return bean(Invitations.class).invite(new Invitations.Person(name, "Korban Contoh", "Dinas Contoh (Demo)", unit,
                Set.of(role), name + "@contoh.example", phone, "id"), null, ORIGIN).account();
    }

    private UUID key(UUID account) {
        return bean(Keyroom.class).createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP, Passphrase.of(PASSPHRASE)).id();
    }

    /** A certificate that ends soon enough to be renewed. */
    private CertificateId issued(UUID account, UUID key) {
        var id = ((IssueOutcome.Issued) issue(account, key)).certificate().id();
        sql("UPDATE certificate SET not_after = ? WHERE id = ? RETURNING 1",
                CertificateRows.utc(bean(Clock.class).instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(60))),
                id.value());
        return id;
    }

    private IssueOutcome issue(UUID account, UUID key) {
        var agreement = bean(Agreements.class).current("id");
        return bean(IssueCertificate.class)
                .issue(new IssueOrder(account, new Subject("Korban Contoh", "Dinas Contoh (Demo)", "Unit"),
                        key, new AgreementAcceptance(agreement.version(), agreement.language(), agreement.sha256(),
                                bean(Clock.class).instant()),
                        "test:crash", null, ORIGIN));
    }

    private void correct(UUID account, CertificateId certificate) {
        bean(RenewCertificate.class).correct(UUID.randomUUID(), account, certificate, request(OWN_KEY), ORIGIN);
    }

    private void renew(UUID account, CertificateId certificate, String ownKey) {
        bean(RenewCertificate.class).renew(UUID.randomUUID(), account, certificate, request(ownKey), ORIGIN);
    }

    private RenewCertificate.Request request(String ownKey) {
        var agreement = bean(Agreements.class).current("id");
        return new RenewCertificate.Request(SecretText.of(PASSPHRASE),
                ownKey == null ? null : new RenewCertificate.OwnKey(SecretText.of(ownKey), SecretText.of(ownKey)),
                agreement.version(), agreement.language(), agreement.sha256());
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }
}
