package id.paraf.selfie;

import static id.paraf.selfie.Times.at;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.face.CleanPhoto;
import id.paraf.face.Verdict;
import id.paraf.kernel.Origin;
import id.paraf.kernel.RootSecret;
import id.paraf.keyroom.proof.FaceProof;

/** Keeps what checks decided, signs passes for the keyroom, and lets each be used once. */
@Component
class Verdicts {

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
    private static final Duration SAME_ATTEMPT = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final PhotoSafe safe;
    private final ReferencePhotos references;
    private final SelfieSettings settings;
    private final SecretKey proofKey;

    Verdicts(JdbcClient jdbc, Clock clock, Audit audit, ApplicationEventPublisher events, PhotoSafe safe,
            ReferencePhotos references, SelfieSettings settings, RootSecret rootSecret) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.events = events;
        this.safe = safe;
        this.references = references;
        this.settings = settings;
        this.proofKey = rootSecret.derive("proof/face", "HmacSHA256");
    }

    /** Records a pass, unless the session ended meanwhile or has one already. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean passed(CaptureSession session, Verdict.Passed passed, Origin origin) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean alive = jdbc.sql("""
                SELECT j.journey FROM capture_journey j JOIN capture_session s USING (journey)
                WHERE s.id = :id AND s.ended_at IS NULL AND s.expires_at > :now AND j.died_at IS NULL FOR UPDATE OF j, s""")
                .param("id", session.id()).param("now", at(now)).query(UUID.class).optional().isPresent();
        if (!alive || passed(session)) {
            return false;
        }
        CleanPhoto best = passed.photos().getFirst();
        byte[] proof = session.key() == null ? null
                : FaceProof.sign(proofKey, session.key(), session.account(), session.journey(), best.sha256(), now, false).encode();
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO selfie_verdict (id, session, journey, account, outcome, similarity, liveness, yaw, photo_sha256,
                    checked_at, proof)
                VALUES (:id, :session, :journey, :account, 'PASSED', :similarity, :liveness, :yaw, :photo, :now, :proof)""")
                .param("id", id).param("session", session.id()).param("journey", session.journey())
                .param("account", session.account()).param("similarity", passed.similarity())
                .param("liveness", passed.liveness()).param("yaw", passed.yaw()).param("photo", best.sha256())
                .param("now", at(now)).param("proof", proof).update();
        if (session.purpose() == Purpose.ENROLMENT) {
            references.propose(session.account(), session.journey(), passed.photos().stream().map(CleanPhoto::jpeg).toList(),
                    origin);
        } else {
            keep(id, session, best, now);
        }
        audit.record(new AuditEvent("selfie.passed", session.account(), null, "journey:" + session.journey(),
                Map.of("similarity", String.format(Locale.ROOT, "%.3f", passed.similarity()), "liveness",
                        String.format(Locale.ROOT, "%.3f", passed.liveness()), "photo",
                        HexFormat.of().formatHex(best.sha256())),
                origin));
        events.publishEvent(new CaptureNews.SelfiePassed(session.journey(), session.account(), session.purpose(), origin));
        return true;
    }

    private void keep(UUID verdict, CaptureSession session, CleanPhoto photo, Instant now) {
        UUID id = UUID.randomUUID();
        var bond = new PhotoSafe.Bond(id, session.account(), session.journey(), -1, now);
        jdbc.sql("""
                INSERT INTO selfie_photo (id, verdict, journey, account, sealed, taken_at, delete_after)
                VALUES (:id, :verdict, :journey, :account, :sealed, :now, :until)""").param("id", id)
                .param("verdict", verdict).param("journey", session.journey()).param("account", session.account())
                .param("sealed", safe.seal(bond, photo.jpeg())).param("now", at(now))
                .param("until", at(now.plus(settings.keepPhotos()))).update();
    }

    /** Whether a refusal now counts: not when the one before is younger than ten seconds. */
    @Transactional
    boolean spendsAnAttempt(CaptureSession session) {
        Instant now = clock.instant();
        return jdbc.sql("""
                UPDATE capture_journey SET last_burned = :now
                WHERE journey = :journey AND (last_burned IS NULL OR last_burned <= :before)""").param("now", at(now))
                .param("journey", session.journey()).param("before", at(now.minus(SAME_ATTEMPT))).update() == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void refused(CaptureSession session, String reason, int left, boolean spent, Origin origin) {
        insert(session, "REFUSED", reason);
        audit.record(new AuditEvent("selfie.refused", session.account(), null, "journey:" + session.journey(),
                Map.of("reason", reason, "attemptsLeft", Integer.toString(left)), origin));
        if (spent) {
            events.publishEvent(new CaptureNews.SelfieRefused(session.journey(), session.account(), left, origin));
        }
    }

    @Transactional
    void unavailable(CaptureSession session, Verdict.Unavailable why, Origin origin) {
        LOG.error("The face check did not work: {}", why.cause());
        insert(session, "UNAVAILABLE", null);
        audit.record(
                new AuditEvent("selfie.unavailable", session.account(), null, "journey:" + session.journey(), Map.of(), origin));
    }

    private void insert(CaptureSession session, String outcome, @Nullable String reason) {
        jdbc.sql("""
                INSERT INTO selfie_verdict (id, session, journey, account, outcome, reason, checked_at)
                VALUES (:id, :session, :journey, :account, :outcome, :reason, :now)""").param("id", UUID.randomUUID())
                .param("session", session.id()).param("journey", session.journey()).param("account", session.account())
                .param("outcome", outcome).param("reason", reason).param("now", at(clock.instant())).update();
    }

    boolean passed(UUID journey) {
        return jdbc.sql(
                "SELECT EXISTS (SELECT 1 FROM selfie_verdict WHERE journey = :journey AND outcome = 'PASSED' AND spent_at IS NULL)")
                .param("journey", journey).query(Boolean.class).single();
    }

    boolean passed(CaptureSession session) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM selfie_verdict WHERE session = :session AND outcome = 'PASSED')")
                .param("session", session.id()).query(Boolean.class).single();
    }

    Optional<FaceProof> proof(UUID journey) {
        return jdbc.sql("""
                SELECT proof FROM (
                    SELECT proof, checked_at AS at FROM selfie_verdict
                    WHERE journey = :journey AND proof IS NOT NULL AND spent_at IS NULL
                    UNION ALL
                    SELECT proof, decided_at FROM selfie_case
                    WHERE journey = :journey AND proof IS NOT NULL AND spent_at IS NULL) p ORDER BY at DESC LIMIT 1""")
                .param("journey", journey).query((rs, i) -> FaceProof.decode(rs.getBytes(1))).optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    boolean spend(UUID journey) {
        Instant now = clock.instant();
        int spent = jdbc.sql(
                "UPDATE selfie_verdict SET spent_at = :now WHERE journey = :journey AND proof IS NOT NULL AND spent_at IS NULL")
                .param("now", at(now)).param("journey", journey).update();
        spent += jdbc
                .sql("UPDATE selfie_case SET spent_at = :now WHERE journey = :journey AND proof IS NOT NULL AND spent_at IS NULL")
                .param("now", at(now)).param("journey", journey).update();
        return spent > 0;
    }
}
