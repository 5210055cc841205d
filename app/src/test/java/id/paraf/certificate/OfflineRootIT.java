package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.cli.CeremonyCommand;
import id.paraf.kernel.Job;
import id.paraf.kernel.Randomness;
import id.paraf.keyroom.Argon2Cost;
import id.paraf.keyroom.Keyroom;
import id.paraf.pki.Pem;
import id.paraf.testing.MutableClock;
import id.paraf.testing.Nodes;
import id.paraf.testing.Proves;
import id.paraf.testing.TestDatabase;

/** An installation whose root key it never sees: its first start, the ceremony, and the life after it. */
class OfflineRootIT {

    private static final String ANI = "kapal ungu di teluk teratai";
    private static final String BUDI = "lentera hijau dari bambu tua";

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-02T02:00:00Z"));
    private final String database = TestDatabase.newUrl();

    private Path exchange() {
        return folder.resolve("exchange");
    }

    private ConfigurableApplicationContext start() {
        return Nodes.start(database, clock, List.of(), "--paraf.authority.root=offline", "--paraf.authority.exchange=" + exchange(),
                "--paraf.authority.name=Contoh", "--paraf.authority.organization=Institusi Contoh",
                "--paraf.authority.repository=http://pki.contoh.example");
    }

    private void ceremony(String medium, List<String> typed, String... arguments) {
        var said = new ByteArrayOutputStream();
        var left = new ArrayDeque<>(typed);
        var all = Stream.of(Stream.of("ceremony", arguments[0], folder.resolve(medium).toString()), Stream.of(arguments).skip(1),
                Stream.of("--person=Ani", "--person=Budi")).flatMap(part -> part).toArray(String[]::new);
        assertThat(new CeremonyCommand(new PrintStream(said, true, StandardCharsets.UTF_8), question -> left.removeFirst()
                .toCharArray(), new Randomness(), clock, new Argon2Cost(64, 1, 1)).run(all))
                .as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    private void root(String medium, String name) {
        ceremony(medium, List.of(ANI, ANI, BUDI, BUDI), "root", "--organization=Institusi Contoh", "--name=" + name,
                "--repository=http://pki.contoh.example");
    }

    private void carry(String medium, String... files) throws Exception {
        for (String file : files) {
            Files.copy(folder.resolve(medium).resolve(file), exchange().resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static <T> T bean(ConfigurableApplicationContext node, Class<T> type) {
        return node.getBean(type);
    }

    private static String message(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(this::start).satisfies(thrown -> assertThat(message(thrown)).contains(sentence));
    }

    @Test
    @Proves({"KY-05", "CR-01"})
    void theStartAsksForACeremonyBelievesOnlyWhatFitsAndTakesTheNextLists() throws Exception {
        Files.createDirectory(exchange());
        assertRefused("have it signed in a ceremony");
        byte[] request = Files.readAllBytes(exchange().resolve("issuing-g1.csr"));
        assertRefused("have it signed in a ceremony");
        assertThat(Files.readAllBytes(exchange().resolve("issuing-g1.csr"))).as("the same request").isEqualTo(request);

        // Another root, and one of another name, are not this installation's.
        String csr = exchange().resolve("issuing-g1.csr").toString();
        root("medium", "Contoh");
        ceremony("medium", List.of(ANI, BUDI), "sign-issuing", csr);
        root("another", "Lain");
        ceremony("another", List.of(ANI, BUDI), "sign-issuing", csr);
        carry("another", "root-g1.crt", "issuing-g1.crt", "root-g1.crl");
        assertRefused("this installation's root is called");
        carry("medium", "issuing-g1.crt", "root-g1.crl");
        assertRefused("issuing-g1.crt is not signed by root-g1.crt");
        carry("medium", "root-g1.crt");
        carry("another", "root-g1.crl");
        assertRefused("root-g1.crl is not signed by root-g1.crt");
        carry("medium", "root-g1.crl");

        try (var node = start()) {
            var authorities = bean(node, Authorities.class);
            assertThat(authorities.root().offline()).isTrue();
            assertThat(bean(node, Keyroom.class).authorityKey(authorities.root().key())).isEmpty();
            assertThat(authorities.root().der())
                    .isEqualTo(Pem.read(Files.readAllBytes(folder.resolve("medium/root-g1.crt"))).get());
            assertThat(events(node, "authority.requested")).isEqualTo(1);
            assertThat(events(node, "authority.imported")).isEqualTo(1);
            assertThat(events(node, "authority.list-imported")).isEqualTo(1);
            assertThat(bean(node, LogReconciliation.class).run()).as("certificates without an entry in the log").isZero();
            assertThat(bean(node, LintEverything.class).run()).isZero();
            assertThat(verified(node, bean(node, TestCertificates.class).issue())).contains("leaf.pem: OK");
        }

        clock.advance(Duration.ofDays(190));
        ceremony("medium", List.of(ANI, BUDI), "crl");
        carry("medium", "root-g1.crl");
        try (var node = start()) {
            node.getBeanProvider(Job.class).stream().filter(job -> job.name().equals("certificate.lists")).forEach(job -> job.work()
                    .run());
            assertThat(bean(node, RevocationLists.class).current(Authorities.ROOT).orElseThrow().number()).isEqualTo(2);
            assertThat(bean(node, RevocationLists.class).current(Authorities.ROOT).orElseThrow().der())
                    .isEqualTo(Files.readAllBytes(folder.resolve("medium/root-g1.crl")));
            assertThat(events(node, "authority.list-imported")).isEqualTo(2);
            carry("another", "root-g1.crl");
            node.getBeanProvider(Job.class).stream().filter(job -> job.name().equals("certificate.lists")).forEach(job -> job.work()
                    .run());
            assertThat(bean(node, RevocationLists.class).current(Authorities.ROOT).orElseThrow().number()).isEqualTo(2);
            assertThat(verified(node, bean(node, TestCertificates.class).issue())).contains("leaf.pem: OK");
        }
    }

    private static long events(ConfigurableApplicationContext node, String type) {
        return bean(node, JdbcClient.class).sql("SELECT count(*) FROM audit_event WHERE type = :type").param("type", type)
                .query(Long.class).single();
    }

    /** The whole chain up to the root of the ceremony, with both lists. */
    private String verified(ConfigurableApplicationContext node, Certificate certificate) throws Exception {
        Files.writeString(folder.resolve("leaf.pem"), Pem.certificate(certificate.der()));
        Files.writeString(folder.resolve("issuing.pem"), Pem.certificate(bean(node, Authorities.class).issuing().der()));
        var lists = new StringBuilder();
        for (String name : List.of(Authorities.ROOT, Authorities.ISSUING)) {
            Files.write(folder.resolve("list.der"), bean(node, RevocationLists.class).current(name).orElseThrow().der());
            lists.append(openssl("crl", "-inform", "DER", "-in", "list.der"));
        }
        Files.writeString(folder.resolve("lists.pem"), lists);
        return openssl("verify", "-x509_strict", "-crl_check_all", "-attime", Long.toString(clock.instant().getEpochSecond() + 1),
                "-CAfile", "medium/root-g1.crt", "-untrusted", "issuing.pem", "-CRLfile", "lists.pem", "leaf.pem");
    }

    private String openssl(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
