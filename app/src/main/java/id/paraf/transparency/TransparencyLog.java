package id.paraf.transparency;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

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
        Instant now = clock.instant();
        jdbc.sql("""
                INSERT INTO transparency_pending (at, type, leaf, subject, certificate)
                VALUES (:at, :type, :leaf, :subject, :certificate)""").param("at", now.atOffset(ZoneOffset.UTC))
                .param("type", entry.type()).param("leaf", entry.leaf(now)).param("subject", entry.subject())
                .param("certificate", entry.certificate()).update();
    }
}
