package id.paraf.pades.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.Access;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Int;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.pdf.PdfView;
import id.paraf.pades.verify.Outcome.Unreadable;
import id.paraf.pades.verify.Outcome.Verified;
import id.paraf.pades.verify.Outcome.Why;

/**
 * Verifies the signatures of PDFs. Equal bytes, anchors, evidence, policy and time give equal outcomes; whatever the bytes are,
 * there is an outcome, and its cost is bounded by the limits. Keep one for many files and threads: it remembers which
 * authorities' signatures it has checked.
 */
public final class VerifyPdf {

    private final TrustAnchors anchors;
    private final EvidenceSource source;
    private final Policy policy;
    private final Limits limits;
    private final SignatureMemo memo = new SignatureMemo();

    public VerifyPdf(TrustAnchors anchors, EvidenceSource source, Policy policy, Limits limits) {
        this.anchors = anchors;
        this.source = source;
        this.policy = policy;
        this.limits = limits;
    }

    /**
     * @param now the time of verification: what counts where no timestamp proves an earlier one
     * @throws IOException if the file cannot be read from its disk
     */
    public Outcome verify(Path pdf, Instant now) throws IOException {
        return verify(pdf, null, now);
    }

    /**
     * The same for a file that may be encrypted.
     *
     * @param password a reader's or the owner's; null if nobody knows one
     */
    public Outcome verify(Path pdf, @Nullable PdfPassword password, Instant now) throws IOException {
        try (var file = PdfFile.openBeginning(pdf, limits)) {
            return verify(file, password, now);
        } catch (MalformedPdf e) {
            return new Unreadable(why(e));
        }
    }

    /** The same for a PDF in memory. */
    public Outcome verify(byte[] pdf, Instant now) {
        return verify(pdf, null, now);
    }

    /** The same for a PDF in memory that may be encrypted. */
    public Outcome verify(byte[] pdf, @Nullable PdfPassword password, Instant now) {
        try (var file = PdfFile.beginningOf(pdf, limits)) {
            return verify(file, password, now);
        } catch (MalformedPdf e) {
            return new Unreadable(why(e));
        }
    }

    private Outcome verify(PdfFile file, @Nullable PdfPassword password, Instant now) throws MalformedPdf {
        // No permission is needed to look, and a wrong password is none where none is needed.
        var access = file.unlock(password);
        if (access instanceof Access.Locked && password != null) {
            access = file.unlock(null);
        }
        if (access instanceof Access.Locked) {
            return new Unreadable(Why.ENCRYPTED);
        }
        if (access instanceof Access.Unsupported) {
            return new Unreadable(Why.ENCRYPTION_UNSUPPORTED);
        }
        var found = FoundSignature.in(file, policy);
        boolean partly = file.unread() > 0 || found.unreadableFrom() < file.revisions().size();
        if (found.unreadableFrom() == 0 || partly && found.signatures().isEmpty()) {
            return new Unreadable(Why.DAMAGED);
        }
        var view = file.view(file.revisions().get(found.unreadableFrom() - 1));
        var made = MadeSignatures.of(file, found, policy);
        var facts = made.facts();
        var store = SecurityStore.of(view);
        var evidence = new Evidence(source, policy, memo, now);
        evidence.add(store.evidence());
        facts.forEach(one -> evidence.add(carried(one)));
        var status = new CertificateStatus(new Paths(anchors, store.certificates(), memo), evidence, policy);
        var judge = new SignatureJudge(file, made.history(), new Times(facts, status, policy, now), status,
                made.certification());
        var reports = new ArrayList<SignatureReport>();
        for (var one : facts) {
            reports.add(judge.judge(one));
        }
        return new Verified(new Report(Report.verdict(reports), pages(view), file.revisions().size(), reports));
    }

    private static List<byte[]> carried(Facts one) {
        var cms = one.cms();
        if (cms == null) {
            return List.of();
        }
        var all = new ArrayList<>(cms.evidence());
        cms.timestamps().forEach(token -> TimestampToken.parse(token).ifPresent(read -> all.addAll(read.cms().evidence())));
        return all;
    }

    /** What the page tree says; pages are not walked for it. */
    private static int pages(PdfView view) throws MalformedPdf {
        return view.get(view.catalog(), "Pages") instanceof Dictionary tree && view.get(tree, "Count") instanceof Int(long count)
                && count >= 0 && count <= Integer.MAX_VALUE ? (int) count : 0;
    }

    private static Why why(MalformedPdf e) {
        return switch (e.reason()) {
            case NOT_A_PDF -> Why.NOT_A_PDF;
            case TOO_LARGE, TOO_DEEP, TOO_MUCH_DATA -> Why.OVER_LIMIT;
            default -> Why.DAMAGED;
        };
    }
}
