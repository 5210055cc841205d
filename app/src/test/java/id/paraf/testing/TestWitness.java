package id.paraf.testing;

import java.io.IOException;
import java.time.Duration;

import id.paraf.timestamp.TimeWitness;

/** Another clock, which agrees with the system's until a test says otherwise. */
public final class TestWitness implements TimeWitness {

    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean away;

    /** From now on the system's clock is so far ahead of this one. */
    public void ahead(Duration ahead) {
        this.ahead = ahead;
    }

    /** From now on this clock does not answer, or does again. */
    public void away(boolean away) {
        this.away = away;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public Reading read() throws IOException {
        if (away) {
            throw new IOException("away");
        }
        return new Reading(ahead, Duration.ZERO);
    }
}
