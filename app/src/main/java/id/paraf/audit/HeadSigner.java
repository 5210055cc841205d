package id.paraf.audit;

/** Signs heads of the trail with the key that the keyroom keeps for nothing else; wired at the edge, for the trail knows no keys. */
public interface HeadSigner {

    /** @param head the DER of {@link SignedHead#message} */
    Signed sign(byte[] head);

    /**
     * @param publicKey the key's SubjectPublicKeyInfo in DER
     * @param signature ECDSA over SHA-256, in DER
     */
    record Signed(byte[] publicKey, byte[] signature) {
    }
}
