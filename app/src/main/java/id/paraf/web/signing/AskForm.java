package id.paraf.web.signing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import id.paraf.signing.AskOthers;
import id.paraf.signing.FindSigner;
import id.paraf.signing.MarkChoice;
import id.paraf.signing.Round;
import id.paraf.web.Form;

/** The form of "Minta orang lain menandatangani": who, in which order, where, until when. */
final class AskForm {

    static final int LONGEST_MESSAGE = Round.LONGEST_MESSAGE;
    private static final int ROWS = 2;

    private final UUID asker;
    private final String name;
    private final Map<String, String> typed;
    private final Form form = Form.empty();

    /** @param name of the asker */
    AskForm(UUID asker, String name, Map<String, String> typed) {
        this.asker = asker;
        this.name = name;
        this.typed = typed;
        form.with("self", typed("self").isEmpty() ? "no" : typed("self")).with("message", typed("message")).with("until",
                typed("until"));
        for (int i = 1; i <= Round.MOST; i++) {
            form.with("person" + i, typed("person" + i)).with("place" + i, typed("place" + i)).with("tag" + i, typed("tag" + i));
        }
    }

    Form form() {
        return form;
    }

    /** How many places there are to type in: whoever wants one more asks for it. */
    int rows() {
        int last = filled().reduce((first, second) -> second).orElse(0);
        return Math.min(Round.MOST, Math.max(ROWS, last + (typed("more").isEmpty() ? 0 : 1)));
    }

    /** Whether nothing but another place to type in is wanted. */
    boolean more() {
        return !typed("more").isEmpty();
    }

    private IntStream numbers() {
        return IntStream.rangeClosed(1, Round.MOST);
    }

    private Stream<Integer> filled() {
        return numbers().filter(i -> !typed("person" + i).isBlank()).boxed();
    }

    private String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    /** Who is asked, in order; what is wrong stands in the form. */
    List<AskOthers.Signer> signers(FindSigner find) {
        var signers = new ArrayList<AskOthers.Signer>();
        var seen = new HashSet<UUID>();
        for (int i : filled().toList()) {
            switch (find.find(asker, typed("person" + i))) {
                case FindSigner.Outcome.Found(UUID account, String called) -> {
                    if (!seen.add(account)) {
                        form.error("person" + i, "signing.ask.person.twice");
                    }
                    signers.add(new AskOthers.Signer(account, called, spot(i)));
                }
                case FindSigner.Outcome.Nobody nobody -> form.error("person" + i, "signing.ask.person.nobody");
                case FindSigner.Outcome.TooMany tooMany -> form.error("person" + i, "signing.ask.person.tooMany");
            }
        }
        if (form.ok() && seen.stream().allMatch(asker::equals)) {
            form.error("person1", "signing.ask.person.missing");
        }
        self(signers, seen);
        if (signers.size() > Round.MOST) {
            form.error("self", "signing.ask.many", Round.MOST);
        }
        return signers;
    }

    private void self(List<AskOthers.Signer> signers, Set<UUID> seen) {
        switch (typed("self")) {
            case "first", "last" -> {
                if (!seen.add(asker)) {
                    form.error("self", "signing.ask.self.twice");
                }
                signers.add(typed("self").equals("first") ? 0 : signers.size(), new AskOthers.Signer(asker, name, null));
            }
            case "", "no" -> {
                // Who wants to sign in between types the own name there.
            }
            default -> form.error("self", "signing.ask.self.missing");
        }
    }

    private MarkChoice.@Nullable Spot spot(int i) {
        String tag = typed("tag" + i).strip();
        return switch (typed("place" + i)) {
            case "" -> null;
            case "top-left" -> new MarkChoice.Spot.Corner(false, false);
            case "top-right" -> new MarkChoice.Spot.Corner(true, false);
            case "bottom-left" -> new MarkChoice.Spot.Corner(false, true);
            case "bottom-right" -> new MarkChoice.Spot.Corner(true, true);
            case "text" -> {
                if (!tag.isEmpty() && tag.length() <= MarkChoice.Spot.AtText.LONGEST
                        && tag.chars().noneMatch(Character::isISOControl)) {
                    yield new MarkChoice.Spot.AtText(tag);
                }
                form.error("tag" + i, "signing.mark.text.missing", MarkChoice.Spot.AtText.LONGEST);
                yield null;
            }
            default -> {
                form.error("place" + i, "signing.mark.spot.missing");
                yield null;
            }
        };
    }

    /** What the asker wants to say. */
    String message() {
        String message = typed("message").strip();
        if (message.length() > LONGEST_MESSAGE) {
            form.error("message", "signing.ask.message.long", LONGEST_MESSAGE);
        }
        return message;
    }

    /** The last day; null for none. */
    @Nullable LocalDate until(LocalDate earliest, LocalDate latest) {
        if (typed("until").isBlank()) {
            return null;
        }
        try {
            var until = LocalDate.parse(typed("until").strip());
            if (until.isBefore(earliest) || until.isAfter(latest)) {
                form.error("until", "signing.ask.until.wrong", earliest, latest);
            }
            return until;
        } catch (DateTimeException e) {
            form.error("until", "signing.ask.until.wrong", earliest, latest);
            return null;
        }
    }
}
