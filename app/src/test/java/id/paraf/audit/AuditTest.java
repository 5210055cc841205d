package id.paraf.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.AuditVerifier.Defect;
import id.paraf.audit.AuditVerifier.Verdict;
import id.paraf.certificate.Authorities;
import id.paraf.cli.Commands;
import id.paraf.kernel.Origin;
import id.paraf.pades.SamplePdfs;
import id.paraf.pki.Pem;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class AuditTest {

    @Autowired
    Audit audit;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Authorities authorities;

    final UUID account = UUID.randomUUID();

    @BeforeEach
    void someEvents() {
        for (int i = 0; i < 5; i++) {
            record("test.happened", Map.of("number", String.valueOf(i)));
        }
    }

    @Test
    void anEventIsRecordedOnlyInsideATransactionAndGoesWithIt() {
        assertThatThrownBy(() -> audit.record(event("test.outside", Map.of())))
                .isInstanceOf(IllegalTransactionStateException.class);
        transaction.executeWithoutResult(status -> {
            audit.record(event("test.undone", Map.of()));
            status.setRollbackOnly();
        });
        assertThat(audit.find("test.undone", account, null)).isEmpty();
    }

    @Test
    void theOwnerSeesTheirOwnEventsLatestFirst() {
        assertThat(audit.of(account, 0, 3)).extracting(entry -> entry.event().details().get("number"))
                .containsExactly("4", "3", "2");
        assertThat(audit.of(account, 1, 3)).extracting(entry -> entry.event().details().get("number")).containsExactly("1", "0");
        assertThat(audit.of(UUID.randomUUID(), 0, 3)).isEmpty();
    }

    @Test
    @Proves("AL-01")
    void theDatabaseRefusesToChangeOrDeleteEvents() {
        for (String table : List.of("audit_event", "audit_link")) {
            assertThatThrownBy(() -> jdbc.sql("DELETE FROM " + table).update()).hasMessageContaining("append-only");
            assertThatThrownBy(() -> jdbc.sql("TRUNCATE " + table).update()).hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> jdbc.sql("UPDATE audit_event SET type = 'x'").update()).hasMessageContaining("append-only");
    }

    @Test
    @Proves("AL-01")
    void anUntouchedTrailIsIntactAndKeepsEarlierHeads() throws IOException {
        var first = (Verdict.Intact) verify(export(), null);
        record("test.later", Map.of());
        var second = (Verdict.Intact) verify(export(), first.head());
        assertThat(second.events()).isGreaterThan(first.events());
        assertThat(verify(export(), "ab".repeat(32))).isInstanceOfSatisfying(Verdict.Broken.class,
                broken -> assertThat(broken.defect()).isEqualTo(Defect.TRUNCATED));
    }

    @Test
    @Proves("AL-01")
    void theVerifierNamesTheFirstDeletedLine() throws IOException {
        var lines = export();
        int at = lines.size() - 4;
        lines.remove(at);
        assertBroken(lines, Defect.DELETED, at + 1);
    }

    @Test
    @Proves("AL-01")
    void theVerifierNamesTheFirstModifiedLine() throws IOException {
        var lines = export();
        int at = lines.size() - 4;
        lines.set(at, lines.get(at).replace("test.happened", "test.happenes"));
        assertBroken(lines, Defect.MODIFIED, at + 1);
    }

    @Test
    @Proves("AL-01")
    void theVerifierNamesTheFirstReorderedLine() throws IOException {
        var lines = export();
        int at = lines.size() - 4;
        Collections.swap(lines, at, at + 1);
        assertThat(verify(lines, null)).isInstanceOfSatisfying(Verdict.Broken.class,
                broken -> assertThat(broken.line()).isEqualTo(at + 1));
        // Also when the positions were rewritten to look right.
        String right = lines.get(at + 1).replaceFirst("\\{(\"position\":\\d+).*", "$1");
        lines.set(at, lines.get(at).replaceFirst("\"position\":\\d+", right));
        assertBroken(lines, Defect.MODIFIED, at + 1);
    }

    @Test
    @Proves("AL-01")
    void aTrailWithoutItsEndIsNotIntact() throws IOException {
        var lines = export();
        assertBroken(lines.subList(0, lines.size() - 1), Defect.TRUNCATED, lines.size() - 1);
        // The last line, the signature before it, and before that the last event.
        lines.remove(lines.size() - 2);
        lines.remove(lines.size() - 2);
        assertBroken(lines, Defect.DELETED, lines.size());
    }

    @Test
    @Proves("AL-01")
    void aRowChangedBehindTheTriggersIsFound() throws IOException {
        export();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SET LOCAL session_replication_role = replica").update();
            jdbc.sql("UPDATE audit_event SET actor = :other WHERE id = (SELECT max(id) FROM audit_event WHERE account = :account)")
                    .param("other", UUID.randomUUID()).param("account", account).update();
        });
        var broken = (Verdict.Broken) verify(export(), null);
        assertThat(broken.defect()).isEqualTo(Defect.MODIFIED);
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SET LOCAL session_replication_role = replica").update();
            jdbc.sql("UPDATE audit_event SET actor = NULL WHERE id = (SELECT max(id) FROM audit_event WHERE account = :account)")
                    .param("account", account).update();
        });
        assertThat(verify(export(), null)).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    @Proves("AL-01")
    void concurrentTransactionsAndSealersMakeOneChain() throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                int number = i;
                threads.submit(() -> record("test.parallel", Map.of("n", String.valueOf(number))));
                if (number % 4 == 0) {
                    threads.submit(() -> audit.export(new StringBuilder()));
                }
            }
        }
        assertThat(verify(export(), null)).isInstanceOf(Verdict.Intact.class);
        assertThat(audit.find("test.parallel", account, null)).hasSize(40);
    }

    @Test
    @Proves("AL-03")
    void aNameCannotForgeALineOrPaintATerminal() throws IOException {
        String evil = "Budi\r\n{\"head\":0,\"hash\":\"" + "0".repeat(64) + "\"}\n\u001b[2J\u0085\u2028\u202e";
        record("test.evil", Map.of("name", evil));
        var lines = export();
        assertThat(verify(lines, null)).isInstanceOf(Verdict.Intact.class);
        assertThat(lines).allSatisfy(line -> assertThat(line).matches("[\\x20-\\x7e]*"));
        assertThat(audit.find("test.evil", account, null).getFirst().event().details()).containsEntry("name", evil);
    }

    @Test
    @Proves("AL-05")
    void theSameTrailIsTheSameTextAndItsEndIsSigned() throws IOException {
        var first = export();
        var second = export();
        // Another test's last message may have been delivered in between: what was there before is the same text.
        assertThat(second.subList(0, first.size() - 1)).isEqualTo(first.subList(0, first.size() - 1));
        var intact = (Verdict.Intact) verify(first, null);
        assertThat(intact.key()).matches("[0-9a-f]{64}");
        assertThat(first.get(first.size() - 2)).startsWith("{\"signed\":" + intact.events() + ",");
    }

    @Test
    @Proves("AL-05")
    void aSignatureOfSomethingElseOrSomebodyElseIsFound() throws Exception {
        var lines = export();
        int at = lines.size() - 2;
        String signed = lines.get(at);
        lines.set(at, signed.replaceFirst("\"at\":\"2", "\"at\":\"1"));
        assertBroken(lines, Defect.FORGED, at + 1);
        lines.set(at, signed.replaceFirst("\"signed\":\\d+", "\"signed\":1"));
        assertBroken(lines, Defect.FORGED, at + 1);
        // Whoever rewrites the whole trail has to sign it with a key of their own, and that is not the known one.
        var own = java.security.KeyPairGenerator.getInstance("EC").generateKeyPair();
        var head = SignedHead.of(signed).orElseThrow();
        var signature = java.security.Signature.getInstance("SHA256withECDSA");
        signature.initSign(own.getPrivate());
        signature.update(SignedHead.message(head.position(), head.hash(), head.at()));
        lines.set(at, new SignedHead(head.position(), head.hash(), head.at(), own.getPublic().getEncoded(), signature.sign(),
                head.token()).line().strip());
        assertThat(((Verdict.Intact) verify(lines, null)).key()).isNotEqualTo(head.key());
        lines.remove(at);
        assertThat(((Verdict.Intact) verify(lines, null)).key()).as("unsigned").isNull();
    }

    @Test
    @Proves("AL-01")
    void aTimestampSaysWhenTheSignedEndWasThereAtTheLatest(@TempDir Path directory) throws IOException {
        record("test.timed", Map.of());
        var lines = export();
        int at = lines.size() - 2;
        var head = SignedHead.of(lines.get(at)).orElseThrow();
        assertThat(head.token()).as("as long as the authority gives one").isNotNull();
        Path trail = Files.write(directory.resolve("trail.jsonl"), lines);
        Path roots = Files.writeString(directory.resolve("roots.pem"), Pem.certificate(authorities.root().der()));
        assertThat(command("audit", "verify", trail.toString(), "--roots=" + roots)).startsWith("0 Intact")
                .containsPattern("there at \\d{4}-.*Z, signed by ");
        assertThat(command("audit", "verify", trail.toString())).startsWith("0 Intact").doesNotContain("there at");
        // Somebody else's word, another head's token, and bytes that are none.
        Path strangers = Files.writeString(directory.resolve("strangers.pem"), SamplePdfs.rootPem());
        assertThat(command("audit", "verify", trail.toString(), "--roots=" + strangers)).startsWith("1 FORGED at line ");
        record("test.timed", Map.of());
        var later = export();
        var other = SignedHead.of(later.get(later.size() - 2)).orElseThrow();
        for (byte[] token : new byte[][] {other.token(), {48, 3, 1, 2, 3}}) {
            lines.set(at, new SignedHead(head.position(), head.hash(), head.at(), head.publicKey(), head.signature(), token).line()
                    .strip());
            Files.write(trail, lines);
            assertThat(command("audit", "verify", trail.toString(), "--roots=" + roots)).startsWith("1 FORGED at line " + (at + 1));
        }
        assertThat(command("audit", "verify", trail.toString(), "--roots=" + trail)).startsWith("2 ");
    }

    @Test
    @Proves({"AL-01", "AL-05"})
    void theCommandLineSaysWhatTheFileProves(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("audit.jsonl"), export());
        String good = command("audit", "verify", file.toString());
        assertThat(good).startsWith("0 Intact").contains("signed by ");
        String key = good.strip().replaceFirst("(?s).*signed by ", "");
        assertThat(command("audit", "verify", file.toString(), "--key=" + key)).startsWith("0 Intact");
        assertThat(command("audit", "verify", file.toString(), "--key=" + "ab".repeat(32))).startsWith("1 FORGED");
        Path exported = directory.resolve("exported.jsonl");
        var out = new ByteArrayOutputStream();
        assertThat(Commands.export(new PrintStream(out), audit, "audit", "export", exported.toString())).as(out.toString())
                .isZero();
        assertThat(Files.getPosixFilePermissions(exported)).as("only its owner reads it").hasSize(2);
        assertThat(Commands.export(new PrintStream(out), audit, "audit", "export", exported.toString())).as("never over another")
                .isEqualTo(2);
        var lines = export();
        lines.remove(0);
        Files.write(file, lines);
        assertThat(command("audit", "verify", file.toString())).startsWith("1 DELETED at line 1");
        assertThat(command("audit", "verify", directory.resolve("none").toString())).startsWith("2 ");
        assertThat(command("audit")).startsWith("2 Usage");
        assertThat(Commands.knows("--spring.profiles.active=demo")).isFalse();
    }

    private static String command(String... arguments) {
        var out = new ByteArrayOutputStream();
        int code = Commands.run(new PrintStream(out), arguments);
        return code + " " + out;
    }

    private void assertBroken(List<String> lines, Defect defect, int line) throws IOException {
        assertThat(verify(lines, null)).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.defect()).isEqualTo(defect);
            assertThat(broken.line()).isEqualTo(line);
        });
    }

    private List<String> export() {
        var out = new StringBuilder();
        audit.export(out);
        return new ArrayList<>(out.toString().lines().toList());
    }

    private static Verdict verify(List<String> lines, String knownHead) throws IOException {
        return AuditVerifier.verify(new BufferedReader(new StringReader(String.join("\n", lines))), knownHead, null);
    }

    private void record(String type, Map<String, String> details) {
        transaction.executeWithoutResult(status -> audit.record(event(type, details)));
    }

    private AuditEvent event(String type, Map<String, String> details) {
        return new AuditEvent(type, account, null, "test:" + account, details, Origin.SYSTEM);
    }
}
