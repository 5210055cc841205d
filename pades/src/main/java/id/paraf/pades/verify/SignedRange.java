package id.paraf.pades.verify;

import java.util.Optional;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Array;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Int;
import id.paraf.pades.pdf.PdfObject.Null;
import id.paraf.pades.pdf.PdfObject.Text;
import id.paraf.pades.pdf.PdfView;

/**
 * What a signature dictionary says it covers, and whether that can be believed (ISO 32000-2 §12.8.1: everything but its own
 * /Contents).
 *
 * @param gapStart where /Contents begins, its {@code <} included
 * @param gapEnd   just behind its {@code >}
 * @param end      where the covered bytes end
 */
record SignedRange(long gapStart, long gapEnd, long end, byte[] contents) {

    /** Either a range or the reason why there is none. */
    sealed interface Read {

        record Good(SignedRange range) implements Read {
        }

        record Bad(Reason reason) implements Read {
        }
    }

    /**
     * @param start where the object that holds the dictionary begins in the file; -1 if in an object stream
     * @param stop  just behind it
     */
    static Read of(PdfView view, Dictionary signature, long start, long stop) throws MalformedPdf {
        var contents = view.get(signature, "Contents");
        if (!(contents instanceof Text text)) {
            return new Read.Bad(Reason.CONTENTS_MISSING);
        }
        if (isEmpty(text.bytes())) {
            return new Read.Bad(Reason.CONTENTS_EMPTY);
        }
        var written = view.get(signature, "ByteRange");
        if (written instanceof Null) {
            return new Read.Bad(Reason.BYTE_RANGE_MISSING);
        }
        var numbers = numbers(written);
        if (numbers.isEmpty()) {
            return new Read.Bad(Reason.BYTE_RANGE_ODD);
        }
        long size = view.file().size();
        long[] n = numbers.get();
        // Each within the file, so that no sum overflows.
        if (n[0] != 0 || n[1] <= 0 || n[1] > size || n[2] <= n[1] || n[2] > size || n[3] < 0 || n[3] > size
                || n[2] + n[3] > size) {
            return new Read.Bad(Reason.BYTE_RANGE_ODD);
        }
        boolean own = text.hex() && text.start() == n[1] && text.end() == n[2] && start >= 0 && start < n[1] && n[2] < stop
                && isPlainHex(view, text);
        return own ? new Read.Good(new SignedRange(n[1], n[2], n[2] + n[3], text.bytes()))
                : new Read.Bad(Reason.GAP_IS_NOT_OWN_CONTENTS);
    }

    private static Optional<long[]> numbers(PdfObject written) {
        if (!(written instanceof Array(var items)) || items.size() != 4) {
            return Optional.empty();
        }
        var numbers = new long[4];
        for (int i = 0; i < 4; i++) {
            if (!(items.get(i) instanceof Int(long value))) {
                return Optional.empty();
            }
            numbers[i] = value;
        }
        return Optional.of(numbers);
    }

    private static boolean isEmpty(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    /** Digits in one case and nothing else: the only bytes of the file that the signature leaves out leave no choice. */
    private static boolean isPlainHex(PdfView view, Text text) {
        if (text.end() - text.start() - 2 != 2L * text.bytes().length) {
            return false;
        }
        boolean upper = false;
        boolean lower = false;
        for (byte one : view.file().bytes(text.start() + 1, text.end() - 1)) {
            upper |= one >= 'A' && one <= 'F';
            lower |= one >= 'a' && one <= 'f';
        }
        return !(upper && lower);
    }
}
