package id.paraf.esign;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;

import id.paraf.kernel.Wib;

/** How long a code can be good for. */
public enum Span {
    QUARTER, HOUR,
    /** Until the working day ends, which nobody has to guess: it is the time that is shown. */
    DAY;

    private static final LocalTime DAY_ENDS = LocalTime.of(17, 0);
    /** A working day that is as good as over is none to choose. */
    private static final Duration WORTH = Duration.ofHours(1);

    /** When a code ends that is opened now. */
    public Instant until(Instant now) {
        return switch (this) {
            case QUARTER -> now.plus(Duration.ofMinutes(15));
            case HOUR -> now.plus(Duration.ofHours(1));
            case DAY -> now.atZone(Wib.ZONE).with(DAY_ENDS).toInstant();
        };
    }

    /** Those that can be chosen now: the whole day only as long as it is longer than an hour and no longer than a code may be. */
    public static List<Span> choices(Instant now) {
        return Arrays.stream(values()).filter(span -> span != DAY || span.until(now).isAfter(now.plus(WORTH))
                && !span.until(now).isAfter(now.plus(Duration.ofHours(12)))).toList();
    }
}
