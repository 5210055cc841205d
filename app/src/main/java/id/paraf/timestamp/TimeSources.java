package id.paraf.timestamp;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * What bears out the system's clock.
 *
 * @param nanos nanoseconds that pass evenly, whatever is done to the clock: {@code System::nanoTime}
 * @param witnesses other clocks, all of which have to agree
 */
public record TimeSources(LongSupplier nanos, List<TimeWitness> witnesses) {

    public TimeSources {
        witnesses = List.copyOf(witnesses);
    }
}
