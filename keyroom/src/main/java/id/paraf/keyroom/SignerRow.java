package id.paraf.keyroom;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A row of {@code keyroom.signer_key}; the byte arrays are empty once the key is destroyed. */
record SignerRow(UUID id, UUID account, KeyAlgorithm algorithm, ResetPolicy policy, KeyState.Phase phase, byte[] publicKey,
        byte[] sealed, Slot slot, byte @Nullable [] recovery, int attempts, @Nullable Instant waitingUntil, boolean frozen,
        @Nullable Instant frozenUntil, boolean suspended, @Nullable UUID replaces, boolean mistyped) {

    static final String COLUMNS = "id, account, algorithm, policy, phase, public_key, sealed, slot_version, slot, slot_salt, "
            + "memory_kib, passes, lanes, recovery, attempts, waiting_until, frozen, frozen_until, suspended, replaces, mistyped";

    /** A passphrase slot: the data key under the passphrase. */
    record Slot(int version, byte[] wrapped, byte[] salt, Argon2Cost cost) {
    }

    static SignerRow read(ResultSet rs) throws SQLException {
        var slot = new Slot(rs.getInt("slot_version"), bytes(rs, "slot"), bytes(rs, "slot_salt"),
                new Argon2Cost(rs.getInt("memory_kib"), rs.getInt("passes"), rs.getInt("lanes")));
        return new SignerRow(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class),
                KeyAlgorithm.valueOf(rs.getString("algorithm")), ResetPolicy.valueOf(rs.getString("policy")),
                KeyState.Phase.valueOf(rs.getString("phase")), bytes(rs, "public_key"), bytes(rs, "sealed"), slot,
                rs.getBytes("recovery"), rs.getInt("attempts"), instant(rs, "waiting_until"), rs.getBoolean("frozen"),
                instant(rs, "frozen_until"), rs.getBoolean("suspended"), rs.getObject("replaces", UUID.class),
                rs.getBoolean("mistyped"));
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static byte[] bytes(ResultSet rs, String column) throws SQLException {
        byte[] value = rs.getBytes(column);
        return value == null ? new byte[0] : value;
    }

    /** What a seal of this key is bound to: a blob moved to another row, account or policy does not open. */
    byte[] binding(String what, int slotVersion) {
        byte[] purpose = (what + "|" + algorithm + "|" + policy).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(16 + 16 + 32 + 4 + purpose.length).putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits()).putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits()).put(sha256(publicKey)).putInt(slotVersion).put(purpose).array();
    }

    boolean frozenAt(Instant now) {
        return frozen && (frozenUntil == null || frozenUntil.isAfter(now));
    }

    KeyState state(AttemptLadder ladder, Instant now) {
        boolean locked = attempts >= ladder.lockedAt();
        boolean isFrozen = frozenAt(now);
        return new KeyState(id, account, algorithm, policy, phase, publicKey.clone(), slot.version(),
                locked ? 0 : ladder.leftAfter(attempts), mistyped && attempts > 0,
                waitingUntil != null && waitingUntil.isAfter(now) ? waitingUntil : null,
                locked, isFrozen, isFrozen ? frozenUntil : null, suspended, replaces);
    }

    static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
