package id.paraf.signing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.kernel.Origin;
import id.paraf.kernel.Wib;

/**
 * Reminds whoever's turn it is: by itself every few days and on the day before the end, while people are at work, and when the
 * asker wants it. Each reminder is one guarded statement, so that two nodes never send the same.
 */
@Component
public class RemindSigners {

    /** Reminders that come by themselves, for each turn. */
    static final int MOST_BY_ITSELF = 3;
    /** Reminders that the asker sends, for each turn. */
    static final int MOST_BY_HAND = 3;
    static final Duration BETWEEN = Duration.ofHours(4);
    private static final LocalTime OPENING = LocalTime.of(8, 0);
    private static final LocalTime CLOSING = LocalTime.of(17, 0);
    /** From the morning of the day before to the hour at which rounds end. */
    private static final Duration DAY_BEFORE = Duration.ofHours(33);

    private final ReminderRows rows;
    private final RoundRows rounds;
    private final RoundNotices notices;
    private final SigningSettings settings;
    private final PassOn passOn;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RemindSigners(ReminderRows rows, RoundRows rounds, RoundNotices notices, SigningSettings settings, PassOn passOn, Clock clock,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.rounds = rounds;
        this.notices = notices;
        this.settings = settings;
        this.passOn = passOn;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** What became of "Ingatkan". */
    public sealed interface Outcome {
        record Reminded() implements Outcome {
        }

        /** The last one was not long ago. */
        record TooSoon(Duration left) implements Outcome {
        }

        /** Nobody's turn it is, or the asker has reminded often enough, or it is not this account's round. */
        record NotPossible() implements Outcome {
        }
    }

    /** Whether the asker could remind the one whose turn it is now. */
    public boolean possible(Round round) {
        return round.running() && round.current().filter(turn -> !turn.account().equals(round.asker()))
                .filter(turn -> turn.nudges() < MOST_BY_HAND && !pause(turn).isPositive()).isPresent();
    }

    private Duration pause(Turn turn) {
        return turn.remindedAt() == null ? Duration.ZERO : Duration.between(clock.instant(), turn.remindedAt().plus(BETWEEN));
    }

    /** The asker reminds whoever's turn it is. */
    public Outcome byHand(UUID asker, UUID id, Origin origin) {
        return byHand(asker, asker, id, origin);
    }

    /** The same by the application that asked in this account's name. */
    public Outcome through(UUID asker, UUID id, Origin origin) {
        return byHand(asker, null, id, origin);
    }

    private Outcome byHand(UUID asker, @Nullable UUID by, UUID id, Origin origin) {
        return Objects.requireNonNull(transaction.<Outcome>execute(status -> {
            var round = rounds.lock(id).filter(found -> found.asker().equals(asker)).orElse(null);
            var turn = round == null ? null : round.current().filter(each -> !each.account().equals(asker)).orElse(null);
            if (round == null || turn == null || turn.nudges() >= MOST_BY_HAND) {
                return new Outcome.NotPossible();
            }
            if (pause(turn).isPositive()) {
                return new Outcome.TooSoon(pause(turn));
            }
            rows.nudged(id, turn.position(), clock.instant());
            remind(round, turn, by, origin);
            return new Outcome.Reminded();
        }));
    }

    /** Sends what is due; a job calls it. Nobody is written to outside working hours. */
    void run() {
        Instant now = clock.instant();
        var time = LocalTime.ofInstant(now, Wib.ZONE);
        if (time.isBefore(OPENING) || !time.isBefore(CLOSING)) {
            return;
        }
        // Whoever hears of the end needs no other reminder on that day.
        for (var due : rows.ending(now, now.plus(DAY_BEFORE), now.minus(BETWEEN))) {
            transaction.executeWithoutResult(status -> {
                if (notices.reach(due.account()) && rows.warned(due, now)) {
                    var round = rounds.find(due.round()).orElseThrow();
                    var turn = round.turn(due.position()).orElseThrow();
                    passOn.record("round.turn.warned", round, turn, null, Origin.SYSTEM);
                    notices.ending(round, turn);
                }
            });
        }
        for (var due : rows.due(now.minus(settings.remindAfter()), MOST_BY_ITSELF)) {
            transaction.executeWithoutResult(status -> {
                if (notices.reach(due.account()) && rows.reminded(due, now)) {
                    var round = rounds.find(due.round()).orElseThrow();
                    remind(round, round.turn(due.position()).orElseThrow(), null, Origin.SYSTEM);
                }
            });
        }
    }

    private void remind(Round round, Turn turn, @Nullable UUID by, Origin origin) {
        passOn.record("round.turn.reminded", round, turn, by, origin);
        notices.reminded(round, turn);
    }
}
