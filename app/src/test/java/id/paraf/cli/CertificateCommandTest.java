package id.paraf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.CertifiedAddress;
import id.paraf.certificate.CertifyRequest;
import id.paraf.certificate.RevocationLists;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.pki.Pem;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Certificates for keys that openssl made, checked by openssl. */
@ParafTest
class CertificateCommandTest {

    @Autowired
    CertifyRequest certify;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    Authorities authorities;
    @Autowired
    RevocationLists lists;
    @Autowired
    CertifiedAddress address;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    @TempDir
    Path folder;

    private Optional<CertifiedAddress.Moved> moved = Optional.empty();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        said.reset();
        assertThat(CertificateCommand.understood(arguments)).isTrue();
        return CertificateCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), moved, certify, revoke, arguments);
    }

    @Test
    void nothingIsCertifiedUnderAnotherAddressUnlessItHasMoved() throws Exception {
        assertThat(address.moved()).as("this node and its database agree").isEmpty();
        moved = Optional.of(new CertifiedAddress.Moved("http://tte.contoh.example", "http://localhost:8080"));
        String csr = request("moved", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        long before = jdbc.sql("SELECT count(*) FROM certificate").query(Long.class).single();
        assertThat(run("certificate", "tls", csr, "--dns=tte.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("from http://tte.contoh.example, and this one would say http://localhost:8080",
                "paraf.origin", "--new-address");
        assertThat(run("certificate", "seal", csr, "--institution=Dinas Contoh", "--identifier=NTRID-0012345678901234"))
                .isEqualTo(1);
        assertThat(jdbc.sql("SELECT count(*) FROM certificate").query(Long.class).single()).isEqualTo(before);
        assertThat(run("certificate", "tls", csr, "--dns=tte.contoh.example", "--new-address")).as(said()).isZero();
        assertThat(run("certificate", "revoke", "1234")).as("names no address").isEqualTo(1);
        assertThat(said()).doesNotContain("--new-address");
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private String request(String name, String... key) throws Exception {
        var command = new java.util.ArrayList<>(List.of("openssl", "req", "-new", "-nodes", "-subj", "/CN=siapa saja", "-keyout",
                name + ".key", "-out", name + ".csr"));
        command.addAll(List.of(key));
        openssl(command.toArray(String[]::new));
        return folder.resolve(name + ".csr").toString();
    }

    private String openssl(String... command) throws Exception {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @BeforeEach
    void chain() throws Exception {
        Files.writeString(folder.resolve("root.pem"), Pem.certificate(authorities.root().der()));
        Files.writeString(folder.resolve("issuing.pem"), Pem.certificate(authorities.issuing().der()));
    }

    private String verify(String file, String... more) throws Exception {
        Files.write(folder.resolve("issuing.crl"), lists.current(Authorities.ISSUING).orElseThrow().der());
        openssl("openssl", "crl", "-inform", "DER", "-in", "issuing.crl", "-out", "issuing.crl.pem");
        var command = new java.util.ArrayList<>(List.of("openssl", "verify", "-x509_strict", "-crl_check", "-attime",
                Long.toString(clock.instant().getEpochSecond() + 1), "-CAfile", "root.pem", "-untrusted", "issuing.pem", "-CRLfile",
                "issuing.crl.pem"));
        command.addAll(List.of(more));
        command.add(file);
        return openssl(command.toArray(String[]::new));
    }

    private List<String> events(String serial) {
        return jdbc.sql("""
                SELECT e.type FROM audit_event e JOIN certificate c ON e.subject = 'certificate:' || c.id
                WHERE c.serial = :serial ORDER BY e.id""")
                .param("serial", new java.math.BigDecimal(new java.math.BigInteger(serial, 16)))
                .query(String.class).list();
    }

    private static String serial(String said) {
        return said.replaceFirst("(?s).*serial number ([0-9A-F]+).*", "$1");
    }

    @Test
    @Proves({"CA-01", "CA-03", "CA-05"})
    void aServerOfTheOperatorsOwnIsCertifiedAndRevoked() throws Exception {
        String csr = request("server", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        String out = folder.resolve("server.pem").toString();
        assertThat(run("certificate", "tls", csr, "--dns=tte.contoh.example", "--dns=pki.contoh.example", "--out=" + out))
                .as(said())
                .isZero();
        String serial = serial(said());
        assertThat(events(serial)).containsExactly("certificate.prepared", "certificate.issued");
        assertThat(verify("server.pem", "-purpose", "sslserver", "-verify_hostname", "pki.contoh.example"))
                .contains("server.pem: OK");
        assertThat(verify("server.pem", "-verify_hostname", "lain.contoh.example")).contains("hostname mismatch");
        assertThat(openssl("openssl", "x509", "-in", "server.pem", "-noout", "-ext", "keyUsage,extendedKeyUsage,subjectAltName"))
                .contains("Digital Signature", "TLS Web Server Authentication", "DNS:tte.contoh.example, DNS:pki.contoh.example");
        assertThat(openssl("openssl", "x509", "-in", "server.pem", "-noout", "-pubkey")).contains(openssl("openssl", "pkey", "-in",
                "server.key", "-pubout"));

        assertThat(run("certificate", "tls", csr, "--dns=tte.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("the key was certified before");
        assertThat(run("certificate", "revoke", serial.replaceAll("(..)(?=.)", "$1:"), "--reason=KEY_COMPROMISE")).as(said())
                .isZero();
        assertThat(events(serial)).contains("certificate.revoked");
        assertThat(verify("server.pem")).contains("certificate revoked");
        assertThat(run("certificate", "revoke", serial)).isEqualTo(1);
        assertThat(run("certificate", "revoke", "1234")).isEqualTo(1);
        assertThat(run("certificate", "tls", csr, "--dns=tte.contoh.example")).as("also after its revocation").isEqualTo(1);
    }

    @Test
    @Proves({"LI-02", "LI-03"})
    void anInstitutionSealsUnderItsNameAndNumber() throws Exception {
        String csr = request("seal", "-newkey", "rsa:3072");
        String out = folder.resolve("seal.pem").toString();
        assertThat(run("certificate", "seal", csr, "--institution=Dinas Contoh", "--identifier=NTRID-0012345678901234",
                "--out=" + out))
                .as(said()).isZero();
        assertThat(verify("seal.pem")).contains("seal.pem: OK");
        var certificate = new X509CertificateHolder(pem(out));
        assertThat(certificate.getSubject().toString())
                .isEqualTo("C=ID,O=Dinas Contoh,organizationIdentifier=NTRID-0012345678901234,CN=Dinas Contoh");
        assertThat(openssl("openssl", "x509", "-in", "seal.pem", "-noout", "-ext", "keyUsage,extendedKeyUsage"))
                .contains("Non Repudiation", "1.3.6.1.5.5.7.3.36").doesNotContain("Digital Signature");

        String other = request("other", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        assertThat(run("certificate", "seal", other, "--institution=Dinas Contoh", "--identifier=12345")).isEqualTo(1);
        assertThat(said()).contains("LI-03: organizationIdentifier");
    }

    private byte[] pem(String file) throws Exception {
        openssl("openssl", "x509", "-in", file, "-outform", "DER", "-out", "out.der");
        return Files.readAllBytes(folder.resolve("out.der"));
    }

    @Test
    @Proves("CA-05")
    void weakAndForeignKeysAreRefusedAndTheRefusalIsRecorded() throws Exception {
        String small = request("small", "-newkey", "rsa:2048");
        assertThat(run("certificate", "tls", small, "--dns=tte.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("LI-15: profile tls-server does not take keys of kind RSA2048");
        assertThat(jdbc.sql("SELECT count(*) FROM certificate WHERE profile = 'tls-server' AND phase = 'REFUSED'").query(Long.class)
                .single()).isPositive();
        String odd = request("odd", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        assertThat(run("certificate", "tls", odd, "--dns=*.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("LI-11");
        assertThat(run("certificate", "tls", folder.resolve("root.pem").toString(), "--dns=tte.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("no certification request");
        assertThat(run("certificate", "tls", folder.resolve("none").toString(), "--dns=tte.contoh.example")).isEqualTo(2);
    }

    @Test
    @Proves("CA-05")
    void aKeyThatWasOnlyRefusedIsTakenUnderARightName() throws Exception {
        String csr = request("again", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        assertThat(run("certificate", "tls", csr, "--dns=localhost")).isEqualTo(1);
        var refused = jdbc.sql("""
                SELECT id FROM certificate WHERE common_name = 'localhost' AND phase = 'REFUSED'
                ORDER BY prepared_at DESC, id DESC LIMIT 1""").query(UUID.class).single();
        assertThat(eventsOf(refused)).containsExactly("certificate.prepared", "certificate.refused");

        assertThat(run("certificate", "tls", csr, "--dns=tte.contoh.example", "--out=" + folder.resolve("again.pem")))
                .as(said()).isZero();
        assertThat(events(serial(said()))).containsExactly("certificate.prepared", "certificate.issued");
        assertThat(run("certificate", "tls", csr, "--dns=lain.contoh.example")).as("now it was certified").isEqualTo(1);
        assertThat(said()).contains("the key was certified before");
    }

    @Test
    @Proves({"CA-01", "CA-05"})
    void anOrderThatACrashCutOffIsGivenUpAndCarriedOutUnderANewSerial() throws Exception {
        String csr = request("cut", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        var left = cutOff(csr);
        assertThat(run("certificate", "tls", csr, "--dns=tte.contoh.example", "--out=" + folder.resolve("cut.pem"))).as(said())
                .isZero();
        assertThat(eventsOf(left)).containsExactly("certificate.prepared", "certificate.refused", "certificate.abandoned");
        assertThat(jdbc.sql("SELECT phase FROM certificate WHERE id = :id").param("id", left).query(String.class).single())
                .isEqualTo("REVOKED");
        assertThat(list().getRevokedCertificate(serialOf(left))).as("the serial that may have been signed is on the list")
                .isNotNull();
        assertThat(events(serial(said()))).containsExactly("certificate.prepared", "certificate.issued");
        assertThat(verify("cut.pem")).contains("cut.pem: OK");
        assertThat(run("certificate", "tls", csr, "--dns=tte.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("the key was certified before");
    }

    @Test
    @Proves("CA-05")
    void aKeyWhoseCutOffOrderWasRevokedBecauseOfItIsNotCertified() throws Exception {
        String csr = request("leaked", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        var left = cutOff(csr);
        assertThat(run("certificate", "revoke", serialOf(left).toString(16), "--reason=KEY_COMPROMISE")).as(said()).isZero();
        assertThat(eventsOf(left)).contains("certificate.revoked");
        assertThat(run("certificate", "tls", csr, "--dns=tte.contoh.example")).isEqualTo(1);
        assertThat(said()).contains("the key was certified before");
        assertThat(eventsOf(left)).doesNotContain("certificate.abandoned");
    }

    /** A row as a process leaves it that is killed between the row and the certificate: nobody can tell whether it was signed. */
    private UUID cutOff(String csr) {
        // A name of its own that the lints refuse: nothing was signed then, and the row is all there is.
        String name = "*." + UUID.randomUUID() + ".contoh.example";
        assertThat(run("certificate", "tls", csr, "--dns=" + name)).isEqualTo(1);
        var left = jdbc.sql("SELECT id FROM certificate WHERE common_name = :name AND phase = 'REFUSED'").param("name", name)
                .query(UUID.class).single();
        jdbc.sql("UPDATE certificate SET phase = 'PREPARED' WHERE id = :id").param("id", left).update();
        return left;
    }

    private java.math.BigInteger serialOf(UUID certificate) {
        return jdbc.sql("SELECT serial FROM certificate WHERE id = :id").param("id", certificate)
                .query(java.math.BigDecimal.class).single().toBigIntegerExact();
    }

    private java.security.cert.X509CRL list() throws Exception {
        return (java.security.cert.X509CRL) java.security.cert.CertificateFactory.getInstance("X.509").generateCRL(
                new java.io.ByteArrayInputStream(lists.current(Authorities.ISSUING).orElseThrow().der()));
    }

    private List<String> eventsOf(UUID certificate) {
        return jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject ORDER BY id")
                .param("subject", "certificate:" + certificate).query(String.class).list();
    }

    @Test
    void whatIsMissingIsSaid() {
        for (var arguments : List.of(new String[] {"certificate"}, new String[] {"certificate", "tls", "a.csr"},
                new String[] {"certificate", "tls", "--dns=a.example", "a.csr"}, new String[] {"certificate", "seal", "a.csr",
                        "--institution=A"},
                new String[] {"certificate", "revoke", "xyz"}, new String[] {"certificate", "revoke", "12", "--reason=FUN"},
                new String[] {"certificate", "make", "a.csr"})) {
            assertThat(CertificateCommand.understood(arguments)).as(String.join(" ", arguments)).isFalse();
        }
        assertThat(CertificateCommand.usage(new PrintStream(said))).isEqualTo(2);
        assertThat(said()).contains("certificate tls", "certificate seal", "certificate revoke");
    }
}
