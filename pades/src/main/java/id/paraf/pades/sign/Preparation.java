package id.paraf.pades.sign;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;

/** What comes of preparing a signature. */
public sealed interface Preparation {

    /** The document waits for its signature value; close what is not completed. */
    record Ready(PreparedSignature signature) implements Preparation {
    }

    /**
     * The document cannot be signed; nothing was written.
     *
     * @param cause where the file is damaged, for {@link Refusal#DAMAGED}
     */
    record Refused(Refusal refusal, @Nullable MalformedPdf cause) implements Preparation {
    }
}
