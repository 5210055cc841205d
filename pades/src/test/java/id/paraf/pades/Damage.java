package id.paraf.pades;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages files the way attackers and bad disks do: bytes, digits, words of the syntax, cuts. */
public final class Damage {

    private static final String[] WORDS = {"/Prev 0", "/Prev 15", "xref", "trailer", "obj", "endobj", "stream", "endstream",
            "startxref", "%%EOF", "<<", ">>", "[", "]", "(", ")", "<", ">", "R", "/Length 99999999", "/Length -1", "/Size 8388608",
            "/W[8 8 8]", "/W[0 0 0]", "/Index[0 8388607]", "/N 99999", "/First 0", "/XRefStm 15", "99999999999999999999", "-", "#",
            "null", "/Predictor 12", "/Columns 1048576", "/Filter/LZWDecode", "1 0 R", "5 0 R"};

    private Damage() {
    }

    /** A copy with one to four damages. */
    public static byte[] of(byte[] seed, Random random) {
        var bytes = seed.clone();
        int damages = 1 + random.nextInt(4);
        for (int i = 0; i < damages; i++) {
            // Half of the damage goes where the structure is.
            int at = random.nextBoolean() ? random.nextInt(bytes.length) : Math.max(0, bytes.length - 1 - random.nextInt(400));
            bytes = switch (random.nextInt(5)) {
                case 0 -> {
                    bytes[at] = (byte) random.nextInt(256);
                    yield bytes;
                }
                case 1 -> splice(bytes, at, WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.ISO_8859_1), false);
                case 2 -> splice(bytes, at, WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.ISO_8859_1), true);
                case 3 ->
                    splice(bytes, at, Integer.toString(random.nextInt(bytes.length)).getBytes(StandardCharsets.ISO_8859_1), true);
                default -> random.nextInt(8) == 0 ? Arrays.copyOf(bytes, at + 1) : digit(bytes, at, random);
            };
        }
        return bytes;
    }

    private static byte[] digit(byte[] bytes, int from, Random random) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] >= '0' && bytes[at] <= '9') {
                bytes[at] = (byte) ('0' + random.nextInt(10));
                break;
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int at, byte[] word, boolean over) {
        int keep = over ? Math.min(bytes.length, at + word.length) : at;
        var joined = new byte[at + word.length + bytes.length - keep];
        System.arraycopy(bytes, 0, joined, 0, at);
        System.arraycopy(word, 0, joined, at, word.length);
        System.arraycopy(bytes, keep, joined, at + word.length, bytes.length - keep);
        return joined;
    }
}
