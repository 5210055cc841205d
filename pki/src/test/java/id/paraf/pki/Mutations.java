package id.paraf.pki;

import java.util.Arrays;
import java.util.Random;

/** Breaks bytes the way a hostile or a sloppy client does; the same seed breaks them the same way again. */
public final class Mutations {

    private static final int[] TELLING = {0, 1, 2, 4, 5, 6, 0x10, 0x1f, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xa0, 0xa1, 0xa2,
            0xff};

    private Mutations() {
    }

    public static byte[] of(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(bytes.length);
        byte[] copy = bytes.clone();
        switch (random.nextInt(8)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = (byte) TELLING[random.nextInt(TELLING.length)];
            case 2 -> copy[at] = (byte) random.nextInt(256);
            case 3 -> copy = Arrays.copyOf(copy, at);
            case 4 -> copy = Arrays.copyOf(copy, copy.length + 1 + random.nextInt(4));
            case 5 -> {
                byte[] longer = new byte[copy.length + 1];
                System.arraycopy(copy, 0, longer, 0, at);
                longer[at] = (byte) TELLING[random.nextInt(TELLING.length)];
                System.arraycopy(copy, at, longer, at + 1, copy.length - at);
                copy = longer;
            }
            case 6 -> {
                byte[] shorter = Arrays.copyOf(copy, copy.length - 1);
                System.arraycopy(copy, at + 1, shorter, at, copy.length - at - 1);
                copy = shorter;
            }
            default -> {
                int from = random.nextInt(copy.length);
                int length = random.nextInt(Math.min(8, copy.length - Math.max(at, from)) + 1);
                System.arraycopy(bytes, from, copy, at, length);
            }
        }
        return copy;
    }
}
