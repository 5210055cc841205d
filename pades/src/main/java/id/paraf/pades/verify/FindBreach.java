package id.paraf.pades.verify;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject.Name;

/**
 * Looks whether the signatures that a file carries still hold, for whoever is about to add another: a new signature under an
 * alteration would vouch for it. Asks nobody, and so says nothing about who the signers are.
 */
public final class FindBreach {

    /** What says that an algorithm is old or foreign, not that anything was touched. */
    private static final Set<Reason> NOT_JUDGED = EnumSet.of(Reason.WEAK_DIGEST, Reason.WEAK_KEY, Reason.ALGORITHM_UNKNOWN);

    private FindBreach() {
    }

    /**
     * The oldest signature that does not hold; empty where all do, and at hardly any cost where there are none.
     *
     * @param file unlocked, if it is encrypted
     */
    public static Optional<Breach> in(PdfFile file) throws MalformedPdf {
        return in(file, file.revisions().size());
    }

    /** {@link #in(PdfFile)} of the signatures that are older than the newest revision: what that does to them, whatever it brings. */
    public static Optional<Breach> beforeNewest(PdfFile file) throws MalformedPdf {
        return in(file, file.revisions().size() - 1);
    }

    private static Optional<Breach> in(PdfFile file, int revisions) throws MalformedPdf {
        var all = FoundSignature.in(file, Policy.STRICT);
        // One that still waits for its value says nothing, about the others neither.
        var older = all.signatures().stream().filter(one -> one.view().revision().index() < revisions).toList();
        if (older.isEmpty()) {
            return Optional.empty();
        }
        var found = new FoundSignature.All(older, all.unreadableFrom());
        var made = MadeSignatures.of(file, found, Policy.STRICT);
        for (var one : made.facts()) {
            boolean broken = isBroken(one);
            if (broken || !made.history().after(one, made.certification()).reasons().isEmpty()) {
                return Optional.of(new Breach(one.found().field(),
                        one.certificate().map(certificate -> Certificates.signer(certificate, Optional.empty()).name()), !broken));
            }
        }
        return Optional.empty();
    }

    private static boolean isBroken(Facts facts) {
        // Another kind of signature than this verifier knows, by its own name (ISO 32000-2 Table 255): not ours to judge.
        boolean foreign = facts.reasons().contains(Reason.SUB_FILTER_UNKNOWN)
                && facts.found().dictionary().get("SubFilter") instanceof Name;
        return !foreign && facts.reasons().stream()
                .anyMatch(one -> one.plain() == FileVerdict.INVALID && !NOT_JUDGED.contains(one));
    }
}
