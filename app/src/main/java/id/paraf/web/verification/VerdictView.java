package id.paraf.web.verification;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import id.paraf.pades.verify.FileVerdict;
import id.paraf.pades.verify.Indication;
import id.paraf.verification.Verification;
import id.paraf.verification.Words;

/**
 * The verdict as the page shows it.
 *
 * @param name       what the sender calls the file, fit to be shown; may be empty
 * @param signatures in the order in which they were made
 * @param json       the report as an address that holds it: nothing has to be kept for a later download
 * @param xml        likewise by ETSI TS 119 102-2; empty where nobody signed
 * @param pdf        likewise for people, to be kept or handed on
 */
public record VerdictView(String name, Verification verification, List<SignatureView> signatures, String json, String xml,
        String pdf) {

    /** Without any report to be downloaded: for one that is being written. */
    static VerdictView of(Verification verification, String name) {
        return of(verification, name, new byte[0], Optional.empty(), new byte[0]);
    }

    static VerdictView of(Verification verification, String name, byte[] json, Optional<byte[]> xml, byte[] pdf) {
        var reports = verification.report().signatures();
        return new VerdictView(called(name), verification,
                IntStream.range(0, reports.size()).mapToObj(i -> new SignatureView(i + 1, reports.get(i))).toList(),
                address("application/json", json), xml.map(report -> address("application/xml", report)).orElse(""),
                address("application/pdf", pdf));
    }

    /** What a sender calls a file, without the folders before it, fit to be shown. */
    static String called(String name) {
        return Words.plain(name.replaceAll(".*[/\\\\]", ""));
    }

    /** RFC 2397. */
    private static String address(String type, byte[] content) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    public FileVerdict verdict() {
        return verification.report().verdict();
    }

    /** The key of what the verdict means. A signature of a kind that is not accepted is neither broken nor forged. */
    public String text() {
        boolean notAccepted = verdict() == FileVerdict.INVALID
                && signatures.stream().filter(one -> one.plain() == FileVerdict.INVALID)
                        .allMatch(one -> one.report().indication() instanceof Indication.Indeterminate);
        return "verification.verdict.text." + verdict() + (notAccepted ? ".kind" : "");
    }

    /** The class of the banner: good, warn, bad or quiet. */
    public String kind() {
        return kind(verdict());
    }

    public String icon() {
        return switch (verdict()) {
            case VALID_AND_INTACT -> "shield-check";
            case INTACT_SIGNER_UNCHECKED -> "alert-triangle";
            case CHANGED_AFTER_SIGNING -> "edit";
            case INVALID -> "circle-x";
            case NO_SIGNATURE -> "info-circle";
        };
    }

    /** Who signed, without timestamps. */
    public List<String> signers() {
        return signatures.stream().filter(one -> !one.isTimestamp()).map(SignatureView::name).filter(name -> !name.isEmpty())
                .distinct().toList();
    }

    /** Signers after whom the file grew: what they had before them can be shown beside what is there now. */
    public List<SignatureView> earlier() {
        return signatures.stream()
                .filter(one -> !one.isTimestamp() && one.report().revision() > 0 && !one.report().wholeFile()
                        && !one.onlyEvidenceSince())
                .toList();
    }

    /** Whether something that a reader may want to see was added after a signature although every signature is intact. */
    public boolean extended() {
        return signatures.stream().anyMatch(one -> !one.isTimestamp() && !one.report().changes().isEmpty()
                && !one.onlyEvidenceSince());
    }

    /**
     * What the report is called when it is kept: after the file's fingerprint, so that the two belong together.
     *
     * @param ending {@code json}, {@code xml} or {@code pdf}
     */
    public String download(String ending) {
        return "verifikasi-" + verification.sha256().substring(0, 12) + "." + ending;
    }

    static String kind(FileVerdict verdict) {
        return switch (verdict) {
            case VALID_AND_INTACT -> "good";
            case INTACT_SIGNER_UNCHECKED -> "warn";
            case CHANGED_AFTER_SIGNING, INVALID -> "bad";
            case NO_SIGNATURE -> "quiet";
        };
    }
}
