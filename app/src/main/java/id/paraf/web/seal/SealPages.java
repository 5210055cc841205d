package id.paraf.web.seal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.certificate.RevocationGround;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.seal.OrderSeal;
import id.paraf.seal.OrderSeal.Flaw;
import id.paraf.seal.OrderSeal.Outcome;
import id.paraf.seal.ReadSeals;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** Seals of the officer's institution: which there are, how they are used, who is responsible, and their end. */
@Controller
class SealPages {

    private static final String PATH = "/officer/seals";
    /** Of the grounds for revocations those that can be true of a seal: nobody leaves. */
    private static final List<RevocationGround> GROUNDS = Arrays.stream(RevocationGround.values())
            .filter(ground -> ground != RevocationGround.LEFT).toList();

    private final ReadSeals read;
    private final OrderSeal order;

    SealPages(ReadSeals read, OrderSeal order) {
        this.read = read;
        this.order = order;
    }

    @GetMapping(PATH)
    String list(Viewer viewer, Page page, Model model) {
        model.addAttribute("seals", read.ofOfficer(viewer.account()));
        return "seal/seals";
    }

    @FreshTotp
    @GetMapping(PATH + "/new")
    String fresh(Viewer viewer, Page page, Model model) {
        return ask(Form.empty(), viewer, model);
    }

    private String ask(Form form, Viewer viewer, Model model) {
        Map<String, String> clients = new LinkedHashMap<>();
        order.clients(viewer.account())
                .forEach(client -> clients.put(client.id().toString(), client.username() + " · " + client.info()));
        model.addAttribute("form", form).addAttribute("clients", clients);
        return "seal/newSeal";
    }

    @FreshTotp
    @PostMapping(PATH)
    String create(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String identifier,
            @RequestParam(defaultValue = "") String responsible, @RequestParam(defaultValue = "") String client,
            @RequestParam(defaultValue = "") String perDay, Viewer viewer, Page page, Model model, Origin origin) {
        var typed = new OrderSeal.Typed(name, identifier, responsible, client, perDay);
        return switch (order.order(viewer.account(), typed, origin)) {
            case Outcome.Ordered(var id) -> {
                page.toast("seal.ordered");
                yield "redirect:" + PATH + "/" + id;
            }
            case Outcome.Flawed(var flaws) -> {
                page.refused();
                yield ask(flawed(Form.empty().with("name", name).with("identifier", identifier).with("responsible", responsible)
                        .with("client", client).with("perDay", perDay), flaws), viewer, model);
            }
            case Outcome.NotThere no -> throw new Problem(403, "forbidden");
            case Outcome.Done done -> throw new IllegalStateException("A new seal has an id");
            case Outcome.Unchanged same -> throw new IllegalStateException("A new seal has an id");
        };
    }

    @FreshTotp
    @GetMapping(PATH + "/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return show(id, Form.empty(), viewer, page, model);
    }

    private String show(UUID id, Form form, Viewer viewer, Page page, Model model) {
        Map<String, String> grounds = new LinkedHashMap<>();
        GROUNDS.forEach(ground -> grounds.put(ground.name(), page.t("seal.ground." + ground.name())));
        model.addAttribute("sheet", read.ofOfficer(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound")))
                .addAttribute("form", form).addAttribute("grounds", grounds);
        return "seal/seal";
    }

    @FreshTotp
    @PostMapping(PATH + "/{id}/responsible")
    String handOver(@PathVariable UUID id, @RequestParam(defaultValue = "") String responsible, Viewer viewer, Page page,
            Model model, Origin origin) {
        return after(order.handOver(viewer.account(), id, responsible, origin), "seal.handedOver", id,
                Form.empty().with("responsible", responsible), viewer, page, model);
    }

    @FreshTotp
    @PostMapping(PATH + "/{id}/withdraw")
    String withdraw(@PathVariable UUID id, Viewer viewer, Page page, Model model, Origin origin) {
        return after(order.withdraw(viewer.account(), id, origin), "seal.withdrawn", id, Form.empty(), viewer, page, model);
    }

    /** What cannot be taken back needs a tick that says so. */
    @FreshTotp
    @PostMapping(PATH + "/{id}/end")
    String end(@PathVariable UUID id, @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String understood, Viewer viewer,
            Page page, Model model, Origin origin) {
        var form = Form.empty().with("ground", ground).with("reason", reason).with("understood", understood);
        Optional<RevocationGround> chosen = GROUNDS.stream().filter(known -> known.name().equals(ground)).findFirst();
        if (chosen.isEmpty()) {
            form.error("ground", "seal.ground.missing");
        }
        if (!understood.equals("yes")) {
            form.error("understood", "seal.end.understood.missing");
        }
        if (chosen.isEmpty() || !form.ok()) {
            page.refused();
            return show(id, form, viewer, page, model);
        }
        return after(order.end(viewer.account(), id, chosen.get(), reason, origin), "seal.ended", id, form, viewer, page, model);
    }

    private String after(Outcome outcome, String sentence, UUID id, Form form, Viewer viewer, Page page, Model model) {
        switch (outcome) {
            case Outcome.Done done -> page.toast(sentence);
            case Outcome.Unchanged same -> page.toast("seal.unchanged");
            case Outcome.NotThere no -> throw new Problem(404, "notFound");
            case Outcome.Ordered again -> throw new IllegalStateException("There was a seal already");
            case Outcome.Flawed(var flaws) -> {
                page.refused();
                return show(id, flawed(form, flaws), viewer, page, model);
            }
        }
        return "redirect:" + PATH + "/" + id;
    }

    private static Form flawed(Form form, Set<Flaw> flaws) {
        flaws.stream().sorted().forEach(flaw -> {
            switch (flaw) {
                case NAME_MISSING, NAME_TAKEN -> form.error("name", "seal.flaw." + flaw);
                case IDENTIFIER_FORM -> form.error("identifier", "seal.flaw." + flaw);
                case CLIENT_UNKNOWN -> form.error("client", "seal.flaw." + flaw);
                case PER_DAY_RANGE -> form.error("perDay", "seal.flaw." + flaw);
                case RESPONSIBLE_UNKNOWN, RESPONSIBLE_UNPROVEN -> form.error("responsible", "seal.flaw." + flaw);
                case REASON_MISSING -> form.error("reason", "seal.flaw." + flaw);
                case INSTITUTION_STOPPED -> form.error("seal.flaw." + flaw);
            }
        });
        return form;
    }
}
