package id.paraf.audit;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

import id.paraf.kernel.Sequencer;

/** Links new events into the hash chain, within a second of their commit and in the order in which they became visible. */
@Component
class Sealer extends Sequencer {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int BATCH = 500;
    /** "audit" on a telephone keypad: any number that no other lock of this database uses. */
    private static final long LOCK = 28348;

    private final JdbcClient jdbc;
    private final Trail trail;

    Sealer(JdbcClient jdbc, PlatformTransactionManager transactions, Trail trail) {
        super("audit-sealer", PAUSE, LOCK, jdbc, transactions);
        this.jdbc = jdbc;
        this.trail = trail;
    }

    /** Links everything that is visible now. */
    @Override
    public void run() {
        while (alone(this::sealBatch)) {
            continue;
        }
    }

    private boolean sealBatch() {
        List<Entry> entries = jdbc.sql("SELECT " + Trail.COLUMNS + """
                 FROM audit_pending p JOIN audit_event e ON e.id = p.event ORDER BY p.event LIMIT :batch""")
                .param("batch", BATCH).query((rs, i) -> trail.entry(rs)).list();
        if (entries.isEmpty()) {
            return false;
        }
        var head = jdbc.sql("SELECT position, hash FROM audit_head")
                .query((rs, i) -> new Head(rs.getLong("position"), rs.getBytes("hash"))).single();
        var positions = new Long[entries.size()];
        var hashes = new byte[entries.size()][];
        for (int i = 0; i < hashes.length; i++) {
            head = new Head(head.position() + 1, AuditVerifier.link(head.hash(), trail.canonical(entries.get(i))));
            positions[i] = head.position();
            hashes[i] = head.hash();
        }
        var events = entries.stream().map(Entry::id).toArray(Long[]::new);
        jdbc.sql("""
                INSERT INTO audit_link (position, event, hash)
                SELECT * FROM unnest(:positions::bigint[], :events::bigint[], :hashes::bytea[])""").param("positions", positions)
                .param("events", events).param("hashes", hashes).update();
        jdbc.sql("DELETE FROM audit_pending WHERE event = ANY (:events)").param("events", events).update();
        jdbc.sql("UPDATE audit_head SET position = :position, hash = :hash").param("position", head.position())
                .param("hash", head.hash()).update();
        return entries.size() == BATCH;
    }

    private record Head(long position, byte[] hash) {

        @Override
        public String toString() {
            return position + ":" + HexFormat.of().formatHex(hash);
        }
    }
}
