package id.paraf.keyroom.proof;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Says that the link sent to the account's number was claimed with the right match number. Signed by whoever checks the
 * claim, under the key with label {@code proof/link}.
 *
 * @param key the signer key that the journey is about
 * @param account whose key it is
 * @param journey the reset journey
 * @param claimedAt when the link was claimed, to the millisecond
 * @param numberSince since when the number has stood on the account, which decides whether the key may be kept
 * @param matchNumber the two-digit number that was typed
 * @param tokenSha256 SHA-256 of the link's token
 * @param mac HMAC-SHA256 over all of the above
 */
public record LinkProof(UUID key, UUID account, UUID journey, Instant claimedAt, Instant numberSince, int matchNumber,
        byte[] tokenSha256, byte[] mac) {

    private static final String KIND = "paraf link proof v1";

    /** Signs a claim. */
    public static LinkProof sign(SecretKey proofKey, UUID key, UUID account, UUID journey, Instant claimedAt,
            Instant numberSince, int matchNumber, byte[] tokenSha256) {
        var unsigned = new LinkProof(key, account, journey, claimedAt.truncatedTo(ChronoUnit.MILLIS),
                numberSince.truncatedTo(ChronoUnit.MILLIS), matchNumber, tokenSha256.clone(), new byte[0]);
        return new LinkProof(key, account, journey, unsigned.claimedAt, unsigned.numberSince, matchNumber,
                unsigned.tokenSha256, Canonical.mac(proofKey, unsigned.message()));
    }

    /** Whether the holder of {@code proofKey} signed exactly these facts. */
    public boolean signedBy(SecretKey proofKey) {
        return Canonical.verify(proofKey, message(), mac);
    }

    /** The proof as bytes to store; {@link #decode} reads it. */
    public byte[] encode() {
        return Canonical.join(message(), mac);
    }

    /** @throws IllegalArgumentException if the bytes are no link proof; whether it is genuine says {@link #signedBy} */
    public static LinkProof decode(byte[] encoded) {
        var in = new Canonical.Reader(KIND, encoded);
        return new LinkProof(in.id(), in.id(), in.id(), in.instant(), in.instant(), in.number(), in.value(), in.mac());
    }

    private byte[] message() {
        return new Canonical(KIND).add(key).add(account).add(journey).add(claimedAt).add(numberSince).add(matchNumber)
                .add(tokenSha256).bytes();
    }

    @Override
    public String toString() {
        return "LinkProof[journey=" + journey + ", claimedAt=" + claimedAt + "]";
    }
}
