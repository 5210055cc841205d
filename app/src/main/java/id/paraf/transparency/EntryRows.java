package id.paraf.transparency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.pki.merkle.Frontier;
import id.paraf.pki.merkle.Paths;
import id.paraf.pki.merkle.Subtree;
import id.paraf.pki.merkle.TreeHash;

/** The rows of entries and of the tree over them. */
@Component
class EntryRows {

    private final JdbcClient jdbc;

    EntryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An entry that has no number yet; it waited either here or in the keyroom. */
    record Waiting(String type, Instant at, byte[] leaf, String subject, @Nullable UUID order, byte @Nullable [] certificate,
            @Nullable Long pending, @Nullable Long keyEvent) {
    }

    /** A numbered entry as its owner may know it. */
    record Found(long number, String type, Instant at, String subject, @Nullable UUID order) {
    }

    /** A leaf with what the tree keeps beside it. */
    record Stored(long number, byte[] leaf, byte[] nodes) {
    }

    List<Waiting> pending(int limit) {
        return jdbc.sql("SELECT id, at, type, leaf, subject, certificate FROM transparency_pending ORDER BY id LIMIT :limit")
                .param("limit", limit)
                .query((rs, i) -> new Waiting(rs.getString("type"), rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getBytes("leaf"), rs.getString("subject"), null, rs.getBytes("certificate"), rs.getLong("id"), null))
                .list();
    }

    /** Which of these events of keys have a number already. */
    Set<Long> entered(Collection<Long> keyEvents) {
        return new HashSet<>(jdbc.sql("SELECT key_event FROM transparency_entry WHERE key_event = ANY (:events)")
                .param("events", keyEvents.toArray(Long[]::new)).query(Long.class).list());
    }

    long keyEventsEntered() {
        return jdbc.sql("SELECT count(*) FROM transparency_entry WHERE key_event IS NOT NULL").query(Long.class).single();
    }

    Frontier frontier() {
        return jdbc.sql("SELECT size, peaks FROM transparency_tree")
                .query((rs, i) -> Frontier.of(rs.getLong("size"), rs.getBytes("peaks"))).single();
    }

    /** Numbers the entries in this order; each stops waiting. Only as the one sequencer. */
    void append(Frontier frontier, List<Waiting> entries) {
        int count = entries.size();
        var numbers = new Long[count];
        var leaves = new byte[count][];
        var nodes = new byte[count][];
        for (int i = 0; i < count; i++) {
            numbers[i] = frontier.size();
            leaves[i] = entries.get(i).leaf();
            nodes[i] = frontier.append(TreeHash.leaf(leaves[i]));
        }
        jdbc.sql("""
                INSERT INTO transparency_entry (number, leaf, nodes, at, type, subject, order_id, certificate, pending, key_event)
                SELECT * FROM unnest(:numbers::bigint[], :leaves::bytea[], :nodes::bytea[], :at::timestamptz[], :types::text[],
                    :subjects::text[], :orders::uuid[], :certificates::bytea[], :pending::bigint[], :events::bigint[])""")
                .param("numbers", numbers).param("leaves", leaves).param("nodes", nodes)
                .param("at", strings(entries, entry -> entry.at().toString()))
                .param("types", strings(entries, Waiting::type)).param("subjects", strings(entries, Waiting::subject))
                .param("orders", strings(entries, entry -> entry.order() == null ? null : entry.order().toString()))
                .param("certificates", entries.stream().map(Waiting::certificate).toArray(byte[][]::new))
                .param("pending", entries.stream().map(Waiting::pending).toArray(Long[]::new))
                .param("events", entries.stream().map(Waiting::keyEvent).toArray(Long[]::new)).update();
        jdbc.sql("DELETE FROM transparency_pending WHERE id = ANY (:ids)")
                .param("ids", entries.stream().map(Waiting::pending).filter(id -> id != null).toArray(Long[]::new)).update();
        jdbc.sql("UPDATE transparency_tree SET size = :size, peaks = :peaks").param("size", frontier.size())
                .param("peaks", frontier.peaks()).update();
    }

    private interface Column {
        @Nullable String of(Waiting entry);
    }

    private static String[] strings(List<Waiting> entries, Column column) {
        return entries.stream().map(column::of).toArray(String[]::new);
    }

    /** A proof, its nodes read in one statement: about {@code 2 log2 n} rows of a tree of n leaves. */
    List<byte[]> proof(Paths.Path path) {
        return proofs(List.of(path)).getFirst();
    }

    List<List<byte[]>> proofs(List<Paths.Path> paths) {
        var last = paths.stream().flatMap(path -> path.subtrees().stream()).map(Subtree::last).distinct().toArray(Long[]::new);
        var nodes = new HashMap<Long, byte[]>();
        jdbc.sql("SELECT number, nodes FROM transparency_entry WHERE number = ANY (:numbers)").param("numbers", last)
                .query((ResultSet rs) -> {
                    nodes.put(rs.getLong("number"), rs.getBytes("nodes"));
                });
        return paths.stream().map(path -> path.proof(subtree -> node(nodes.get(subtree.last()), subtree))).toList();
    }

    private static byte[] node(byte @Nullable [] nodes, Subtree subtree) {
        int at = subtree.level() * TreeHash.LENGTH;
        if (nodes == null || nodes.length < at + TreeHash.LENGTH) {
            throw new IllegalStateException("Entry " + subtree.last() + " of the transparency log was removed or changed");
        }
        return Arrays.copyOfRange(nodes, at, at + TreeHash.LENGTH);
    }

    /** Entries in order from a number on. */
    List<Stored> page(long from, int limit) {
        return jdbc.sql("SELECT number, leaf, nodes FROM transparency_entry WHERE number >= :from ORDER BY number LIMIT :limit")
                .param("from", from).param("limit", limit)
                .query((rs, i) -> new Stored(rs.getLong("number"), rs.getBytes("leaf"), rs.getBytes("nodes"))).list();
    }

    Optional<Long> byLeafHash(byte[] hash) {
        return jdbc.sql("SELECT number FROM transparency_entry WHERE substring(nodes, 1, 32) = :hash ORDER BY number LIMIT 1")
                .param("hash", hash).query(Long.class).optional();
    }

    Optional<Long> byCertificate(byte[] sha256) {
        return jdbc.sql("SELECT number FROM transparency_entry WHERE certificate = :hash ORDER BY number LIMIT 1")
                .param("hash", sha256).query(Long.class).optional();
    }

    /** Everything about these subjects or of these orders, in order. */
    List<Found> about(Collection<String> subjects, Collection<UUID> orders) {
        return jdbc.sql("""
                SELECT number, type, at, subject, order_id FROM transparency_entry WHERE subject = ANY (:subjects)
                UNION SELECT number, type, at, subject, order_id FROM transparency_entry WHERE order_id = ANY (:orders::uuid[])
                ORDER BY number""").param("subjects", subjects.toArray(String[]::new))
                .param("orders", orders.stream().map(UUID::toString).toArray(String[]::new)).query(EntryRows::found).list();
    }

    private static Found found(ResultSet rs, int row) throws SQLException {
        return new Found(rs.getLong("number"), rs.getString("type"), rs.getObject("at", OffsetDateTime.class).toInstant(),
                rs.getString("subject"), rs.getObject("order_id", UUID.class));
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
