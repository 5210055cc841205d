package id.paraf.certificate;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Faults;
import id.paraf.kernel.Origin;

/**
 * Lets a suspended certificate count again, as it was before ("buka blokir"), and with it another one of the same key. Who may
 * ask is the caller's to check.
 */
@Component
public class ResumeCertificate {

    private final CertificateRows rows;
    private final KeyRows keys;
    private final SuspensionRows suspensions;
    private final SuspensionRecord record;
    private final RestingKeys resting;
    private final RevocationLists lists;
    private final Clock clock;
    private final Faults faults;

    ResumeCertificate(CertificateRows rows, KeyRows keys, SuspensionRows suspensions, SuspensionRecord record, RestingKeys resting,
            RevocationLists lists, Clock clock, Faults faults) {
        this.rows = rows;
        this.keys = keys;
        this.suspensions = suspensions;
        this.record = record;
        this.resting = resting;
        this.lists = lists;
        this.clock = clock;
        this.faults = faults;
    }

    /** By its owner: only what the owner suspended. Not inside a transaction. */
    public ResumeOutcome byOwner(CertificateId id, UUID owner, Origin origin) {
        return resume(id, new SuspensionRecord.Act(Suspension.Holder.OWNER, owner, null, origin));
    }

    /** By an officer, whoever suspended it. Not inside a transaction. */
    public ResumeOutcome byOfficer(CertificateId id, UUID officer, String note, Origin origin) {
        return resume(id, new SuspensionRecord.Act(Suspension.Holder.OFFICER, officer, note, origin));
    }

    private ResumeOutcome resume(CertificateId id, SuspensionRecord.Act act) {
        var outcome = resting.inTurn(() -> resume(rows.find(id).orElse(null), act));
        if (outcome instanceof ResumeOutcome.Resumed) {
            faults.reached(CertificatePoint.RESUME_RECORDED);
            rows.find(id).ifPresent(row -> {
                // The key works again after the certificate does, never before.
                resting.settle(row.key());
                faults.reached(CertificatePoint.RESUME_KEY_WORKS);
                lists.refresh(row.authority());
            });
        }
        return outcome;
    }

    private ResumeOutcome resume(CertificateRows.@Nullable Row named, SuspensionRecord.Act act) {
        if (named == null || named.account() == null) {
            return new ResumeOutcome.Over();
        }
        var counting = keys.lock(named.key());
        var row = counting.stream().filter(one -> one.id().equals(named.id())).findFirst().orElse(null);
        if (row == null) {
            return new ResumeOutcome.Over();
        }
        Instant now = clock.instant();
        return switch (row.status(now)) {
            case SUSPENDED -> {
                var stopped = counting.stream().filter(one -> one.status(now) == CertificateStatus.SUSPENDED).toList();
                if (act.by() == Suspension.Holder.OWNER && stopped.stream().anyMatch(
                        one -> suspensions.lasting(one.id()).filter(suspension -> !suspension.byOfficer()).isEmpty())) {
                    yield new ResumeOutcome.HeldByOfficer();
                }
                stopped.forEach(one -> record.resume(one, act, now, !one.id().equals(row.id())));
                yield new ResumeOutcome.Resumed();
            }
            case ISSUED -> new ResumeOutcome.NotSuspended();
            case RENEW, EXPIRED, REVOKED -> new ResumeOutcome.Over();
        };
    }
}
