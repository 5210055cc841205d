package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;

import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;

/**
 * Orders of certificates that belong to no account, in {@link CertificateCrashProcess}: of the operator's servers, and of seals with a
 * key from outside or of the keyroom. Each is ordered again after the crash, as whoever runs the machine would.
 */
final class CrashedOrders {

    static final Set<String> JOURNEYS = Set.of("TLS", "SEAL_REQUEST", "SEAL");

    private static final String INSTITUTION = "Dinas Contoh (Demo)";
    private static final String IDENTIFIER = "NTRID-0012345678901234";
    private static final Origin ORIGIN = new Origin("192.0.2.7", "crash test");

    private final ApplicationContext application;
    private final Path directory;

    CrashedOrders(ApplicationContext application, Path directory) {
        this.application = application;
        this.directory = directory;
    }

    /** A key in the keyroom, or one from outside whose request is kept for the process after this one. */
    UUID key(String journey) throws Exception {
        UUID id = UUID.randomUUID();
        if (journey.equals("SEAL")) {
            return application.getBean(Keyroom.class).seals().create(id, UUID.randomUUID(), KeyAlgorithm.P256, 10).id();
        }
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new java.security.spec.ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        Files.write(request(id), new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=siapa saja"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())).getEncoded());
        return id;
    }

    private Path request(UUID key) {
        return directory.resolve(key + ".csr");
    }

    /** Orders, under a name of its own. */
    boolean order(String journey, UUID name, UUID key) {
        try {
            var certify = application.getBean(CertifyRequest.class);
            return switch (journey) {
                case "TLS" -> certify.server(Files.readAllBytes(request(key)), List.of(commonName(journey, name)),
                        ORIGIN) instanceof CertifyRequest.Outcome.Issued;
                case "SEAL_REQUEST" -> certify.seal(Files.readAllBytes(request(key)), INSTITUTION, IDENTIFIER,
                        commonName(journey, name), ORIGIN) instanceof CertifyRequest.Outcome.Issued;
                default -> application.getBean(CertifySeal.class).certify(new CertifySeal.Order(name, key,
                        application.getBean(Keyroom.class).seals().state(key).orElseThrow().publicKey(), INSTITUTION, IDENTIFIER,
                        commonName(journey, name), name, ORIGIN), id -> {
                        }) instanceof CertifySeal.Outcome.Issued;
            };
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** In letters alone: among the digits of an UUID there may be sixteen in a row, which is what a NIK looks like (LI-03). */
    private static String commonName(String journey, UUID name) {
        String letters = name.toString().replace("-", "").chars().map(c -> 'a' + Character.digit(c, 16))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return journey.equals("TLS") ? letters + ".contoh.example" : "Segel " + letters;
    }

    /** The order as it stood is carried out once, whatever was there; what may have been signed is revoked and listed. */
    void check(String journey, String point, UUID name, UUID key) throws Exception {
        String victim = journey + ":" + point;
        boolean stored = point.equals("ISSUE_STORED");
        String called = commonName(journey, name);
        assertThat(phases(called)).as(victim).containsExactly(stored ? "ISSUED" : "PREPARED");
        // A key of the keyroom leads to its certificate again; one from outside that has a certificate gets no second one.
        assertThat(order(journey, name, key)).as(victim).isEqualTo(!stored || journey.equals("SEAL"));
        var after = stored ? List.of("ISSUED") : List.of("REVOKED", "ISSUED");
        assertThat(phases(called)).as(victim).containsExactlyElementsOf(after);
        assertThat(order(journey, name, key)).as(victim).isEqualTo(journey.equals("SEAL"));
        assertThat(phases(called)).as(victim).containsExactlyElementsOf(after);
        assertThat(events(called, "certificate.abandoned")).as(victim).isEqualTo(stored ? 0 : 1);
        assertThat(events(called, "certificate.issued")).as(victim).isEqualTo(1);
        assertThat(listed(called)).as(victim).isEqualTo(stored ? 0 : 1);
    }

    private JdbcClient jdbc() {
        return application.getBean(JdbcClient.class);
    }

    private List<String> phases(String called) {
        return jdbc().sql("SELECT phase FROM certificate WHERE common_name = ? ORDER BY prepared_at, id").param(called)
                .query(String.class).list();
    }

    private long events(String called, String type) {
        return jdbc().sql("""
                SELECT count(*) FROM audit_event e JOIN certificate c ON e.subject = 'certificate:' || c.id
                WHERE c.common_name = ? AND e.type = ?""").param(called).param(type).query(Long.class).single();
    }

    private long listed(String called) throws Exception {
        var list = CertificateCrashProcess.parsed(
                application.getBean(RevocationLists.class).current(Authorities.ISSUING).orElseThrow().der());
        return jdbc().sql("SELECT serial FROM certificate WHERE common_name = ?").param(called).query(BigDecimal.class).list()
                .stream().filter(serial -> list.getRevokedCertificate(serial.toBigIntegerExact()) != null).count();
    }
}
