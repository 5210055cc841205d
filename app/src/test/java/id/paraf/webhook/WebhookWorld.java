package id.paraf.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import id.paraf.esign.EsignWorld;
import id.paraf.kernel.Origin;

/** Applications that are told what happened. */
@Component
@Profile("test")
public class WebhookWorld {

    private static final Origin PLACE = new Origin("192.0.2.15", "WebhookWorld");

    private final Webhooks webhooks;
    private final Outbox outbox;

    WebhookWorld(Webhooks webhooks, Outbox outbox) {
        this.webhooks = webhooks;
        this.outbox = outbox;
    }

    /** Sets an address; returns the secret as it was shown. */
    public String set(UUID officer, UUID client, String url) {
        var outcome = webhooks.set(officer, client, url, PLACE);
        assertThat(outcome).isInstanceOf(Webhooks.Outcome.Secret.class);
        return ((Webhooks.Outcome.Secret) outcome).secret().reveal();
    }

    public String set(EsignWorld.Caller caller, String url) {
        return set(caller.officer(), caller.client().id(), url);
    }

    /** A message that was given up. */
    public UUID givenUp(UUID client) {
        return givenUp(client, "HTTP 500");
    }

    /** The same, with what came of it last. */
    public UUID givenUp(UUID client, String outcome) {
        UUID id = outbox.add(client, "webhook.test", java.util.Map.of());
        outbox.end(id, Delivery.State.GIVEN_UP, outcome);
        return id;
    }
}
