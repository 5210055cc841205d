package id.paraf.transparency;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.keyroom.Keyroom;
import id.paraf.pki.merkle.Paths;
import id.paraf.pki.merkle.TreeHead;

/** Signs and keeps the heads of the tree. */
@Component
class Heads {

    /** RFC 9162 §4.1, maximum merge delay: within this time of its commit an entry is under a signed head. */
    static final Duration MERGE_DELAY = Duration.ofMinutes(1);
    /** A quarter of it, so that one failure, a restart and a slow machine still fit in. */
    private static final Duration PAUSE = MERGE_DELAY.dividedBy(4);
    /** Also when nothing happens there is a head of each day: silence is told from a log that stopped. */
    private static final Duration QUIET = Duration.ofHours(23);

    private final JdbcClient jdbc;
    private final EntryRows entries;
    private final LogKey key;
    private final Keyroom keyroom;
    private final Clock clock;

    Heads(JdbcClient jdbc, EntryRows entries, LogKey key, Keyroom keyroom, Clock clock) {
        this.jdbc = jdbc;
        this.entries = entries;
        this.key = key;
        this.keyroom = keyroom;
        this.clock = clock;
    }

    /** A head with its signature. */
    record Signed(TreeHead head, byte[] signature) {
    }

    Optional<Signed> newest() {
        return jdbc.sql("SELECT timestamp, size, root, signature FROM transparency_head ORDER BY timestamp DESC LIMIT 1")
                .query((rs, i) -> new Signed(new TreeHead(rs.getLong("timestamp"), rs.getLong("size"), rs.getBytes("root")),
                        rs.getBytes("signature")))
                .optional();
    }

    /** All heads, the oldest first. */
    List<Signed> all() {
        return jdbc.sql("SELECT timestamp, size, root, signature FROM transparency_head ORDER BY timestamp")
                .query((rs, i) -> new Signed(new TreeHead(rs.getLong("timestamp"), rs.getLong("size"), rs.getBytes("root")),
                        rs.getBytes("signature")))
                .list();
    }

    /**
     * Signs a head if one is due, or if there is anything new at all. Only as the one sequencer. A crash after the keyroom
     * signed leaves its memory ahead of these rows: the next head extends what the keyroom remembers.
     */
    boolean sign(boolean anything) {
        var tree = entries.frontier();
        var newest = newest().map(Signed::head);
        long now = clock.millis();
        if (newest.isPresent()) {
            long age = now - newest.get().timestamp();
            boolean grown = tree.size() > newest.get().size();
            // A clock that was set back must not keep new entries waiting until it has caught up.
            boolean due = age >= PAUSE.toMillis() || age < 0;
            if (!(grown && (anything || due)) && Math.abs(age) < QUIET.toMillis()) {
                return false;
            }
        }
        var known = keyroom.lastTreeHead(key.id());
        // RFC 9162 §4.10: each timestamp is more recent than the one before, whatever the clock was set to.
        long after = Math.max(known.map(TreeHead::timestamp).orElse(-1L), newest.map(TreeHead::timestamp).orElse(-1L)) + 1;
        var head = new TreeHead(Math.max(now, after), tree.size(), tree.root());
        List<byte[]> proof = known.filter(last -> last.size() > 0 && last.size() < tree.size())
                .map(last -> entries.proof(Paths.consistency(last.size(), tree.size()))).orElse(List.of());
        byte[] signature = keyroom.signTreeHead(key.id(), head, proof).orThrow();
        jdbc.sql("INSERT INTO transparency_head (timestamp, size, root, signature) VALUES (:timestamp, :size, :root, :signature)")
                .param("timestamp", head.timestamp()).param("size", head.size()).param("root", head.root())
                .param("signature", signature).update();
        return true;
    }
}
