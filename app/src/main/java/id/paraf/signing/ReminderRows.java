package id.paraf.signing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code signing_turn} as reminders change it: each statement asks once more whether its reminder is still due. */
@Component
class ReminderRows {

    private final JdbcClient jdbc;

    ReminderRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A turn that a reminder is due for, and how many there were before it. */
    record Due(UUID round, int position, UUID account, int reminders) {
    }

    /** Turns that came, or were last reminded of, before that moment. */
    List<Due> due(Instant before, int most) {
        return jdbc.sql("""
                SELECT round, position, account, reminders FROM signing_turn
                WHERE state = 'ASKED' AND reminders < :most AND coalesce(reminded_at, asked_at) <= :before
                ORDER BY asked_at""").param("most", most).param("before", DocumentRows.utc(before))
                .query(ReminderRows::due).list();
    }

    /** False if another node was quicker, or the turn is over. */
    boolean reminded(Due due, Instant now) {
        return jdbc.sql("""
                UPDATE signing_turn SET reminders = reminders + 1, reminded_at = :now
                WHERE round = :round AND position = :position AND state = 'ASKED' AND reminders = :reminders""")
                .param("now", DocumentRows.utc(now)).param("round", due.round()).param("position", due.position())
                .param("reminders", due.reminders()).update() == 1;
    }

    /** Turns of rounds that end by then and whose signers were not told so; whoever was asked only just now knows it. */
    List<Due> ending(Instant now, Instant by, Instant askedBefore) {
        return jdbc.sql("""
                SELECT round, position, account, reminders FROM signing_turn
                WHERE state = 'ASKED' AND warned_at IS NULL AND asked_at <= :askedBefore
                  AND round IN (SELECT id FROM signing_round WHERE state = 'RUNNING' AND ends_at > :now AND ends_at <= :by)""")
                .param("askedBefore", DocumentRows.utc(askedBefore)).param("now", DocumentRows.utc(now))
                .param("by", DocumentRows.utc(by))
                .query(ReminderRows::due).list();
    }

    /** False if another node was quicker, or the turn is over. It stands for a reminder, too. */
    boolean warned(Due due, Instant now) {
        return jdbc.sql("""
                UPDATE signing_turn SET warned_at = :now, reminded_at = :now
                WHERE round = :round AND position = :position AND state = 'ASKED' AND warned_at IS NULL""")
                .param("now", DocumentRows.utc(now)).param("round", due.round()).param("position", due.position()).update() == 1;
    }

    /** A reminder by the asker, who holds the round's lock. */
    void nudged(UUID round, int position, Instant now) {
        jdbc.sql("""
                UPDATE signing_turn SET nudges = nudges + 1, reminded_at = :now
                WHERE round = :round AND position = :position AND state = 'ASKED'""").param("now", DocumentRows.utc(now))
                .param("round", round).param("position", position).update();
    }

    private static Due due(ResultSet rs, int row) throws SQLException {
        return new Due(rs.getObject("round", UUID.class), rs.getInt("position"), rs.getObject("account", UUID.class),
                rs.getInt("reminders"));
    }
}
