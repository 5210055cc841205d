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

    /** The document has a store of validation material already that cannot be read; the document is not finished. */
    record StoreDamaged(MalformedPdf cause) implements Completion {
    }
}
