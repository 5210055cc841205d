package id.paraf.pades.sign;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;

/** What comes of extending a signed document. */
public sealed interface Extension {

    /** The extended document stands at the target, checked. */
    record Extended(Path file, long size) implements Extension {
    }

    /** The document cannot be extended; nothing was written. */
    record Refused(Refusal refusal, @Nullable MalformedPdf cause) implements Extension {
    }

    /** The authority gave something that is no timestamp of this document. Nothing was written. */
    record TimestampUnusable(String why) implements Extension {
    }
}
