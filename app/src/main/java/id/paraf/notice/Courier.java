package id.paraf.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import id.paraf.kernel.Randomness;

/**
 * Carries the messages of one route, at least once each: several at a time, retrying with growing and randomised pauses
 * until a message is too old to be worth it.
 */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int HANDS = 8;
    /** Longer than any channel's timeout, so that no second courier takes a message that is still being carried. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int LONGEST_REASON = 200;

    private final Route route;
    private final Outbox outbox;
    private final Envelope envelope;
    private final Wording wording;
    private final Channels channels;
    private final Randomness randomness;
    private final Clock clock;
    private final Runnable wake;
    private final Semaphore hands = new Semaphore(HANDS);
    private volatile Instant pausedUntil = Instant.MIN;

    Courier(Route route, Outbox outbox, Envelope envelope, Wording wording, Channels channels, Randomness randomness,
            Clock clock, Runnable wake) {
        this.route = route;
        this.outbox = outbox;
        this.envelope = envelope;
        this.wording = wording;
        this.channels = channels;
        this.randomness = randomness;
        this.clock = clock;
        this.wake = wake;
    }

    String name() {
        return "courier-" + route.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Takes what is due and what the hands can hold, and carries it on threads of its own. */
    void round() {
        int free = hands.drainPermits();
        int taken = 0;
        try {
            if (free > 0 && !clock.instant().isBefore(pausedUntil)) {
                for (var message : outbox.claim(route, free, clock.instant(), LEASE)) {
                    taken++;
                    Thread.ofVirtual().name(name()).start(() -> carry(message));
                }
            }
        } finally {
            hands.release(free - taken);
        }
    }

    /** Waits until what is under way has been recorded. */
    void awaitHands() {
        try {
            if (hands.tryAcquire(HANDS, 5, TimeUnit.SECONDS)) {
                hands.release(HANDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(Outbox.Claimed message) {
        try {
            conclude(message, attempt(message));
        } catch (RuntimeException e) {
            // The lease runs out and the message is tried again.
            LOG.warn("Message {} could not be recorded", message.id(), e);
        } finally {
            hands.release();
            wake.run();
        }
    }

    private Channel.Result attempt(Outbox.Claimed message) {
        if (!clock.instant().isBefore(message.expiresAt())) {
            return new Channel.Result.Refused("expired");
        }
        Channel.Letter letter;
        try {
            letter = letter(message);
        } catch (RuntimeException e) {
            LOG.error("Message {} cannot be read", message.id(), e);
            return new Channel.Result.Refused("unreadable");
        }
        try {
            return channels.channel(route).deliver(letter);
        } catch (RuntimeException e) {
            LOG.warn("Message {} ({}) was not carried: {}", message.id(), message.template(), e.getClass().getSimpleName());
            return new Channel.Result.Later(e.getClass().getSimpleName(), null);
        }
    }

    private Channel.Letter letter(Outbox.Claimed message) {
        var contents = envelope.open(message.id(), message.sealed());
        var template = message.template();
        return new Channel.Letter(message.id(), message.account(), route, contents.to(), template, message.language(),
                wording.of(template, message.language(), contents.parameters(), contents.link()),
                wording.values(template, message.language(), contents.parameters()), contents.link());
    }

    private void conclude(Outbox.Claimed message, Channel.Result result) {
        Instant now = clock.instant();
        switch (result) {
            case Channel.Result.Accepted accepted -> outbox.sent(message.id(), accepted.providerId(), now);
            case Channel.Result.Refused refused -> {
                LOG.warn("Message {} ({}) will not arrive: {}", message.id(), message.template(), refused.reason());
                outbox.failed(message.id(), cut(refused.reason()), now);
            }
            case Channel.Result.Later later -> {
                Duration pause = pause(message.attempts());
                if (later.retryAfter() != null) {
                    pausedUntil = now.plus(later.retryAfter());
                    pause = later.retryAfter().plus(pause.dividedBy(4));
                }
                if (now.plus(pause).isBefore(message.expiresAt())) {
                    outbox.later(message.id(), cut(later.reason()), now.plus(pause), now);
                } else {
                    outbox.failed(message.id(), cut("expired: " + later.reason()), now);
                }
            }
        }
    }

    /** 2 s, 4 s, 8 s … 5 min, each between half and all of it, so that many messages do not return at one moment. */
    private Duration pause(int attempts) {
        long full = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(attempts - 1, 20));
        return Duration.ofMillis(full / 2 + randomness.below((int) (full / 2) + 1));
    }

    private static String cut(String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }
}
