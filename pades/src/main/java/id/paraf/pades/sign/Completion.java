package id.paraf.pades.sign;

import id.paraf.pades.pdf.MalformedPdf;

/**
 * What comes of completing a signature.
 *
 * @param <T> what the document is handed out as
 */
public sealed interface Completion<T> {

    /**
     * The signed document, checked.
     *
     * @param document its bytes, or the file that it stands in now
     */
    record Signed<T>(T document, long size) implements Completion<T> {
    }

    /** The value is not the certificate's key's signature over the attributes. Nothing has changed: another may be tried. */
    record WrongValue<T>() implements Completion<T> {
    }

    /** The authority gave something that is no timestamp of this, or none that fits; the document is not finished. */
    record TimestampUnusable<T>(String why) implements Completion<T> {
    }

    /** A part that only now matters, like an older store of validation material, is damaged; the document is not finished. */
    record Damaged<T>(MalformedPdf cause) implements Completion<T> {
    }
}
