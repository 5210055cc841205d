package id.paraf.pades.mark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.DeflaterOutputStream;

/** A font program with some of a font's glyphs under their old numbers; the others are empty. */
final class Subset {

    /** What a CIDFontType2's program needs: ISO 32000-2 §9.9.1. */
    private static final String[] KEPT = {"cvt ", "fpgm", "prep"};
    private static final int MOST_PARTS = 2_000;

    private final Map<String, ByteBuffer> tables;
    private final int glyphs;
    private final int metrics;

    Subset(Map<String, ByteBuffer> tables, int glyphs, int metrics) {
        this.tables = tables;
        this.glyphs = glyphs;
        this.metrics = metrics;
    }

    /** @param glyphs how many there are in the file, the empty ones included */
    record Program(byte[] file, int glyphs) {
    }

    Program of(NavigableSet<Integer> used) throws UnusableMark {
        var needed = new TreeSet<Integer>();
        needed.add(0);
        for (int glyph : used) {
            collect(glyph, needed);
        }
        int count = needed.last() + 1;
        var outlines = new ByteArrayOutputStream();
        var loca = ByteBuffer.allocate(4 * (count + 1));
        var hmtx = ByteBuffer.allocate(4 * count);
        for (int glyph = 0; glyph < count; glyph++) {
            loca.putInt(outlines.size());
            if (needed.contains(glyph)) {
                var outline = outline(glyph);
                outlines.writeBytes(outline);
                outlines.writeBytes(new byte[-outline.length & 3]);
                hmtx.putInt(4 * glyph, metric(glyph));
            }
        }
        loca.putInt(outlines.size());
        var head = copy("head");
        // Long offsets, and a checksum that is filled in below.
        head.putShort(50, (short) 1).putInt(8, 0);
        var hhea = copy("hhea");
        hhea.putShort(34, (short) count);
        var maxp = copy("maxp");
        maxp.putShort(4, (short) count);
        var parts = new TreeMap<String, byte[]>();
        parts.put("glyf", outlines.toByteArray());
        parts.put("head", head.array());
        parts.put("hhea", hhea.array());
        parts.put("hmtx", hmtx.array());
        parts.put("loca", loca.array());
        parts.put("maxp", maxp.array());
        for (String tag : KEPT) {
            if (tables.containsKey(tag)) {
                parts.put(tag, copy(tag).array());
            }
        }
        return new Program(file(parts), count);
    }

    private ByteBuffer copy(String tag) throws UnusableMark {
        var table = tables.get(tag);
        if (table == null) {
            throw new UnusableMark("a font without its " + tag + " table");
        }
        var bytes = new byte[table.limit()];
        table.get(0, bytes);
        return ByteBuffer.wrap(bytes);
    }

    private int metric(int glyph) throws UnusableMark {
        var hmtx = tables.get("hmtx");
        if (hmtx == null) {
            throw new UnusableMark("a font without advance widths");
        }
        int advance = hmtx.getShort(4 * Math.min(glyph, metrics - 1)) & 0xFFFF;
        int bearing = glyph < metrics ? hmtx.getShort(4 * glyph + 2) : hmtx.getShort(4 * metrics + 2 * (glyph - metrics));
        return advance << 16 | bearing & 0xFFFF;
    }

    private byte[] outline(int glyph) throws UnusableMark {
        var loca = tables.get("loca");
        var glyf = tables.get("glyf");
        var head = tables.get("head");
        if (loca == null || glyf == null || head == null || glyph >= glyphs) {
            throw new UnusableMark("a font without outlines");
        }
        boolean wide = head.getShort(50) != 0;
        int from = wide ? loca.getInt(4 * glyph) : 2 * (loca.getShort(2 * glyph) & 0xFFFF);
        int to = wide ? loca.getInt(4 * glyph + 4) : 2 * (loca.getShort(2 * glyph + 2) & 0xFFFF);
        var bytes = new byte[Math.max(0, to - from)];
        glyf.get(from, bytes);
        return bytes;
    }

    /** The glyph and, if it is made of others, those. */
    private void collect(int glyph, TreeSet<Integer> needed) throws UnusableMark {
        if (!needed.add(glyph)) {
            return;
        }
        if (needed.size() > MOST_PARTS) {
            throw new UnusableMark("a glyph of too many parts");
        }
        var outline = ByteBuffer.wrap(outline(glyph));
        if (outline.limit() < 10 || outline.getShort(0) >= 0) {
            return;
        }
        int at = 10;
        while (true) {
            int flags = outline.getShort(at);
            collect(outline.getShort(at + 2) & 0xFFFF, needed);
            at += 4 + ((flags & 0x0001) != 0 ? 4 : 2);
            at += (flags & 0x0008) != 0 ? 2 : (flags & 0x0040) != 0 ? 4 : (flags & 0x0080) != 0 ? 8 : 0;
            if ((flags & 0x0020) == 0) {
                return;
            }
        }
    }

    private static byte[] file(TreeMap<String, byte[]> parts) {
        int count = parts.size();
        int size = 12 + 16 * count;
        for (var part : parts.values()) {
            size += part.length + (-part.length & 3);
        }
        var file = ByteBuffer.allocate(size);
        int power = Integer.highestOneBit(count);
        file.putInt(0x00010000).putShort((short) count).putShort((short) (16 * power))
                .putShort((short) Integer.numberOfTrailingZeros(power)).putShort((short) (16 * (count - power)));
        int at = 12 + 16 * count;
        int head = 0;
        for (var part : parts.entrySet()) {
            var bytes = part.getValue();
            file.put(at, bytes);
            file.put(part.getKey().getBytes(StandardCharsets.ISO_8859_1)).putInt(sum(file, at, bytes.length)).putInt(at)
                    .putInt(bytes.length);
            if (part.getKey().equals("head")) {
                head = at;
            }
            at += bytes.length + (-bytes.length & 3);
        }
        file.putInt(head + 8, 0xB1B0AFBA - sum(file, 0, size));
        return file.array();
    }

    private static int sum(ByteBuffer file, int from, int length) {
        int sum = 0;
        for (int at = from; at < from + length; at += 4) {
            sum += file.getInt(at);
        }
        return sum;
    }

    static byte[] packed(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var packing = new DeflaterOutputStream(out)) {
            packing.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
