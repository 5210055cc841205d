package id.paraf.pades.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfUpdate;

/**
 * Reads a draft anew, as a stranger would, before it may become the target: the signature covers the file, with its own Contents as
 * the only gap, and the form leads to it. A document that is damaged in some way that nobody thought of ends here.
 */
final class SelfCheck {

    private SelfCheck() {
    }

    /** Bytes that fit between the brackets of the gap. */
    static int room(PdfUpdate.Section section) {
        return (int) (section.gapEnd() - section.gapStart() - 2) / 2;
    }

    /** The digits that fill the gap: the message, and zeros behind it. */
    static byte[] filled(PdfUpdate.Section section, byte[] message) {
        var digits = new byte[2 * room(section)];
        Arrays.fill(digits, (byte) '0');
        var hex = HexFormat.of().withUpperCase().formatHex(message).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hex, 0, digits, 0, hex.length);
        return digits;
    }

    /** @param message what the gap must hold */
    static void signature(Draft<?> draft, Limits limits, PdfUpdate.Section section, PdfObject.Reference reference, int revisions,
            byte[] message) throws IOException, MalformedPdf {
        try (var file = draft.read(limits)) {
            signature(file, section, reference, revisions, message);
        }
    }

    static void signature(PdfFile file, PdfUpdate.Section section, PdfObject.Reference reference, int revisions, byte[] message)
            throws MalformedPdf {
        var newest = file.revisions().getLast();
        hold(file.size() == section.size() && newest.end() == file.size(), "bytes behind the signature");
        hold(file.revisions().size() == revisions, "not one revision more");
        var view = file.current();
        var located = view.located(reference);
        hold(located != null && located.revision() == newest, "the signature is not in the newest revision");
        var dictionary = view.dictionary(reference);
        var range = PdfObject.Array.of(new PdfObject.Int(0), new PdfObject.Int(section.gapStart()),
                new PdfObject.Int(section.gapEnd()), new PdfObject.Int(section.size() - section.gapEnd()));
        hold(dictionary.get("ByteRange").equals(range), "the byte range is not what was digested");
        hold(dictionary.get("Contents") instanceof PdfObject.Text contents && contents.start() == section.gapStart()
                && contents.end() == section.gapEnd()
                && Arrays.equals(contents.bytes(), Arrays.copyOf(message, contents.bytes().length)),
                "the gap does not hold the signature");
        hold(FormFields.of(view).signatures().stream().anyMatch(field -> field.dictionary().get("V").equals(reference)),
                "no field leads to the signature");
    }

    static void hold(boolean condition, String otherwise) throws MalformedPdf {
        if (!condition) {
            throw MalformedPdf.because(MalformedPdf.Reason.BAD_OBJECT, "signing would fail: " + otherwise);
        }
    }
}
