package id.paraf.keyroom;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;

/**
 * Wraps data keys under codes. Six digits are a million guesses, so they are never what protects a key: the wrapping key is
 * HKDF(Argon2id(code) ‖ PRF ‖ X25519), the PRF keyed by the keyroom's secret, the agreement between a key that is thrown away and
 * the application's. Whoever has the database and the keyroom's secret still lacks the application's.
 */
final class CodeSeal {

    private static final int SALT = 16;

    private final SecretKey pepper;
    private final Slots slots;
    private final Argon2Cost cost;
    private final SecureRandom random;

    CodeSeal(SecretKey secret, Slots slots, Argon2Cost cost, SecureRandom random) {
        this.pepper = Seal.derive(secret, "paraf keyroom code v1");
        this.slots = slots;
        this.cost = cost;
        this.random = random;
    }

    /** What stands in the row of a slot that is open. */
    record Sealed(byte[] slot, byte[] salt, byte[] ephemeral, Argon2Cost cost) {
    }

    Sealed wrap(SignerRow row, CodeWish wish, byte[] dataKey, Passphrase code) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        var ephemeral = CallerKey.ephemeral(random);
        byte[] shared = ephemeral.agree(wish.caller());
        if (shared == null) {
            throw new IllegalArgumentException("The application's public key is none");
        }
        byte[] wrapping = wrappingKey(wish.id(), salt, cost, shared, code);
        try {
            byte[] sealed = Seal.seal(wrapping, dataKey, binding(row, wish.id(), wish.application(), wish.files(),
                    wish.until().getEpochSecond()), random);
            return new Sealed(sealed, salt, ephemeral.publicKey(), cost);
        } finally {
            Seal.wipe(shared, wrapping);
        }
    }

    /** The data key, or null if code or caller are not those of this slot, or what it is for was changed in its row. */
    byte @Nullable [] unwrap(SignerRow row, CodeSlot slot, Sealed sealed, Passphrase code, CallerKey caller) {
        byte[] shared = caller.agree(sealed.ephemeral());
        if (shared == null) {
            return null;
        }
        byte[] wrapping = wrappingKey(slot.id(), sealed.salt(), sealed.cost(), shared, code);
        try {
            return Seal.open(wrapping, sealed.slot(),
                    binding(row, slot.id(), slot.application(), slot.files(), slot.until().getEpochSecond()));
        } finally {
            Seal.wipe(shared, wrapping);
        }
    }

    private byte[] wrappingKey(UUID slot, byte[] salt, Argon2Cost slotCost, byte[] shared, Passphrase code) {
        byte[] stretched = slots.argon2id(code.utf8(), salt, slotCost);
        byte[] prf = Seal.hmac(pepper, bytes(slot), salt, stretched);
        byte[] material = ByteBuffer.allocate(stretched.length + prf.length + shared.length).put(stretched).put(prf).put(shared)
                .array();
        try {
            return Seal.hkdf(material, salt, "paraf keyroom code slot v1");
        } finally {
            Seal.wipe(stretched, prf, material);
        }
    }

    /** A slot that is moved to another key or application, or made to last longer or for more files, does not open. */
    private static byte[] binding(SignerRow row, UUID slot, UUID application, int files, long until) {
        byte[] key = row.binding("code", 0);
        byte[] bound = Arrays.copyOf(key, key.length + 16 + 16 + 4 + 8);
        ByteBuffer.wrap(bound, key.length, bound.length - key.length).put(bytes(slot)).put(bytes(application)).putInt(files)
                .putLong(until);
        return bound;
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    }
}
