package id.paraf.keyroom;

/** The kinds of keys the keyroom makes, each with the one signature algorithm it is used with. */
public enum KeyAlgorithm {
    /** NIST P-256, the default of signers: 128-bit security at a sixth of the cost of RSA-3072. */
    P256("EC", "SHA256withECDSA", 256),
    /** NIST P-384, the default of authorities. */
    P384("EC", "SHA384withECDSA", 384),
    /** RSA with 2048 bits, only where an operator's profile names it: for peers that can do nothing else. */
    RSA2048("RSA", "SHA256withRSA", 2048),
    /** RSA with 3072 bits, for peers that cannot verify elliptic curves. */
    RSA3072("RSA", "SHA256withRSA", 3072),
    /** RSA with 4096 bits, for authorities of such peers. */
    RSA4096("RSA", "SHA256withRSA", 4096);

    private final String family;
    private final String signatureName;
    private final int bits;

    KeyAlgorithm(String family, String signatureName, int bits) {
        this.family = family;
        this.signatureName = signatureName;
        this.bits = bits;
    }

    /** {@code EC} or {@code RSA}. */
    public String family() {
        return family;
    }

    /** The JCA name of the signature algorithm, for instance {@code SHA256withECDSA}. */
    public String signatureName() {
        return signatureName;
    }

    /** Size of the field or the modulus. */
    public int bits() {
        return bits;
    }
}
