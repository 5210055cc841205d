package id.paraf.pades.sign;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.verify.Breach;

/** What an unsigned look at a document finds. */
public sealed interface Examination {

    /** Nothing stands in the way of an invisible signature. */
    record Signable(int pages) implements Examination {
    }

    /**
     * The document cannot be signed.
     *
     * @param cause  where the file is damaged, for {@link Refusal#DAMAGED}
     * @param breach which earlier signature does not hold, for {@link Refusal#CHANGED_AFTER_SIGNING} and
     *               {@link Refusal#EARLIER_SIGNATURE_BROKEN}
     */
    record Refused(Refusal refusal, @Nullable MalformedPdf cause, @Nullable Breach breach) implements Examination {
    }

    /** A page as it is seen, turned and cut, in points. */
    record Size(double width, double height) {
    }
}
