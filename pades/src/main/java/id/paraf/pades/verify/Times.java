package id.paraf.pades.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject.Dictionary;

/**
 * What is proven about time: document timestamps first, the newest first, because each one proves that everything it covers,
 * older timestamps included, existed when it was made (ETSI EN 319 102-1 §5.6.2.3, past certificate validation).
 */
final class Times {

    /** A moment at which something is known to have existed. */
    record Seen(Instant at, boolean proven) {
    }

    private record Proof(long end, Instant time) {
    }

    private final Instant now;
    private final CertificateStatus status;
    private final Policy policy;
    private final List<Proof> proofs = new ArrayList<>();
    private final Map<Facts, TimestampReport> documentTimestamps = new IdentityHashMap<>();

    Times(List<Facts> signatures, CertificateStatus status, Policy policy, Instant now) {
        this.status = status;
        this.policy = policy;
        this.now = now;
        signatures.stream().filter(one -> one.token() != null).sorted(Comparator.comparingLong(Facts::end).reversed())
                .forEach(this::judge);
    }

    private void judge(Facts one) {
        var token = one.token();
        if (token == null || one.isBroken()) {
            return;
        }
        var seen = seenBehind(one.end());
        // The imprint was compared with the facts already.
        var report = token.judge(_ -> token.imprint(), status, seen.at(), seen.proven(), policy);
        documentTimestamps.put(one, report);
        if (report.proves()) {
            proofs.add(new Proof(one.end(), token.time()));
        }
    }

    /** When bytes up to here are first proven to have existed, by what was made after them; now, where nothing proves it. */
    private Seen seenBehind(long end) {
        return proofs.stream().filter(one -> one.end() > end).map(Proof::time).min(Comparator.naturalOrder())
                .map(time -> new Seen(time, true)).orElseGet(() -> new Seen(now, false));
    }

    /** The judgement about a document timestamp. */
    Optional<TimestampReport> about(Facts documentTimestamp) {
        return Optional.ofNullable(documentTimestamps.get(documentTimestamp));
    }

    /** Whether a document timestamp that counts covers what was signed and the evidence that stood in the file with it. */
    boolean archived(Facts signature) throws MalformedPdf {
        for (var one : documentTimestamps.entrySet()) {
            var view = one.getKey().found().view();
            if (one.getValue().proves() && one.getKey().end() > signature.end()
                    && view.get(view.catalog(), "DSS") instanceof Dictionary) {
                return true;
            }
        }
        return false;
    }

    /** The timestamps that a signature carries itself. */
    List<TimestampReport> timestamps(Facts signature) {
        var cms = signature.cms();
        if (cms == null) {
            return List.of();
        }
        var reports = new ArrayList<TimestampReport>();
        var seen = seenBehind(signature.end());
        for (byte[] der : cms.timestamps()) {
            reports.add(TimestampToken.parse(der)
                    .map(token -> token.judge(digest -> digest.of(cms.signature()), status, seen.at(), seen.proven(), policy))
                    .orElseGet(() -> TimestampReport.of(Optional.empty(), List.of(Reason.CMS_MALFORMED))));
        }
        return reports;
    }

    /** The best signature time: the earliest that is proven by whatever timestamp. */
    Seen of(Facts signature, List<TimestampReport> own) {
        var behind = seenBehind(signature.end());
        var earliest = own.stream().filter(TimestampReport::proves).flatMap(one -> one.time().stream())
                .min(Comparator.naturalOrder());
        if (earliest.isEmpty() || behind.proven() && behind.at().isBefore(earliest.get())) {
            return behind;
        }
        return new Seen(earliest.get(), true);
    }
}
