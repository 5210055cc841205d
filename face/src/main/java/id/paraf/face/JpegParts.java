package id.paraf.face;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import id.paraf.face.ImageIntake.BrokenFile;
import id.paraf.face.ImageIntake.PixelFile;

/** Walks through a JPEG's segments (ITU-T T.81 Annex B) and keeps those that hold pixels. */
final class JpegParts {

    /** Progressive photos have about ten scans; more of them only cost time. */
    private static final int MOST_SCANS = 30;

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DQT = 0xdb;
    private static final int DHT = 0xc4;
    private static final int DRI = 0xdd;
    /** Adobe's segment: says whether the colours are YCbCr or RGB. */
    private static final int APP14 = 0xee;

    private final byte[] file;
    private final boolean followed;
    private final ByteArrayOutputStream kept;
    private int at = 2;
    private int width;
    private int height;

    private JpegParts(byte[] file, boolean followed) {
        this.file = file;
        this.followed = followed;
        this.kept = new ByteArrayOutputStream(file.length);
    }

    static boolean sniff(byte[] file) {
        return file.length > 3 && (file[0] & 255) == 0xff && (file[1] & 255) == SOI && (file[2] & 255) == 0xff;
    }

    /**
     * @param followed whether further pictures may stand behind the first, as phones put a brighter copy there (CIPA DC-007);
     *            they are left behind
     */
    static PixelFile read(byte[] file, boolean followed) throws BrokenFile {
        var parts = new JpegParts(file, followed);
        parts.walk();
        return new PixelFile("jpeg", parts.width, parts.height, parts.kept.toByteArray());
    }

    private void walk() throws BrokenFile {
        kept.write(file, 0, 2);
        int scans = 0;
        while (true) {
            int marker = marker();
            if (marker == EOI) {
                kept.write(0xff);
                kept.write(EOI);
                break;
            }
            int length = length();
            if (marker == SOS) {
                if (width == 0 || ++scans > MOST_SCANS) {
                    throw new BrokenFile("scan without frame, or too many scans");
                }
                keep(marker, length);
                scan();
            } else if (frame(marker)) {
                if (width != 0 || length < 8) {
                    throw new BrokenFile("second frame");
                }
                height = word(at + 3);
                width = word(at + 5);
                if (width == 0 || height == 0) {
                    throw new BrokenFile("no size");
                }
                keep(marker, length);
            } else if (marker == DQT || marker == DHT || marker == DRI || marker == APP14) {
                keep(marker, length);
            }
            if (marker != SOS) {
                at += length;
            }
        }
        if (scans == 0) {
            throw new BrokenFile("no scan");
        }
        if (at != file.length && !(followed && sniff(Arrays.copyOfRange(file, at, Math.min(file.length, at + 4))))) {
            throw new BrokenFile("something hides behind the end");
        }
    }

    private int marker() throws BrokenFile {
        if (at >= file.length || (file[at] & 255) != 0xff) {
            throw new BrokenFile("no marker");
        }
        while (at < file.length && (file[at] & 255) == 0xff) {
            at++;
        }
        if (at >= file.length) {
            throw new BrokenFile("cut off");
        }
        int marker = file[at++] & 255;
        if (marker == 0 || marker == SOI || marker >= 0xd0 && marker <= 0xd7) {
            throw new BrokenFile("marker out of place");
        }
        return marker;
    }

    private int length() throws BrokenFile {
        int length = word(at);
        if (length < 2 || at + length > file.length) {
            throw new BrokenFile("segment too long");
        }
        return length;
    }

    /** Copies the entropy-coded data up to the next marker, which is neither a stuffed zero nor a restart. */
    private void scan() throws BrokenFile {
        at += word(at);
        int start = at;
        while (at + 1 < file.length) {
            int next = file[at + 1] & 255;
            if ((file[at] & 255) == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                kept.write(file, start, at - start);
                return;
            }
            at++;
        }
        throw new BrokenFile("cut off");
    }

    private void keep(int marker, int length) {
        kept.write(0xff);
        kept.write(marker);
        kept.write(file, at, length);
    }

    private int word(int offset) throws BrokenFile {
        if (offset + 1 >= file.length) {
            throw new BrokenFile("cut off");
        }
        return (file[offset] & 255) << 8 | file[offset + 1] & 255;
    }

    private static boolean frame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != DHT && marker != 0xc8 && marker != 0xcc;
    }
}
