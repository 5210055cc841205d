package id.paraf.acceptance.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;

import org.bouncycastle.asn1.x509.Certificate;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;

import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.boot.Paraf;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Authorities;
import id.paraf.certificate.IssueCertificate;
import id.paraf.certificate.IssueOrder;
import id.paraf.certificate.IssueOutcome;
import id.paraf.certificate.Register;
import id.paraf.certificate.Subject;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.keyroom.ThrowAwayKey;

/**
 * Issuing for keys that wait in the keyroom, sixteen at a time: serial, lint under a throw-away key, signature, log entries, durable
 * commits; against two signatures of the authority's kind and one durable INSERT of the same bytes, sixteen at a time too.
 */
final class IssueBenchmark {

    private static final int PARALLEL = 16;
    private static final int ROUND = 400;
    private static final int PAIRS = 5;
    /** An authority that runs is compiled. */
    private static final int WARM = 24;
    private static final Origin ORIGIN = new Origin("192.0.2.1", "benchmark");

    private final ApplicationContext application;
    private final DataSource database;
    private final Deque<UUID> keys = new ConcurrentLinkedDeque<>();
    private final UUID account;
    private final AgreementAcceptance agreement;
    private final ThrowAwayKey rawKey = ThrowAwayKey.generate(KeyAlgorithm.P384, new SecureRandom());
    /** The content of the authority's own certificate: what is signed has the length of one. */
    private final byte[] tbs;

    private IssueBenchmark(ApplicationContext application, DataSource database) throws IOException {
        this.application = application;
        this.database = database;
        account = bean(Invitations.class).invite(new Invitations.Person("ukur", "Ukur Contoh", "Kantor Contoh (Demo)", "Unit",
                Set.of(Role.SIGNER), "ukur@contoh.example", "+6281200000099", "id"), null, ORIGIN).account();
        var text = bean(Agreements.class).current("id");
        agreement = new AgreementAcceptance(text.version(), text.language(), text.sha256(), Instant.now());
        tbs = Certificate.getInstance(bean(Authorities.class).issuing().der()).getTBSCertificate().getEncoded();
    }

    static String run() throws Exception {
        try (var durable = new DurableDatabase();
                var application = new SpringApplicationBuilder(Paraf.class).profiles("demo").run("--server.port=0",
                        "--paraf.database.url=" + durable.pool().getJdbcUrl(), "--paraf.database.user=postgres",
                        "--paraf.database.connections=24", "--logging.level.root=WARN", "--paraf.keyroom.argon2-memory-kib=8192",
                        "--paraf.data-directory=" + Files.createTempDirectory("paraf-issue"))) {
            return new IssueBenchmark(application, durable.pool()).measure();
        }
    }

    private String measure() throws Exception {
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE raw_certificate (serial numeric PRIMARY KEY, der bytea NOT NULL)");
        }
        double[] ours = new double[PAIRS];
        double[] raw = new double[PAIRS];
        double[] ratios = new double[PAIRS];
        for (int i = -WARM; i < PAIRS; i++) {
            parallel(() -> keys.add(key()));
            long issued = parallel(this::issue);
            long limit = parallel(this::limit);
            if (i >= 0) {
                ours[i] = ROUND * 1e9 / issued;
                raw[i] = ROUND * 1e9 / limit;
                ratios[i] = (double) issued / limit;
            }
        }
        int stored = bean(Register.class).ownedBy(account).size();
        if (stored != ROUND * (PAIRS + WARM)) {
            throw new IllegalStateException("Issued " + stored);
        }
        return String.format(Locale.ROOT, "%-58s %8.0f /s %8.0f /s   %5.2f×   (aim 1,700 /s)",
                "issue, 16 at a time / two signatures + one commit", Ratio.median(ours), Ratio.median(raw), Ratio.median(ratios));
    }

    private UUID key() {
        try (var passphrase = Passphrase.of("Kapal-Ungu.77-teratai")) {
            return bean(Keyroom.class).createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP, passphrase).id();
        }
    }

    private Object issue() {
        var order = new IssueOrder(account, new Subject("Ukur Contoh", "Kantor Contoh (Demo)", "Unit"), keys.pop(), agreement,
                "benchmark:issue", null, ORIGIN);
        if (!(bean(IssueCertificate.class).issue(order) instanceof IssueOutcome.Issued issued)) {
            throw new IllegalStateException("Not issued");
        }
        return issued;
    }

    private Object limit() throws Exception {
        rawKey.signCertificate(tbs).orThrow();
        byte[] signature = rawKey.signCertificate(tbs).orThrow();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO raw_certificate VALUES (?, ?)")) {
            insert.setBigDecimal(1, new BigDecimal(new BigInteger(159, new SecureRandom())));
            insert.setBytes(2, Arrays.copyOf(tbs, tbs.length + signature.length));
            return insert.executeUpdate();
        }
    }

    private static long parallel(Callable<?> work) throws Exception {
        return Parallel.nanos(PARALLEL, ROUND, work);
    }

    private <T> T bean(Class<T> type) {
        return application.getBean(type);
    }
}
