package id.paraf.face;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held: the one thing in a photo's metadata that its pixels need, or the picture lies on its side (Exif 2.32,
 * tag 0x0112). Whatever cannot be read is upright.
 */
final class ExifOrientation {

    static final int UPRIGHT = 1;
    private static final int APP1 = 0xe1;
    private static final int SOS = 0xda;
    private static final int TAG = 0x0112;
    private static final String MARK = "Exif\0\0";

    private ExifOrientation() {
    }

    /** A number from 1 to 8; {@link Turned} knows what each means. */
    static int of(byte[] jpeg) {
        try {
            var file = ByteBuffer.wrap(jpeg).position(2);
            while (file.remaining() > 4 && (file.get() & 255) == 0xff) {
                int marker = file.get() & 255;
                int length = file.getShort() & 0xffff;
                if (marker == SOS || length < 2) {
                    break;
                }
                int next = file.position() + length - 2;
                if (marker == APP1 && length > 2 + MARK.length()
                        && new String(jpeg, file.position(), MARK.length(), StandardCharsets.ISO_8859_1).equals(MARK)) {
                    return inTiff(file.slice(file.position() + MARK.length(), length - 2 - MARK.length()));
                }
                file.position(next);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int at = directory + 2 + 12 * i;
            if ((tiff.getShort(at) & 0xffff) == TAG) {
                int value = tiff.getShort(at + 8);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
