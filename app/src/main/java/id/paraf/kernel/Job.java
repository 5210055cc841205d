package id.paraf.kernel;

import java.time.Duration;

/**
 * Recurring work of a feature. Every bean of this type is run by {@code jobs}: on one node at a time, at least
 * {@code every} apart; a run that fails is tried again at its next turn.
 *
 * @param name unique and stable, for instance {@code notice.tidy}
 * @param every the pause between two runs
 * @param work what to do; it opens its own transactions
 */
public record Job(String name, Duration every, Runnable work) {
}
