package id.paraf.web.esign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.verify.FileVerdict;
import id.paraf.pades.verify.Indication;
import id.paraf.pades.verify.Report;
import id.paraf.pades.verify.SignatureReport;
import id.paraf.verification.Words;

/** What both versions of the API ask of a report. */
final class Signatures {

    private Signatures() {
    }

    /** Those of people: applications know no timestamps over a whole document. */
    static List<SignatureReport> of(Report report) {
        return report.signatures().stream().filter(one -> one.kind() != SignatureReport.Kind.DOCUMENT_TIMESTAMP).toList();
    }

    /** Whether the bytes are what was signed, and what came later is what a signature permits. */
    static boolean intact(SignatureReport one) {
        return one.reasons().stream().allMatch(reason -> reason.plain() == FileVerdict.INTACT_SIGNER_UNCHECKED);
    }

    /** Whether the signer's certificate was valid when it signed, by an authority that is trusted here. */
    static boolean trusted(SignatureReport one) {
        return one.indication() instanceof Indication.TotalPassed;
    }

    /** The proven time, or what the signer says. */
    static Optional<Instant> time(SignatureReport one) {
        return one.provenAt().or(one::claimedAt);
    }

    static @Nullable String said(Optional<String> text) {
        return text.filter(words -> !words.isEmpty()).map(Words::cut).orElse(null);
    }

    /** The first and the last are the words that applications have always seen. */
    static String sentence(FileVerdict verdict) {
        return switch (verdict) {
            case VALID_AND_INTACT -> "Dokumen valid, Sertifikat yang digunakan terpercaya";
            case INTACT_SIGNER_UNCHECKED -> "Dokumen utuh, status sertifikat penanda tangan tidak dapat dipastikan";
            case CHANGED_AFTER_SIGNING -> "Dokumen berubah setelah ditandatangani";
            case INVALID -> "Dokumen tidak valid, tanda tangan elektronik rusak atau tidak dapat dipercaya";
            case NO_SIGNATURE -> "Dokumen tidak memiliki tandatangan elektronik";
        };
    }
}
