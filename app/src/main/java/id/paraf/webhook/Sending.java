package id.paraf.webhook;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Loop;

/**
 * Sends webhooks on threads of its own, on every node: whoever receives them is a stranger who may answer slowly, and neither a
 * message to a person nor a job waits for that.
 */
@Component
class Sending implements SmartLifecycle {

    /** Among the jobs that a node may leave to others. */
    private static final String NAME = "webhook.deliver";
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Deliver deliver;
    private final boolean here;
    private volatile @Nullable Loop loop;

    Sending(Deliver deliver, @Value("${paraf.jobs.left-to-others:}") Set<String> leftToOthers) {
        this.deliver = deliver;
        this.here = !leftToOthers.contains(NAME);
    }

    @Override
    public void start() {
        if (here) {
            loop = Loop.start(NAME, PAUSE, () -> deliver.begin(this::more));
        }
    }

    /** Room again: for the next of the same application, above all. */
    private void more() {
        var running = loop;
        if (running != null) {
            running.wake();
        }
    }

    /** Begins nothing more. What is under way is due again after its lease, if it does not end before. */
    @Override
    public void stop() {
        var running = loop;
        loop = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
