package id.paraf.passphrase;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.account.SecurityNotices;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.notice.Disavowed;
import id.paraf.selfie.CaptureLinks;

/** "Bukan saya" freezes every key of the account at once, without a login; an officer who has looked lifts it. */
@Component
public class FreezeKey {

    private final JdbcClient jdbc;
    private final Keyroom keyroom;
    private final Journeys journeys;
    private final CaptureLinks links;
    private final Audit audit;
    private final SecurityNotices notices;
    private final Clock clock;

    FreezeKey(JdbcClient jdbc, Keyroom keyroom, Journeys journeys, CaptureLinks links, Audit audit, SecurityNotices notices,
            Clock clock) {
        this.jdbc = jdbc;
        this.keyroom = keyroom;
        this.journeys = journeys;
        this.links = links;
        this.audit = audit;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * A key that waits for an officer.
     *
     * @param subject what was disowned, as {@code kind:id}
     */
    public record FrozenKey(UUID id, UUID account, UUID key, String subject, Instant since) {
    }

    @EventListener
    @Transactional
    public void freeze(Disavowed disavowed) {
        for (KeyState key : keyroom.keysOf(disavowed.account())) {
            // The keyroom commits first: if the rest fails, the key is frozen all the same, and the link can be used again.
            if (key.phase() != KeyState.Phase.DESTROYED && keyroom.freeze(key.id(), null)) {
                remember(key.id(), disavowed);
            }
        }
        for (Journey journey : journeys.openOf(disavowed.account())) {
            if (journeys.take(journey.id(), Step.STOP)) {
                journeys.reason(journey.id(), "DISAVOWED");
                links.cancel(journey.id(), disavowed.origin());
                record("passphrase.reset.stopped", disavowed.account(), null, "certificate:" + journey.certificate(),
                        Map.of("reason", "DISAVOWED"), disavowed.origin());
            }
        }
    }

    private void remember(UUID key, Disavowed disavowed) {
        int added = jdbc.sql("""
                INSERT INTO passphrase_freeze (id, account, signer_key, subject, frozen_at)
                VALUES (:id, :account, :key, :subject, :now) ON CONFLICT DO NOTHING""").param("id", UUID.randomUUID())
                .param("account", disavowed.account()).param("key", key).param("subject", disavowed.subject())
                .param("now", Journeys.at(clock.instant())).update();
        if (added == 1) {
            record("key.frozen", disavowed.account(), null, "key:" + key, Map.of("because", disavowed.subject()),
                    disavowed.origin());
        }
    }

    /** Whether the account has a key that "bukan saya" can stop, or has stopped; that of a revoked certificate is gone for good. */
    public boolean hasKey(UUID account) {
        return keyroom.keysOf(account).stream().anyMatch(key -> key.phase() != KeyState.Phase.DESTROYED);
    }

    /** Keys that wait for an officer, oldest first. */
    public List<FrozenKey> waiting() {
        return jdbc.sql("SELECT * FROM passphrase_freeze WHERE lifted_at IS NULL ORDER BY frozen_at")
                .query((rs, i) -> new FrozenKey(
                        rs.getObject("id", UUID.class), rs.getObject("account", UUID.class), rs.getObject("signer_key", UUID.class),
                        rs.getString("subject"), rs.getObject("frozen_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Lifts a freeze, once. Who may do so (own unit, never the own account) is the caller's to check.
     *
     * @param note what the officer saw
     */
    @Transactional
    public boolean lift(UUID id, UUID officer, String note, Origin origin) {
        var lifted = jdbc.sql("""
                UPDATE passphrase_freeze SET lifted_at = :now, lifted_by = :officer, note = :note
                WHERE id = :id AND lifted_at IS NULL AND account <> :officer RETURNING account, signer_key""")
                .param("now", Journeys.at(clock.instant())).param("officer", officer).param("note", note).param("id", id)
                .query((rs, i) -> new UUID[] {rs.getObject("account", UUID.class), rs.getObject("signer_key", UUID.class)})
                .optional();
        lifted.ifPresent(row -> {
            record("key.unfrozen", row[0], officer, "key:" + row[1], Map.of("note", note), origin);
            notices.tellOfOfficer(row[0], "key-unfrozen", "key:" + row[1]);
            keyroom.unfreeze(row[1]);
        });
        return lifted.isPresent();
    }

    /** That an officer let a key go on, and what the officer wrote for its owner to read. */
    public record Lifted(Instant at, String note) {
    }

    /** The last time that a freeze of this key was lifted, if there was one. */
    public Optional<Lifted> lifted(UUID key) {
        return jdbc.sql("""
                SELECT lifted_at, note FROM passphrase_freeze WHERE signer_key = :key AND lifted_at IS NOT NULL
                ORDER BY lifted_at DESC LIMIT 1""").param("key", key)
                .query((rs, i) -> new Lifted(rs.getObject("lifted_at", OffsetDateTime.class).toInstant(), rs.getString("note")))
                .optional();
    }

    private void record(String type, UUID account, @Nullable UUID actor, String subject, Map<String, String> details,
            Origin origin) {
        audit.record(new AuditEvent(type, account, actor, subject, details, origin));
    }
}
