package id.paraf.face;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

import id.paraf.face.ImageIntake.BrokenFile;
import id.paraf.face.ImageIntake.PixelFile;

/** Walks through a PNG's chunks (W3C PNG, section 5) and keeps those that hold pixels. */
final class PngParts {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER = 13;

    private PngParts() {
    }

    static boolean sniff(byte[] file) {
        return file.length > SIGNATURE.length && Arrays.equals(Arrays.copyOf(file, SIGNATURE.length), SIGNATURE);
    }

    static PixelFile read(byte[] file) throws BrokenFile {
        var in = ByteBuffer.wrap(file);
        in.position(SIGNATURE.length);
        var kept = new ByteArrayOutputStream(file.length);
        kept.writeBytes(SIGNATURE);
        int width = 0;
        int height = 0;
        boolean data = false;
        while (true) {
            if (in.remaining() < 12) {
                throw new BrokenFile("cut off");
            }
            int start = in.position();
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - 8) {
                throw new BrokenFile("chunk too long");
            }
            var crc = new CRC32();
            crc.update(file, start + 4, length + 4);
            String type = new String(file, start + 4, 4, StandardCharsets.ISO_8859_1);
            if (in.getInt(start + 8 + length) != (int) crc.getValue()) {
                throw new BrokenFile("wrong checksum");
            }
            if (width == 0 != type.equals("IHDR")) {
                throw new BrokenFile("header out of place");
            }
            switch (type) {
                case "IHDR" -> {
                    if (length != HEADER) {
                        throw new BrokenFile("header too long");
                    }
                    width = in.getInt(start + 8);
                    height = in.getInt(start + 12);
                    if (width <= 0 || height <= 0) {
                        throw new BrokenFile("no size");
                    }
                    kept.write(file, start, length + 12);
                }
                case "PLTE", "tRNS" -> kept.write(file, start, length + 12);
                case "IDAT" -> {
                    data = true;
                    kept.write(file, start, length + 12);
                }
                case "IEND" -> {
                    kept.write(file, start, length + 12);
                    if (!data || start + length + 12 != file.length) {
                        throw new BrokenFile("something hides behind the end");
                    }
                    return new PixelFile("png", width, height, kept.toByteArray());
                }
                default -> {
                    // Everything else describes, names or times the picture, and is left behind.
                }
            }
            in.position(start + length + 12);
        }
    }
}
