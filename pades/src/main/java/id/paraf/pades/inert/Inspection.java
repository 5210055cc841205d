package id.paraf.pades.inert;

import id.paraf.pades.pdf.MalformedPdf;

/** What was found in a document. */
public sealed interface Inspection {

    /** It shows its pages, and does nothing. */
    record Inert(int pages) implements Inspection {
    }

    /** It is encrypted, with or without a password. */
    record Encrypted() implements Inspection {
    }

    /** It carries something that acts when it is opened or touched, or files of another kind. */
    record Active() implements Inspection {
    }

    /** It cannot be read without guessing, or not all of the file is the document. */
    record Damaged(MalformedPdf.Reason reason) implements Inspection {
    }
}
