package id.paraf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.kernel.Randomness;
import id.paraf.keyroom.Argon2Cost;
import id.paraf.testing.MutableClock;
import id.paraf.testing.Proves;

/** A ceremony as two people hold it, and what openssl thinks of its results. */
class CeremonyCommandTest {

    private static final String ANI = "kapal ungu di teluk teratai";
    private static final String BUDI = "lentera hijau dari bambu tua";
    private static final String[] PEOPLE = {"--person=Ani Saksi", "--person=Budi Saksi"};

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-02T02:00:00Z"));
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<String> asked = new ArrayList<>();

    private int run(List<String> typed, String... arguments) {
        said.reset();
        asked.clear();
        Deque<String> left = new ArrayDeque<>(typed);
        var command = new CeremonyCommand(new PrintStream(said, true, StandardCharsets.UTF_8), question -> {
            asked.add(question);
            return left.removeFirst().toCharArray();
        }, new Randomness(), clock, new Argon2Cost(64, 1, 1));
        return command.run(Stream.of(arguments, PEOPLE).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private String medium() {
        return folder.resolve("medium").toString();
    }

    private int root(String... more) {
        return run(List.of(ANI, ANI, BUDI, BUDI), Stream.concat(Stream.of("ceremony", "root", medium(), "--organization=Contoh",
                "--name=Contoh", "--repository=http://pki.contoh.example/"), Stream.of(more)).toArray(String[]::new));
    }

    private String request(String name) throws Exception {
        openssl("req", "-new", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384", "-subj", "/CN=apa saja", "-keyout",
                name + ".key", "-out", name + ".csr");
        return folder.resolve(name + ".csr").toString();
    }

    private String openssl(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** openssl with nothing but the public files. */
    private String chain() throws Exception {
        openssl("crl", "-inform", "DER", "-in", "medium/root-g1.crl", "-out", "list.pem");
        return openssl("verify", "-x509_strict", "-crl_check", "-attime", Long.toString(clock.instant().getEpochSecond() + 1),
                "-CAfile", "medium/root-g1.crt", "-CRLfile", "list.pem", "medium/issuing-g1.crt");
    }

    private String transcript(String name) throws Exception {
        Files.writeString(folder.resolve("root.pub"), openssl("x509", "-in", "medium/root-g1.crt", "-noout", "-pubkey"));
        assertThat(openssl("dgst", "-sha384", "-verify", "root.pub", "-signature", "medium/" + name + ".sig", "medium/" + name))
                .contains("Verified OK");
        return Files.readString(folder.resolve("medium").resolve(name));
    }

    @Test
    @Proves({"KY-05", "CA-03"})
    void twoPeopleMakeARootCertifyAnAuthorityAndRevokeIt() throws Exception {
        assertThat(root()).as(said()).isZero();
        assertThat(asked).hasSize(4).allMatch(question -> question.startsWith("Ani Saksi") || question.startsWith("Budi Saksi"));
        String made = transcript("001-root.transcript");
        assertThat(made).contains("person: Ani Saksi\nperson: Budi Saksi", "act: root", "at: 2026-11-02T02:00:00Z",
                "program: Paraf",
                "file: root.key SHA-256 ", "transcript before: none");
        assertThat(made).doesNotContain(ANI, BUDI);
        assertThat(Files.readString(folder.resolve("medium/root.key"))).doesNotContain("PRIVATE KEY");

        clock.advance(Duration.ofDays(1));
        String csr = request("issuing");
        assertThat(run(List.of(ANI, BUDI), "ceremony", "sign-issuing", medium(), csr)).as(said()).isZero();
        assertThat(chain()).contains("issuing-g1.crt: OK");
        assertThat(openssl("x509", "-in", "medium/issuing-g1.crt", "-noout", "-subject", "-ext",
                "basicConstraints,crlDistributionPoints,authorityInfoAccess")).contains("Contoh Signer CA G1", "CA:TRUE, pathlen:0",
                        "http://pki.contoh.example/crl/root-g1.crl", "http://pki.contoh.example/ca/root-g1.crt");
        assertThat(transcript("002-sign-issuing.transcript")).contains("transcript before: 001-root.transcript SHA-256 "
                + openssl("dgst", "-sha256", "-r", "medium/001-root.transcript").split(" ")[0]);
        assertThat(run(List.of(ANI, BUDI), "ceremony", "sign-issuing", medium(), csr)).as("a second one").isEqualTo(1);

        clock.advance(Duration.ofDays(180));
        assertThat(run(List.of(ANI, BUDI), "ceremony", "crl", medium())).as(said()).isZero();
        assertThat(chain()).contains("issuing-g1.crt: OK");
        String serial = openssl("x509", "-in", "medium/issuing-g1.crt", "-noout", "-serial").strip().replace("serial=", "");
        assertThat(run(List.of(ANI, BUDI), "ceremony", "crl", medium(), "--revoke=" + serial, "--reason=KEY_COMPROMISE")).as(said())
                .isZero();
        assertThat(chain()).contains("certificate revoked");
        assertThat(openssl("crl", "-in", "list.pem", "-noout", "-text")).contains("X509v3 CRL Number: \n                3",
                "Key Compromise");
        assertThat(transcript("004-crl.transcript")).contains("revoked: " + serial + " KEY_COMPROMISE");
        assertThat(run(List.of(ANI, BUDI), "ceremony", "crl", medium(), "--revoke=" + serial)).isEqualTo(1);
        assertThat(run(List.of(ANI, BUDI), "ceremony", "crl", medium(), "--revoke=1234")).isEqualTo(1);
        assertThat(said()).contains("never signed");
    }

    @Test
    @Proves("KY-05")
    void onePersonAloneCanDoNothing() throws Exception {
        assertThat(run(List.of(ANI, ANI, ANI, ANI), "ceremony", "root", medium(), "--organization=Contoh", "--name=Contoh",
                "--repository=http://pki.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("two people have two passphrases");
        assertThat(Files.exists(Path.of(medium()))).isFalse();
        assertThat(run(List.of(ANI, "lain sekali daripada itu"), "ceremony", "root", medium(), "--organization=Contoh",
                "--name=Contoh", "--repository=http://pki.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("differ");
        assertThat(run(List.of("pendek"), "ceremony", "root", medium(), "--organization=Contoh", "--name=Contoh",
                "--repository=http://pki.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("at least 16");

        assertThat(root()).isZero();
        String csr = request("issuing");
        for (var typed : List.of(List.of(ANI, ANI), List.of(BUDI, ANI), List.of(ANI, "bukan passphrase Budi"))) {
            assertThat(run(typed, "ceremony", "sign-issuing", medium(), csr)).isEqualTo(1);
            assertThat(said()).contains("a passphrase is wrong");
        }
        assertThat(Files.exists(folder.resolve("medium/issuing-g1.crt"))).isFalse();
        assertThat(root()).as("over another root").isEqualTo(1);
        assertThat(said()).contains("not empty");
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsSigned() throws Exception {
        assertThat(run(List.of(), "ceremony", "root", medium())).isEqualTo(2);
        assertThat(said()).contains("Usage");
        var alone = new CeremonyCommand(new PrintStream(said), question -> new char[0], new Randomness(), clock,
                new Argon2Cost(64, 1, 1));
        assertThat(alone.run("ceremony", "crl", medium(), "--person=Ani", "--person=Ani")).isEqualTo(1);
        assertThat(said()).contains("two people are needed");
        assertThat(run(List.of(), "ceremony", "root", medium(), "--organization=Contoh", "--name=Contoh",
                "--repository=https://pki.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("http://");
        assertThat(root()).isZero();
        assertThat(run(List.of(ANI, BUDI), "ceremony", "crl", medium(), "--days=400")).isEqualTo(1);
        assertThat(run(List.of(ANI, BUDI), "ceremony", "crl", medium(), "--revoke=12", "--reason=FUN")).isEqualTo(1);
        String small = folder.resolve("small.csr").toString();
        openssl("req", "-new", "-nodes", "-newkey", "rsa:2048", "-subj", "/CN=x", "-keyout", "small.key", "-out", "small.csr");
        assertThat(run(List.of(ANI, BUDI), "ceremony", "sign-issuing", medium(), small)).isEqualTo(1);
        assertThat(said()).contains("LI-15");
        assertThat(run(List.of(ANI, BUDI), "ceremony", "sign-issuing", medium(), folder.resolve("none").toString())).isEqualTo(2);
    }
}
