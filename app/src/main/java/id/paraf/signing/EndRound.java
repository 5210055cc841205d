package id.paraf.signing;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/** Ends a round before all have signed: by the asker, by a signer who does not sign, or because its time is over. */
@Component
public class EndRound {

    /** The most that a signer may say about not signing. */
    public static final int LONGEST_REASON = 500;
    /** Longer than any document of it is kept. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final RoundRows rows;
    private final PassOn passOn;
    private final SigningSettings settings;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    EndRound(RoundRows rows, PassOn passOn, SigningSettings settings, Audit audit, ApplicationEventPublisher events, Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.passOn = passOn;
        this.settings = settings;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** False if it is not this account's, or over. What was signed stays with the asker. */
    @Transactional
    public boolean withdraw(UUID asker, UUID id, Origin origin) {
        return withdraw(asker, asker, id, origin);
    }

    /** The same by the application that asked in this account's name. */
    @Transactional
    public boolean withdrawThrough(UUID asker, UUID id, Origin origin) {
        return withdraw(asker, null, id, origin);
    }

    private boolean withdraw(UUID asker, @Nullable UUID by, UUID id, Origin origin) {
        var round = passOn.running(id).filter(found -> found.asker().equals(asker));
        round.ifPresent(found -> passOn.end(found, Round.State.WITHDRAWN, null, by, origin));
        return round.isPresent();
    }

    /** False if it is not this account's turn, or not any more; also where the signature was quicker. */
    @Transactional
    public boolean decline(UUID signer, UUID id, String reason, Origin origin) {
        var round = passOn.running(id).orElse(null);
        var turn = round == null ? null : round.current().filter(each -> each.account().equals(signer)).orElse(null);
        if (round == null || turn == null) {
            return false;
        }
        rows.done(id, turn.position(), Turn.State.DECLINED, reason.strip());
        audit.record(new AuditEvent("round.turn.declined", signer, signer, "round:" + id,
                Map.of("position", Integer.toString(turn.position())), origin));
        passOn.end(round, Round.State.DECLINED, null, signer, origin);
        return true;
    }

    /** Ends what is over by the clock, and forgets what has been over for long; a job calls it. Safe on several nodes at once. */
    void expire() {
        for (var id : rows.over()) {
            transaction.executeWithoutResult(status -> passOn.running(id)
                    .filter(round -> !round.endsAt().isAfter(clock.instant()))
                    .ifPresent(round -> passOn.end(round, Round.State.EXPIRED, null, null, Origin.SYSTEM)));
        }
        transaction.executeWithoutResult(status -> {
            for (var gone : rows.forget(settings.keepSigned().plus(REMEMBERED))) {
                audit.record(new AuditEvent("round.forgotten", gone.asker(), null, "round:" + gone.id(), Map.of(), Origin.SYSTEM));
                events.publishEvent(new RoundForgotten(gone.id()));
            }
        });
    }
}
