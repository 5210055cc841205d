package id.paraf.selfie;

import static id.paraf.selfie.Times.at;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.RootSecret;
import id.paraf.keyroom.proof.FaceProof;

/**
 * What the camera could not decide, or was not asked to: an officer looks at the person instead. An approval signs a face
 * proof that says so; it never touches a passphrase.
 */
@Component
public class SelfieCases {

    /** How long a reset waits for an officer. */
    public static final Duration OPEN_FOR = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final javax.crypto.SecretKey proofKey;

    SelfieCases(JdbcClient jdbc, Clock clock, Audit audit, ApplicationEventPublisher events, RootSecret rootSecret) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.events = events;
        this.proofKey = rootSecret.derive("proof/face", "HmacSHA256");
    }

    /** Why an officer has to look. */
    public enum Cause {
        /** The person would rather not be checked by a machine, or cannot be (SF-13). */
        CHOSEN,
        /** Five refused attempts in six hours. */
        ATTEMPTS_USED_UP,
        /** The check did not work. */
        CHECK_UNAVAILABLE,
        /** A photo that was shown before, or another sign of a picture instead of a person. */
        SUSPICIOUS,
        /** There is nothing to compare with. */
        NO_REFERENCE
    }

    /** Where a case stands. */
    public enum State {
        OPEN, APPROVED, REJECTED
    }

    /**
     * One case.
     *
     * @param key the signer key of a reset; null for an enrolment
     * @param decidedBy the officer's account
     * @param note the officer's reason, shown to the person
     * @param meeting what an officer arranged to see the person, or null
     */
    public record Case(UUID id, UUID journey, UUID account, @Nullable UUID key, Cause cause, State state, Instant openedAt,
            @Nullable Instant decidedAt, @Nullable UUID decidedBy, @Nullable String note, @Nullable Meeting meeting) {

        /** When the reset that waits for it ends. */
        public Instant until() {
            return openedAt.plus(OPEN_FOR);
        }
    }

    /** Opens the case of a journey; a second call finds the first. That of an application opens again when photos are taken again. */
    @Transactional
    public Case open(CaptureSession session, Cause cause, Origin origin) {
        return open(session.journey(), session.account(), session.key(), cause, origin);
    }

    /** Opens the case of a journey whose person has no capture session: no phone, no camera, no wish to be photographed. */
    @Transactional
    public Case open(UUID journey, UUID account, @Nullable UUID key, Cause cause, Origin origin) {
        int opened = jdbc.sql("""
                INSERT INTO selfie_case (id, journey, account, signer_key, reason, state, opened_at)
                VALUES (:id, :journey, :account, :key, :cause, 'OPEN', :now)
                ON CONFLICT (journey) DO UPDATE SET reason = excluded.reason, state = 'OPEN', opened_at = excluded.opened_at,
                    decided_at = NULL, decided_by = NULL, note = NULL, meeting_kind = NULL, meeting_at = NULL,
                    meeting_place = NULL, arranged_by = NULL
                WHERE selfie_case.signer_key IS NULL AND selfie_case.state <> 'OPEN'""")
                .param("id", UUID.randomUUID()).param("journey", journey).param("account", account).param("key", key)
                .param("cause", cause.name()).param("now", at(clock.instant())).update();
        if (opened == 1) {
            audit.record(new AuditEvent("selfie.case.opened", account, null, "journey:" + journey,
                    Map.of("cause", cause.name()), origin));
            events.publishEvent(new CaptureNews.OfficerNeeded(journey, account, cause, origin));
        }
        return ofJourney(journey).orElseThrow();
    }

    /** Cases without a decision, oldest first. */
    @Transactional(readOnly = true)
    public List<Case> waiting() {
        return jdbc.sql("SELECT * FROM selfie_case WHERE state = 'OPEN' ORDER BY opened_at LIMIT 500")
                .query(SelfieCases::read).list();
    }

    @Transactional(readOnly = true)
    public Optional<Case> find(UUID id) {
        return jdbc.sql("SELECT * FROM selfie_case WHERE id = :id").param("id", id).query(SelfieCases::read).optional();
    }

    @Transactional(readOnly = true)
    public Optional<Case> ofJourney(UUID journey) {
        return jdbc.sql("SELECT * FROM selfie_case WHERE journey = :journey").param("journey", journey)
                .query(SelfieCases::read).optional();
    }

    /** What an officer arranged to see the person of a journey. */
    @Transactional(readOnly = true)
    public Optional<Meeting> meeting(UUID journey) {
        return ofJourney(journey).map(Case::meeting);
    }

    /** The resets of a person that needed an officer, the newest first. */
    @Transactional(readOnly = true)
    public List<Case> ofResets(UUID account) {
        return jdbc.sql("""
                SELECT * FROM selfie_case WHERE account = :account AND signer_key IS NOT NULL
                ORDER BY opened_at DESC, id LIMIT 20""").param("account", account).query(SelfieCases::read).list();
    }

    /**
     * Says how the person is met; another call replaces what the first said. Who may arrange it is the caller's to check.
     *
     * @return false if the case is decided
     */
    @Transactional
    public boolean arrange(UUID id, UUID officer, Meeting meeting, Origin origin) {
        // Of several who say the same at once, one is the first.
        Case open = jdbc.sql("SELECT * FROM selfie_case WHERE id = :id FOR UPDATE").param("id", id).query(SelfieCases::read)
                .single();
        if (open.state() == State.OPEN && meeting.equals(open.meeting())) {
            return true;
        }
        int arranged = jdbc.sql("""
                UPDATE selfie_case SET meeting_kind = :kind, meeting_at = :at, meeting_place = :place, arranged_by = :officer
                WHERE id = :id AND state = 'OPEN'""").param("kind", meeting.kind().name())
                .param("at", at(meeting.at())).param("place", meeting.place()).param("officer", officer).param("id", id).update();
        if (arranged == 0) {
            return false;
        }
        // Where somebody comes to is theirs to know: the trail says how and when.
        audit.record(new AuditEvent("selfie.case.arranged", open.account(), officer, "journey:" + open.journey(),
                Map.of("kind", meeting.kind().name(), "at", meeting.at().toString()), origin));
        events.publishEvent(new CaptureNews.MeetingArranged(open.journey(), open.account(), meeting, origin));
        return true;
    }

    /**
     * The officer decides, once. Who may decide (own unit, never the own account) is the caller's to check.
     *
     * @param note the reason, at least for a rejection
     * @param more what else the event says, such as what the person was compared with
     * @return false if it was decided already
     */
    @Transactional
    public boolean decide(UUID id, UUID officer, boolean approve, String note, Map<String, String> more,
            Origin origin) {
        Case open = find(id).orElseThrow();
        if (open.account().equals(officer)) {
            throw new IllegalArgumentException("Nobody decides their own case");
        }
        Instant now = clock.instant();
        byte[] proof = approve && open.key() != null ? FaceProof.sign(proofKey, open.key(), open.account(), open.journey(),
                Hashes.sha256(("case:" + id).getBytes(java.nio.charset.StandardCharsets.UTF_8)), now, true).encode() : null;
        int decided = jdbc.sql("""
                UPDATE selfie_case SET state = :state, decided_at = :now, decided_by = :officer, note = :note, proof = :proof
                WHERE id = :id AND state = 'OPEN'""").param("state", approve ? "APPROVED" : "REJECTED").param("now", at(now))
                .param("officer", officer).param("note", note).param("proof", proof).param("id", id).update();
        if (decided == 0) {
            return false;
        }
        var details = new HashMap<>(more);
        details.put("note", note);
        audit.record(new AuditEvent(approve ? "selfie.case.approved" : "selfie.case.rejected", open.account(), officer,
                "journey:" + open.journey(), details, origin));
        events.publishEvent(new CaptureNews.OfficerDecided(open.journey(), open.account(), approve, origin));
        return true;
    }

    private static Case read(ResultSet rs, int row) throws SQLException {
        String kind = rs.getString("meeting_kind");
        var meeting = kind == null ? null : new Meeting(Meeting.Kind.valueOf(kind),
                rs.getObject("meeting_at", OffsetDateTime.class).toInstant(), rs.getString("meeting_place"));
        return new Case(rs.getObject("id", UUID.class), rs.getObject("journey", UUID.class),
                rs.getObject("account", UUID.class), rs.getObject("signer_key", UUID.class),
                Cause.valueOf(rs.getString("reason")), State.valueOf(rs.getString("state")),
                rs.getObject("opened_at", OffsetDateTime.class).toInstant(),
                Times.instant(rs.getObject("decided_at", OffsetDateTime.class)), rs.getObject("decided_by", UUID.class),
                rs.getString("note"), meeting);
    }
}
