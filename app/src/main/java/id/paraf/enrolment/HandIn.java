package id.paraf.enrolment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.evidence.CheckFile;
import id.paraf.evidence.EvidenceFile;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.evidence.EvidenceKind;
import id.paraf.evidence.FileFlaw;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/** Documents that go with an application: each is checked for itself, so that one that is refused takes no other along. */
@Component
public class HandIn {

    private final ApplicationRows rows;
    private final Apply apply;
    private final DocumentPolicy policy;
    private final CheckFile check;
    private final EvidenceFiles files;
    private final Limits limits;

    HandIn(ApplicationRows rows, Apply apply, DocumentPolicy policy, CheckFile check, EvidenceFiles files, Limits limits) {
        this.rows = rows;
        this.apply = apply;
        this.policy = policy;
        this.check = check;
        this.files = files;
        this.limits = limits;
    }

    /** What became of a file. */
    public sealed interface Outcome {
        /** It is kept, in place of what was there. */
        record Kept() implements Outcome {
        }

        /** It was not taken; what was there before still is. */
        record Refused(FileFlaw flaw) implements Outcome {
        }

        /** More files in an hour than anybody hands in. */
        record TooMany(Duration retryAfter) implements Outcome {
        }

        /** There is no such application of this account, it does not ask for this, or the step is not open. */
        record NotOpen() implements Outcome {
        }
    }

    /** Takes one file. Not inside a transaction: looking at it takes a while. */
    public Outcome file(UUID account, UUID id, EvidenceKind kind, byte[] file, Origin origin) {
        if (mine(account, id).filter(Step.DOCUMENTS::open).filter(found -> policy.asked(found).contains(kind)).isEmpty()) {
            return new Outcome.NotOpen();
        }
        if (limits.take(Limit.EVIDENCE_PER_ACCOUNT, account.toString()) instanceof Limits.Outcome.Refused(var retryAfter)) {
            return new Outcome.TooMany(retryAfter);
        }
        return switch (check.check(kind, file)) {
            case CheckFile.Outcome.Refused(FileFlaw flaw) -> new Outcome.Refused(flaw);
            case CheckFile.Outcome.Clean clean -> {
                var outcome = apply.step(account, id, Step.DOCUMENTS, application -> {
                    files.keep(account, id, kind, clean, origin);
                    return null;
                });
                yield outcome instanceof ApplyOutcome.Done ? new Outcome.Kept() : new Outcome.NotOpen();
            }
        };
    }

    /** Takes one back before the application is sent. */
    public ApplyOutcome remove(UUID account, UUID id, EvidenceKind kind, Origin origin) {
        return apply.step(account, id, Step.DOCUMENTS, application -> {
            files.remove(id, kind, origin);
            return null;
        });
    }

    /** The applicant has handed in what there is to hand in. */
    public ApplyOutcome done(UUID account, UUID id, Origin origin) {
        return apply.step(account, id, Step.DOCUMENTS, application -> {
            if (!application.documentsMissing().isEmpty()) {
                return new ApplyOutcome.DocumentsMissing(application.documentsMissing());
            }
            apply.corrected(account, id, Step.DOCUMENTS, origin);
            return null;
        });
    }

    /** What was handed in, without what is in it. */
    public List<EvidenceFile> of(Application application) {
        return files.of(application.id());
    }

    /** One of the applicant's own. */
    public Optional<EvidenceFiles.Shown> show(UUID account, UUID id, EvidenceKind kind, Origin origin) {
        return mine(account, id).flatMap(application -> files.show(id, kind, account, origin));
    }

    private Optional<Application> mine(UUID account, UUID id) {
        return rows.find(id).filter(found -> found.account().equals(account));
    }
}
