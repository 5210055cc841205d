package id.paraf.pades.verify;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject.Text;
import id.paraf.pades.verify.CertificateStatus.Moment;
import id.paraf.pades.verify.CertificateStatus.Purpose;
import id.paraf.pades.verify.SignatureReport.Kind;
import id.paraf.pades.verify.SignatureReport.Stated;

/** Puts together what is known about one signature. */
final class SignatureJudge {

    private final PdfFile file;
    private final History history;
    private final Times times;
    private final CertificateStatus status;
    private final int certification;

    /**
     * @param certification the level that the document's certification sets
     */
    SignatureJudge(PdfFile file, History history, Times times, CertificateStatus status, int certification) {
        this.file = file;
        this.history = history;
        this.times = times;
        this.status = status;
        this.certification = certification;
    }

    SignatureReport judge(Facts facts) throws MalformedPdf {
        var reasons = EnumSet.noneOf(Reason.class);
        reasons.addAll(facts.reasons());
        var after = history.after(facts, certification);
        reasons.addAll(after.reasons());
        var claimed = claimed(facts);
        var cms = facts.cms();
        Optional<Signer> signer = Optional.empty();
        Optional<StatusReport> revocation = Optional.empty();
        Optional<Baseline> baseline = Optional.empty();
        Optional<Instant> proven = Optional.empty();
        List<TimestampReport> timestamps = List.of();
        if (facts.isBroken()) {
            // Whom it names does not matter any more, and asking costs. The report says that nobody asked.
            signer = facts.certificate().map(one -> Certificates.signer(one, Optional.empty()));
        } else if (facts.kind() == Kind.DOCUMENT_TIMESTAMP) {
            var report = times.about(facts);
            report.ifPresentOrElse(one -> reasons.addAll(one.reasons()), () -> reasons.add(Reason.TIMESTAMP_BROKEN));
            signer = report.flatMap(TimestampReport::authority);
            revocation = report.flatMap(TimestampReport::status);
            proven = report.filter(TimestampReport::proves).flatMap(TimestampReport::time);
        } else if (cms != null && cms.signerCertificate().isPresent()) {
            var certificate = cms.signerCertificate().get();
            timestamps = times.timestamps(facts);
            if (timestamps.stream().anyMatch(SignatureJudge::isBroken)) {
                reasons.add(Reason.TIMESTAMP_BROKEN);
            }
            var seen = times.of(facts, timestamps);
            proven = seen.proven() ? Optional.of(seen.at()) : Optional.empty();
            var judgement = status.with(cms.certificates()).judge(certificate, Purpose.SIGNING,
                    new Moment(seen.at(), seen.proven(), claimed));
            reasons.addAll(judgement.reasons());
            signer = Optional.of(Certificates.signer(certificate, judgement.path()));
            revocation = judgement.status();
            baseline = baseline(facts, reasons, seen.proven(), judgement.carried());
        }
        var range = facts.range();
        return new SignatureReport(facts.found().field(), facts.kind(), Reason.judge(reasons), List.copyOf(reasons),
                !facts.isBroken(), signer, revocation, baseline, claimed, proven, timestamps,
                range == null ? 0 : History.covers(file, range.end()) + 1,
                range != null && history.isWhole(range), range == null ? 0 : range.end(), after.changes(),
                cms == null ? "" : CmsSignature.describe(cms), stated(facts));
    }

    /** A timestamp that is untrusted only proves nothing; one that is false was put there to deceive, or is damaged. */
    private static boolean isBroken(TimestampReport timestamp) {
        return timestamp.reasons().stream().anyMatch(one -> one.plain() == FileVerdict.INVALID);
    }

    private Optional<Baseline> baseline(Facts facts, Set<Reason> reasons, boolean proven, boolean carried) throws MalformedPdf {
        if (!facts.found().dictionary().is("SubFilter", "ETSI.CAdES.detached")
                || reasons.contains(Reason.SIGNING_CERTIFICATE_UNNAMED)) {
            return Optional.empty();
        }
        if (!proven) {
            return Optional.of(Baseline.B_B);
        }
        if (!carried) {
            return Optional.of(Baseline.B_T);
        }
        return Optional.of(times.archived(facts) ? Baseline.B_LTA : Baseline.B_LT);
    }

    private static Optional<Instant> claimed(Facts facts) throws MalformedPdf {
        var found = facts.found();
        Optional<Instant> written = found.view().get(found.dictionary(), "M") instanceof Text text
                ? PdfDate.parse(text.decoded())
                : Optional.empty();
        var cms = facts.cms();
        return cms == null || facts.token() != null ? written : written.or(() -> cms.attributes().signingTime());
    }

    private static Stated stated(Facts facts) throws MalformedPdf {
        return new Stated(text(facts, "Name"), text(facts, "Reason"), text(facts, "Location"));
    }

    private static Optional<String> text(Facts facts, String key) throws MalformedPdf {
        return facts.found().view().get(facts.found().dictionary(), key) instanceof Text text ? Optional.of(text.decoded())
                : Optional.empty();
    }
}
