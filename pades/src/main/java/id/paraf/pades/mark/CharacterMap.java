package id.paraf.pades.mark;

import java.nio.ByteBuffer;

/** A font's cmap table: Unicode to glyphs, formats 4 and 12. */
final class CharacterMap {

    private final ByteBuffer table;
    private final int format;

    private CharacterMap(ByteBuffer table, int format) {
        this.table = table;
        this.format = format;
    }

    static CharacterMap read(ByteBuffer cmap) throws UnusableMark {
        CharacterMap best = null;
        int count = cmap.getShort(2) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int platform = cmap.getShort(4 + 8 * i);
            int encoding = cmap.getShort(6 + 8 * i);
            // Platform 0 is Unicode; 3 is Windows, of which 1 and 10 are Unicode.
            if (platform == 0 || platform == 3 && (encoding == 1 || encoding == 10)) {
                int offset = cmap.getInt(8 + 8 * i);
                int format = cmap.getShort(offset);
                if (format == 12 || format == 4 && best == null) {
                    best = new CharacterMap(cmap.slice(offset, cmap.limit() - offset), format);
                }
            }
        }
        if (best == null) {
            throw new UnusableMark("a font without a Unicode character map");
        }
        return best;
    }

    /** 0 if the font does not have it. */
    int glyph(int character) {
        return format == 12 ? grouped(character) : segmented(character);
    }

    private int grouped(int character) {
        int groups = table.getInt(12);
        for (int i = 0; i < groups; i++) {
            int first = table.getInt(16 + 12 * i);
            if (character >= first && character <= table.getInt(20 + 12 * i)) {
                return table.getInt(24 + 12 * i) + character - first;
            }
        }
        return 0;
    }

    private int segmented(int character) {
        int doubled = table.getShort(6) & 0xFFFF;
        for (int i = 0; i < doubled; i += 2) {
            int last = table.getShort(14 + i) & 0xFFFF;
            if (character > last) {
                continue;
            }
            int first = table.getShort(16 + doubled + i) & 0xFFFF;
            if (character < first) {
                return 0;
            }
            int delta = table.getShort(16 + 2 * doubled + i);
            int at = 16 + 3 * doubled + i;
            int range = table.getShort(at) & 0xFFFF;
            if (range == 0) {
                return character + delta & 0xFFFF;
            }
            int glyph = table.getShort(at + range + 2 * (character - first)) & 0xFFFF;
            return glyph == 0 ? 0 : glyph + delta & 0xFFFF;
        }
        return 0;
    }
}
