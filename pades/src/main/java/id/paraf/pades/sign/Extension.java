package id.paraf.pades.sign;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;

/**
 * What comes of extending a signed document.
 *
 * @param <T> what the document is handed out as
 */
public sealed interface Extension<T> {

    /**
     * The extended document, checked.
     *
     * @param document its bytes, or the file that it stands in now
     */
    record Extended<T>(T document, long size) implements Extension<T> {
    }

    /** The document cannot be extended; nothing was written. */
    record Refused<T>(Refusal refusal, @Nullable MalformedPdf cause) implements Extension<T> {
    }

    /** The authority gave something that is no timestamp of this document. Nothing was written. */
    record TimestampUnusable<T>(String why) implements Extension<T> {
    }
}
