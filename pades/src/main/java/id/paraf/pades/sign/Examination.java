package id.paraf.pades.sign;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;

/** What an unsigned look at a document finds. */
public sealed interface Examination {

    /** Nothing stands in the way of an invisible signature. */
    record Signable(int pages) implements Examination {
    }

    /**
     * The document cannot be signed.
     *
     * @param cause where the file is damaged, for {@link Refusal#DAMAGED}
     */
    record Refused(Refusal refusal, @Nullable MalformedPdf cause) implements Examination {
    }

    /** A page as it is seen, turned and cut, in points. */
    record Size(double width, double height) {
    }
}
