package id.paraf.web.rest;

import java.time.Duration;
import java.util.Set;

import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.esign.AskForClient;
import id.paraf.esign.ClientRounds;
import id.paraf.esign.FindSigner;
import id.paraf.esign.Orders;
import id.paraf.esign.Orders.Begun;
import id.paraf.signing.AskOthers;
import id.paraf.signing.RemindSigners;
import id.paraf.signing.Round;
import id.paraf.signing.Rounds;
import id.paraf.signing.Trouble;
import id.paraf.signing.Turn;
import id.paraf.web.rest.Shapes.Hindrance;
import id.paraf.web.rest.Shapes.RequestSigner;
import id.paraf.web.rest.Shapes.RequestState;
import id.paraf.web.rest.Shapes.TurnState;

/** Asks people to sign in turn, and follows what becomes of it. */
@Component
class RequestCalls {

    static final String PATH = Operations.BASE + "/signature-requests/";
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final FindSigner signers;
    private final Accounts accounts;
    private final AskForClient ask;
    private final AskOthers rules;
    private final ClientRounds requests;
    private final Rounds rounds;
    private final Orders orders;
    private final Writer writer;

    RequestCalls(FindSigner signers, Accounts accounts, AskForClient ask, AskOthers rules, ClientRounds requests, Rounds rounds,
            Orders orders, Writer writer) {
        this.signers = signers;
        this.accounts = accounts;
        this.ask = ask;
        this.rules = rules;
        this.requests = requests;
        this.rounds = rounds;
        this.orders = orders;
        this.writer = writer;
    }

    Reply create(Call call) {
        if (call.client().sandbox()) {
            throw new Failure(ErrorCode.NOT_IN_SANDBOX);
        }
        String key = Keys.of(call);
        var form = new RequestForm(new Upload(call.request(), Set.copyOf(RequestForm.FIELDS), RequestForm.REFUSED),
                rules.earliest(), rules.latest());
        var answer = switch (orders.begin(call.client(), key, form.content())) {
            case Begun.Answered(var before) -> before;
            case Begun.OtherContent other -> throw new Failure(ErrorCode.IDEMPOTENCY_KEY_REUSED);
            case Begun.UnderWay now -> throw new Failure(ErrorCode.REQUEST_UNDER_WAY).after(AGAIN);
            case Begun.Ours(var order) -> carryOut(order, form, call);
        };
        return Reply.json(answer.status(), answer.json())
                .at(PATH + writer.read(answer.json(), Shapes.SignatureRequest.class).id());
    }

    private Orders.Answer carryOut(Orders.Order order, RequestForm form, Call call) {
        boolean done = false;
        try {
            var people = form.people(signers, accounts, call.client());
            var wish = new AskForClient.Wish(people.asker(), form.file().name(), form.file().bytes(), people.signers(),
                    form.message,
                    form.until);
            var outcome = ask.ask(order, call.client(), wish, round -> new Orders.Answer(201, writer.json(shape(round))),
                    call.origin());
            done = outcome instanceof AskForClient.Outcome.Begun;
            return switch (outcome) {
                case AskForClient.Outcome.Begun(var answer) -> answer;
                case AskForClient.Outcome.TooMany many -> throw new Failure(ErrorCode.TOO_MANY_REQUESTS).after(DAY);
                case AskForClient.Outcome.Refused(var trouble) -> throw refused(trouble);
            };
        } finally {
            if (!done) {
                // Nothing came of it: it may be sent again under its key.
                orders.giveUp(order);
            }
        }
    }

    private static Failure refused(Trouble trouble) {
        return trouble == Trouble.TOO_FAST ? new Failure(ErrorCode.TOO_MANY_REQUESTS).after(HOUR)
                : new Failure(ErrorCode.FILE_NOT_SIGNABLE).saying("signing.trouble." + trouble);
    }

    private Round found(Call call) {
        return Keys.id(call.variable("request")).flatMap(id -> requests.find(call.client(), id))
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND));
    }

    Reply show(Call call) {
        return Reply.json(200, writer.json(shape(found(call))));
    }

    Reply remind(Call call) {
        var round = found(call);
        return switch (requests.remind(call.client(), round, call.origin())) {
            case RemindSigners.Outcome.Reminded reminded -> show(call);
            case RemindSigners.Outcome.TooSoon(var left) -> throw new Failure(ErrorCode.REMINDER_TOO_SOON).after(left);
            case RemindSigners.Outcome.NotPossible no ->
                throw new Failure(found(call).running() ? ErrorCode.REMINDER_NOT_POSSIBLE : ErrorCode.REQUEST_ENDED);
        };
    }

    /** Withdrawing what is withdrawn says so once more. */
    Reply withdraw(Call call) {
        requests.withdraw(call.client(), found(call), call.origin());
        var now = found(call);
        if (now.state() != Round.State.WITHDRAWN) {
            throw new Failure(ErrorCode.REQUEST_ENDED);
        }
        return Reply.json(200, writer.json(shape(now)));
    }

    /** With all signatures that there are. */
    Reply download(Call call) {
        var round = found(call);
        if (round.signed() == 0) {
            throw new Failure(ErrorCode.NOTHING_SIGNED_YET);
        }
        return requests.file(call.client(), round, call.origin()).map(pdf -> Reply.pdf(pdf, round.name()))
                .orElseThrow(() -> new Failure(ErrorCode.FILE_GONE));
    }

    private Shapes.SignatureRequest shape(Round round) {
        return new Shapes.SignatureRequest(round.id(), round.name(), RequestState.valueOf(round.state().name()), round.begunAt(),
                round.endsAt(), round.endedAt(), PATH + round.id() + "/file",
                round.turns().stream().map(turn -> signer(round, turn)).toList());
    }

    private RequestSigner signer(Round round, Turn turn) {
        var hindrance = turn.state() == Turn.State.ASKED
                ? rounds.obstacle(round).map(obstacle -> Hindrance.valueOf(obstacle.name())).orElse(null)
                : null;
        return new RequestSigner(turn.position(), TurnState.valueOf(turn.state().name()), turn.askedAt(), turn.doneAt(), hindrance);
    }
}
