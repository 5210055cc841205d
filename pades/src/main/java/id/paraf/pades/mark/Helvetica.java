package id.paraf.pades.mark;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.text.Normalizer;
import java.util.HexFormat;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfUpdate;

/** One of the fonts that every viewer has (ISO 32000-2 §9.6.2.2), in WinAnsiEncoding; other letters show as a question mark. */
final class Helvetica implements Face {

    private static final Charset WIN_ANSI = Charset.forName("windows-1252");
    /** Advance widths from space to tilde, in thousandths, from the font's metrics. */
    private static final int[] REGULAR = {278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
            556,
            556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500,
            667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556,
            500,
            556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
            260,
            334, 584};
    private static final int[] BOLD = {278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
            556, 556,
            556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722,
            611,
            833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
            556,
            333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389,
            584};

    private final boolean bold;

    Helvetica(boolean bold) {
        this.bold = bold;
    }

    @Override
    public double width(String text) {
        int sum = 0;
        // Accents do not change the width of a letter; the few signs beyond are taken as wide as a digit.
        for (char c : Normalizer.normalize(text, Normalizer.Form.NFD).toCharArray()) {
            if (c >= ' ' && c <= '~') {
                sum += (bold ? BOLD : REGULAR)[c - ' '];
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                sum += 556;
            }
        }
        return sum / 1000.0;
    }

    @Override
    public String shown(String text) {
        var encoder = WIN_ANSI.newEncoder().onUnmappableCharacter(CodingErrorAction.REPLACE)
                .onMalformedInput(CodingErrorAction.REPLACE).replaceWith(new byte[] {'?'});
        try {
            ByteBuffer bytes = encoder.encode(CharBuffer.wrap(Normalizer.normalize(text, Normalizer.Form.NFC)));
            return "<" + HexFormat.of().formatHex(bytes.array(), 0, bytes.limit()) + ">";
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public PdfObject.Reference add(PdfUpdate update) throws MalformedPdf {
        return update.add(PdfObject.Dictionary.ofType("Font").with("Subtype", new PdfObject.Name("Type1"))
                .with("BaseFont", new PdfObject.Name(bold ? "Helvetica-Bold" : "Helvetica"))
                .with("Encoding", new PdfObject.Name("WinAnsiEncoding")));
    }
}
