package id.paraf.web.verification;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import id.paraf.kernel.SerialText;
import id.paraf.pades.verify.Change;
import id.paraf.pades.verify.FileVerdict;
import id.paraf.pades.verify.Reason;
import id.paraf.pades.verify.SignatureReport;
import id.paraf.pades.verify.SignatureReport.Kind;
import id.paraf.pades.verify.Signer;
import id.paraf.pades.verify.TimestampReport;
import id.paraf.verification.ReportJson;
import id.paraf.verification.Words;

/**
 * One signature as the page shows it. What the file says goes through {@link Words#plain}.
 *
 * @param number its place in the order of signing, from 1
 */
public record SignatureView(int number, SignatureReport report) {

    private static final Duration SAME = Duration.ofMinutes(1);
    /** How far the clock of an honest signer may be ahead. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    /** The plain verdict about this signature alone. */
    public FileVerdict plain() {
        return report.reasons().stream().map(Reason::plain).max(Comparator.naturalOrder()).orElse(FileVerdict.VALID_AND_INTACT);
    }

    public String kind() {
        return VerdictView.kind(plain());
    }

    public boolean isTimestamp() {
        return report.kind() == Kind.DOCUMENT_TIMESTAMP;
    }

    /** The end of a key: its own words for a document timestamp, and for a seal. */
    public String what() {
        return isTimestamp() ? "timestamp" : report.kind() == Kind.CERTIFICATION ? "certification"
                : sealOf().isEmpty() ? "signature" : "seal";
    }

    /** The institution whose seal it is; empty for what a person signed. */
    public String sealOf() {
        return isTimestamp() ? "" : report.signer().flatMap(Signer::sealOf).map(Words::plain).orElse("");
    }

    /** Whose certificate it is; empty where none can be read. */
    public String name() {
        return report.signer().map(signer -> Words.plain(signer.name())).orElse("");
    }

    /** The organisation that the certificate names beside its holder; empty where it names none. */
    public String institution() {
        return report.signer().flatMap(signer -> Subject.organisation(signer.path().getFirst().getSubjectX500Principal()))
                .orElse("");
    }

    /** The key of the name's label: what no known authority vouches for is only written there. */
    public String whose() {
        return isTimestamp() ? "verification.stamper" : root().isEmpty() && !name().isEmpty() ? "verification.who.claimed"
                : sealOf().isEmpty() ? "verification.who" : "verification.sealer";
    }

    /** Whether nothing came after it but evidence about its own certificates, which every long-lived signature gets. */
    public boolean onlyEvidenceSince() {
        return !report.changes().isEmpty() && report.changes().stream().allMatch(change -> change == Change.EVIDENCE_ADDED);
    }

    /** The key of what it covers. */
    public String covers() {
        return "verification.covers." + (report.revision() == 0 ? "nothing" : report.wholeFile() ? "whole"
                : onlyEvidenceSince() ? "evidence" : "part");
    }

    /** The key of what came after it, where no change is listed: none at all, none to the content, or nobody can tell. */
    public String since() {
        boolean compared = report.examined() && report.revision() > 0 && !report.reasons().contains(Reason.REVISION_CUT);
        return "verification.since." + (!compared ? "unknown" : report.wholeFile() ? "nothing" : "same");
    }

    /** The key of why the time that the signer claims cannot be right; empty where it can, or where a timestamp proves another. */
    public Optional<String> impossibleTime(Instant checkedAt) {
        if (report.provenAt().isPresent() || report.claimedAt().isEmpty()) {
            return Optional.empty();
        }
        var claimed = report.claimedAt().get();
        if (claimed.isAfter(checkedAt.plus(CLOCKS))) {
            return Optional.of("verification.when.claimed.future");
        }
        return report.signer().map(signer -> signer.path().getFirst())
                .filter(one -> claimed.isBefore(one.getNotBefore().toInstant()) || claimed.isAfter(one.getNotAfter().toInstant()))
                .map(one -> "verification.when.claimed.outside");
    }

    /** What its signer wrote about the time, where that is not what was proven anyway. */
    public Optional<Instant> claimedBesides() {
        return report.claimedAt().filter(claimed -> !isTimestamp() && report.provenAt()
                .filter(proven -> Duration.between(claimed, proven).abs().compareTo(SAME) < 0).isEmpty());
    }

    /** Who vouches for whom, from the signer's certificate up to where the path ends. */
    public List<String> path() {
        return report.signer()
                .map(signer -> signer.path().stream().map(one -> Subject.name(one.getSubjectX500Principal())).toList())
                .orElse(List.of());
    }

    public String authority() {
        return report.signer().map(signer -> Words.plain(signer.authority())).orElse("");
    }

    /** The trust anchor, or empty if no path leads to one. */
    public String root() {
        return report.signer().flatMap(Signer::root).map(Words::plain).orElse("");
    }

    public String subject() {
        return report.signer().map(signer -> Words.plain(signer.subject())).orElse("");
    }

    public String issuer() {
        return report.signer().map(signer -> Words.plain(signer.issuer())).orElse("");
    }

    public String serial() {
        return report.signer().map(signer -> SerialText.of(signer.serialNumber())).orElse("");
    }

    /** The gravest first, as they stand in the report. */
    public List<Reason> reasons() {
        return report.reasons().stream()
                .sorted(Comparator.comparing(Reason::plain).reversed().thenComparing(Comparator.naturalOrder())).toList();
    }

    public String stated(Optional<String> text) {
        return text.map(Words::plain).orElse("");
    }

    /** "INDETERMINATE · TRY_LATER". */
    public String etsi() {
        return etsi(report.indication());
    }

    /** The same for one of its timestamps. */
    public String etsi(TimestampReport timestamp) {
        return etsi(timestamp.indication());
    }

    private static String etsi(id.paraf.pades.verify.Indication indication) {
        return ReportJson.main(indication) + ReportJson.sub(indication).map(sub -> " · " + sub).orElse("");
    }

    /** Who stamped the time. */
    public String stamper(TimestampReport timestamp) {
        return timestamp.authority().map(authority -> Words.plain(authority.name())).orElse("");
    }
}
