package id.paraf.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.webhook.Delivery.State;

/** Sends what is due, at least once, with growing pauses for about a day. */
@Component
class Deliver {

    private static final Logger LOG = LoggerFactory.getLogger(Deliver.class);
    /** So many messages are under way at most, and so many begin at once for one application: a slow receiver holds up its own alone. */
    private static final int AT_ONCE = 32;
    static final int EACH = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Longer than one attempt, so that nobody else takes a message that is being sent. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    /** After each attempt that failed; after the last there is none. */
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5),
            Duration.ofMinutes(15), Duration.ofMinutes(40), Duration.ofHours(2), Duration.ofHours(4), Duration.ofHours(8),
            Duration.ofHours(8));
    private static final int GONE = 410;

    private final Outbox outbox;
    private final Targets targets;
    private final Addresses addresses;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Semaphore free = new Semaphore(AT_ONCE);
    /** How many messages of an application are under way here. */
    private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();
    private final Post post = new Post(TIMEOUT, (SSLSocketFactory) SSLSocketFactory.getDefault());

    Deliver(Outbox outbox, Targets targets, Addresses addresses, Audit audit, Clock clock, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.targets = targets;
        this.addresses = addresses;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Begins to send what is due now, as much as there is room for, and waits for none of it.
     *
     * @param after runs after each of them
     */
    List<Thread> begin(Runnable after) {
        int room = free.drainPermits();
        List<Outbox.Claimed> due = List.of();
        try {
            due = room == 0 ? due : outbox.claim(room, EACH, Set.copyOf(underWay.keySet()), LEASE);
        } finally {
            free.release(room - due.size());
        }
        due.forEach(message -> underWay.merge(message.client(), 1, Integer::sum));
        return due.stream().map(message -> Thread.ofVirtual().name("webhook").start(() -> {
            try {
                carry(message);
            } finally {
                underWay.computeIfPresent(message.client(), (client, count) -> count == 1 ? null : count - 1);
                free.release();
                after.run();
            }
        })).toList();
    }

    /** The same, and waits for them. @return how many were tried */
    int round() {
        var threads = begin(() -> {
        });
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return threads.size();
    }

    private void carry(Outbox.Claimed message) {
        try {
            conclude(message, attempt(message));
        } catch (RuntimeException e) {
            // The lease runs out and it is tried again.
            LOG.warn("Webhook message {} could not be sent", message.id(), e);
        }
    }

    /**
     * What came of an attempt.
     *
     * @param status of the answer; 0 if there was none
     */
    private record Attempt(int status, String outcome) {

        boolean taken() {
            return status / 100 == 2;
        }
    }

    private Attempt attempt(Outbox.Claimed message) {
        var target = targets.find(message.client()).orElse(null);
        if (target == null) {
            return new Attempt(GONE, "removed");
        }
        try {
            InetAddress address = addresses.resolve(target.url().getHost()).orElse(null);
            if (address == null) {
                return new Attempt(0, "address not allowed");
            }
            Instant now = clock.instant();
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("webhook-id", message.id().toString());
            headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
            headers.put("webhook-signature", Signer.header(targets.secrets(message.client()), message.id(), now, message.body()));
            int status = post.send(target.url(), address, headers, message.body());
            return new Attempt(status, "HTTP " + status);
        } catch (UnknownHostException e) {
            return new Attempt(0, "host not found");
        } catch (SSLException e) {
            return new Attempt(0, "TLS failed");
        } catch (IOException e) {
            return new Attempt(0, e instanceof java.net.SocketTimeoutException ? "no answer in time" : "no connection");
        }
    }

    private void conclude(Outbox.Claimed message, Attempt attempt) {
        if (attempt.taken()) {
            outbox.end(message.id(), State.DELIVERED, attempt.outcome());
        } else if (attempt.status() == GONE || message.attempts() > PAUSES.size()) {
            transaction.executeWithoutResult(status -> {
                if (outbox.end(message.id(), State.GIVEN_UP, attempt.outcome())) {
                    audit.record(new AuditEvent("webhook.given-up", null, null, "esign-client:" + message.client(),
                            Map.of("message", message.id().toString(), "type", message.type(), "outcome", attempt.outcome()),
                            Origin.SYSTEM));
                }
            });
        } else {
            outbox.later(message.id(), clock.instant().plus(PAUSES.get(message.attempts() - 1)), attempt.outcome());
        }
    }
}
