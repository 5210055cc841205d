package id.paraf.acceptance.browser;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app on somebody's phone: RFC 6238, six digits, 30 seconds. */
final class Authenticator {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP = 30;

    private final byte[] secret;
    private final ShiftedClock clock;
    private long used = -1;

    /** @param base32 the secret as the page shows it; spaces do not matter */
    Authenticator(String base32, ShiftedClock clock) {
        this.secret = decode(base32);
        this.clock = clock;
    }

    /** A code that was not used before; time moves on if it must. */
    String code() {
        long step = clock.instant().getEpochSecond() / STEP;
        if (step <= used) {
            clock.advance(Duration.ofSeconds((used + 1 - step) * STEP));
            step = clock.instant().getEpochSecond() / STEP;
        }
        used = step;
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 0xf, Integer.BYTES).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String base32) {
        String text = base32.toUpperCase(Locale.ROOT).replaceAll("[^A-Z2-7]", "");
        var bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (char c : text.toCharArray()) {
            buffer = (buffer << 5 | ALPHABET.indexOf(c)) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return bytes.array();
    }
}
