package id.paraf.selfie;

import static id.paraf.selfie.Times.at;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/**
 * The photos that later checks compare with: taken live by a capture of purpose {@link Purpose#ENROLMENT}, proposed by its
 * application, in force once an officer approves it. Sealed, bound to their person; every look at one is audited.
 */
@Component
public class ReferencePhotos {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;
    private final PhotoSafe safe;

    ReferencePhotos(JdbcClient jdbc, Clock clock, Audit audit, PhotoSafe safe) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.safe = safe;
    }

    /** The photos of one account as the check needs them. */
    sealed interface References {
        record Found(List<byte[]> photos) implements References {
        }

        record Missing() implements References {
        }

        /** At least one does not open for this account. */
        record Tampered() implements References {
        }
    }

    /** Keeps the photos of an application, in place of those it had. */
    @Transactional
    void propose(UUID account, UUID application, List<byte[]> jpegs, Origin origin) {
        jdbc.sql("DELETE FROM reference_photo WHERE application = :application AND NOT active")
                .param("application", application).update();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (int slot = 0; slot < jpegs.size() && slot < 3; slot++) {
            UUID id = UUID.randomUUID();
            jdbc.sql("""
                    INSERT INTO reference_photo (id, account, application, slot, sealed, taken_at)
                    VALUES (:id, :account, :application, :slot, :sealed, :now)""").param("id", id).param("account", account)
                    .param("application", application).param("slot", slot)
                    .param("sealed", safe.seal(new PhotoSafe.Bond(id, account, application, slot, now), jpegs.get(slot)))
                    .param("now", at(now)).update();
        }
        audit.record(new AuditEvent("reference.proposed", account, account, "application:" + application,
                Map.of("photos", Integer.toString(jpegs.size())), origin));
    }

    /** How many photos an application has: 0 or 3. */
    @Transactional(readOnly = true)
    public int count(UUID application) {
        return jdbc.sql("SELECT count(*) FROM reference_photo WHERE application = :application")
                .param("application", application).query(Integer.class).single();
    }

    /** The same for many applications at once; those without any are not in it. */
    @Transactional(readOnly = true)
    public Map<UUID, Integer> counts(Collection<UUID> applications) {
        var counts = new HashMap<UUID, Integer>();
        jdbc.sql("SELECT application, count(*) FROM reference_photo WHERE application = ANY (:applications) GROUP BY application")
                .param("applications", applications.toArray(UUID[]::new)).query(rs -> {
                    counts.put(rs.getObject(1, UUID.class), rs.getInt(2));
                });
        return counts;
    }

    /** Whether a check has something to compare with. */
    @Transactional(readOnly = true)
    public boolean exist(UUID account) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM reference_photo WHERE account = :account AND active)")
                .param("account", account).query(Boolean.class).single();
    }

    /** When the photos in force were taken; empty if there are none. */
    @Transactional(readOnly = true)
    public Optional<Instant> takenAt(UUID account) {
        return jdbc.sql("SELECT taken_at FROM reference_photo WHERE account = :account AND active ORDER BY taken_at LIMIT 1")
                .param("account", account).query((rs, i) -> rs.getObject("taken_at", OffsetDateTime.class).toInstant()).optional();
    }

    /** Puts the photos of an approved application in force; the ones before them are deleted. */
    @Transactional
    public void adopt(UUID account, UUID application, UUID officer, Origin origin) {
        jdbc.sql("DELETE FROM reference_photo WHERE account = :account AND active AND application <> :application")
                .param("account", account).param("application", application).update();
        int adopted = jdbc.sql("UPDATE reference_photo SET active = true WHERE account = :account AND application = :application")
                .param("account", account).param("application", application).update();
        audit.record(new AuditEvent("reference.adopted", account, officer, "application:" + application,
                Map.of("photos", Integer.toString(adopted)), origin));
    }

    /**
     * One photo of an application, for the officer or the person; the look is audited.
     *
     * @return JPEG; empty if there is none, or it was changed in the database
     */
    @Transactional
    public Optional<byte[]> view(UUID application, int slot, UUID viewer, Origin origin) {
        var row = jdbc.sql("SELECT * FROM reference_photo WHERE application = :application AND slot = :slot")
                .param("application", application).param("slot", slot).query((rs, i) -> row(rs)).optional();
        row.ifPresent(found -> audit.record(new AuditEvent("reference.viewed", found.bond().account(), viewer,
                "application:" + application, Map.of("slot", Integer.toString(slot)), origin)));
        return row.flatMap(found -> safe.open(found.bond(), found.sealed()));
    }

    /** Deletes the photos of an application that was rejected or withdrawn. */
    @Transactional
    public void discard(UUID application, Origin origin) {
        var account = jdbc.sql("SELECT account FROM reference_photo WHERE application = :application LIMIT 1")
                .param("application", application).query(UUID.class).optional();
        int deleted = jdbc.sql("DELETE FROM reference_photo WHERE application = :application")
                .param("application", application).update();
        account.ifPresent(owner -> audit.record(new AuditEvent("reference.deleted", owner, null,
                "application:" + application, Map.of("photos", Integer.toString(deleted)), origin)));
    }

    /** Deletes every photo of a person, references and checks, at their request. Later resets then need an officer. */
    @Transactional
    public void erase(UUID account, UUID actor, Origin origin) {
        int references = jdbc.sql("DELETE FROM reference_photo WHERE account = :account").param("account", account).update();
        int photos = jdbc.sql("DELETE FROM selfie_photo WHERE account = :account").param("account", account).update();
        audit.record(new AuditEvent("reference.erased", account, actor, "account:" + account,
                Map.of("references", Integer.toString(references), "photos", Integer.toString(photos)), origin));
    }

    /** The references of exactly this account, opened for a comparison of a journey. */
    @Transactional
    References forCheck(UUID account, UUID journey, Origin origin) {
        return opened(jdbc.sql("SELECT * FROM reference_photo WHERE account = :account AND active ORDER BY slot")
                .param("account", account).query((rs, i) -> row(rs)).list(), "journey:" + journey, origin);
    }

    /** The photos of an application, opened for a comparison with something that was handed in with it. */
    @Transactional
    References ofApplication(UUID application, Origin origin) {
        return opened(jdbc.sql("SELECT * FROM reference_photo WHERE application = :application ORDER BY slot")
                .param("application", application).query((rs, i) -> row(rs)).list(), "application:" + application, origin);
    }

    private References opened(List<Row> rows, String subject, Origin origin) {
        if (rows.isEmpty()) {
            return new References.Missing();
        }
        UUID account = rows.getFirst().bond().account();
        var photos = new ArrayList<byte[]>();
        for (var row : rows) {
            var photo = safe.open(row.bond(), row.sealed());
            if (photo.isEmpty()) {
                audit.record(new AuditEvent("reference.tampered", account, null, subject,
                        Map.of("photo", row.bond().id().toString()), origin));
                return new References.Tampered();
            }
            photos.add(photo.get());
        }
        audit.record(new AuditEvent("reference.compared", account, null, subject,
                Map.of("photos", Integer.toString(photos.size())), origin));
        return new References.Found(photos);
    }

    private record Row(PhotoSafe.Bond bond, byte[] sealed) {
    }

    private static Row row(java.sql.ResultSet rs) throws java.sql.SQLException {
        return new Row(new PhotoSafe.Bond(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class),
                rs.getObject("application", UUID.class), rs.getInt("slot"),
                rs.getObject("taken_at", OffsetDateTime.class).toInstant()), rs.getBytes("sealed"));
    }
}
