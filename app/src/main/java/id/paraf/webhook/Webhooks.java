package id.paraf.webhook;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.esign.Client;
import id.paraf.esign.LookAfterClient;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;

/** What an officer may do about where applications of the own institution are told what happened. */
@Component
public class Webhooks {

    /** An application had files signed. */
    public static final String SIGNED = "signature.completed";
    /** A request for signatures of the application took a step. */
    public static final String REQUEST = "signature-request.changed";
    /** A certificate of a signer of the institution is in another state. */
    public static final String CERTIFICATE = "certificate.status-changed";
    /** Says nothing but that it came. */
    public static final String TEST = "webhook.test";
    private static final int SHOWN = 20;

    private final Targets targets;
    private final Outbox outbox;
    private final Addresses addresses;
    private final LookAfterClient clients;
    private final Audit audit;

    Webhooks(Targets targets, Outbox outbox, Addresses addresses, LookAfterClient clients, Audit audit) {
        this.targets = targets;
        this.outbox = outbox;
        this.addresses = addresses;
        this.clients = clients;
        this.audit = audit;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** There is a new secret; it is shown once. */
        record Secret(SecretText secret) implements Outcome {
        }

        record Done() implements Outcome {
        }

        /** It was so before, or somebody was faster: nothing happened. */
        record Unchanged() implements Outcome {
        }

        /** No address that may be called. */
        record Flawed() implements Outcome {
        }

        /** There is no such application for this officer. */
        record NotThere() implements Outcome {
        }
    }

    public Optional<Target> of(Client client) {
        return targets.find(client.id());
    }

    /** The last messages, the newest first. */
    public List<Delivery> last(Client client) {
        return outbox.last(client.id(), SHOWN);
    }

    /** Sets the address, or another one; the secret stays as it is. */
    @Transactional
    public Outcome set(UUID officer, UUID id, String typed, Origin origin) {
        var client = clients.one(officer, id).orElse(null);
        if (client == null) {
            return new Outcome.NotThere();
        }
        var url = addresses.typed(typed).orElse(null);
        if (url == null) {
            return new Outcome.Flawed();
        }
        byte[] secret = targets.make();
        if (targets.insert(client, url, secret)) {
            record("webhook.set", client, officer, Map.of("host", url.getHost()), origin);
            return shown(secret);
        }
        if (!targets.move(id, url)) {
            return new Outcome.Unchanged();
        }
        record("webhook.changed", client, officer, Map.of("host", url.getHost()), origin);
        return new Outcome.Done();
    }

    /**
     * Gives it another secret; the one before signs beside it for a day.
     *
     * @param number of the secret that the officer saw it has
     */
    @Transactional
    public Outcome rotate(UUID officer, UUID id, int number, Origin origin) {
        var client = clients.one(officer, id).orElse(null);
        if (client == null) {
            return new Outcome.NotThere();
        }
        byte[] secret = targets.make();
        if (!targets.rotate(id, number, secret)) {
            return new Outcome.Unchanged();
        }
        record("webhook.rotated", client, officer, Map.of(), origin);
        return shown(secret);
    }

    /** What waits to be sent is forgotten with it. */
    @Transactional
    public Outcome remove(UUID officer, UUID id, Origin origin) {
        return done(officer, id, () -> targets.remove(id), "webhook.removed", Map.of(), origin);
    }

    /** Sends a message that says nothing but that it came. */
    @Transactional
    public Outcome test(UUID officer, UUID id, Origin origin) {
        return done(officer, id, () -> targets.find(id).map(target -> outbox.add(id, TEST, Map.of())).isPresent(),
                "webhook.tested", Map.of(), origin);
    }

    /** Sends one once more. */
    @Transactional
    public Outcome again(UUID officer, UUID id, UUID message, Origin origin) {
        return done(officer, id, () -> outbox.again(id, message), "webhook.resent", Map.of("message", message.toString()), origin);
    }

    private Outcome done(UUID officer, UUID id, java.util.function.BooleanSupplier work, String event, Map<String, String> facts,
            Origin origin) {
        var client = clients.one(officer, id).orElse(null);
        if (client == null) {
            return new Outcome.NotThere();
        }
        if (!work.getAsBoolean()) {
            return new Outcome.Unchanged();
        }
        record(event, client, officer, facts, origin);
        return new Outcome.Done();
    }

    private static Outcome shown(byte[] secret) {
        return new Outcome.Secret(SecretText.of(Signer.PREFIX + Base64.getEncoder().encodeToString(secret)));
    }

    private void record(String type, Client client, UUID officer, Map<String, String> facts, Origin origin) {
        var details = new HashMap<>(facts);
        details.put("application", client.username());
        details.put("institution", client.institution());
        audit.record(new AuditEvent(type, null, officer, "esign-client:" + client.id(), details, origin));
    }
}
