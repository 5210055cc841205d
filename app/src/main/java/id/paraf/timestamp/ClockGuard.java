package id.paraf.timestamp;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The clock, as long as it can be believed (TS-03): it keeps step with time that passes evenly, and every witness agreed with
 * it not long ago. After a step nobody knows whether it was wrong before or is wrong now: it is not believed until it has kept
 * step for a while, and the witnesses agree with what it says then.
 */
final class ClockGuard {

    /** How long the clock has to keep step after it did not. */
    static final Duration QUIET = Duration.ofMinutes(1);
    /** So many rounds an agreement counts after which a witness is lost: a packet may be. */
    private static final int ROUNDS = 3;
    /** Clock and even time are read so close together that a pause between them cannot pass for a step. */
    private static final long TOGETHER = 50_000_000;

    private final Clock clock;
    private final TimeSources sources;
    private final Duration mostDrift;
    private final long stale;
    private final Consumer<@Nullable String> changed;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Look last;

    /** @param changed told in words when the clock is no longer believed, and null when it is again */
    ClockGuard(Clock clock, TimeSources sources, TimestampSettings settings, Consumer<@Nullable String> changed) {
        this.clock = clock;
        this.sources = sources;
        this.mostDrift = settings.mostDrift();
        this.stale = settings.checkEvery().multipliedBy(ROUNDS).toNanos();
        this.changed = changed;
    }

    /** A time that may be certified, or none. */
    sealed interface Now {
        record Believed(Instant at) implements Now {
        }

        record Doubted(String why) implements Now {
        }
    }

    /** Clock and even time at one moment. */
    private record Moment(Instant at, long nanos) {
    }

    /** The clock did not keep step; {@code at} is in even time. */
    private record Step(String why, long at) {
    }

    /**
     * What was found at a moment.
     *
     * @param trouble why the clock is not believed, or null
     * @param step the last step, as long as it counts
     * @param agreedAt even time at which all witnesses agreed, or null if one disagreed since
     */
    private record Look(Moment moment, @Nullable String trouble, @Nullable Step step, @Nullable Long agreedAt) {

        /** From when on it counts. */
        long since() {
            return trouble == null && agreedAt != null ? agreedAt : moment.nanos();
        }
    }

    /** What the witnesses say: {@code differs} if one does, {@code lost} if one says nothing that helps. */
    private record Heard(@Nullable String differs, @Nullable String lost) {
    }

    /** The time, if it can be believed. Asks the witnesses only if nobody did for long. */
    Now now() {
        var moment = moment();
        var look = last;
        if (look == null || moment.nanos() - look.since() > stale) {
            look = look();
            moment = moment();
        }
        if (stepped(look.moment(), moment) != null) {
            look = look();
        }
        return look.trouble() == null ? new Now.Believed(moment.at()) : new Now.Doubted(look.trouble());
    }

    /** Compares the clock with everything there is, and remembers what it found. */
    void check() {
        look();
    }

    private Look look() {
        looking.lock();
        try {
            var before = last;
            var moment = moment();
            var step = step(before, moment);
            var heard = heard();
            Long agreedAt = step != null || heard.differs() != null ? null
                    : heard.lost() == null ? (Long) moment.nanos() : before == null ? null : before.agreedAt();
            boolean agreed = agreedAt != null && moment.nanos() - agreedAt <= stale;
            var look = new Look(moment, step != null ? step.why() : heard.differs() != null ? heard.differs()
                    : agreed ? null : heard.lost(), step, agreedAt);
            last = look;
            boolean doubted = before != null && before.trouble() != null;
            if (doubted != (look.trouble() != null)) {
                changed.accept(look.trouble());
            }
            return look;
        } finally {
            looking.unlock();
        }
    }

    /** The step that counts now: a new one, or the last one for a while. */
    private @Nullable Step step(@Nullable Look before, Moment moment) {
        if (before == null) {
            return null;
        }
        String stepped = stepped(before.moment(), moment);
        if (stepped != null) {
            return new Step(stepped, moment.nanos());
        }
        var last = before.step();
        return last != null && moment.nanos() - last.at() < QUIET.toNanos() ? last : null;
    }

    private Heard heard() {
        String lost = null;
        for (var witness : sources.witnesses()) {
            try {
                var reading = witness.read();
                if (reading.uncertain().compareTo(mostDrift) > 0) {
                    lost = witness.name() + " takes too long to be compared with";
                } else if (reading.ahead().abs().plus(reading.uncertain()).compareTo(mostDrift) > 0) {
                    // What tokens state as their accuracy has to be true: a doubt counts as a difference.
                    return new Heard("it is " + reading.ahead().toMillis() + " ms ahead of " + witness.name(), lost);
                }
            } catch (IOException e) {
                lost = witness.name() + " does not answer: " + e.getMessage();
            }
        }
        return new Heard(null, lost);
    }

    private @Nullable String stepped(Moment from, Moment to) {
        var off = Duration.between(from.at(), to.at()).minusNanos(to.nanos() - from.nanos());
        return off.abs().compareTo(mostDrift) > 0 ? "it stepped by " + off.toMillis() + " ms" : null;
    }

    private Moment moment() {
        while (true) {
            long before = sources.nanos().getAsLong();
            Instant at = clock.instant();
            long after = sources.nanos().getAsLong();
            if (after - before <= TOGETHER) {
                return new Moment(at, after);
            }
        }
    }
}
