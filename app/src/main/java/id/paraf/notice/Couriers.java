package id.paraf.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Loop;
import id.paraf.kernel.Randomness;

/** Starts a courier for each route with the application, and stops them with it. */
@Component
class Couriers implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<Courier> couriers = new ArrayList<>();
    private final List<Loop> loops = new ArrayList<>();

    Couriers(Outbox outbox, Envelope envelope, Wording wording, Channels channels, Randomness randomness, Clock clock) {
        for (var route : Route.values()) {
            couriers.add(new Courier(route, outbox, envelope, wording, channels, randomness, clock, this::wake));
        }
    }

    /** Looks for due messages now. */
    synchronized void wake() {
        loops.forEach(Loop::wake);
    }

    @Override
    public synchronized void start() {
        couriers.forEach(courier -> loops.add(Loop.start(courier.name(), PAUSE, courier::round)));
    }

    @Override
    public void stop() {
        List<Loop> running;
        synchronized (this) {
            running = List.copyOf(loops);
            loops.clear();
        }
        running.forEach(Loop::close);
        couriers.forEach(Courier::awaitHands);
    }

    @Override
    public synchronized boolean isRunning() {
        return !loops.isEmpty();
    }
}
