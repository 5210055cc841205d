package id.paraf.keyroom;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * A passphrase on its way to a key: never printed, wiped when closed. Two spellings of the same text (NFKC, Unicode
 * Annex #15) are one passphrase, and nothing is ever cut off.
 */
public final class Passphrase implements AutoCloseable {

    private final byte[] utf8;
    private boolean closed;

    private Passphrase(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Takes the text over; the caller's array is wiped. */
    public static Passphrase of(char[] text) {
        char[] normal = normalized(text);
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(normal));
            byte[] utf8 = new byte[encoded.remaining()];
            encoded.get(utf8);
            Arrays.fill(encoded.array(), (byte) 0);
            return new Passphrase(utf8);
        } finally {
            Arrays.fill(normal, '\0');
            Arrays.fill(text, '\0');
        }
    }

    /** For text that arrived as a string, as form fields do; the string itself is left to the garbage collector. */
    public static Passphrase of(String text) {
        return of(text.toCharArray());
    }

    private static char[] normalized(char[] text) {
        var chars = CharBuffer.wrap(text);
        // ASCII is its own normal form, so the common case never becomes a string that cannot be wiped.
        return chars.chars().allMatch(c -> c < 0x80) ? text.clone()
                : Normalizer.normalize(chars, Normalizer.Form.NFKC).toCharArray();
    }

    /** The normalised text in UTF-8: the live array, for the keyroom alone. */
    byte[] utf8() {
        if (closed) {
            throw new IllegalStateException("This passphrase has been wiped");
        }
        return utf8;
    }

    /** Compares in time that does not depend on where the texts differ. */
    public boolean sameAs(Passphrase other) {
        return MessageDigest.isEqual(utf8(), other.utf8());
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "•••";
    }
}
