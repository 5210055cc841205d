package id.paraf.web.webhook;

import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.esign.Client;
import id.paraf.esign.LookAfterClient;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;
import id.paraf.webhook.Webhooks;
import id.paraf.webhook.Webhooks.Outcome;

/** Where one application is told what happened, the secret that proves it, and what was sent last. */
@Controller
class WebhookPages {

    private static final String PATH = "/officer/clients/{id}/webhook";

    private final Webhooks webhooks;
    private final LookAfterClient clients;

    WebhookPages(Webhooks webhooks, LookAfterClient clients) {
        this.webhooks = webhooks;
        this.clients = clients;
    }

    private Client there(UUID id, Viewer viewer) {
        return clients.one(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
    }

    @FreshTotp
    @GetMapping(PATH)
    String show(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var client = there(id, viewer);
        var form = Form.empty();
        webhooks.of(client).ifPresent(target -> form.with("url", target.url().toString()));
        return show(client, form, model);
    }

    private String show(Client client, Form form, Model model) {
        model.addAttribute("client", client).addAttribute("form", form).addAttribute("target", webhooks.of(client).orElse(null))
                .addAttribute("deliveries", webhooks.last(client));
        return "webhook/webhook";
    }

    @FreshTotp
    @PostMapping(PATH)
    String set(@PathVariable UUID id, @RequestParam(defaultValue = "") String url, Viewer viewer, Page page, Model model,
            Origin origin) {
        return after(webhooks.set(viewer.account(), id, url, origin), "webhook.changed", id, url, viewer, page, model);
    }

    @FreshTotp
    @PostMapping(PATH + "/rotate")
    String rotate(@PathVariable UUID id, @RequestParam(defaultValue = "") String number, Viewer viewer, Page page, Model model,
            Origin origin) {
        int seen = number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0;
        return after(webhooks.rotate(viewer.account(), id, seen, origin), "webhook.changed", id, "", viewer, page, model);
    }

    @FreshTotp
    @PostMapping(PATH + "/remove")
    String remove(@PathVariable UUID id, Viewer viewer, Page page, Model model, Origin origin) {
        return after(webhooks.remove(viewer.account(), id, origin), "webhook.removed", id, "", viewer, page, model);
    }

    @FreshTotp
    @PostMapping(PATH + "/test")
    String test(@PathVariable UUID id, Viewer viewer, Page page, Model model, Origin origin) {
        return after(webhooks.test(viewer.account(), id, origin), "webhook.sending", id, "", viewer, page, model);
    }

    @FreshTotp
    @PostMapping(PATH + "/again")
    String again(@PathVariable UUID id, @RequestParam(defaultValue = "") String delivery, Viewer viewer, Page page, Model model,
            Origin origin) {
        UUID message = delivery.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? UUID.fromString(delivery) : new UUID(0, 0);
        return after(webhooks.again(viewer.account(), id, message, origin), "webhook.sending", id, "", viewer, page, model);
    }

    private String after(Outcome outcome, String sentence, UUID id, String url, Viewer viewer, Page page, Model model) {
        switch (outcome) {
            case Outcome.Done done -> page.toast(sentence);
            case Outcome.Unchanged same -> page.toast("webhook.unchanged");
            case Outcome.NotThere no -> throw new Problem(404, "notFound");
            case Outcome.Secret(var secret) -> {
                model.addAttribute("client", there(id, viewer)).addAttribute("secret", secret.reveal());
                return "webhook/secret";
            }
            case Outcome.Flawed flawed -> {
                page.refused();
                return show(there(id, viewer), Form.empty().with("url", url).error("url", "webhook.url.flaw"), model);
            }
        }
        return "redirect:/officer/clients/" + id + "/webhook";
    }
}
