package id.paraf.esign;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.signing.AskOthers;
import id.paraf.signing.Round;
import id.paraf.signing.Rounds;
import id.paraf.signing.Trouble;
import id.paraf.signing.UploadDocument;
import id.paraf.signing.UploadDocument.Checked;

/**
 * Begins a round for an application, in the name of somebody at its institution whose document it is. The answer is kept with it, in
 * one transaction, so that asking twice asks once.
 */
@Component
public class AskForClient {

    private final UploadDocument upload;
    private final AskOthers ask;
    private final Rounds rounds;
    private final Orders orders;
    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AskForClient(UploadDocument upload, AskOthers ask, Rounds rounds, Orders orders, JdbcClient jdbc, Audit audit, Clock clock,
            TransactionTemplate transaction) {
        this.upload = upload;
        this.ask = ask;
        this.rounds = rounds;
        this.orders = orders;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * What is asked.
     *
     * @param asker whose document it is from now on
     * @param until the last day; null for as long as a round can run
     */
    public record Wish(UUID asker, String name, byte[] pdf, List<AskOthers.Signer> signers, String message,
            @Nullable LocalDate until) {
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Begun(Orders.Answer answer) implements Outcome {
        }

        /** The file cannot be signed, or not be kept; nothing was begun. */
        record Refused(Trouble trouble) implements Outcome {
        }

        /** More was asked for in the asker's name in a day than anybody means. */
        record TooMany() implements Outcome {
        }
    }

    /**
     * Whoever calls gives the order up if nothing is begun.
     *
     * @param answer what the application is told
     */
    public Outcome ask(Orders.Order order, Client client, Wish wish, Function<Round, Orders.Answer> answer, Origin origin) {
        return switch (upload.check(wish.asker(), client.username(), wish.name(), wish.pdf())) {
            case Checked.Refused(var trouble, _) -> new Outcome.Refused(trouble);
            case Checked.Ready ready -> Objects.requireNonNull(transaction.<Outcome>execute(status -> {
                var outcome = begin(order, client, wish, ready, answer, origin);
                if (!(outcome instanceof Outcome.Begun)) {
                    status.setRollbackOnly();
                }
                return outcome;
            }));
        };
    }

    private Outcome begin(Orders.Order order, Client client, Wish wish, Checked.Ready ready, Function<Round, Orders.Answer> answer,
            Origin origin) {
        return switch (upload.keep(ready, origin)) {
            case UploadDocument.Outcome.Refused(var trouble, _) -> new Outcome.Refused(trouble);
            case UploadDocument.Outcome.Uploaded(var document) ->
                switch (ask.askThrough(client.username(), wish.asker(), document.id(),
                        wish.signers(), wish.message(), wish.until(), origin)) {
                    case AskOthers.Outcome.TooMany many -> new Outcome.TooMany();
                    case AskOthers.Outcome.NotThere gone ->
                        throw new IllegalStateException("The document came with this transaction");
                    case AskOthers.Outcome.NotNow busy ->
                        throw new IllegalStateException("The document came with this transaction");
                    case AskOthers.Outcome.Begun(UUID id) -> {
                        jdbc.sql("INSERT INTO esign_round (round, client, asker, begun_at) VALUES (:round, :client, :asker, :now)")
                                .param("round", id).param("client", client.id()).param("asker", wish.asker())
                                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
                        audit.record(new AuditEvent("round.requested", wish.asker(), null, "round:" + id,
                                Map.of("application", client.username()), origin));
                        var said = answer.apply(rounds.find(wish.asker(), id).orElseThrow());
                        orders.end(order, said);
                        yield new Outcome.Begun(said);
                    }
                };
        };
    }
}
