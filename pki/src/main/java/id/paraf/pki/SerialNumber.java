package id.paraf.pki;

import java.math.BigInteger;

/**
 * A certificate's serial number: positive, below 2^159, and never guessable beforehand.
 *
 * @param value the number
 */
public record SerialNumber(BigInteger value) {

    /** RFC 5280 §4.1.2.2: up to 20 octets; one bit is left to the sign. */
    private static final int BITS = 159;
    /** How many unpredictable bytes {@link #of} takes. */
    public static final int BYTES = 20;

    public SerialNumber {
        if (value.signum() <= 0 || value.bitLength() > BITS) {
            throw new IllegalArgumentException("A serial number is positive and below 2^" + BITS);
        }
    }

    /**
     * Makes a serial number of 159 unpredictable bits. The second highest bit is set, so that the number is never zero and
     * every serial has the same length; 158 bits stay unpredictable (at least 64 are asked for).
     *
     * @param random {@value #BYTES} bytes of a cryptographic generator
     */
    public static SerialNumber of(byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException("A serial number is made of " + BYTES + " random bytes");
        }
        byte[] bytes = random.clone();
        bytes[0] = (byte) (bytes[0] & 0x3f | 0x40);
        return new SerialNumber(new BigInteger(1, bytes));
    }

    /** Hexadecimal, as tools print it, in upper case without separators. */
    public String hex() {
        String hex = value.toString(16).toUpperCase(java.util.Locale.ROOT);
        return hex.length() % 2 == 0 ? hex : "0" + hex;
    }
}
