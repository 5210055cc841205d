package id.paraf.keyroom;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import id.paraf.keyroom.CodeSlot.End;

/** The table of code slots. Whoever ends one deletes what opened it, in the same statement. */
final class CodeRows {

    private static final String COLUMNS = "id, key, account, application, files, used, wrong, opened_at, until, ended_at, ended, "
            + "slot, salt, ephemeral, memory_kib, passes, lanes";

    private CodeRows() {
    }

    /** An open slot, with what is in it. */
    record Full(CodeSlot slot, CodeSeal.Sealed sealed) {
    }

    static CodeSlot read(ResultSet rs) throws SQLException {
        String end = rs.getString("ended");
        return new CodeSlot(rs.getObject("id", UUID.class), rs.getObject("key", UUID.class), rs.getObject("account", UUID.class),
                rs.getObject("application", UUID.class), rs.getInt("files"), rs.getInt("used"), rs.getInt("wrong"),
                rs.getObject("opened_at", OffsetDateTime.class).toInstant(),
                rs.getObject("until", OffsetDateTime.class).toInstant(),
                SignerRow.instant(rs, "ended_at"), end == null ? null : End.valueOf(end));
    }

    static Full readFull(ResultSet rs) throws SQLException {
        return new Full(read(rs), new CodeSeal.Sealed(rs.getBytes("slot"), rs.getBytes("salt"), rs.getBytes("ephemeral"),
                new Argon2Cost(rs.getInt("memory_kib"), rs.getInt("passes"), rs.getInt("lanes"))));
    }

    static void insert(Connection connection, CodeWish wish, CodeSeal.Sealed sealed, Instant now) throws SQLException {
        Database.update(connection, """
                INSERT INTO keyroom.code_slot (id, key, account, application, files, opened_at, until, slot, salt, ephemeral,
                    memory_kib, passes, lanes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", wish.id(), wish.key(), wish.account(), wish.application(),
                wish.files(), now, wish.until(), sealed.slot(), sealed.salt(), sealed.ephemeral(), sealed.cost().memoryKib(),
                sealed.cost().passes(), sealed.cost().lanes());
    }

    /** Counts a code that is about to be looked at; empty if none may be. */
    static Optional<Full> count(Database database, UUID key, UUID account, UUID application, Instant now) {
        return database.findUnflushed(CodeRows::readFull, """
                UPDATE keyroom.code_slot SET tries = tries + 1
                WHERE key = ? AND account = ? AND application = ? AND ended_at IS NULL AND until > ? AND tries < ?
                RETURNING\s""" + COLUMNS, key, account, application, now, CodeSlot.MOST_WRONG);
    }

    /** Whether a code may be looked at once those are done that are being looked at elsewhere. */
    static boolean busy(Database database, UUID key, UUID account, UUID application, Instant now) {
        return database.find(rs -> true, """
                SELECT 1 FROM keyroom.code_slot
                WHERE key = ? AND account = ? AND application = ? AND ended_at IS NULL AND until > ?""", key, account, application,
                now).isPresent();
    }

    /** Notes that the code that was counted was wrong: the last one closes the slot. */
    static CodeSlot wrong(Database database, UUID slot, Instant now) {
        return database.transaction(connection -> {
            Database.update(connection, "UPDATE keyroom.code_slot SET wrong = wrong + 1 WHERE id = ? AND wrong < ?", slot,
                    CodeSlot.MOST_WRONG);
            end(connection, End.WRONG_CODES, now, "id = ? AND wrong >= ?", slot, CodeSlot.MOST_WRONG);
            return find(connection, slot).orElseThrow();
        });
    }

    /** Takes signatures off, and the count of the right code back; empty if the slot is closed or for fewer. */
    static Optional<CodeSlot> use(Connection connection, UUID slot, int signatures, Instant now) throws SQLException {
        boolean taken = Database.update(connection, """
                UPDATE keyroom.code_slot SET used = used + ?, tries = tries - 1
                WHERE id = ? AND ended_at IS NULL AND until > ? AND used + ? <= files""", signatures, slot, now, signatures) == 1;
        end(connection, End.USED_UP, now, "id = ? AND used = files", slot);
        return taken ? find(connection, slot) : Optional.empty();
    }

    /** Takes the count of a right code back that signs nothing; empty if the slot is closed. */
    static Optional<CodeSlot> right(Connection connection, UUID slot, Instant now) throws SQLException {
        return Database.update(connection, """
                UPDATE keyroom.code_slot SET tries = tries - 1 WHERE id = ? AND ended_at IS NULL AND until > ?""", slot,
                now) == 1 ? find(connection, slot) : Optional.empty();
    }

    /** Closes those of a key. */
    static void endOfKey(Connection connection, UUID key, End why, Instant now) throws SQLException {
        end(connection, why, now, "key = ?", key);
    }

    /** Closes the open ones that the condition names. @return how many */
    static int end(Connection connection, End why, Instant now, String condition, Object... parameters) throws SQLException {
        var all = new Object[parameters.length + 2];
        all[0] = now;
        all[1] = why;
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        return Database.update(connection, """
                UPDATE keyroom.code_slot SET ended_at = ?, ended = ?, slot = NULL, salt = NULL, ephemeral = NULL
                WHERE ended_at IS NULL AND\s""" + condition, all);
    }

    static Optional<CodeSlot> find(Connection connection, UUID slot) throws SQLException {
        return Database.find(connection, CodeRows::read, "SELECT " + COLUMNS + " FROM keyroom.code_slot WHERE id = ?", slot);
    }

    static List<CodeSlot> list(Database database, String condition, Object... parameters) {
        return database.transaction(connection -> Database.list(connection, CodeRows::read,
                "SELECT " + COLUMNS + " FROM keyroom.code_slot WHERE " + condition, parameters));
    }
}
