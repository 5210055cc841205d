package id.paraf.acceptance.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CRLHolder;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.boot.Paraf;
import id.paraf.certificate.Authorities;
import id.paraf.certificate.RevocationLists;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.ThrowAwayKey;

/**
 * A complete list of a million entries, from the register to the stored bytes, against nothing but writing the entries in DER and one
 * signature of the authority's kind over them. Serving it makes no copy: many at once ask for the same bytes.
 */
final class CrlBenchmark {

    private static final int ENTRIES = 1_000_000;
    private static final int PAIRS = 3;

    private CrlBenchmark() {
    }

    static String run() throws Exception {
        try (var durable = new DurableDatabase();
                var application = new SpringApplicationBuilder(Paraf.class).profiles("demo").run("--server.port=0",
                        "--paraf.database.url=" + durable.pool().getJdbcUrl(), "--paraf.database.user=postgres",
                        "--logging.level.root=WARN", "--paraf.authority.certificates-per-list=100000000",
                        "--paraf.data-directory=" + Files.createTempDirectory("paraf-crl"))) {
            return measure(application);
        }
    }

    private static String measure(ApplicationContext application) throws Exception {
        var jdbc = application.getBean(JdbcClient.class);
        var lists = application.getBean(RevocationLists.class);
        jdbc.sql("""
                INSERT INTO certificate (id, profile, authority, key, key_sha256, serial, common_name, not_before, not_after, phase,
                    tbs, der, reference, prepared_at, issued_at, revoked_at, reason, revision)
                SELECT gen_random_uuid(), 'synthetic', 'issuing-g1', gen_random_uuid(), decode(md5(n::text) || md5('k' || n), 'hex'),
                    floor(random() * 1e15) * 1e30 + floor(random() * 1e15) * 1e15 + n, 'Beban Contoh', now(), now() + interval '2 years',
                    'REVOKED', ''::bytea, ''::bytea, 'benchmark', now(), now() - interval '1 hour',
                    now() - n % 3600 * interval '1 second', 4, 1
                FROM generate_series(1, :rows) n""").param("rows", ENTRIES).update();
        var key = ThrowAwayKey.generate(KeyAlgorithm.P384, new SecureRandom());
        byte[] small = Certificate.getInstance(application.getBean(Authorities.class).issuing().der()).getTBSCertificate()
                .getEncoded();
        var serials = new ArrayList<byte[]>(ENTRIES);
        jdbc.sql("SELECT serial FROM certificate WHERE profile = 'synthetic'")
                .query(rs -> {
                    serials.add(rs.getBigDecimal(1).toBigIntegerExact().toByteArray());
                });
        var ratio = Ratio.of(1, PAIRS, () -> {
            outdated(jdbc);
            lists.current(Authorities.ISSUING).orElseThrow();
        }, () -> {
            entries(serials);
            key.signCertificate(small).orThrow();
        });
        byte[] der = lists.current(Authorities.ISSUING).orElseThrow().der();
        if (new X509CRLHolder(der).getRevokedCertificates().size() != ENTRIES) {
            throw new IllegalStateException("The list has not all entries");
        }
        return String.format(Locale.ROOT, "%-58s %8.2f µs %8.2f µs   %5.2f×   %d bytes an entry",
                "crl: an entry of 1,000,000 / encoding and one signature", ratio.ours() / 1e3 / ENTRIES,
                ratio.limit() / 1e3 / ENTRIES, ratio.ratio(), der.length / ENTRIES);
    }

    /** The list of before is as old as one that a day has passed over. */
    private static void outdated(JdbcClient jdbc) {
        jdbc.sql("""
                UPDATE certificate_revocation_list SET this_update = this_update - interval '2 days',
                    next_update = next_update - interval '2 days' WHERE authority = 'issuing-g1'""").update();
    }

    /** SEQUENCE { INTEGER, UTCTime, reasonCode }, as short as it can be written. */
    private static byte[] entries(List<byte[]> serials) {
        byte[] time = "261201000000Z".getBytes(StandardCharsets.US_ASCII);
        byte[] reason = {0x30, 0x0c, 0x30, 0x0a, 6, 3, 0x55, 0x1d, 0x15, 4, 3, 0x0a, 1, 4};
        var out = new ByteArrayOutputStream(60 * serials.size());
        for (byte[] serial : serials) {
            out.write(0x30);
            out.write(2 + serial.length + 2 + time.length + reason.length);
            out.write(2);
            out.write(serial.length);
            out.write(serial, 0, serial.length);
            out.write(0x17);
            out.write(time.length);
            out.write(time, 0, time.length);
            out.write(reason, 0, reason.length);
        }
        return out.toByteArray();
    }
}
