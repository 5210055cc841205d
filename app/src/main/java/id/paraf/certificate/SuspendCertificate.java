package id.paraf.certificate;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Faults;
import id.paraf.kernel.Origin;

/**
 * Stops a certificate for a while ("blokir"): its key rests in the keyroom, and OCSP and lists say certificateHold; also of
 * another certificate in force of the same key, because it is the key that stops. Who may ask is the caller's to check.
 */
@Component
public class SuspendCertificate {

    private final CertificateRows rows;
    private final KeyRows keys;
    private final SuspensionRows suspensions;
    private final SuspensionRecord record;
    private final RestingKeys resting;
    private final RevocationLists lists;
    private final Clock clock;
    private final Faults faults;

    SuspendCertificate(CertificateRows rows, KeyRows keys, SuspensionRows suspensions, SuspensionRecord record, RestingKeys resting,
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

    /** By its owner, who may also end it. Not inside a transaction. */
    public SuspendOutcome byOwner(CertificateId id, UUID owner, Origin origin) {
        return suspend(id, new SuspensionRecord.Act(Suspension.Holder.OWNER, owner, null, origin));
    }

    /**
     * By an officer, and only officers end it; also when the owner stopped it before, so that nobody in the owner's place can
     * forestall them. Not inside a transaction.
     */
    public SuspendOutcome byOfficer(CertificateId id, UUID officer, String reason, Origin origin) {
        return suspend(id, new SuspensionRecord.Act(Suspension.Holder.OFFICER, officer, reason, origin));
    }

    private SuspendOutcome suspend(CertificateId id, SuspensionRecord.Act act) {
        var outcome = resting.inTurn(() -> suspend(rows.find(id).orElse(null), act));
        if (outcome instanceof SuspendOutcome.Suspended) {
            faults.reached(CertificatePoint.SUSPEND_RECORDED);
            rows.find(id).ifPresent(row -> lists.refresh(row.authority()));
        }
        return outcome;
    }

    private SuspendOutcome suspend(CertificateRows.@Nullable Row named, SuspensionRecord.Act act) {
        if (named == null || named.account() == null) {
            return new SuspendOutcome.Over();
        }
        var counting = keys.lock(named.key());
        var row = counting.stream().filter(one -> one.id().equals(named.id())).findFirst().orElse(null);
        if (row == null) {
            return new SuspendOutcome.Over();
        }
        Instant now = clock.instant();
        return switch (row.status(now)) {
            case ISSUED -> {
                // The keyroom commits first: if the rest fails, the key rests a minute too long and not too short.
                resting.rest(row);
                faults.reached(CertificatePoint.SUSPEND_KEY_RESTS);
                counting.stream().filter(one -> one.status(now) == CertificateStatus.ISSUED)
                        .forEach(one -> record.suspend(one, act, now, !one.id().equals(row.id())));
                yield new SuspendOutcome.Suspended(now);
            }
            case SUSPENDED -> {
                boolean stronger = act.by() == Suspension.Holder.OFFICER
                        && suspensions.lasting(row.id()).filter(Suspension::byOfficer).isEmpty();
                if (!stronger) {
                    yield new SuspendOutcome.AlreadySuspended();
                }
                counting.stream().filter(one -> one.status(now) == CertificateStatus.SUSPENDED)
                        .forEach(one -> record.takeOver(one, act, now, !one.id().equals(row.id())));
                yield new SuspendOutcome.Suspended(now);
            }
            case RENEW, EXPIRED, REVOKED -> new SuspendOutcome.Over();
        };
    }
}
