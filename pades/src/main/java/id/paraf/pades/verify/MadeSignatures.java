package id.paraf.pades.verify;

import java.util.Comparator;
import java.util.List;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;

/**
 * All signatures of a file as far as the file itself tells: each one's mathematics, and what came after them.
 *
 * @param facts         by the end of what each covers
 * @param certification the level that the document's certification sets
 */
record MadeSignatures(List<Facts> facts, History history, int certification) {

    static MadeSignatures of(PdfFile file, FoundSignature.All found, Policy policy) throws MalformedPdf {
        var facts = Facts.of(file, found.signatures(), policy);
        facts.sort(Comparator.comparingLong(Facts::end));
        int certification = certification(facts);
        return new MadeSignatures(facts, History.of(file, facts, found.unreadableFrom(), policy), certification);
    }

    /**
     * ISO 32000-2 §12.8.2.2.1: one certification at most, and before any other signature. What comes later under that name can
     * forbid more, never permit more.
     *
     * @param inOrder by the end of what each covers
     */
    private static int certification(List<Facts> inOrder) {
        int level = Permissions.UNSAID;
        boolean first = true;
        for (var one : inOrder) {
            if (one.found().isTimestamp()) {
                continue;
            }
            var said = one.found().permissions().certification();
            if (said.isPresent()) {
                level = first ? said.get() : Math.min(level, said.get());
                if (!first) {
                    one.reasons().add(Reason.CERTIFICATION_ODD);
                }
            }
            first = false;
        }
        return level;
    }
}
