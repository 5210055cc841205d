package id.paraf.keyroom;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/** Writes the events of keys in the transactions that cause them, and hands them to who keeps them. */
final class KeyEvents {

    private final Database database;
    private final SecretKey salts;

    KeyEvents(Database database, SecretKey secret) {
        this.database = database;
        // Derived and not stored: who reads the database cannot tell whose events a commitment hides.
        this.salts = Seal.derive(secret, "paraf keyroom events v1");
    }

    /** An authority's key as its events name it. */
    record AuthorityKey(UUID id, AuthorityUse use, byte[] sha256) {
    }

    /** The key's row is locked by this, so that its events are numbered in the order of their commits. */
    static void write(Connection connection, KeyEvent.Act act, UUID key, @Nullable UUID order, Instant at) throws SQLException {
        int written = Database.update(connection, """
                WITH k AS (UPDATE keyroom.signer_key SET events = events + 1 WHERE id = ? RETURNING id, public_key, events)
                INSERT INTO keyroom.key_event (act, key, key_sha256, number, order_id, at)
                SELECT ?, id, sha256(public_key), events, ?, ? FROM k""", key, act, order, at);
        if (written != 1) {
            throw new IllegalStateException("There is no key " + key + " to write an event of");
        }
    }

    /**
     * What an authority's key is about to sign.
     *
     * @param sha256 null if it signs nothing
     * @param serial of the certificate that it is, or null
     */
    record Message(byte @Nullable [] sha256, @Nullable BigInteger serial) {

        static final Message NONE = new Message(null, null);
    }

    /** One event for each message. */
    static void write(Connection connection, KeyEvent.AuthorityAct act, AuthorityKey key, List<Message> messages, Instant at)
            throws SQLException {
        Database.update(connection, """
                INSERT INTO keyroom.key_event (act, key, key_sha256, use, message, serial, at)
                SELECT ?, ?, ?, ?, m.message, m.serial, ? FROM unnest(?::bytea[], ?::numeric[]) m (message, serial)""",
                act, key.id(), key.sha256(), key.use(), at,
                connection.createArrayOf("bytea", messages.stream().map(Message::sha256).toArray(byte[][]::new)),
                connection.createArrayOf("numeric", messages.stream().map(Message::serial).map(serial -> serial == null ? null
                        : new BigDecimal(serial)).toArray(BigDecimal[]::new)));
    }

    List<KeyEvent> waiting(int limit) {
        return database.transaction(connection -> Database.list(connection, this::read, """
                SELECT e.id, e.act, e.key, e.key_sha256, e.number, e.order_id, e.use, e.message, e.serial, e.at
                FROM keyroom.key_event_waiting w JOIN keyroom.key_event e ON e.id = w.event ORDER BY w.event LIMIT ?""", limit));
    }

    void taken(List<KeyEvent> events) {
        Long[] ids = events.stream().map(KeyEvent::id).toArray(Long[]::new);
        database.transaction(connection -> Database.update(connection,
                "DELETE FROM keyroom.key_event_waiting WHERE event = ANY (?)", connection.createArrayOf("bigint", ids)));
    }

    long count() {
        return database.find(rs -> rs.getLong(1), "SELECT count(*) FROM keyroom.key_event").orElseThrow();
    }

    Optional<KeyOpening> opening(UUID key) {
        return database.find(rs -> new KeyOpening(SignerRow.sha256(rs.getBytes("public_key")), salt(key), rs.getInt("events")),
                "SELECT public_key, events FROM keyroom.signer_key WHERE id = ?", key);
    }

    private byte[] salt(UUID key) {
        return Seal.hmac(salts, ByteBuffer.allocate(16).putLong(key.getMostSignificantBits())
                .putLong(key.getLeastSignificantBits()).array());
    }

    private KeyEvent read(ResultSet rs) throws SQLException {
        long id = rs.getLong("id");
        UUID key = rs.getObject("key", UUID.class);
        byte[] sha256 = rs.getBytes("key_sha256");
        Instant at = rs.getObject("at", OffsetDateTime.class).toInstant();
        String use = rs.getString("use");
        if (use == null) {
            byte[] commitment = new KeyOpening(sha256, salt(key), 0).commitment(rs.getInt("number"));
            return new KeyEvent.OfSigner(id, key, KeyEvent.Act.valueOf(rs.getString("act")), commitment,
                    rs.getObject("order_id", UUID.class), at);
        }
        var serial = rs.getBigDecimal("serial");
        return new KeyEvent.OfAuthority(id, key, AuthorityUse.valueOf(use), KeyEvent.AuthorityAct.valueOf(rs.getString("act")),
                sha256, rs.getBytes("message"), serial == null ? null : serial.toBigIntegerExact(), at);
    }
}
