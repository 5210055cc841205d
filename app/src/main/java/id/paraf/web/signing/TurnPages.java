package id.paraf.web.signing;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.signing.ChangeTurn;
import id.paraf.signing.FindSigner;
import id.paraf.signing.Rounds;
import id.paraf.signing.Turn;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.Viewer;

/** "Ganti atau lewati": what the asker does about one turn. */
@Controller
class TurnPages {

    private final Rounds rounds;
    private final FindSigner find;
    private final ChangeTurn change;

    TurnPages(Rounds rounds, FindSigner find, ChangeTurn change) {
        this.rounds = rounds;
        this.find = find;
        this.change = change;
    }

    @GetMapping("/documents/rounds/{id}/turns/{position}")
    String form(@PathVariable UUID id, @PathVariable int position, Viewer viewer, Page page, Model model) {
        return show(view(viewer, id), position, Form.empty().with("decision", "replace"), model);
    }

    @PostMapping("/documents/rounds/{id}/turns/{position}")
    String change(@PathVariable UUID id, @PathVariable int position, @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String person, Viewer viewer, Page page, Origin origin, Model model) {
        var view = view(viewer, id);
        open(view, position);
        var form = Form.empty().with("decision", decision).with("person", person);
        var outcome = switch (decision) {
            case "skip" -> Optional.of(change.skip(viewer.account(), id, position, origin));
            case "replace" -> switch (find.find(viewer.account(), person)) {
                case FindSigner.Outcome.Found found ->
                    Optional.of(change.replace(viewer.account(), id, position, found, origin));
                case FindSigner.Outcome.Nobody nobody -> wrong(form, "person", "signing.ask.person.nobody");
                case FindSigner.Outcome.TooMany tooMany -> wrong(form, "person", "signing.ask.person.tooMany");
            };
            default -> wrong(form, "decision", "signing.turn.decision.missing");
        };
        outcome.filter(ChangeTurn.Outcome.THERE_ALREADY::equals)
                .ifPresent(twice -> form.error("person", "signing.ask.person.twice"));
        outcome.filter(ChangeTurn.Outcome.TOO_MANY::equals).ifPresent(many -> form.error("person", "signing.ask.tooMany"));
        if (!form.ok()) {
            page.refused();
            return show(view, position, form, model);
        }
        if (outcome.filter(ChangeTurn.Outcome.CHANGED::equals).isEmpty()) {
            throw over(id);
        }
        page.toast("signing.turn.changed");
        return "redirect:" + view.href();
    }

    private static Optional<ChangeTurn.Outcome> wrong(Form form, String field, String key) {
        form.error(field, key);
        return Optional.empty();
    }

    private static Problem over(UUID round) {
        return new Problem(409, "signing.turnOver").leadingTo("/documents/rounds/" + round);
    }

    private RoundView view(Viewer viewer, UUID id) {
        return rounds.find(viewer.account(), id).filter(round -> round.asker().equals(viewer.account()))
                .map(round -> new RoundView(round, viewer.account(), viewer.name()))
                .orElseThrow(() -> new Problem(404, "notFound"));
    }

    private static Turn open(RoundView view, int position) {
        var turn = view.round().turn(position).orElseThrow(() -> new Problem(404, "notFound"));
        if (!view.round().running() || !turn.open()) {
            throw over(view.round().id());
        }
        return turn;
    }

    private static String show(RoundView view, int position, Form form, Model model) {
        model.addAttribute("view", view).addAttribute("turn", open(view, position)).addAttribute("form", form);
        return "signing/turn";
    }
}
