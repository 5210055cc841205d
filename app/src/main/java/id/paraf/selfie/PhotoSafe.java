package id.paraf.selfie;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;

/**
 * Seals photos under a key of their own. Whose photo it is, for what and when taken are authenticated
 * with it: a row moved to another person, application or slot no longer opens (SF-09).
 */
@Component
final class PhotoSafe {

    private final Sealing sealing;

    PhotoSafe(RootSecret rootSecret, Randomness randomness) {
        this.sealing = new Sealing(rootSecret.derive("selfie/photo", "AES"), randomness);
    }

    /** What a sealed photo is bound to. @param slot 0 to 2 for a reference photo, -1 for a photo of a check */
    record Bond(UUID id, UUID account, UUID journey, int slot, Instant takenAt) {

        byte[] bytes() {
            var bytes = new ByteArrayOutputStream(80);
            try (var out = new DataOutputStream(bytes)) {
                out.writeUTF("paraf photo v1");
                for (UUID part : new UUID[] {id, account, journey}) {
                    out.writeLong(part.getMostSignificantBits());
                    out.writeLong(part.getLeastSignificantBits());
                }
                out.writeInt(slot);
                out.writeLong(takenAt.toEpochMilli());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    byte[] seal(Bond bond, byte[] jpeg) {
        return sealing.seal(bond.bytes(), jpeg);
    }

    /** The photo; empty if it was changed or belongs to somebody or something else. */
    Optional<byte[]> open(Bond bond, byte[] whole) {
        return sealing.open(bond.bytes(), whole);
    }
}
