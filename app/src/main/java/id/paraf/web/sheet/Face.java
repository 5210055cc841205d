package id.paraf.web.sheet;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** One typeface in one document, of which the letters used are embedded. */
final class Face {

    private final PDType0Font font;
    private final TrueTypeFont file;
    private final CmapLookup letters;
    private final Map<Integer, Float> widths = new HashMap<>();

    /** @param trueType a font file that may be embedded */
    Face(PDDocument document, byte[] trueType) throws IOException {
        file = new TTFParser().parse(new RandomAccessReadBuffer(trueType));
        // Letters stand one by one: a ligature would be read as one of its parts.
        file.setEnableGsub(false);
        font = PDType0Font.load(document, file, true);
        letters = file.getUnicodeCmapLookup();
    }

    PDType0Font font() {
        return font;
    }

    /** Whether it has the letter. What is written from right to left is not shaped here, and so counts as missing. */
    boolean has(int character) {
        return switch (Character.getDirectionality(character)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> false;
            default -> letters.getGlyphId(character) != 0;
        };
    }

    /** Width of the letter at size 1. */
    float width(int character) {
        return widths.computeIfAbsent(character, this::measured);
    }

    private float measured(int character) {
        try {
            return (float) file.getAdvanceWidth(letters.getGlyphId(character)) / file.getUnitsPerEm();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
