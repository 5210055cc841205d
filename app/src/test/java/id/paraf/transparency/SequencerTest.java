package id.paraf.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.kernel.Faults;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.pki.merkle.Frontier;
import id.paraf.pki.merkle.Paths;
import id.paraf.pki.merkle.TreeHash;
import id.paraf.pki.merkle.TreeHead;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class SequencerTest {

    @Autowired
    TransparencyLog log;
    @Autowired
    PublicLog publicLog;
    @Autowired
    LogSequencer sequencer;
    @Autowired
    LogCheck check;
    @Autowired
    EntryRows rows;
    @Autowired
    Heads heads;
    @Autowired
    LogKey key;
    @Autowired
    Keyroom keyroom;
    @Autowired
    Audit audit;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    PlatformTransactionManager transactions;

    /** This test says when entries are numbered. */
    @BeforeEach
    void stop() {
        sequencer.stop();
        sequencer.settle();
    }

    @AfterEach
    void start() {
        sequencer.start();
    }

    private static LogEntry entry(UUID id) {
        return LogEntry.prepared(new LogEntry.Certificate(id, "test-authority", BigInteger.TEN, id.toString().getBytes()),
                new byte[] {1});
    }

    private UUID enter() {
        UUID id = UUID.randomUUID();
        transaction.executeWithoutResult(status -> log.enter(entry(id)));
        return id;
    }

    private UUID newKey() {
        return keyroom.createSignerKey(UUID.randomUUID(), KeyAlgorithm.P256, ResetPolicy.KEEP, Passphrase.of("Rahasia-Contoh-1"))
                .id();
    }

    private List<Long> numbers(String... subjects) {
        return rows.about(List.of(subjects), List.of()).stream().map(EntryRows.Found::number).toList();
    }

    /** Another node on the same database. */
    private LogSequencer node(Faults faults) {
        return new LogSequencer(jdbc, transactions, rows, heads, keyroom, faults);
    }

    @Test
    @Proves("CT-02")
    void anEntryIsMadeOnlyInsideATransactionAndGoesWithIt() {
        assertThatThrownBy(() -> log.enter(entry(UUID.randomUUID()))).isInstanceOf(IllegalTransactionStateException.class);
        UUID undone = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            log.enter(entry(undone));
            status.setRollbackOnly();
        });
        sequencer.settle();
        assertThat(numbers("certificate:" + undone)).isEmpty();
    }

    @Test
    @Proves({"CT-07", "CT-05"})
    void manyWritersAndTwoNodesMakeOneLogWithoutGapOrDuplicate() {
        long before = publicLog.size();
        var subjects = java.util.Collections.synchronizedList(new ArrayList<String>());
        var other = node(point -> {
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                threads.submit(() -> subjects.add("certificate:" + enter()));
                threads.submit(sequencer::settle);
                threads.submit(other::settle);
                if (i % 4 == 0) {
                    threads.submit(() -> subjects.add("key:" + newKey()));
                }
            }
        }
        other.settle();
        assertThat(subjects).hasSize(50);
        var numbers = numbers(subjects.toArray(String[]::new));
        assertThat(numbers).hasSize(50).doesNotHaveDuplicates();
        assertThat(publicLog.size()).isGreaterThanOrEqualTo(before + 50);
        assertThat(check.run()).isEmpty();
    }

    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource(LogSequencer.Point.class)
    @Proves("CT-07")
    void aDeathBetweenAnyTwoStepsLosesAndDoublesNothing(LogSequencer.Point deadly) {
        long before = publicLog.size();
        String certificate = "certificate:" + enter();
        String signerKey = "key:" + newKey();
        var dying = node(point -> {
            if (point == deadly) {
                throw new Died();
            }
        });
        assertThatThrownBy(dying::settle).isInstanceOf(Died.class);
        sequencer.settle();
        assertThat(numbers(certificate)).hasSize(1);
        assertThat(numbers(signerKey)).hasSize(1);
        assertThat(publicLog.size()).isGreaterThanOrEqualTo(before + 2);
        assertThat(keyroom.waitingEvents(1000)).noneMatch(event -> signerKey.equals("key:" + event.key()));
        assertThat(check.run()).isEmpty();
    }

    @Test
    @Proves("CT-04")
    void aClockThatWasSetBackKeepsNothingWaiting() {
        enterNumbered();
        var first = heads.newest().orElseThrow().head();
        clock.advance(java.time.Duration.ofHours(-3));
        try {
            enter();
            sequencer.run();
        } finally {
            clock.advance(java.time.Duration.ofHours(3));
        }
        var second = heads.newest().orElseThrow().head();
        assertThat(second.size()).isGreaterThan(first.size());
        assertThat(second.timestamp()).isGreaterThan(first.timestamp());
    }

    @Test
    @Proves("CT-04")
    void aHeadIsDueAQuarterMinuteAfterSomethingNewAndOnceADay() {
        // Heads that were asked for while the clock stood still are a little ahead of it.
        long ahead = heads.newest().orElseThrow().head().timestamp() - clock.instant().toEpochMilli();
        clock.advance(java.time.Duration.ofMillis(Math.max(0, ahead) + 1));
        enter();
        sequencer.settle();
        var first = heads.newest().orElseThrow();
        enter();
        sequencer.run();
        clock.advance(java.time.Duration.ofSeconds(16));
        sequencer.run();
        var second = heads.newest().orElseThrow().head();
        assertThat(second.size()).isGreaterThan(first.head().size());
        // Jobs of this application see the same clock and may enter something of their own; then there is a head over that.
        clock.advance(java.time.Duration.ofHours(22));
        sequencer.run();
        var quiet = heads.newest().orElseThrow().head();
        assertThat(quiet.equals(second) || quiet.size() > second.size()).isTrue();
        clock.advance(java.time.Duration.ofHours(24));
        sequencer.run();
        assertThat(heads.newest().orElseThrow().head().timestamp()).isGreaterThan(quiet.timestamp());
    }

    @Test
    @Proves("CT-05")
    void theDatabaseRefusesToChangeWhatIsEnteredAndToForgetWhatWaits() {
        enter();
        for (String table : List.of("transparency_entry", "transparency_head")) {
            assertThatThrownBy(() -> jdbc.sql("DELETE FROM " + table).update()).hasMessageContaining("append-only");
            assertThatThrownBy(() -> jdbc.sql("TRUNCATE " + table).update()).hasMessageContaining("append-only");
        }
        assertThatThrownBy(() -> jdbc.sql("UPDATE transparency_entry SET leaf = 'x'").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM transparency_pending").update()).hasMessageContaining("no number yet");
        assertThatThrownBy(() -> jdbc.sql("UPDATE transparency_pending SET leaf = 'x'").update())
                .hasMessageContaining("append-only");
    }

    /** Does something behind the triggers, as a superuser could, and undoes it. */
    private String tampered(String sql, String undo) {
        behind(sql);
        try {
            return check.run().orElse("");
        } finally {
            behind(undo);
            assertThat(check.run()).isEmpty();
        }
    }

    private void behind(String sql) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SET LOCAL session_replication_role = replica").update();
            for (String statement : sql.split(";")) {
                jdbc.sql(statement).update();
            }
        });
    }

    @Test
    @Proves("CT-05")
    void whatIsChangedRemovedOrMovedBehindTheTriggersIsFoundAndRaisesTheAlarm() {
        long at = numbers("certificate:" + enterNumbered()).getFirst();
        enterNumbered();
        int alarms = audit.find("log.check-failed", null, null).size();

        String flip = "UPDATE transparency_entry SET leaf = set_byte(leaf, 10, get_byte(leaf, 10) # 1) WHERE number = " + at;
        assertThat(tampered(flip, flip)).isEqualTo("entry " + at + " was changed, or exchanged with another");

        String swap = "UPDATE transparency_entry e SET leaf = o.leaf FROM transparency_entry o WHERE e.number IN (%1$d, %2$d) "
                + "AND o.number IN (%1$d, %2$d) AND o.number <> e.number";
        assertThat(tampered(swap.formatted(at, at + 1), swap.formatted(at, at + 1)))
                .isEqualTo("entry " + at + " was changed, or exchanged with another");

        assertThat(tampered("CREATE TABLE kept AS SELECT * FROM transparency_entry WHERE number = " + at
                + ";DELETE FROM transparency_entry WHERE number = " + at,
                "INSERT INTO transparency_entry SELECT * FROM kept;DROP TABLE kept")).isEqualTo("entry " + at + " was removed");

        // The last one, so that no gap shows.
        long last = publicLog.size() - 1;
        assertThat(tampered("CREATE TABLE kept AS SELECT * FROM transparency_entry WHERE number = " + last
                + ";DELETE FROM transparency_entry WHERE number = " + last,
                "INSERT INTO transparency_entry SELECT * FROM kept;DROP TABLE kept")).containsAnyOf("the log ends after entry "
                        + (last - 1), "entry " + last + " was removed");
        assertThat(audit.find("log.check-failed", null, null).size()).isEqualTo(Math.min(100, alarms + 4));
    }

    private UUID enterNumbered() {
        UUID id = enter();
        sequencer.settle();
        return id;
    }

    @Test
    @Proves({"CT-04", "CT-05"})
    void whoRewritesTheTreeConsistentlyIsFoundAndGetsNoHeadForIt() {
        enterNumbered();
        int size = (int) publicLog.size();
        var all = rows.page(0, size);
        // The last entry is another one, with everything in the tree that hangs on it.
        var forged = Frontier.empty();
        all.subList(0, size - 1).forEach(entry -> forged.append(TreeHash.leaf(entry.leaf())));
        byte[] leaf = Leaf.write("certificate.prepared", clock.instant(), java.util.Map.of("tbs", "forged"));
        byte[] nodes = forged.append(TreeHash.leaf(leaf));
        String undo = row(all.getLast().leaf(), all.getLast().nodes(), size - 1);
        assertThat(tampered(row(leaf, nodes, size - 1), undo))
                .startsWith("the first " + size + " entries are not those that were signed");

        var known = keyroom.lastTreeHead(key.id()).orElseThrow();
        forged.append(TreeHash.leaf(leaf));
        var head = new TreeHead(known.timestamp() + 1, forged.size(), forged.root());
        var proof = rows.proof(Paths.inclusion(0, size));
        assertThatThrownBy(() -> keyroom.signTreeHead(key.id(), head, proof).orThrow())
                .hasMessageContaining("nothing proves that the tree");
    }

    private static String row(byte[] leaf, byte[] nodes, long number) {
        var hex = java.util.HexFormat.of();
        return "UPDATE transparency_entry SET leaf = decode('" + hex.formatHex(leaf) + "', 'hex'), nodes = decode('"
                + hex.formatHex(nodes) + "', 'hex') WHERE number = " + number;
    }

    @Test
    @Proves("CT-04")
    void everyHeadEverSignedIsConsistentWithEveryLaterOne() {
        for (int i = 0; i < 5; i++) {
            enterNumbered();
        }
        var all = heads.all();
        assertThat(all.size()).isGreaterThan(4);
        var seen = new HashSet<Long>();
        for (int i = Math.max(1, all.size() - 6); i < all.size(); i++) {
            var first = all.get(i - 1).head();
            var second = all.get(i).head();
            assertThat(seen.add(second.timestamp())).isTrue();
            if (first.size() > 0) {
                var proof = LogFormat.bytes(publicLog.consistency(first.size(), second.size()).path());
                assertThat(id.paraf.pki.merkle.Proofs.consistent(first.size(), first.root(), second.size(), second.root(), proof))
                        .isTrue();
            }
            assertThat(second.signedBy(key.publicKey(), all.get(i).signature())).isTrue();
        }
    }
}
