package id.paraf.signing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code signing_round} and {@code signing_turn}. Who changes a round holds its lock. */
@Component
class RoundRows {

    private static final String ROUNDS = """
            SELECT id, asker, document, name, message, via, state, begun_at, ends_at, ended_at
            FROM signing_round
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    RoundRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(Round round) {
        jdbc.sql("""
                INSERT INTO signing_round (id, asker, document, name, message, via, state, begun_at, ends_at)
                VALUES (:id, :asker, :document, :name, :message, :via, 'RUNNING', :begunAt, :endsAt)""").param("id", round.id())
                .param("asker", round.asker()).param("document", round.document()).param("name", round.name())
                .param("message", round.message()).param("via", round.via()).param("begunAt", DocumentRows.utc(round.begunAt()))
                .param("endsAt", DocumentRows.utc(round.endsAt())).update();
        for (var turn : round.turns()) {
            jdbc.sql("""
                    INSERT INTO signing_turn (round, position, account, called, spot, tag, state)
                    VALUES (:round, :position, :account, :called, :spot, :tag, 'LATER')""").param("round", round.id())
                    .param("position", turn.position()).param("account", turn.account()).param("called", turn.called())
                    .param("spot", Spots.name(turn.spot())).param("tag", Spots.tag(turn.spot())).update();
        }
    }

    Optional<Round> find(UUID id) {
        return withTurns(jdbc.sql(ROUNDS + "WHERE id = :id").param("id", id)).stream().findFirst();
    }

    /** The same as nobody else changes it before this transaction ends. */
    Optional<Round> lock(UUID id) {
        return withTurns(jdbc.sql(ROUNDS + "WHERE id = :id FOR UPDATE").param("id", id)).stream().findFirst();
    }

    List<Round> ofAsker(UUID account) {
        return withTurns(jdbc.sql(ROUNDS + "WHERE asker = :account ORDER BY begun_at DESC, id").param("account", account));
    }

    /** Those in which the turn of an account has come, the latest first. */
    List<Round> ofSigner(UUID account) {
        return withTurns(jdbc.sql(ROUNDS + """
                WHERE id IN (SELECT round FROM signing_turn WHERE account = :account AND asked_at IS NOT NULL)
                ORDER BY begun_at DESC, id""").param("account", account));
    }

    /** The round for whose turn this account had the document, whether or not it still has. */
    Optional<UUID> ofDocument(UUID account, UUID document) {
        return jdbc.sql("SELECT round FROM signing_turn WHERE account = :account AND document = :document")
                .param("account", account).param("document", document).query((rs, i) -> rs.getObject("round", UUID.class))
                .optional();
    }

    long waitingFor(UUID account) {
        return jdbc.sql("SELECT count(*) FROM signing_turn WHERE account = :account AND state = 'ASKED'")
                .param("account", account).query(Long.class).single();
    }

    private List<Round> withTurns(JdbcClient.StatementSpec statement) {
        var found = statement.query((rs, i) -> round(rs)).list();
        var turns = jdbc.sql("""
                SELECT round, position, account, called, spot, tag, state, document, asked_at, done_at, reason, reminders, nudges,
                    reminded_at
                FROM signing_turn WHERE round = ANY (:rounds) ORDER BY round, position""")
                .param("rounds", found.stream().map(Round::id).toArray(UUID[]::new)).query((rs, i) -> turn(rs)).list().stream()
                .collect(Collectors.groupingBy(Turn::round));
        return found.stream()
                .map(round -> new Round(round.id(), round.asker(), round.document(), round.name(), round.message(), round.via(),
                        round.state(), round.begunAt(), round.endsAt(), round.endedAt(), turns.getOrDefault(round.id(), List.of())))
                .toList();
    }

    /** The turn comes. */
    void asked(UUID round, int position, UUID document) {
        changed(jdbc.sql("""
                UPDATE signing_turn SET state = 'ASKED', document = :document, asked_at = :now
                WHERE round = :round AND position = :position AND state = 'LATER'""").param("document", document), round, position);
    }

    /** The turn is over, in one of the ways that leave its signer's name in it. */
    void done(UUID round, int position, Turn.State state, @Nullable String reason) {
        changed(jdbc.sql("""
                UPDATE signing_turn SET state = :state, reason = :reason, done_at = :now
                WHERE round = :round AND position = :position AND state IN ('LATER', 'ASKED')""").param("state", state.name())
                .param("reason", reason), round, position);
    }

    /** The turn is somebody else's, who hears of it anew. */
    void given(UUID round, int position, UUID account, String called) {
        changed(jdbc.sql("""
                UPDATE signing_turn SET account = :account, called = :called, state = 'LATER', document = NULL, asked_at = NULL,
                    reminders = 0, nudges = 0, reminded_at = NULL, warned_at = NULL
                WHERE round = :round AND position = :position AND state IN ('LATER', 'ASKED')""").param("account", account)
                .param("called", called), round, position);
    }

    private void changed(JdbcClient.StatementSpec statement, UUID round, int position) {
        // Not every statement says when.
        int changed = statement.param("round", round).param("position", position)
                .param("now", DocumentRows.utc(clock.instant())).update();
        if (changed != 1) {
            throw new IllegalStateException("Turn " + position + " of round " + round + " is not as it was read");
        }
    }

    /** Ends the round; turns that did not come to their end lapse. */
    void end(UUID round, Round.State state) {
        var now = DocumentRows.utc(clock.instant());
        jdbc.sql("UPDATE signing_round SET state = :state, ended_at = :now WHERE id = :id AND state = 'RUNNING'")
                .param("state", state.name()).param("now", now).param("id", round).update();
        jdbc.sql("""
                UPDATE signing_turn SET state = 'LAPSED', done_at = :now
                WHERE round = :id AND state IN ('LATER', 'ASKED')""").param("now", now).param("id", round).update();
    }

    /** Rounds whose time is over. */
    List<UUID> over() {
        return jdbc.sql("SELECT id FROM signing_round WHERE state = 'RUNNING' AND ends_at <= :now ORDER BY ends_at")
                .param("now", DocumentRows.utc(clock.instant())).query((rs, i) -> rs.getObject("id", UUID.class)).list();
    }

    /** A round that is gone. */
    record Gone(UUID id, UUID asker) {
    }

    /** Forgets rounds that ended so long ago that none of their documents is here any more. */
    List<Gone> forget(Duration kept) {
        return jdbc.sql("DELETE FROM signing_round WHERE ended_at <= :before RETURNING id, asker")
                .param("before", DocumentRows.utc(clock.instant().minus(kept)))
                .query((rs, i) -> new Gone(rs.getObject("id", UUID.class), rs.getObject("asker", UUID.class))).list();
    }

    private static Round round(ResultSet rs) throws SQLException {
        return new Round(rs.getObject("id", UUID.class), rs.getObject("asker", UUID.class), rs.getObject("document", UUID.class),
                rs.getString("name"), rs.getString("message"), rs.getString("via"), Round.State.valueOf(rs.getString("state")),
                DocumentRows.at(rs, "begun_at"), DocumentRows.at(rs, "ends_at"), DocumentRows.instant(rs, "ended_at"), List.of());
    }

    private static Turn turn(ResultSet rs) throws SQLException {
        Instant remindedAt = DocumentRows.instant(rs, "reminded_at");
        return new Turn(rs.getObject("round", UUID.class), rs.getInt("position"), rs.getObject("account", UUID.class),
                rs.getString("called"), Spots.spot(rs.getString("spot"), rs.getString("tag")),
                Turn.State.valueOf(rs.getString("state")), rs.getObject("document", UUID.class),
                DocumentRows.instant(rs, "asked_at"), DocumentRows.instant(rs, "done_at"), rs.getString("reason"),
                rs.getInt("reminders"), rs.getInt("nudges"), remindedAt);
    }
}
