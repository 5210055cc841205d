package id.paraf.esign;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.signing.Documents;
import id.paraf.signing.EndRound;
import id.paraf.signing.RemindSigners;
import id.paraf.signing.Round;
import id.paraf.signing.RoundChanged;
import id.paraf.signing.RoundForgotten;
import id.paraf.signing.Rounds;

/** The rounds that an application began: it sees them, reminds, withdraws, and fetches the document. Others are not there. */
@Component
public class ClientRounds {

    private final JdbcClient jdbc;
    private final Rounds rounds;
    private final RemindSigners remind;
    private final EndRound end;
    private final Documents documents;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ClientRounds(JdbcClient jdbc, Rounds rounds, RemindSigners remind, EndRound end, Documents documents, Audit audit,
            ApplicationEventPublisher events, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.rounds = rounds;
        this.remind = remind;
        this.end = end;
        this.documents = documents;
        this.audit = audit;
        this.events = events;
        this.transaction = transaction;
    }

    /** A round, and the application that began it. */
    record Followed(UUID client, Round round) {
    }

    public Optional<Round> find(Client client, UUID id) {
        return followed(id).filter(found -> found.client().equals(client.id())).map(Followed::round);
    }

    /** The application that a round is of, with the round as it is now; empty for what people began themselves. */
    Optional<Followed> followed(UUID round) {
        return jdbc.sql("SELECT client, asker FROM esign_round WHERE round = :round").param("round", round)
                .query((rs, i) -> Map.entry(rs.getObject("client", UUID.class), rs.getObject("asker", UUID.class))).optional()
                .flatMap(row -> rounds.find(row.getValue(), round).map(found -> new Followed(row.getKey(), found)));
    }

    /** Reminds whoever's turn it is, by the rules that the asker is under. */
    public RemindSigners.Outcome remind(Client client, Round round, Origin origin) {
        return Objects.requireNonNull(transaction.<RemindSigners.Outcome>execute(status -> {
            var outcome = remind.through(round.asker(), round.id(), origin);
            if (outcome instanceof RemindSigners.Outcome.Reminded) {
                record("round.reminder-requested", client, round, origin);
            }
            return outcome;
        }));
    }

    /** False if it is over. What was signed stays with the asker. */
    @Transactional
    public boolean withdraw(Client client, Round round, Origin origin) {
        boolean withdrawn = end.withdrawThrough(round.asker(), round.id(), origin);
        if (withdrawn) {
            record("round.withdrawal-requested", client, round, origin);
        }
        return withdrawn;
    }

    /** The document with the signatures that it has; empty if it is deleted. */
    @Transactional
    public Optional<byte[]> file(Client client, Round round, Origin origin) {
        var content = documents.content(round.asker(), round.document());
        content.ifPresent(found -> audit.record(new AuditEvent("document.downloaded", round.asker(), null,
                "document:" + round.document(), Map.of("application", client.username()), origin)));
        return content.map(Documents.Content::pdf);
    }

    private void record(String type, Client client, Round round, Origin origin) {
        audit.record(new AuditEvent(type, round.asker(), null, "round:" + round.id(), Map.of("application", client.username()),
                origin));
    }

    /** Runs in the transaction of the step. */
    @EventListener
    void on(RoundChanged change) {
        followed(change.round()).ifPresent(found -> events.publishEvent(new RequestMoved(found.client(), change.round(),
                found.round().state().name(), found.round().turns().stream()
                        .map(turn -> new RequestMoved.Turn(turn.position(), turn.state().name())).toList())));
    }

    /** Runs in the transaction that forgets it. */
    @EventListener
    void on(RoundForgotten forgotten) {
        jdbc.sql("DELETE FROM esign_round WHERE round = :round").param("round", forgotten.round()).update();
    }
}
