package id.paraf.pades.sign;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.verify.FindBreach;

/** Those that a document carries already: it is not signed again once one of them does not hold. */
final class EarlierSignatures {

    private EarlierSignatures() {
    }

    /** @throws Refused if the output would be no valid file from its birth, because of what came in */
    static void hold(PdfFile file) throws MalformedPdf, Refused {
        var breach = FindBreach.in(file);
        if (breach.isPresent()) {
            throw new Refused(breach.get().changed() ? Refusal.CHANGED_AFTER_SIGNING : Refusal.EARLIER_SIGNATURE_BROKEN,
                    breach.get());
        }
    }

    /**
     * The same of the document with the new signature's update: an honest verifier must not call the older ones changed because of it.
     *
     * @param seen whether the new signature has a mark
     */
    static void holdOn(PdfFile written, boolean seen) throws MalformedPdf, Refused {
        var breach = FindBreach.beforeNewest(written);
        if (breach.isPresent() && seen) {
            throw new Refused(Refusal.PLACE_COVERS_SIGNATURE, breach.get());
        }
        SelfCheck.hold(breach.isEmpty(), "an earlier signature would not hold any more");
    }
}
