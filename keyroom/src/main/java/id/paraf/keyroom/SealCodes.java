package id.paraf.keyroom;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/**
 * The codes of seals: made here, a hundred bits each, and kept as marks under a key that is derived from the keyroom's secret. A
 * mark is of one key, one application and one purpose; with a copy of the table nobody can even try codes.
 */
final class SealCodes {

    /** What a code is for; one is never good for the other. */
    enum Kind {
        ACTIVATION, SEALS
    }

    /** Crockford's base 32: no letter that is taken for a digit, none that makes words of chance. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 20;
    private static final int GROUP = 5;
    /** For so long whoever shows a code that is over is told that it is, and not that it never was one. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final SecretKey marks;
    private final SecureRandom random;

    SealCodes(SecretKey secret, SecureRandom random) {
        this.marks = Seal.derive(secret, "paraf keyroom seal code v1");
        this.random = random;
    }

    /** A row of {@code keyroom.seal_code}. */
    record Row(UUID id, byte[] mark, Instant until, @Nullable Instant activatedAt, int left, boolean ended) {

        private static Row read(ResultSet rs) throws SQLException {
            return new Row(rs.getObject("id", UUID.class), rs.getBytes("mark"),
                    Objects.requireNonNull(SignerRow.instant(rs, "until")),
                    SignerRow.instant(rs, "activated_at"), rs.getInt("left_over"), rs.getObject("ended_at") != null);
        }

        boolean over(Instant now) {
            return ended || !until.isAfter(now);
        }
    }

    /** Makes a code and keeps its mark. */
    SealCode make(Connection connection, SealRow key, Kind kind, int files, Instant now, Instant until) throws SQLException {
        var text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(i > 0 && i % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        Database.update(connection, "DELETE FROM keyroom.seal_code WHERE key = ? AND until < ?", key.id(), now.minus(REMEMBERED));
        Database.update(connection, """
                INSERT INTO keyroom.seal_code (id, key, kind, mark, made_at, until, left_over) VALUES (?, ?, ?, ?, ?, ?, ?)""",
                UUID.randomUUID(), key.id(), kind, mark(key, kind, text.toString()), now, until, files);
        return new SealCode(text.toString(), until);
    }

    /** The row of a code, over or not; every mark of the key is compared, and each in constant time. */
    Optional<Row> find(Connection connection, SealRow key, Kind kind, String typed) throws SQLException {
        byte[] mark = mark(key, kind, typed);
        Row found = null;
        for (var row : Database.list(connection, Row::read, """
                SELECT id, mark, until, activated_at, left_over, ended_at FROM keyroom.seal_code WHERE key = ? AND kind = ?""",
                key.id(), kind)) {
            if (MessageDigest.isEqual(row.mark(), mark)) {
                found = row;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Ends every code of a key, of whatever kind. */
    static void endAll(Connection connection, UUID key, Instant now) throws SQLException {
        Database.update(connection, "UPDATE keyroom.seal_code SET ended_at = ? WHERE key = ? AND ended_at IS NULL", now, key);
    }

    private byte[] mark(SealRow key, Kind kind, String typed) {
        byte[] place = ByteBuffer.allocate(32).putLong(key.id().getMostSignificantBits())
                .putLong(key.id().getLeastSignificantBits()).putLong(key.application().getMostSignificantBits())
                .putLong(key.application().getLeastSignificantBits()).array();
        return Seal.hmac(marks, place, (kind + "|" + plain(typed)).getBytes(StandardCharsets.UTF_8));
    }

    /** As it was made, however somebody copied it. */
    private static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1');
    }
}
