package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.pki.Pem;
import id.paraf.pki.Profile;
import id.paraf.pki.Profiles;
import id.paraf.pki.RevocationReason;
import id.paraf.pki.lint.Lints;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class IssuingTest {

    private static final Origin ORIGIN = new Origin("192.0.2.7", "test");

    @Autowired
    Authorities authorities;
    @Autowired
    IssueCertificate issue;
    @Autowired
    SupersedeCertificate supersede;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    RevocationLists lists;
    @Autowired
    Register register;
    @Autowired
    LogReconciliation reconciliation;
    @Autowired
    LintEverything lint;
    @Autowired
    LintFindings findings;
    @Autowired
    TestPeople people;
    @Autowired
    TestInbox inbox;
    @Autowired
    Agreements agreements;
    @Autowired
    Keyroom keyroom;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;
    @Autowired
    TransactionTemplate transaction;

    private UUID key(UUID account) {
        return key(account, KeyAlgorithm.P256);
    }

    private UUID key(UUID account, KeyAlgorithm algorithm) {
        return keyroom.createSignerKey(account, algorithm, ResetPolicy.KEEP, Passphrase.of("Rahasia-Contoh-1")).id();
    }

    private AgreementAcceptance accepted() {
        var agreement = agreements.current("id");
        return new AgreementAcceptance(agreement.version(), agreement.language(), agreement.sha256(), clock.instant());
    }

    private IssueOrder order(UUID account, UUID key) {
        return new IssueOrder(account, new Subject("Sri Contoh Wulandari", "Instansi Contoh", "Unit Demo"), key, accepted(),
                "application:" + UUID.randomUUID(), null, ORIGIN);
    }

    private Certificate issued(UUID account) {
        return ((IssueOutcome.Issued) issue.issue(order(account, key(account)))).certificate();
    }

    private List<String> events(String subject) {
        return jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject ORDER BY id").param("subject", subject)
                .query(String.class).list();
    }

    private static X509Certificate parse(byte[] der) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private void validate(Certificate certificate) throws Exception {
        var factory = CertificateFactory.getInstance("X.509");
        var root = parse(authorities.root().der());
        var path = factory.generateCertPath(List.of(parse(certificate.der()), parse(authorities.issuing().der())));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setDate(Date.from(clock.instant().plusSeconds(1)));
        parameters.setRevocationEnabled(true);
        var crls = new java.util.ArrayList<X509CRL>();
        for (String name : List.of(Authorities.ROOT, Authorities.ISSUING)) {
            crls.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(lists.current(name).orElseThrow().der())));
        }
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    @Test
    @Proves({"CA-01", "CA-02", "CA-03"})
    void anIssuedCertificateHasItsRowItsLintedTwinAndItsEvents() {
        var account = UUID.randomUUID();
        var certificate = issued(account);
        var row = jdbc.sql("SELECT phase, lint IS NOT NULL AS linted, serial FROM certificate WHERE id = :id")
                .param("id", certificate.id().value()).query().singleRow();
        assertThat(row.get("phase")).isEqualTo("ISSUED");
        assertThat(row.get("linted")).isEqualTo(true);
        assertThat(certificate.serial().signum()).isPositive();
        assertThat(certificate.serial().bitLength()).isBetween(64, 159);
        assertThat(events("certificate:" + certificate.id())).containsExactly("certificate.prepared", "certificate.issued");
        assertThat(register.ownedBy(account)).extracting(Certificate::id).containsExactly(certificate.id());
        assertThat(register.ownedBy(UUID.randomUUID(), certificate.id())).isEmpty();
    }

    @Test
    @Proves({"CT-02", "CT-05"})
    void aRowThatWasNeverIssuedIsFoundByHoldingTheRegisterAgainstTheLog() {
        var certificate = issued(UUID.randomUUID());
        var revoked = issued(UUID.randomUUID());
        int before = reconciliation.run();
        var smuggled = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO certificate (id, profile, authority, key, key_sha256, serial, common_name, not_before, not_after, phase,
                    tbs, der, reference, prepared_at, issued_at)
                SELECT :smuggled, profile, authority, :smuggled, :hash, serial + 1, common_name, not_before, not_after, phase,
                    tbs, der || decode('00', 'hex'), reference, prepared_at, issued_at FROM certificate WHERE id = :id""")
                .param("smuggled", smuggled).param("hash", new byte[32]).param("id", certificate.id().value()).update();
        jdbc.sql("UPDATE certificate SET phase = 'REVOKED', revoked_at = issued_at, reason = 0 WHERE id = :id")
                .param("id", revoked.id().value()).update();
        try {
            assertThat(reconciliation.run()).isEqualTo(before + 2);
            assertThat(events("certificate:" + smuggled)).containsExactly("certificate.unlogged");
            assertThat(events("certificate:" + revoked.id())).contains("certificate.unlogged");
        } finally {
            // The lint of the night may have come by.
            jdbc.sql("DELETE FROM certificate_lint_finding WHERE certificate = :id").param("id", smuggled).update();
            jdbc.sql("DELETE FROM certificate WHERE id = :id").param("id", smuggled).update();
            jdbc.sql("UPDATE certificate SET phase = 'ISSUED', revoked_at = NULL, reason = NULL WHERE id = :id")
                    .param("id", revoked.id().value()).update();
        }
    }

    @Test
    @Proves({"CA-01", "CA-02"})
    void theSerialIsCommittedBeforeTheAuthoritySigns() {
        // The final write fails, as after a crash: the row that was written first is still there and can be revoked.
        jdbc.sql("""
                CREATE FUNCTION refuse_final() RETURNS trigger AS $$ BEGIN
                IF NEW.phase = 'ISSUED' AND NEW.full_name = 'Gagal Contoh' THEN RAISE EXCEPTION 'no space left'; END IF;
                RETURN NEW; END $$ LANGUAGE plpgsql""").update();
        jdbc.sql("CREATE TRIGGER refuse_final BEFORE UPDATE ON certificate FOR EACH ROW EXECUTE FUNCTION refuse_final()").update();
        var account = UUID.randomUUID();
        var key = key(account);
        var order = new IssueOrder(account, new Subject("Gagal Contoh", null, null), key, accepted(), "application:x", null,
                ORIGIN);
        try {
            assertThatThrownBy(() -> issue.issue(order)).hasMessageContaining("no space left");
        } finally {
            jdbc.sql("DROP TRIGGER refuse_final ON certificate").update();
        }
        var left = jdbc.sql("SELECT id FROM certificate WHERE key = :key AND phase = 'PREPARED' AND lint IS NOT NULL")
                .param("key", key)
                .query(UUID.class).single();
        assertThat(register.ownedBy(account)).isEmpty();

        var again = (IssueOutcome.Issued) issue.issue(order);
        assertThat(again.certificate().id().value()).isNotEqualTo(left);
        var phase = jdbc.sql("SELECT phase FROM certificate WHERE id = :id").param("id", left).query(String.class).single();
        assertThat(phase).isEqualTo("REVOKED");
        assertThat(events("certificate:" + left)).contains("certificate.prepared", "certificate.abandoned");
        var serial = jdbc.sql("SELECT serial FROM certificate WHERE id = :id").param("id", left).query(java.math.BigDecimal.class)
                .single();
        assertThat(crl().getRevokedCertificate(serial.toBigIntegerExact())).isNotNull();
    }

    @Test
    @Proves("CA-02")
    void whatACrashLeftCanBeRevoked() {
        var account = UUID.randomUUID();
        var certificate = issued(account);
        jdbc.sql("UPDATE certificate SET phase = 'PREPARED', der = NULL, issued_at = NULL WHERE id = :id")
                .param("id", certificate.id().value()).update();
        assertThat(revoke.revoke(certificate.id(), RevocationReason.KEY_COMPROMISE, null, ORIGIN))
                .isInstanceOf(RevokeOutcome.Revoked.class);
        assertThat(crl().getRevokedCertificate(certificate.serial())).isNotNull();
    }

    private X509CRL crl() {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509")
                    .generateCRL(new ByteArrayInputStream(lists.current(Authorities.ISSUING).orElseThrow().der()));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void askingTwiceForOneKeyGivesOneCertificate() {
        var account = UUID.randomUUID();
        var order = order(account, key(account));
        var first = (IssueOutcome.Issued) issue.issue(order);
        var second = (IssueOutcome.Issued) issue.issue(order);
        assertThat(second.certificate().id()).isEqualTo(first.certificate().id());
    }

    @Test
    @Proves({"CA-05", "CA-07"})
    void aKeyOfSomebodyElseOrAFrozenOneGetsNoCertificate() {
        var account = UUID.randomUUID();
        var key = key(account);
        assertThat(issue.issue(order(UUID.randomUUID(), key))).isInstanceOf(IssueOutcome.KeyUnfit.class);
        keyroom.freeze(key, null);
        assertThat(issue.issue(order(account, key))).isInstanceOf(IssueOutcome.KeyUnfit.class);
        keyroom.unfreeze(key);
        var certificate = ((IssueOutcome.Issued) issue.issue(order(account, key))).certificate();
        assertThat(issue.issue(order(UUID.randomUUID(), key))).isInstanceOf(IssueOutcome.KeyUnfit.class);
        assertThat(register.agreement(certificate.id()).orElseThrow().sha256()).isEqualTo(agreements.current("id").sha256());
    }

    @Test
    @Proves("CA-06")
    void itLastsTwoYearsAndNeverLongerThanItsIssuer() {
        var certificate = issued(UUID.randomUUID());
        assertThat(certificate.notAfter()).isEqualTo(
                certificate.notBefore().atOffset(java.time.ZoneOffset.UTC).plusYears(2).toInstant().minusSeconds(1));
        Instant before = clock.instant();
        try {
            clock.set(authorities.issuing().notAfter().minusSeconds(86_400));
            assertThat(issued(UUID.randomUUID()).notAfter()).isEqualTo(authorities.issuing().notAfter());
        } finally {
            clock.set(before);
        }
    }

    @Test
    void aNameThatBreaksARuleIsRefusedBeforeAnythingIsSigned() {
        var account = UUID.randomUUID();
        var order = new IssueOrder(account, new Subject("Nama\u0007Contoh", null, null), key(account), accepted(), "application:y",
                null,
                ORIGIN);
        assertThat(issue.issue(order)).isInstanceOfSatisfying(IssueOutcome.Lint.class,
                lint -> assertThat(lint.findings()).anyMatch(finding -> finding.startsWith("LI-13")));
        assertThat(jdbc.sql("SELECT phase FROM certificate WHERE account = :account").param("account", account).query(String.class)
                .single()).isEqualTo("REFUSED");
        assertThat(register.ownedBy(account)).isEmpty();
    }

    @Test
    void opensslAndTheJdkTrustItUntilItIsRevoked(@TempDir Path folder) throws Exception {
        for (var algorithm : List.of(KeyAlgorithm.P256, KeyAlgorithm.RSA3072)) {
            var account = UUID.randomUUID();
            var key = key(account, algorithm);
            var certificate = ((IssueOutcome.Issued) issue.issue(order(account, key))).certificate();
            validate(certificate);
            assertThat(openssl(folder, certificate)).contains("leaf.pem: OK");

            assertThat(revoke.revoke(certificate.id(), RevocationReason.KEY_COMPROMISE, account, ORIGIN))
                    .isInstanceOf(RevokeOutcome.Revoked.class);
            assertThatThrownBy(() -> validate(certificate)).isInstanceOf(CertPathValidatorException.class)
                    .hasMessageContaining("revoked");
            assertThat(openssl(folder, certificate)).contains("certificate revoked");
            assertThat(register.find(certificate.id()).orElseThrow().status()).isEqualTo(CertificateStatus.REVOKED);
            assertThat(keyroom.state(key).orElseThrow().phase()).isEqualTo(KeyState.Phase.DESTROYED);
            assertThat(events("certificate:" + certificate.id())).contains("certificate.revoked", "certificate.key-destroyed");
            assertThat(revoke.revoke(certificate.id(), RevocationReason.KEY_COMPROMISE, account, ORIGIN))
                    .isInstanceOf(RevokeOutcome.AlreadyRevoked.class);
        }
    }

    private String openssl(Path folder, Certificate certificate) throws Exception {
        Files.writeString(folder.resolve("leaf.pem"), Pem.certificate(certificate.der()));
        Files.writeString(folder.resolve("issuing.pem"), Pem.certificate(authorities.issuing().der()));
        Files.writeString(folder.resolve("root.pem"), Pem.certificate(authorities.root().der()));
        Files.write(folder.resolve("issuing.crl"), lists.current(Authorities.ISSUING).orElseThrow().der());
        run(folder, "openssl", "crl", "-inform", "DER", "-in", "issuing.crl", "-out", "issuing.crl.pem");
        return run(folder, "openssl", "verify", "-x509_strict", "-crl_check", "-attime",
                Long.toString(clock.instant().getEpochSecond() + 1), "-CAfile", "root.pem", "-untrusted", "issuing.pem", "-CRLfile",
                "issuing.crl.pem", "leaf.pem");
    }

    private static String run(Path folder, String... command) throws Exception {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void aReplacedCertificateIsRevokedInTheSameMoment() throws Exception {
        var account = UUID.randomUUID();
        var old = issued(account);
        var newKey = key(account);
        clock.advance(java.time.Duration.ofDays(3));
        var outcome = supersede.supersede(old.id(), newKey, accepted(), "journey:z", account, ORIGIN);
        var replacement = ((IssueOutcome.Issued) outcome).certificate();
        assertThat(replacement.notAfter()).isEqualTo(old.notAfter());
        assertThat(replacement.commonName()).isEqualTo(old.commonName());
        assertThat(parse(replacement.der()).getSubjectX500Principal()).isEqualTo(parse(old.der()).getSubjectX500Principal());
        var before = register.find(old.id()).orElseThrow();
        assertThat(before.status()).isEqualTo(CertificateStatus.RENEW);
        assertThat(before.reason()).isEqualTo(RevocationReason.SUPERSEDED);
        assertThat(before.replacedBy()).isEqualTo(replacement.id());
        assertThatThrownBy(() -> validate(before)).hasMessageContaining("revoked");
        validate(replacement);
        var again = (IssueOutcome.Issued) supersede.supersede(old.id(), newKey, accepted(), "journey:z", account, ORIGIN);
        assertThat(again.certificate().id()).isEqualTo(replacement.id());
        assertThat(supersede.supersede(old.id(), key(account), accepted(), "journey:q", account, ORIGIN))
                .isInstanceOf(IssueOutcome.KeyUnfit.class);
    }

    @Test
    void issuingInsideATransactionIsRefused() {
        var account = UUID.randomUUID();
        var order = order(account, key(account));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> issue.issue(order)))
                .hasMessageContaining("cannot be part of a transaction");
    }

    @Test
    @Proves("CA-03")
    void whatBreaksARuleToldLaterIsFoundAtNight() {
        var operator = people.claimed(Role.CA_OPERATOR);
        int before = lint.run();
        var certificate = issued(UUID.randomUUID());
        assertThat(lint.run()).isEqualTo(before);
        // The profile that it was issued under is the one it is judged by, and this one never let anybody have a unit.
        String text = Profiles.shipped().text(Profile.Kind.SIGNER).replace(" OU?,", "");
        jdbc.sql("INSERT INTO certificate_profile (sha256, name, text, since) VALUES (:sha256, 'signer', :text, now())")
                .param("sha256", new byte[32]).param("text", text).update();
        jdbc.sql("UPDATE certificate SET profile_sha256 = :sha256 WHERE id = :id").param("sha256", new byte[32])
                .param("id", certificate.id().value()).update();
        try {
            assertThat(lint.run()).isEqualTo(before + 1);
            assertThat(jdbc
                    .sql("SELECT details ->> 'findings' FROM audit_event WHERE type = 'certificate.lint-failed' AND subject = :s")
                    .param("s", "certificate:" + certificate.id()).query(String.class).single())
                    .isEqualTo("LI-02: the subject carries OU, which profile signer has not");
            String serial = LintFindings.hex(certificate.serial());
            assertThat(findings.list(500)).filteredOn(found -> found.serial().equals(serial)).singleElement()
                    .satisfies(found -> assertThat(found.findings())
                            .containsExactly("LI-02: the subject carries OU, which profile signer has not"));
            assertThat(findings.count()).isEqualTo(before + 1);
            assertThat(
                    jdbc.sql("SELECT details ->> 'broken' FROM audit_event WHERE type = 'register.linted' ORDER BY id DESC LIMIT 1")
                            .query(String.class).single())
                    .isEqualTo(Integer.toString(before + 1));
            // One message for the night, however much was found.
            assertThat(inbox.await(operator.id, Template.LINT_FINDINGS).link()).contains("/operator/lints");
            assertThat(jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = 'LINT_FINDINGS'")
                    .param("account", operator.id).query(Integer.class).single()).isEqualTo(before == 0 ? 1 : 3);
        } finally {
            jdbc.sql("UPDATE certificate SET profile_sha256 = NULL WHERE id = :id").param("id", certificate.id().value()).update();
            jdbc.sql("DELETE FROM certificate_profile WHERE sha256 = :sha256").param("sha256", new byte[32]).update();
        }
        assertThat(lint.run()).as("judged as what was issued before profiles were data").isEqualTo(before);
        assertThat(findings.count()).as("what is right again is not listed").isEqualTo(before);
        assertThat(jdbc.sql("SELECT count(*) FROM audit_event WHERE type = 'profile.in-force'").query(Long.class).single())
                .isEqualTo(Profile.Kind.values().length);
    }

    @Test
    @Proves("CA-03")
    void everythingEverIssuedIsStillClean() {
        issued(UUID.randomUUID());
        var rows = jdbc.sql("SELECT der FROM certificate WHERE phase = 'ISSUED' AND profile = 'signer'").query(byte[].class).list();
        assertThat(rows).isNotEmpty().allSatisfy(
                der -> assertThat(Lints.run(der, Profiles.shipped().get(Profile.Kind.SIGNER), authorities.issuing().der()))
                        .isEmpty());
        assertThat(Lints.run(authorities.issuing().der(), Profiles.shipped().get(Profile.Kind.ISSUING), authorities.root().der()))
                .isEmpty();
        assertThat(Lints.run(authorities.root().der(), Profiles.shipped().get(Profile.Kind.ROOT), authorities.root().der()))
                .isEmpty();
    }
}
