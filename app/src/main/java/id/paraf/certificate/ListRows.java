package id.paraf.certificate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code certificate_revocation_list}, and what an authority's row says about its lists. */
@Component
class ListRows {

    private final JdbcClient jdbc;

    ListRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an authority's row says. */
    record State(long revision, int partitions) {
    }

    /** A list without its bytes. */
    record Known(long number, long revision, Instant thisUpdate, Instant nextUpdate, @Nullable Long base) {
    }

    /** Reads an authority's row. */
    State state(String authority) {
        return jdbc.sql("SELECT revision, partitions FROM certificate_authority WHERE name = :name").param("name", authority)
                .query(ListRows::state).single();
    }

    /** The same, and nobody revokes or publishes until the transaction ends: numbers never collide (CR-01). */
    State lock(String authority) {
        return jdbc.sql("SELECT revision, partitions FROM certificate_authority WHERE name = :name FOR UPDATE")
                .param("name", authority).query(ListRows::state).single();
    }

    Optional<Known> newest(ListName name) {
        return jdbc.sql("""
                SELECT number, revision, this_update, next_update, base FROM certificate_revocation_list
                WHERE authority = :authority AND partition = :partition AND delta = :delta ORDER BY number DESC LIMIT 1""")
                .param("authority", name.authority()).param("partition", name.partition()).param("delta", name.delta())
                .query((rs, i) -> new Known(rs.getLong("number"), rs.getLong("revision"), instant(rs, "this_update"),
                        instant(rs, "next_update"), rs.getObject("base", Long.class)))
                .optional();
    }

    /** All lists that were ever published. */
    List<ListName> names() {
        return jdbc.sql("SELECT DISTINCT authority, partition, delta FROM certificate_revocation_list")
                .query((rs, i) -> new ListName(rs.getString("authority"), rs.getInt("partition"), rs.getBoolean("delta"))).list();
    }

    /** The largest number of a list or its delta: they share one sequence (RFC 5280 §5.2.3). */
    long lastNumber(ListName name) {
        return jdbc.sql("""
                SELECT coalesce(max(number), 0) FROM certificate_revocation_list
                WHERE authority = :authority AND partition = :partition""").param("authority", name.authority())
                .param("partition", name.partition()).query(Long.class).single();
    }

    Optional<byte[]> der(ListName name, long number) {
        return jdbc
                .sql("""
                SELECT der FROM certificate_revocation_list
                WHERE authority = :authority AND partition = :partition AND delta = :delta AND number = :number AND der IS NOT NULL""")
                .param("authority", name.authority()).param("partition", name.partition()).param("delta", name.delta())
                .param("number", number).query((rs, i) -> rs.getBytes("der")).optional();
    }

    void insert(ListName name, Known list, int entries, byte[] der) {
        jdbc.sql("""
                INSERT INTO certificate_revocation_list (authority, partition, delta, number, revision, this_update, next_update,
                    base, entries, der)
                VALUES (:authority, :partition, :delta, :number, :revision, :thisUpdate, :nextUpdate, :base, :entries, :der)""")
                .param("authority", name.authority()).param("partition", name.partition()).param("delta", name.delta())
                .param("number", list.number()).param("revision", list.revision())
                .param("thisUpdate", CertificateRows.utc(list.thisUpdate()))
                .param("nextUpdate", CertificateRows.utc(list.nextUpdate()))
                .param("base", list.base()).param("entries", entries).param("der", der).update();
    }

    /** Drops the bytes of what was replaced before the last few. */
    void forgetBefore(ListName name, long number) {
        jdbc.sql("""
                UPDATE certificate_revocation_list SET der = NULL
                WHERE authority = :authority AND partition = :partition AND number < :number AND der IS NOT NULL""")
                .param("authority", name.authority()).param("partition", name.partition()).param("number", number).update();
    }

    private static State state(ResultSet rs, int index) throws SQLException {
        return new State(rs.getLong("revision"), rs.getInt("partitions"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
