package id.paraf.keyroom;

/** What became of a {@link SignOrder}. */
public sealed interface SignOutcome permits SignOutcome.Signed, Refusal {

    /**
     * Signed.
     *
     * @param signature DER {@code ECDSA-Sig-Value} (RFC 3279 §2.2.3) or the PKCS #1 v1.5 signature
     */
    record Signed(byte[] signature) implements SignOutcome {
    }
}
