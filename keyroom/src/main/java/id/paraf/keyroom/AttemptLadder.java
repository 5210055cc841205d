package id.paraf.keyroom;

import java.time.Duration;
import java.util.List;

/**
 * What wrong passphrases lead to.
 *
 * @param waits after how many wrong ones in a row one has to wait, and how long, in rising order
 * @param lockedAt after how many only a reset helps
 */
public record AttemptLadder(List<Wait> waits, int lockedAt) {

    /** Three wrong ones: five minutes. Six: an hour. Nine: only a reset helps. */
    public static final AttemptLadder DEFAULT = new AttemptLadder(
            List.of(new Wait(3, Duration.ofMinutes(5)), new Wait(6, Duration.ofHours(1))), 9);

    /** {@code pause} follows the wrong attempt number {@code after}. */
    public record Wait(int after, Duration pause) {
    }

    public AttemptLadder {
        waits = List.copyOf(waits);
    }

    /** The pause that attempt number {@code attempt} starts if it is wrong; zero if none. */
    Duration pauseAfter(int attempt) {
        return waits.stream().filter(w -> w.after() == attempt).map(Wait::pause).findFirst().orElse(Duration.ZERO);
    }

    /** How many more wrong ones are free before the next wait or the lock. */
    int leftAfter(int attempts) {
        return waits.stream().mapToInt(Wait::after).filter(n -> n > attempts).min().orElse(lockedAt) - attempts;
    }
}
