package id.paraf.web.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.signing.Round;
import id.paraf.signing.Spots;
import id.paraf.signing.Turn;
import id.paraf.web.Page;

/**
 * A round as its asker sees it, or one of its signers.
 *
 * @param viewer whoever looks
 * @param asker the asker's name
 */
public record RoundView(Round round, UUID viewer, String asker) {

    public String href() {
        return "/documents/rounds/" + round.id();
    }

    public boolean mine() {
        return round.asker().equals(viewer);
    }

    /** The viewer's turn, if it has come and is not over. */
    public @Nullable Turn waiting() {
        return round.current().filter(turn -> turn.account().equals(viewer)).orElse(null);
    }

    /** The viewer's turn, however it stands. */
    public @Nullable Turn own() {
        return round.turnOf(viewer).orElse(null);
    }

    /** Who a turn belongs to: to other signers an address is nobody's business. */
    public String name(Turn turn, Page page) {
        if (turn.account().equals(viewer)) {
            return page.t("signing.round.you");
        }
        return mine() || !turn.called().contains("@") ? turn.called() : page.t("signing.round.number", turn.position());
    }

    public String state(Page page) {
        return page.t("signing.round.state." + round.state());
    }

    /** A kind of {@code ui.status}. */
    public String kind() {
        return switch (round.state()) {
            case RUNNING -> "info";
            case FINISHED -> "good";
            case DECLINED -> "bad";
            case EXPIRED, WITHDRAWN -> "warn";
        };
    }

    public String progress(Page page) {
        return page.t("signing.round.progress", round.signed(), round.turns().size());
    }

    public static String state(Turn turn, Page page) {
        return page.t("signing.turn.state." + turn.state());
    }

    /** A kind of {@code ui.status}. */
    public static String kind(Turn turn) {
        return switch (turn.state()) {
            case LATER, SKIPPED, LAPSED -> "quiet";
            case ASKED -> "info";
            case SIGNED -> "good";
            case DECLINED -> "bad";
        };
    }

    /** Where the mark is to stand, in words; null where the signer chooses. */
    public static @Nullable String place(Turn turn, Page page) {
        String name = Spots.name(turn.spot());
        return name == null ? null : name.equals("text") ? page.t("signing.turn.place.text", String.valueOf(Spots.tag(turn.spot())))
                : page.t("signing.turn.place.last", page.t("signing.spot." + name));
    }

    /** Something that happened. */
    public record Happened(Instant at, String what) {
    }

    /** What has happened, the latest first. */
    public List<Happened> timeline(Page page) {
        var happened = new ArrayList<Happened>();
        happened.add(new Happened(round.begunAt(), page.t("signing.round.happened.begun", asker)));
        for (var turn : round.turns()) {
            if (turn.askedAt() != null) {
                happened.add(new Happened(turn.askedAt(), page.t("signing.round.happened.asked", name(turn, page))));
            }
            if (turn.remindedAt() != null && mine()) {
                happened.add(new Happened(turn.remindedAt(), page.t("signing.round.happened.reminded", name(turn, page))));
            }
            if (turn.doneAt() != null && turn.state() != Turn.State.LAPSED) {
                happened.add(new Happened(turn.doneAt(), page.t("signing.round.happened." + turn.state(), name(turn, page))));
            }
        }
        if (round.endedAt() != null) {
            happened.add(new Happened(round.endedAt(), page.t("signing.round.happened.ended." + round.state())));
        }
        return happened.stream().sorted(Comparator.comparing(Happened::at)).toList().reversed();
    }
}
