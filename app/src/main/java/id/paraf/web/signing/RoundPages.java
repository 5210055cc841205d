package id.paraf.web.signing;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.account.Accounts;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.signing.Documents;
import id.paraf.signing.EndRound;
import id.paraf.signing.RemindSigners;
import id.paraf.signing.Round;
import id.paraf.signing.Rounds;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** Documents that several sign in turn: what waits for the viewer, what the viewer asked for, and each of them. */
@Controller
class RoundPages {

    private final Rounds rounds;
    private final Documents documents;
    private final Accounts accounts;
    private final RemindSigners remind;
    private final EndRound end;

    RoundPages(Rounds rounds, Documents documents, Accounts accounts, RemindSigners remind, EndRound end) {
        this.rounds = rounds;
        this.documents = documents;
        this.accounts = accounts;
        this.remind = remind;
        this.end = end;
    }

    @GetMapping("/documents/rounds")
    String list(Viewer viewer, Page page, Model model) {
        var asking = views(viewer, rounds.asking(viewer.account()));
        model.addAttribute("waiting", asking.stream().filter(view -> view.waiting() != null).toList())
                .addAttribute("mine", views(viewer, rounds.begunBy(viewer.account())))
                .addAttribute("others", asking.stream().filter(view -> view.waiting() == null && !view.mine()).toList());
        return "signing/rounds";
    }

    @GetMapping("/documents/rounds/{id}")
    String round(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var round = concerning(viewer, id);
        var own = round.turnOf(viewer.account()).orElse(null);
        model.addAttribute("view", view(viewer, round)).addAttribute("remindable", remind.possible(round))
                .addAttribute("obstacle", round.asker().equals(viewer.account()) ? rounds.obstacle(round).orElse(null) : null)
                // Documents go by time, rounds are remembered a little longer.
                .addAttribute("document", documents.ownedBy(viewer.account(), round.asker().equals(viewer.account())
                        || own == null || own.document() == null ? round.document() : own.document()).orElse(null));
        return "signing/round";
    }

    @GetMapping("/documents/rounds/{id}/decline")
    String askDecline(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        return decline(waiting(viewer, id), Form.empty(), model);
    }

    @PostMapping("/documents/rounds/{id}/decline")
    String decline(@PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Viewer viewer, Page page, Origin origin,
            Model model) {
        var view = waiting(viewer, id);
        if (reason.isBlank() || reason.strip().length() > EndRound.LONGEST_REASON) {
            page.refused();
            return decline(view, Form.empty().with("reason", reason).error("reason", "signing.decline.reason.missing",
                    EndRound.LONGEST_REASON), model);
        }
        if (!end.decline(viewer.account(), id, reason, origin)) {
            throw over(view.round());
        }
        page.toast("signing.decline.done", view.round().name());
        return "redirect:" + view.href();
    }

    private static String decline(RoundView view, Form form, Model model) {
        model.addAttribute("view", view).addAttribute("form", form);
        return "signing/decline";
    }

    @PostMapping("/documents/rounds/{id}/remind")
    String remind(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        var round = begun(viewer, id);
        return switch (remind.byHand(viewer.account(), id, origin)) {
            case RemindSigners.Outcome.Reminded done -> {
                page.toast("signing.remind.done");
                yield "redirect:/documents/rounds/" + id;
            }
            case RemindSigners.Outcome.TooSoon(var left) ->
                throw new Problem(429, "signing.remindedAlready", left).leadingTo("/documents/rounds/" + id);
            case RemindSigners.Outcome.NotPossible over -> throw over(round);
        };
    }

    @GetMapping("/documents/rounds/{id}/withdraw")
    String askWithdraw(@PathVariable UUID id, Viewer viewer, Page page, Model model) {
        var round = begun(viewer, id);
        if (!round.running()) {
            throw over(round);
        }
        model.addAttribute("view", view(viewer, round));
        return "signing/withdraw";
    }

    @PostMapping("/documents/rounds/{id}/withdraw")
    String withdraw(@PathVariable UUID id, Viewer viewer, Page page, Origin origin) {
        var round = begun(viewer, id);
        if (!end.withdraw(viewer.account(), id, origin)) {
            throw over(round);
        }
        page.toast("signing.withdraw.done", round.name());
        return "redirect:/documents/rounds/" + id;
    }

    private Round concerning(Viewer viewer, UUID id) {
        return rounds.find(viewer.account(), id).orElseThrow(() -> new Problem(404, "notFound"));
    }

    private Round begun(Viewer viewer, UUID id) {
        return rounds.find(viewer.account(), id).filter(round -> round.asker().equals(viewer.account()))
                .orElseThrow(() -> new Problem(404, "notFound"));
    }

    private RoundView waiting(Viewer viewer, UUID id) {
        var view = view(viewer, concerning(viewer, id));
        if (view.waiting() == null) {
            throw over(view.round());
        }
        return view;
    }

    private static Problem over(Round round) {
        return new Problem(409, "signing.turnOver").leadingTo("/documents/rounds/" + round.id());
    }

    private RoundView view(Viewer viewer, Round round) {
        return views(viewer, List.of(round)).getFirst();
    }

    private List<RoundView> views(Viewer viewer, Collection<Round> found) {
        var names = accounts.all(found.stream().map(Round::asker).collect(Collectors.toSet()));
        return found.stream().map(round -> new RoundView(round, viewer.account(),
                Objects.requireNonNull(names.get(round.asker())).name())).toList();
    }
}
