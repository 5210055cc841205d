package id.paraf.keyroom;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

import id.paraf.keyroom.SignerRow.Slot;

/**
 * Wraps data keys. A passphrase slot is wrapped under HKDF(Argon2id(passphrase) ‖ PRF), the PRF keyed by the keyroom's
 * secret: whoever has the database alone cannot even begin to guess. A recovery slot is wrapped under a key derived from
 * the same secret.
 */
final class Slots {

    private static final int SALT = 16;

    private final SecretKey pepper;
    private final SecretKey recovery;
    private final Argon2Cost cost;
    private final SecureRandom random;
    /** Each guess takes tens of megabytes; a flood of them must not take the heap. */
    private final Semaphore guesses = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors() * 2));

    Slots(SecretKey secret, Argon2Cost cost, SecureRandom random) {
        this.pepper = Seal.derive(secret, "paraf keyroom passphrase v1");
        this.recovery = Seal.derive(secret, "paraf keyroom recovery v1");
        this.cost = cost;
        this.random = random;
    }

    boolean outdated(Slot slot) {
        return !slot.cost().equals(cost);
    }

    /** A new slot for this key's data key, with a fresh salt and today's cost. */
    Slot wrap(SignerRow row, int version, byte[] dataKey, Passphrase passphrase) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] wrapping = wrappingKey(row, version, salt, cost, passphrase);
        try {
            return new Slot(version, Seal.seal(wrapping, dataKey, row.binding("slot", version), random), salt, cost);
        } finally {
            Seal.wipe(wrapping);
        }
    }

    /** The data key, or null if this is not the passphrase. */
    byte @Nullable [] unwrap(SignerRow row, Passphrase passphrase) {
        Slot slot = row.slot();
        byte[] wrapping = wrappingKey(row, slot.version(), slot.salt(), slot.cost(), passphrase);
        try {
            return Seal.open(wrapping, slot.wrapped(), row.binding("slot", slot.version()));
        } finally {
            Seal.wipe(wrapping);
        }
    }

    byte[] wrapForRecovery(SignerRow row, byte[] dataKey) {
        byte[] key = recovery.getEncoded();
        try {
            return Seal.seal(key, dataKey, row.binding("recovery", 0), random);
        } finally {
            Seal.wipe(key);
        }
    }

    /** The data key out of the recovery slot, or null if the row was tampered with. */
    byte @Nullable [] unwrapForRecovery(SignerRow row, byte[] wrapped) {
        byte[] key = recovery.getEncoded();
        try {
            return Seal.open(key, wrapped, row.binding("recovery", 0));
        } finally {
            Seal.wipe(key);
        }
    }

    private byte[] wrappingKey(SignerRow row, int version, byte[] salt, Argon2Cost slotCost, Passphrase passphrase) {
        byte[] stretched = argon2id(passphrase.utf8(), salt, slotCost);
        byte[] place = ByteBuffer.allocate(20).putLong(row.id().getMostSignificantBits())
                .putLong(row.id().getLeastSignificantBits()).putInt(version).array();
        byte[] prf = Seal.hmac(pepper, place, salt, stretched);
        byte[] material = Arrays.copyOf(stretched, stretched.length + prf.length);
        System.arraycopy(prf, 0, material, stretched.length, prf.length);
        try {
            return Seal.hkdf(material, salt, "paraf keyroom slot v1");
        } finally {
            Seal.wipe(stretched, prf, material);
        }
    }

    byte[] argon2id(byte[] passphrase, byte[] salt, Argon2Cost cost) {
        guesses.acquireUninterruptibly();
        try {
            return Argon2.stretch(passphrase, salt, cost);
        } finally {
            guesses.release();
        }
    }
}
