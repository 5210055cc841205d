package id.paraf.pades.tag;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

import id.paraf.pades.mark.Typeface;

/**
 * Stands in for every font that a document names and does not carry. PDFBox would search the machine for them and write what it found into
 * a file in somebody's home; for the place of letters their widths are enough, which the document or PDFBox itself knows.
 */
final class SubstituteFont implements FontMapper {

    private final TrueTypeFont font;

    private SubstituteFont() {
        try {
            font = new TTFParser().parse(new RandomAccessReadBuffer(Typeface.usual()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Once {

        static final FontMapper MAPPER = new SubstituteFont();
    }

    /** For the whole process: PDFBox knows one mapper only. */
    static void use() {
        FontMappers.set(Once.MAPPER);
    }

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(String baseFont, PDFontDescriptor descriptor) {
        return new FontMapping<>(font, true);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(String baseFont, PDFontDescriptor descriptor) {
        return new FontMapping<>(font, true);
    }

    @Override
    public CIDFontMapping getCIDFont(String baseFont, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
        return new CIDFontMapping(null, font, true);
    }
}
