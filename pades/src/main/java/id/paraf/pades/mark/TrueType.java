package id.paraf.pades.mark;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfUpdate;

/**
 * A TrueType font, embedded as a CIDFontType2 with the glyphs that are used (ISO 32000-2 §9.7.4, ISO/IEC 14496-22). Letters are shown
 * one by one, left to right, without ligatures or shaping.
 */
final class TrueType implements Face {

    private final ByteBuffer font;
    private final Map<String, ByteBuffer> tables = new HashMap<>();
    private final int unitsPerEm;
    private final int glyphs;
    private final int metrics;
    private final CharacterMap characters;
    /** Glyph to the code point that it shows. */
    private final TreeMap<Integer, Integer> used = new TreeMap<>();

    TrueType(byte[] file) throws UnusableMark {
        try {
            font = ByteBuffer.wrap(file);
            int version = font.getInt(0);
            if (version != 0x00010000 && version != 0x74727565) {
                throw new UnusableMark("not a TrueType font");
            }
            int count = font.getShort(4) & 0xFFFF;
            for (int i = 0; i < count; i++) {
                var tag = new byte[4];
                font.get(12 + 16 * i, tag);
                tables.put(new String(tag, StandardCharsets.ISO_8859_1),
                        font.slice(font.getInt(12 + 16 * i + 8), font.getInt(12 + 16 * i + 12)));
            }
            unitsPerEm = table("head").getShort(18) & 0xFFFF;
            glyphs = table("maxp").getShort(4) & 0xFFFF;
            metrics = table("hhea").getShort(34) & 0xFFFF;
            // OpenType OS/2 fsType: bit 1 alone forbids embedding.
            if (unitsPerEm == 0 || metrics == 0 || glyphs == 0
                    || tables.containsKey("OS/2") && (table("OS/2").getShort(8) & 0x000F) == 2) {
                throw new UnusableMark("a font that cannot be embedded");
            }
            characters = CharacterMap.read(table("cmap"));
            glyph('?');
            used.clear();
        } catch (IndexOutOfBoundsException | BufferUnderflowException _) {
            throw new UnusableMark("a damaged font");
        }
    }

    private ByteBuffer table(String tag) throws UnusableMark {
        var table = tables.get(tag);
        if (table == null) {
            throw new UnusableMark("a font without its " + tag + " table");
        }
        return table;
    }

    private int glyph(int character) {
        int glyph = characters.glyph(character);
        if (glyph <= 0 || glyph >= glyphs) {
            glyph = characters.glyph('?');
        }
        used.putIfAbsent(glyph, character);
        return glyph;
    }

    private int advance(int glyph) {
        var hmtx = tables.get("hmtx");
        return hmtx == null ? 0 : hmtx.getShort(4 * Math.min(glyph, metrics - 1)) & 0xFFFF;
    }

    private long thousandths(int units) {
        return Math.round(units * 1000.0 / unitsPerEm);
    }

    @Override
    public double width(String text) {
        return text.codePoints().mapToLong(each -> thousandths(advance(glyph(each)))).sum() / 1000.0;
    }

    @Override
    public String shown(String text) {
        var hex = new StringBuilder("<");
        text.codePoints().forEach(each -> hex.append(String.format(Locale.ROOT, "%04X", glyph(each))));
        return hex.append('>').toString();
    }

    @Override
    public PdfObject.Reference add(PdfUpdate update) throws UnusableMark, MalformedPdf {
        Subset.Program subset;
        try {
            subset = new Subset(tables, glyphs, metrics).of(used.navigableKeySet());
        } catch (IndexOutOfBoundsException | BufferUnderflowException _) {
            throw new UnusableMark("a damaged font");
        }
        var name = new PdfObject.Name(tag() + "+Embedded");
        var program = update.add(PdfObject.Dictionary.EMPTY.with("Length1", new PdfObject.Int(subset.file().length)).with("Filter",
                new PdfObject.Name("FlateDecode")), Subset.packed(subset.file()));
        var head = table("head");
        var hhea = table("hhea");
        var descriptor = PdfObject.Dictionary.ofType("FontDescriptor").with("FontName", name).with("Flags", new PdfObject.Int(4))
                .with("FontBBox", integers(head.getShort(36), head.getShort(38), head.getShort(40), head.getShort(42)))
                .with("ItalicAngle", new PdfObject.Int(0)).with("Ascent", new PdfObject.Int(thousandths(hhea.getShort(4))))
                .with("Descent", new PdfObject.Int(thousandths(hhea.getShort(6))))
                .with("CapHeight", new PdfObject.Int(thousandths(hhea.getShort(4)))).with("StemV", new PdfObject.Int(80))
                .with("FontFile2", program).with("CIDSet", update.add(PdfObject.Dictionary.EMPTY, everyOne(subset)));
        var widths = new ArrayList<PdfObject>();
        used.keySet().forEach(glyph -> {
            widths.add(new PdfObject.Int(glyph));
            widths.add(PdfObject.Array.of(new PdfObject.Int(thousandths(advance(glyph)))));
        });
        var system = PdfObject.Dictionary.EMPTY.with("Registry", PdfObject.Text.of("Adobe"))
                .with("Ordering", PdfObject.Text.of("Identity")).with("Supplement", new PdfObject.Int(0));
        var cid = PdfObject.Dictionary.ofType("Font").with("Subtype", new PdfObject.Name("CIDFontType2")).with("BaseFont", name)
                .with("CIDSystemInfo", system).with("FontDescriptor", update.add(descriptor))
                .with("W", new PdfObject.Array(widths)).with("CIDToGIDMap", new PdfObject.Name("Identity"));
        return update.add(PdfObject.Dictionary.ofType("Font").with("Subtype", new PdfObject.Name("Type0")).with("BaseFont", name)
                .with("Encoding", new PdfObject.Name("Identity-H")).with("DescendantFonts", PdfObject.Array.of(update.add(cid)))
                .with("ToUnicode", update.add(PdfObject.Dictionary.EMPTY, unicode())));
    }

    /** ISO 19005-1 §6.3.5: which glyphs the program has, a bit each from the highest on. Those that are empty are there, too. */
    private static byte[] everyOne(Subset.Program subset) {
        var bits = new byte[(subset.glyphs() + 7) / 8];
        for (int glyph = 0; glyph < subset.glyphs(); glyph++) {
            bits[glyph / 8] |= (byte) (0x80 >> glyph % 8);
        }
        return bits;
    }

    private PdfObject integers(int... units) {
        var items = new ArrayList<PdfObject>();
        for (int unit : units) {
            items.add(new PdfObject.Int(thousandths(unit)));
        }
        return new PdfObject.Array(items);
    }

    /** §9.9.2: six capitals that stand for the subset. */
    private String tag() {
        int hash = used.keySet().hashCode();
        var tag = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            tag.append((char) ('A' + Math.floorMod(hash, 26)));
            hash /= 26;
        }
        return tag.toString();
    }

    /** So that the text can be read and copied: §9.10.3. */
    private byte[] unicode() {
        var map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        var lines = new ArrayList<String>();
        used.forEach((glyph, character) -> {
            var line = new StringBuilder(String.format(Locale.ROOT, "<%04X> <", glyph));
            for (char c : Character.toChars(character)) {
                line.append(String.format(Locale.ROOT, "%04X", (int) c));
            }
            lines.add(line.append(">\n").toString());
        });
        for (int i = 0; i < lines.size(); i += 100) {
            var block = lines.subList(i, Math.min(lines.size(), i + 100));
            map.append(block.size()).append(" beginbfchar\n");
            block.forEach(map::append);
            map.append("endbfchar\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").toString()
                .getBytes(StandardCharsets.US_ASCII);
    }
}
