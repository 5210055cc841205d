package id.paraf.web.esign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.esign.Client;
import id.paraf.esign.ClientUse;
import id.paraf.esign.Geometry;
import id.paraf.esign.LookAfterClient;
import id.paraf.esign.LookAfterClient.Flaw;
import id.paraf.esign.LookAfterClient.Outcome;
import id.paraf.esign.LookAfterClient.Typed;
import id.paraf.esign.Network;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.sandbox.TestSigners;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** The applications of the officer's institution: which there are, how they are used, and their secrets, each shown once. */
@Controller
class ClientPages {

    private static final String PATH = "/officer/clients";

    private final LookAfterClient clients;
    private final TestSigners tests;
    private final ClientUse use;

    ClientPages(LookAfterClient clients, TestSigners tests, ClientUse use) {
        this.use = use;
        this.clients = clients;
        this.tests = tests;
    }

    @GetMapping(PATH)
    String list(Viewer viewer, Page page, Model model) {
        model.addAttribute("clients", clients.all(viewer.account()));
        return "esign/clients";
    }

    @FreshTotp
    @GetMapping(PATH + "/new")
    String fresh(Viewer viewer, Page page, Model model) {
        return create(Form.empty().with("geometry", Geometry.CORNERS.name()), viewer, page, model);
    }

    private String create(Form form, Viewer viewer, Page page, Model model) {
        model.addAttribute("form", form).addAttribute("geometries", geometries(page)).addAttribute("units",
                clients.units(viewer.account()));
        return "esign/newClient";
    }

    @FreshTotp
    @PostMapping(PATH)
    String create(@RequestParam(defaultValue = "") String username, @RequestParam(defaultValue = "") String info,
            @RequestParam(defaultValue = "") String networks, @RequestParam(defaultValue = "") String geometry,
            @RequestParam(defaultValue = "") String invitesInto, @RequestParam(defaultValue = "") String sandbox, Viewer viewer,
            Page page,
            Model model, Origin origin) {
        return switch (clients.create(viewer.account(), username.strip(), sandbox.equals("yes"),
                typed(info, networks, geometry, invitesInto), origin)) {
            case Outcome.Secret made -> secret(made, model);
            case Outcome.Flawed(var flaws) -> {
                page.refused();
                yield create(
                        flawed(form(info, networks, geometry, invitesInto).with("username", username).with("sandbox", sandbox),
                                flaws),
                        viewer, page, model);
            }
            case Outcome.NotThere no -> throw new Problem(403, "forbidden");
            case Outcome.Done done -> throw new IllegalStateException("A new application has a secret");
            case Outcome.Unchanged same -> throw new IllegalStateException("A new application has a secret");
        };
    }

    /** Nobody can read it again: it stands on this page, and on no other. */
    private static String secret(Outcome.Secret made, Model model) {
        model.addAttribute("client", made.client()).addAttribute("secret", made.secret().reveal());
        return "esign/secret";
    }

    @FreshTotp
    @GetMapping(PATH + "/{id}")
    String one(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var client = there(id, viewer);
        String unit = client.invitesInto() == null ? "" : client.invitesInto().toString();
        return show(client, form(client.info(), networks(client), client.geometry().name(), unit), viewer, page, model);
    }

    private Client there(UUID id, Viewer viewer) {
        return clients.one(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
    }

    private static String networks(Client client) {
        return client.networks().stream().map(Network::text).collect(Collectors.joining("\n"));
    }

    private String show(Client client, Form form, Viewer viewer, Page page, Model model) {
        model.addAttribute("days", use.days(client.id())).addAttribute("failed", FailedView.all(use.failed(client.id()), page));
        model.addAttribute("client", client).addAttribute("form", form).addAttribute("geometries", geometries(page))
                .addAttribute("tests", client.sandbox() ? tests.all() : List.of())
                .addAttribute("units", client.sandbox() ? List.of() : clients.units(viewer.account()));
        return "esign/client";
    }

    @FreshTotp
    @PostMapping(PATH + "/{id}")
    String change(@PathVariable UUID id, @RequestParam(defaultValue = "") String info,
            @RequestParam(defaultValue = "") String networks, @RequestParam(defaultValue = "") String geometry,
            @RequestParam(defaultValue = "") String invitesInto, Viewer viewer, Page page, Model model, Origin origin) {
        return after(clients.change(viewer.account(), id, typed(info, networks, geometry, invitesInto), origin),
                "esign.client.changed",
                id,
                form(info, networks, geometry, invitesInto), viewer, page, model);
    }

    @FreshTotp
    @PostMapping(PATH + "/{id}/rotate")
    String rotate(@PathVariable UUID id, @RequestParam(defaultValue = "") String number, Viewer viewer, Page page, Model model,
            Origin origin) {
        int seen = number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : 0;
        return after(clients.rotate(viewer.account(), id, seen, origin), "esign.client.changed", id, Form.empty(), viewer, page,
                model);
    }

    @FreshTotp
    @PostMapping(PATH + "/{id}/disable")
    String disable(@PathVariable UUID id, Viewer viewer, Page page, Model model, Origin origin) {
        return after(clients.enable(viewer.account(), id, false, origin), "esign.client.disabled", id, Form.empty(), viewer, page,
                model);
    }

    @FreshTotp
    @PostMapping(PATH + "/{id}/enable")
    String enable(@PathVariable UUID id, Viewer viewer, Page page, Model model, Origin origin) {
        return after(clients.enable(viewer.account(), id, true, origin), "esign.client.enabled", id, Form.empty(), viewer, page,
                model);
    }

    private String after(Outcome outcome, String sentence, UUID id, Form form, Viewer viewer, Page page, Model model) {
        switch (outcome) {
            case Outcome.Done done -> page.toast(sentence);
            case Outcome.Unchanged same -> page.toast("esign.client.unchanged");
            case Outcome.NotThere no -> throw new Problem(404, "notFound");
            case Outcome.Secret made -> {
                return secret(made, model);
            }
            case Outcome.Flawed(var flaws) -> {
                page.refused();
                return show(there(id, viewer), flawed(form, flaws), viewer, page, model);
            }
        }
        return "redirect:" + PATH + "/" + id;
    }

    private static Typed typed(String info, String networks, String geometry, String unit) {
        return new Typed(info, networks, geometry.equals(Geometry.SIZE.name()) ? Geometry.SIZE : Geometry.CORNERS, unit);
    }

    private static Form form(String info, String networks, String geometry, String unit) {
        return Form.empty().with("info", info).with("networks", networks).with("geometry", geometry).with("invitesInto", unit);
    }

    private static Form flawed(Form form, Set<Flaw> flaws) {
        flaws.stream().sorted().forEach(flaw -> form.error(switch (flaw) {
            case NAME_FORM, NAME_TAKEN -> "username";
            case INFO_MISSING -> "info";
            case NETWORKS_MISSING, NETWORKS_FORM, NETWORKS_WIDE -> "networks";
            case UNIT_UNKNOWN -> "invitesInto";
        }, "esign.flaw." + flaw));
        return form;
    }

    private static Map<String, String> geometries(Page page) {
        var geometries = new LinkedHashMap<String, String>();
        for (var geometry : Geometry.values()) {
            geometries.put(geometry.name(), page.t("esign.geometry." + geometry));
        }
        return geometries;
    }
}
