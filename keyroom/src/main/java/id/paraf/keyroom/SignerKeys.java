package id.paraf.keyroom;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The table of signer keys: makes rows, seals and opens their blobs, and lays orders down. */
final class SignerKeys {

    private final Database database;
    private final Slots slots;
    private final SecureRandom random;

    SignerKeys(Database database, Slots slots, SecureRandom random) {
        this.database = database;
        this.slots = slots;
        this.random = random;
    }

    Optional<SignerRow> find(UUID key) {
        return database.find(SignerRow::read, "SELECT " + SignerRow.COLUMNS + " FROM keyroom.signer_key WHERE id = ?", key);
    }

    List<SignerRow> ofAccount(UUID account) {
        return database.transaction(connection -> Database.list(connection, SignerRow::read, "SELECT " + SignerRow.COLUMNS
                + " FROM keyroom.signer_key WHERE account = ? ORDER BY created_at, id", account));
    }

    /** A new key, sealed and ready to be inserted. */
    SignerRow make(UUID id, UUID account, KeyAlgorithm algorithm, ResetPolicy policy, KeyState.Phase phase, @Nullable UUID replaces,
            @Nullable Instant frozenUntil, Passphrase passphrase) {
        KeyPair pair = KeyPairs.generate(algorithm, random);
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] dataKey = new byte[32];
        random.nextBytes(dataKey);
        try {
            var bare = new SignerRow(id, account, algorithm, policy, phase, pair.getPublic().getEncoded(), new byte[0],
                    new SignerRow.Slot(1, new byte[0], new byte[0], Argon2Cost.DEFAULT), null, 0, null, frozenUntil != null,
                    frozenUntil, false, replaces, false);
            byte[] sealed = Seal.seal(dataKey, pkcs8, bare.binding("private key", 0), random);
            var slot = slots.wrap(bare, 1, dataKey, passphrase);
            byte[] recovery = policy == ResetPolicy.KEEP ? slots.wrapForRecovery(bare, dataKey) : null;
            return new SignerRow(bare.id(), account, algorithm, policy, phase, bare.publicKey(), sealed, slot, recovery, 0, null,
                    bare.frozen(), frozenUntil, false, replaces, false);
        } finally {
            Seal.wipe(pkcs8, dataKey);
        }
    }

    /** The private key in PKCS #8, or null if the row was tampered with. The caller wipes it. */
    byte @Nullable [] privateKey(SignerRow row, byte[] dataKey) {
        return Seal.open(dataKey, row.sealed(), row.binding("private key", 0));
    }

    static void insert(Connection connection, SignerRow row, @Nullable UUID order, Instant now) throws SQLException {
        var slot = row.slot();
        Database.update(connection, """
                INSERT INTO keyroom.signer_key (id, account, algorithm, policy, phase, public_key, sealed, slot_version, slot,
                    slot_salt, memory_kib, passes, lanes, recovery, frozen, frozen_until, replaces, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", row.id(), row.account(), row.algorithm(),
                row.policy(), row.phase(), row.publicKey(), row.sealed(), slot.version(), slot.wrapped(), slot.salt(),
                slot.cost().memoryKib(), slot.cost().passes(), slot.cost().lanes(), row.recovery(), row.frozen(),
                row.frozenUntil(), row.replaces(), now);
        KeyEvents.write(connection, KeyEvent.Act.MADE, row.id(), order, now);
    }

    /** Puts a new slot in the place of the one with {@code oldVersion}; false if that is no longer there, or the key rests. */
    static boolean replaceSlot(Connection connection, UUID key, int oldVersion, SignerRow.Slot slot) throws SQLException {
        return Database.update(connection, """
                UPDATE keyroom.signer_key SET slot_version = ?, slot = ?, slot_salt = ?, memory_kib = ?, passes = ?, lanes = ?,
                    attempts = 0, mistyped = false, waiting_until = NULL
                WHERE id = ? AND slot_version = ? AND phase = 'ACTIVE' AND NOT suspended""", slot.version(), slot.wrapped(),
                slot.salt(),
                slot.cost().memoryKib(), slot.cost().passes(), slot.cost().lanes(), key, oldVersion) == 1;
    }

    /**
     * Takes the count of a right passphrase back; false if the row moved on since it was opened: a passphrase that died a moment ago
     * does nothing.
     */
    static boolean right(Connection connection, SignerRow row, Instant now) throws SQLException {
        return Database.update(connection, """
                UPDATE keyroom.signer_key SET attempts = 0, mistyped = false, waiting_until = NULL
                WHERE id = ? AND slot_version = ? AND phase = 'ACTIVE' AND NOT suspended
                  AND NOT (frozen AND (frozen_until IS NULL OR frozen_until > ?))""", row.id(), row.slot().version(), now) == 1;
    }

    /** Lays an order down; false if its id was used before, by whatever order. */
    static boolean use(Connection connection, OrderOutcome outcome) throws SQLException {
        return Database.update(connection, """
                INSERT INTO keyroom.used_order (id, kind, key, new_key, slot_version, frozen_until, at)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""", outcome.order(), outcome.kind(), outcome.key(),
                outcome.newKey(), outcome.slotVersion(), outcome.frozenUntil(), outcome.at()) == 1;
    }

    /** Forgets the private key and everything that could open it; the key with this id, or all pending ones that replace it. */
    static boolean destroy(Connection connection, UUID key, boolean withPending, @Nullable UUID order, Instant now)
            throws SQLException {
        var destroyed = Database.list(connection, rs -> rs.getObject("id", UUID.class), """
                UPDATE keyroom.signer_key SET phase = 'DESTROYED', sealed = NULL, slot = NULL, slot_salt = NULL, recovery = NULL,
                    destroyed_at = ?
                WHERE phase <> 'DESTROYED' AND (id = ? OR (? AND replaces = ? AND phase = 'PENDING')) RETURNING id""", now, key,
                withPending, key);
        for (UUID id : destroyed) {
            CodeRows.endOfKey(connection, id, CodeSlot.End.KEY_STOPPED, now);
            KeyEvents.write(connection, KeyEvent.Act.DESTROYED, id, order, now);
        }
        return !destroyed.isEmpty();
    }

    /** Stops a key; never shortens a freeze. False if there is nothing left to stop. */
    static boolean freeze(Connection connection, UUID key, @Nullable Instant until, @Nullable UUID order, Instant now)
            throws SQLException {
        var changed = Database.find(connection, rs -> rs.getBoolean(1), """
                UPDATE keyroom.signer_key AS k SET frozen = true, frozen_until = CASE
                    WHEN ?::timestamptz IS NULL OR (k.frozen AND k.frozen_until IS NULL) THEN NULL
                    ELSE greatest(k.frozen_until, ?) END
                FROM (SELECT id, frozen, frozen_until FROM keyroom.signer_key WHERE id = ? FOR UPDATE) AS old
                WHERE k.id = old.id AND k.phase <> 'DESTROYED'
                RETURNING NOT old.frozen OR old.frozen_until IS DISTINCT FROM k.frozen_until""", until, until, key);
        if (changed.isPresent()) {
            CodeRows.endOfKey(connection, key, CodeSlot.End.KEY_STOPPED, now);
        }
        if (changed.orElse(false)) {
            KeyEvents.write(connection, KeyEvent.Act.FROZEN, key, order, now);
        }
        return changed.isPresent();
    }

    /** Lets a key rest, or work again; false if it is so already, or there is nothing left of it. */
    static boolean suspend(Connection connection, UUID key, boolean suspended, Instant now) throws SQLException {
        boolean changed = Database.update(connection, """
                UPDATE keyroom.signer_key SET suspended = ? WHERE id = ? AND suspended <> ? AND phase <> 'DESTROYED'""", suspended,
                key, suspended) == 1;
        if (changed && suspended) {
            CodeRows.endOfKey(connection, key, CodeSlot.End.KEY_STOPPED, now);
        }
        if (changed) {
            KeyEvents.write(connection, suspended ? KeyEvent.Act.SUSPENDED : KeyEvent.Act.RESUMED, key, null, now);
        }
        return changed;
    }

    /** An id for a key that nobody has named before. */
    UUID newId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        var buffer = java.nio.ByteBuffer.wrap(bytes);
        // RFC 9562 §5.4: version 4, variant 10.
        long high = buffer.getLong() & 0xffffffffffff0fffL | 0x4000L;
        long low = buffer.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
