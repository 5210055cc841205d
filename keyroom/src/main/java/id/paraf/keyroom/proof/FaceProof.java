package id.paraf.keyroom.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Says that the face in front of the camera is the one of the reference photo. Signed by the face check alone, under the
 * key with label {@code proof/face}.
 *
 * @param key the signer key that the journey is about
 * @param account whose key it is
 * @param journey the reset journey
 * @param photoSha256 SHA-256 of the photo that was compared
 * @param checkedAt when, to the millisecond
 * @param officerAssisted whether an officer, not the matcher, recognised the face; the key then stays frozen for a day
 * @param mac HMAC-SHA256 over all of the above
 */
public record FaceProof(UUID key, UUID account, UUID journey, byte[] photoSha256, Instant checkedAt, boolean officerAssisted,
        byte[] mac) {

    private static final String KIND = "paraf face proof v1";

    /** Signs a passed check. */
    public static FaceProof sign(SecretKey proofKey, UUID key, UUID account, UUID journey, byte[] photoSha256,
            Instant checkedAt, boolean officerAssisted) {
        var unsigned = new FaceProof(key, account, journey, photoSha256.clone(), checkedAt.truncatedTo(ChronoUnit.MILLIS),
                officerAssisted, new byte[0]);
        return new FaceProof(key, account, journey, unsigned.photoSha256, unsigned.checkedAt, officerAssisted,
                Canonical.mac(proofKey, unsigned.message()));
    }

    /** Whether the holder of {@code proofKey} signed exactly these facts. */
    public boolean signedBy(SecretKey proofKey) {
        return Canonical.verify(proofKey, message(), mac);
    }

    /** The proof as bytes to store; {@link #decode} reads it. */
    public byte[] encode() {
        return Canonical.join(message(), mac);
    }

    /** @throws IllegalArgumentException if the bytes are no face proof; whether it is genuine says {@link #signedBy} */
    public static FaceProof decode(byte[] encoded) {
        var in = new Canonical.Reader(KIND, encoded);
        return new FaceProof(in.id(), in.id(), in.id(), in.value(), in.instant(), in.number() != 0, in.mac());
    }

    private byte[] message() {
        return new Canonical(KIND).add(key).add(account).add(journey).add(photoSha256).add(checkedAt)
                .add(officerAssisted ? 1 : 0).bytes();
    }

    @Override
    public String toString() {
        return "FaceProof[journey=" + journey + ", checkedAt=" + checkedAt + "]";
    }
}
