package id.paraf.keyroom;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A row of {@code keyroom.seal_key}; {@code sealed} is empty once the key is destroyed. */
record SealRow(UUID id, UUID application, KeyAlgorithm algorithm, int perDay, byte[] publicKey, byte[] sealed, int attempts,
        @Nullable LocalDate day, int usedToday, long used, boolean destroyed) {

    static final String SELECT = """
            SELECT k.id, k.application, k.algorithm, k.per_day, k.public_key, k.sealed, k.attempts, k.day, k.used_today, k.used,
                k.destroyed_at FROM keyroom.seal_key k\s""";
    /** Days are those of Western Indonesia, where the limit is read. */
    private static final ZoneOffset WIB = ZoneOffset.ofHours(7);

    static SealRow read(ResultSet rs) throws SQLException {
        byte[] sealed = rs.getBytes("sealed");
        return new SealRow(rs.getObject("id", UUID.class), rs.getObject("application", UUID.class),
                KeyAlgorithm.valueOf(rs.getString("algorithm")), rs.getInt("per_day"), rs.getBytes("public_key"),
                sealed == null ? new byte[0] : sealed, rs.getInt("attempts"), rs.getObject("day", LocalDate.class),
                rs.getInt("used_today"), rs.getLong("used"), rs.getObject("destroyed_at") != null);
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, WIB);
    }

    int usedOn(LocalDate date) {
        return date.equals(day) ? usedToday : 0;
    }

    /** What the private key is sealed to: with another application, or a larger number of seals a day, it does not open. */
    byte[] binding() {
        byte[] text = ("seal|" + algorithm + "|" + perDay).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(16 + 16 + 32 + text.length).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).putLong(application.getMostSignificantBits())
                .putLong(application.getLeastSignificantBits()).put(SignerRow.sha256(publicKey)).put(text).array();
    }
}
