package id.paraf.selfie;

import static id.paraf.selfie.Times.at;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/** Deletes what has had its time: photos of checks, remembered hashes, old links and sessions. A job runs it every hour. */
@Component
public class Retention {

    /** Links and sessions are kept so long after their end, so that a late click gets a sentence instead of "unknown". */
    private static final Duration TRACES = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;

    Retention(JdbcClient jdbc, Clock clock, Audit audit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
    }

    /** Deletes everything that is due; each deleted photo is audited. @return how many photos were deleted */
    @Transactional
    public int sweep() {
        Instant now = clock.instant();
        var photos = jdbc.sql("DELETE FROM selfie_photo WHERE delete_after <= :now RETURNING id, account, journey")
                .param("now", at(now)).query((rs, i) -> new UUID[] {rs.getObject(1, UUID.class), rs.getObject(2, UUID.class),
                        rs.getObject(3, UUID.class)})
                .list();
        for (UUID[] photo : photos) {
            audit.record(new AuditEvent("selfie.photo.deleted", photo[1], null, "journey:" + photo[2],
                    Map.of("photo", photo[0].toString()), Origin.SYSTEM));
        }
        jdbc.sql("DELETE FROM seen_frame WHERE seen_at <= :before").param("before", at(now.minus(SeenFrames.MEMORY))).update();
        jdbc.sql("DELETE FROM capture_session WHERE expires_at <= :before").param("before", at(now.minus(TRACES))).update();
        jdbc.sql("DELETE FROM capture_link WHERE expires_at <= :before").param("before", at(now.minus(TRACES))).update();
        return photos.size();
    }
}
