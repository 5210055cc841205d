package id.paraf.pades.sign;

import java.nio.file.Path;

import id.paraf.pades.pdf.MalformedPdf;

/** What comes of completing a signature. */
public sealed interface Completion {

    /** The signed document stands at the target, checked. */
    record Signed(Path file, long size) implements Completion {
    }

    /** The value is not the certificate's key's signature over the attributes. Nothing has changed: another may be tried. */
    record WrongValue() implements Completion {
    }

    /** The authority gave something that is no timestamp of this, or none that fits; the document is not finished. */
    record TimestampUnusable(String why) implements Completion {
    }

    /** A part that only now matters, like an older store of validation material, is damaged; the document is not finished. */
    record Damaged(MalformedPdf cause) implements Completion {
    }
}
