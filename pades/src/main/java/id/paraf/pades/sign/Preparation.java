package id.paraf.pades.sign;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;

/**
 * What comes of preparing a signature.
 *
 * @param <T> what the document will be handed out as
 */
public sealed interface Preparation<T> {

    /** The document waits for its signature value; close what is not completed. */
    record Ready<T>(PreparedSignature<T> signature) implements Preparation<T> {
    }

    /**
     * The document cannot be signed; nothing was written.
     *
     * @param cause where the file is damaged, for {@link Refusal#DAMAGED}
     */
    record Refused<T>(Refusal refusal, @Nullable MalformedPdf cause) implements Preparation<T> {
    }
}
