package id.paraf.keyroom;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Keys of seals, which work with nobody present: sealed under the keyroom's secret, each for one application alone and for so many
 * signatures a day. An activation, whose code somebody gets by mail, makes codes for a number of signatures; only such a code
 * opens the key. All of it is kept and counted here, under a lock of the key's row, so that whoever calls cannot sign more.
 */
public final class SealKeys {

    /** How long the code of an activation waits to be shown for the first time. */
    public static final Duration WAITS = Duration.ofMinutes(30);
    /** How long an activation lasts from then on: a working day. */
    public static final Duration LASTS = Duration.ofHours(12);
    /** How long a code for signatures is good. */
    public static final Duration CODE_LASTS = Duration.ofMinutes(15);
    /** Wrong codes in a row after which all codes of a key are over. */
    public static final int MOST_WRONG = 10;
    /** Codes for signatures that are good at the same time. */
    static final int MOST_CODES = 100;
    private static final Duration BATCH_LASTS = Duration.ofMinutes(10);

    private final Database database;
    private final SecretKey sealing;
    private final SealCodes codes;
    private final SecureRandom random;
    private final Clock clock;

    SealKeys(Database database, SecretKey secret, SecureRandom random, Clock clock) {
        this.database = database;
        this.sealing = Seal.derive(secret, "paraf keyroom seal v1");
        this.codes = new SealCodes(secret, random);
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes a key under an id that the caller has written down.
     *
     * @param application the only one it works for, ever
     * @param perDay how many signatures it makes in a day of Western Indonesia
     */
    public NewKey create(UUID id, UUID application, KeyAlgorithm algorithm, int perDay) {
        KeyPair pair = KeyPairs.generate(algorithm, random);
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] key = sealing.getEncoded();
        try {
            var bare = new SealRow(id, application, algorithm, perDay, pair.getPublic().getEncoded(), new byte[0], 0, null, 0, 0,
                    false);
            byte[] sealed = Seal.seal(key, pkcs8, bare.binding(), random);
            Instant now = clock.instant();
            database.transaction(connection -> {
                KeyEvents.write(connection, KeyEvent.SealAct.MADE, id, SignerRow.sha256(bare.publicKey()), now);
                return Database.update(connection, """
                        INSERT INTO keyroom.seal_key (id, application, algorithm, per_day, public_key, sealed, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""", id, application, algorithm, perDay, bare.publicKey(), sealed, now);
            });
            return new NewKey(id, algorithm, bare.publicKey());
        } finally {
            Seal.wipe(pkcs8, key);
        }
    }

    /** What may be known about a key; empty if there never was one of that id. */
    public Optional<SealKeyState> state(UUID key) {
        Instant now = clock.instant();
        return database.find(rs -> {
            var row = SealRow.read(rs);
            return new SealKeyState(row.id(), row.application(), row.algorithm(), row.publicKey(), row.perDay(),
                    row.usedOn(SealRow.day(now)), row.used(), SignerRow.instant(rs, "active_until"),
                    row.attempts() >= MOST_WRONG, row.destroyed());
        }, """
                SELECT k.*, (SELECT max(c.until) FROM keyroom.seal_code c WHERE c.key = k.id AND c.kind = 'ACTIVATION'
                    AND c.activated_at IS NOT NULL AND c.ended_at IS NULL AND c.until > ?) AS active_until
                FROM keyroom.seal_key k WHERE k.id = ?""", now, key);
    }

    /** Makes the code of an activation, for a mail; one that was made before and not shown yet is over, and so is a lock. */
    public SealOutcome<SealCode> request(UUID key, UUID application) {
        return locked(key, application, (connection, row, now) -> {
            Database.update(connection, """
                    UPDATE keyroom.seal_code SET ended_at = ?
                    WHERE key = ? AND kind = 'ACTIVATION' AND activated_at IS NULL AND ended_at IS NULL""", now, key);
            Database.update(connection, "UPDATE keyroom.seal_key SET attempts = 0 WHERE id = ?", key);
            return new SealOutcome.Done<>(codes.make(connection, row, SealCodes.Kind.ACTIVATION, 0, now, now.plus(WAITS)));
        });
    }

    /**
     * An activation that holds.
     *
     * @param first whether its code was shown for the first time: it began now
     */
    public record Activation(Instant until, boolean first) {
    }

    /** Begins an activation by its code, or says until when it lasts. It is never made longer: its end is when the next mail is due. */
    public SealOutcome<Activation> activate(UUID key, UUID application, String code) {
        return locked(key, application, (connection, row, now) -> byCode(connection, row, SealCodes.Kind.ACTIVATION, code, now,
                found -> new SealOutcome.Done<>(activated(connection, row, found, now))));
    }

    /** Codes for signatures, and whether asking for them began the activation. */
    public record Made(SealCode code, Activation activation) {
    }

    /** Makes a code that is good for so many signatures, by the code of an activation. */
    public SealOutcome<Made> code(UUID key, UUID application, String activation, int signatures) {
        return locked(key, application, (connection, row, now) -> byCode(connection, row, SealCodes.Kind.ACTIVATION, activation,
                now, found -> {
                    int today = row.perDay() - row.usedOn(SealRow.day(now));
                    if (signatures > today) {
                        return new SealOutcome.Refused<>(new SealRefusal.DayFull(today));
                    }
                    int open = Database.find(connection, rs -> rs.getInt(1), """
                            SELECT count(*) FROM keyroom.seal_code
                            WHERE key = ? AND kind = 'SEALS' AND left_over > 0 AND ended_at IS NULL AND until > ?""", key, now)
                            .orElse(0);
                    if (open >= MOST_CODES) {
                        return new SealOutcome.Refused<>(new SealRefusal.TooManyCodes());
                    }
                    var begun = activated(connection, row, found, now);
                    Instant until = now.plus(CODE_LASTS).isAfter(begun.until()) ? begun.until() : now.plus(CODE_LASTS);
                    return new SealOutcome.Done<>(
                            new Made(codes.make(connection, row, SealCodes.Kind.SEALS, signatures, now, until), begun));
                }));
    }

    /** Ends everything that was made of an activation, and every other code of the key. */
    public SealOutcome<Instant> revoke(UUID key, UUID application, String activation) {
        return locked(key, application, (connection, row, now) -> byCode(connection, row, SealCodes.Kind.ACTIVATION, activation,
                now, found -> {
                    SealCodes.endAll(connection, key, now);
                    return new SealOutcome.Done<>(now);
                }));
    }

    /** The same without a code, for whoever looks after the seal. */
    public void end(UUID key) {
        database.transaction(connection -> {
            SealCodes.endAll(connection, key, clock.instant());
            return true;
        });
    }

    /** Takes so many signatures out of a code and the day: all of them, or none. */
    public SealOutcome<SealBatch> open(UUID key, UUID application, String code, int signatures) {
        return locked(key, application,
                (connection, row, now) -> byCode(connection, row, SealCodes.Kind.SEALS, code, now, found -> {
                    LocalDate day = SealRow.day(now);
                    int today = row.perDay() - row.usedOn(day);
                    if (signatures > found.left()) {
                        return new SealOutcome.Refused<>(new SealRefusal.TooMany(found.left()));
                    }
                    if (signatures > today) {
                        return new SealOutcome.Refused<>(new SealRefusal.DayFull(today));
                    }
                    UUID batch = UUID.randomUUID();
                    Database.update(connection, "UPDATE keyroom.seal_code SET left_over = left_over - ? WHERE id = ?", signatures,
                            found.id());
                    Database.update(connection, "UPDATE keyroom.seal_key SET day = ?, used_today = ?, used = used + ? WHERE id = ?",
                            day,
                            row.usedOn(day) + signatures, signatures, key);
                    Database.update(connection, """
                    INSERT INTO keyroom.seal_batch (id, code, key, day, left_over, until) VALUES (?, ?, ?, ?, ?, ?)""", batch,
                            found.id(), key, day, signatures, now.plus(BATCH_LASTS));
                    return new SealOutcome.Done<>(new SealBatch(this, batch));
                }));
    }

    /** Counted and committed first, signed then. */
    SignOutcome sign(UUID batch, SignOrder.DocumentDigest what) {
        Instant now = clock.instant();
        var row = database.find(SealRow::read, """
                WITH counted AS (
                    UPDATE keyroom.seal_batch b SET left_over = b.left_over - 1
                    FROM keyroom.seal_code c
                    WHERE b.id = ? AND b.left_over > 0 AND b.until > ? AND c.id = b.code AND c.ended_at IS NULL RETURNING b.key)
                """ + SealRow.SELECT + "JOIN counted ON counted.key = k.id WHERE k.destroyed_at IS NULL", batch, now).orElse(null);
        if (row == null) {
            return new Refusal.NoSuchKey();
        }
        byte[] key = sealing.getEncoded();
        byte[] pkcs8 = Seal.open(key, row.sealed(), row.binding());
        Seal.wipe(key);
        if (pkcs8 == null) {
            return new Refusal.Tampered();
        }
        try {
            return new SignOutcome.Signed(KeyPairs.signDigest(row.algorithm(), pkcs8, what.digest(), random));
        } finally {
            Seal.wipe(pkcs8);
        }
    }

    void giveBack(UUID batch) {
        database.transaction(connection -> {
            // The key first, as everybody else: two rows are locked in one order.
            Database.find(connection, rs -> true, """
                    SELECT 1 FROM keyroom.seal_key k WHERE k.id = (SELECT key FROM keyroom.seal_batch WHERE id = ?)
                    FOR UPDATE""", batch);
            return Database.update(connection, """
                    WITH gone AS (DELETE FROM keyroom.seal_batch WHERE id = ? RETURNING code, key, day, left_over),
                        code AS (UPDATE keyroom.seal_code c SET left_over = c.left_over + gone.left_over FROM gone
                            WHERE c.id = gone.code RETURNING c.id)
                    UPDATE keyroom.seal_key k SET used = k.used - gone.left_over,
                        used_today = k.used_today - CASE WHEN k.day = gone.day THEN gone.left_over ELSE 0 END
                    FROM gone WHERE k.id = gone.key""", batch);
        });
    }

    /** Forgets a private key for good, and ends its codes; false if that was done before, or there is no such key. */
    public boolean destroy(UUID key) {
        Instant now = clock.instant();
        return database.transaction(connection -> {
            var hash = Database.find(connection, rs -> SignerRow.sha256(rs.getBytes("public_key")), """
                    UPDATE keyroom.seal_key SET sealed = NULL, destroyed_at = ? WHERE id = ? AND destroyed_at IS NULL
                    RETURNING public_key""", now, key);
            if (hash.isPresent()) {
                SealCodes.endAll(connection, key, now);
                KeyEvents.write(connection, KeyEvent.SealAct.DESTROYED, key, hash.get(), now);
            }
            return hash.isPresent();
        });
    }

    /** What is done under the lock of a key's row. */
    private interface Work<T> {
        SealOutcome<T> in(Connection connection, SealRow row, Instant now) throws SQLException;
    }

    private interface Then<T> {
        SealOutcome<T> with(SealCodes.Row code) throws SQLException;
    }

    private <T> SealOutcome<T> locked(UUID key, UUID application, Work<T> work) {
        return database.transaction(connection -> {
            var row = Database.find(connection, SealRow::read,
                    SealRow.SELECT + "WHERE k.id = ? AND k.application = ? AND k.destroyed_at IS NULL FOR UPDATE", key,
                    application);
            // Read under the lock: whoever waited for it sees what is over meanwhile.
            return row.isEmpty() ? new SealOutcome.Refused<>(new SealRefusal.NoSuchKey())
                    : work.in(connection, row.get(), clock.instant());
        });
    }

    /** Looks at a code and counts; nobody hears the answer before the count is committed. */
    private <T> SealOutcome<T> byCode(Connection connection, SealRow row, SealCodes.Kind kind, String typed, Instant now,
            Then<T> then) throws SQLException {
        if (row.attempts() >= MOST_WRONG) {
            return new SealOutcome.Refused<>(new SealRefusal.Locked(false));
        }
        var found = codes.find(connection, row, kind, typed).orElse(null);
        if (found == null) {
            int attempts = row.attempts() + 1;
            Database.update(connection, "UPDATE keyroom.seal_key SET attempts = ? WHERE id = ?", attempts, row.id());
            if (attempts < MOST_WRONG) {
                return new SealOutcome.Refused<>(new SealRefusal.WrongCode(MOST_WRONG - attempts));
            }
            SealCodes.endAll(connection, row.id(), now);
            return new SealOutcome.Refused<>(new SealRefusal.Locked(true));
        }
        if (found.over(now)) {
            return new SealOutcome.Refused<>(new SealRefusal.Expired());
        }
        if (row.attempts() > 0) {
            Database.update(connection, "UPDATE keyroom.seal_key SET attempts = 0 WHERE id = ?", row.id());
        }
        return then.with(found);
    }

    private static Activation activated(Connection connection, SealRow row, SealCodes.Row code, Instant now) throws SQLException {
        if (code.activatedAt() != null) {
            return new Activation(code.until(), false);
        }
        Instant until = now.plus(LASTS);
        // One at a time: the one before is over, and what it made runs out by itself.
        Database.update(connection, """
                UPDATE keyroom.seal_code SET ended_at = ? WHERE key = ? AND kind = 'ACTIVATION' AND id <> ? AND ended_at IS NULL""",
                now, row.id(), code.id());
        Database.update(connection, "UPDATE keyroom.seal_code SET activated_at = ?, until = ? WHERE id = ?", now, until, code.id());
        return new Activation(until, true);
    }
}
