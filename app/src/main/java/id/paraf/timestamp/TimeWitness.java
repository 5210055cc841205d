package id.paraf.timestamp;

import java.io.IOException;
import java.time.Duration;

/** Another clock that knows what time it is. */
public interface TimeWitness {

    /**
     * What it said.
     *
     * @param ahead how far the system's clock is ahead of this one; negative if it is behind
     * @param uncertain how far that may be wrong to either side
     */
    record Reading(Duration ahead, Duration uncertain) {
    }

    /** How log and audit trail call it. */
    String name();

    /** Compares, within a second or two. @throws IOException if it does not answer, or not with a time */
    Reading read() throws IOException;
}
