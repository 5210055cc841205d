package id.paraf.signing;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/** What the asker does about a turn that does not go on: go on without this signer, or ask somebody else instead. */
@Component
public class ChangeTurn {

    private final RoundRows rows;
    private final LentRows lent;
    private final PassOn passOn;
    private final RoundNotices notices;
    private final Limits limits;

    ChangeTurn(RoundRows rows, LentRows lent, PassOn passOn, RoundNotices notices, Limits limits) {
        this.rows = rows;
        this.lent = lent;
        this.passOn = passOn;
        this.notices = notices;
        this.limits = limits;
    }

    /** What became of it. */
    public enum Outcome {
        CHANGED,
        /** The round or the turn is over, or not this account's. */
        TOO_LATE,
        /** Whoever is to sign instead has a turn already. */
        THERE_ALREADY,
        /** This account has asked for more in a day than anybody means. */
        TOO_MANY
    }

    /** Goes on without a signer; after the last one the round is over. */
    @Transactional
    public Outcome skip(UUID asker, UUID id, int position, Origin origin) {
        var round = passOn.running(id).filter(found -> found.asker().equals(asker)).orElse(null);
        var turn = round == null ? null : round.turn(position).filter(Turn::open).orElse(null);
        if (round == null || turn == null) {
            return Outcome.TOO_LATE;
        }
        rows.done(id, position, Turn.State.SKIPPED, null);
        passOn.record("round.turn.skipped", round, turn, asker, origin);
        leave(round, turn, asker, origin);
        return Outcome.CHANGED;
    }

    /** Gives a turn to somebody else, who is asked at once if it has come. */
    @Transactional
    public Outcome replace(UUID asker, UUID id, int position, FindSigner.Outcome.Found other, Origin origin) {
        var round = passOn.running(id).filter(found -> found.asker().equals(asker)).orElse(null);
        var turn = round == null ? null : round.turn(position).filter(Turn::open).orElse(null);
        if (round == null || turn == null) {
            return Outcome.TOO_LATE;
        }
        if (round.turnOf(other.account()).isPresent()) {
            return Outcome.THERE_ALREADY;
        }
        if (!limits.take(Limit.ROUND_PER_ACCOUNT, asker.toString()).granted()) {
            return Outcome.TOO_MANY;
        }
        rows.given(id, position, other.account(), other.called());
        passOn.record("round.turn.replaced", round, turn, asker, origin, Map.of("instead", other.account().toString()));
        leave(round, turn, asker, origin);
        return Outcome.CHANGED;
    }

    /** Whoever had the document has it no longer, and the next one is asked. */
    private void leave(Round round, Turn turn, UUID asker, Origin origin) {
        if (turn.state() != Turn.State.ASKED) {
            passOn.changed(round);
            return;
        }
        lent.takeBack(round.id());
        if (!turn.account().equals(asker)) {
            notices.told(round, List.of(turn.account()), RoundNotices.News.RELEASED);
        }
        passOn.next(round.id(), passOn.present(round), asker, origin);
    }
}
