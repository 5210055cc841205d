package id.paraf.transparency;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Enters what happened to certificates into the log. What happens to keys, the log takes from the keyroom itself. */
@Component
public class TransparencyLog {

    private final JdbcClient jdbc;
    private final Clock clock;

    TransparencyLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Enters an entry. Must be called inside the transaction of the state change: one cannot exist without the other. It gets
     * its number within a second of the commit.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(LogEntry entry) {
        enter(List.of(entry));
    }

    /** The same for several, which get their numbers in this order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(List<LogEntry> entries) {
        Instant now = clock.instant();
        jdbc.sql("""
                INSERT INTO transparency_pending (at, type, leaf, subject, certificate)
                SELECT :at, e.type, e.leaf, e.subject, e.certificate
                FROM unnest(:types::text[], :leaves::bytea[], :subjects::text[], :certificates::bytea[]) WITH ORDINALITY
                    e (type, leaf, subject, certificate, number) ORDER BY e.number""").param("at", now.atOffset(ZoneOffset.UTC))
                .param("types", entries.stream().map(LogEntry::type).toArray(String[]::new))
                .param("leaves", entries.stream().map(entry -> entry.leaf(now)).toArray(byte[][]::new))
                .param("subjects", entries.stream().map(LogEntry::subject).toArray(String[]::new))
                .param("certificates", entries.stream().map(LogEntry::certificate).toArray(byte[][]::new)).update();
    }
}
