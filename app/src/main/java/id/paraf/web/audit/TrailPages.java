package id.paraf.web.audit;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.audit.Audit;
import id.paraf.audit.Entry;
import id.paraf.audit.SearchTrail;
import id.paraf.kernel.Origin;
import id.paraf.web.EventNames;
import id.paraf.web.Page;
import id.paraf.web.Viewer;
import id.paraf.web.security.FreshTotp;

/** The audit trail, for auditors: events and nothing else. No photo, no form, and every look is an event itself. */
@Controller
class TrailPages {

    private static final int SIZE = 50;

    private final SearchTrail trail;
    private final Audit audit;
    private final Accounts accounts;
    private final EventNames names;

    TrailPages(SearchTrail trail, Audit audit, Accounts accounts, EventNames names) {
        this.trail = trail;
        this.audit = audit;
        this.accounts = accounts;
        this.names = names;
    }

    @GetMapping("/audit")
    String read(@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String kind, @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String subject, @RequestParam(defaultValue = "") String after, Viewer viewer,
            Page page,
            Model model, Origin origin) {
        var filter = new TrailFilter(from, until, kind, actor, subject);
        var who = actor(filter.actor());
        boolean nobody = !filter.actor().isEmpty() && who.isEmpty();
        var sheet = nobody ? new SearchTrail.Sheet(List.of(), null)
                : trail.look(filter.filter(who.orElse(null)), TrailFilter.place(after), SIZE, viewer.account(), origin);
        model.addAttribute("filter", filter).addAttribute("entries", sheet.entries()).addAttribute("nobody", nobody)
                .addAttribute("first", TrailFilter.place(after) == null)
                .addAttribute("next", sheet.next() == null ? null : filter.href(sheet.next()))
                .addAttribute("kinds", kinds(trail.types().stream(), page))
                .addAttribute("names", sheet.entries().stream().collect(Collectors.toMap(Entry::id,
                        entry -> names.of(entry.event().type(), entry.event().details(), page.locale()))))
                .addAttribute("people", people(sheet.entries()));
        return "audit/trail";
    }

    /** The whole trail as {@code audit export} writes it, with every hash and signature: what {@code audit verify} checks. */
    @FreshTotp
    @GetMapping("/audit/export")
    void export(Viewer viewer, Origin origin, HttpServletResponse response) throws IOException {
        audit.exportedBy(viewer.account(), origin);
        response.setContentType("application/jsonl");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"paraf-audit.jsonl\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (var lines = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.US_ASCII)) {
            audit.export(lines);
        }
    }

    private Optional<UUID> actor(String typed) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(typed));
        } catch (IllegalArgumentException name) {
            return accounts.byLogin(typed).map(Account::id);
        }
    }

    /** Kinds of events in the reader's words, to choose from. */
    private Map<String, String> kinds(Stream<String> types, Page page) {
        var kinds = new LinkedHashMap<String, String>();
        types.forEach(type -> kinds.put(type, names.of(type, page.locale())));
        return kinds;
    }

    /** The names of those who did something, as far as there are accounts of theirs. */
    private Map<UUID, String> people(List<Entry> entries) {
        return entries.stream().map(entry -> entry.event().actor()).filter(Objects::nonNull).distinct()
                .flatMap(id -> accounts.find(id).stream()).collect(Collectors.toMap(Account::id, Account::name));
    }
}
