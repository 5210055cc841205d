package id.paraf.selfie;

import static id.paraf.selfie.Times.at;
import static id.paraf.selfie.Times.instant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.SecretText;

/** Sessions of capturing devices. The cookie's value is stored as a hash; the session opens capture pages alone. */
@Component
public class CaptureSessions {

    /** The cookie that carries a session's token. */
    public static final String COOKIE = "__Host-capture";
    /** How long a device may take photos. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Randomness randomness;
    private final Audit audit;

    CaptureSessions(JdbcClient jdbc, Clock clock, Randomness randomness, Audit audit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.randomness = randomness;
        this.audit = audit;
    }

    /**
     * Begins a session on the device that asks; every earlier session of the journey ends. For a device that is logged in
     * already, as in an enrolment; otherwise {@link CaptureLinks#claim} calls this.
     *
     * @return the value for the cookie
     */
    @Transactional
    public SecretText begin(CaptureOrder order, Origin origin) {
        journey(order.journey(), order.account());
        endAll(order.journey());
        Instant now = clock.instant();
        String token = randomness.token();
        jdbc.sql("""
                INSERT INTO capture_session (id, token_sha256, journey, account, signer_key, purpose, initials, next_path,
                    address, agent, begun_at, expires_at)
                VALUES (:id, :token, :journey, :account, :key, :purpose, :initials, :next, :address, :agent, :now, :expires)""")
                .param("id", UUID.randomUUID()).param("token", Hashes.ofToken(token)).param("journey", order.journey())
                .param("account", order.account()).param("key", order.key()).param("purpose", order.purpose().name())
                .param("initials", order.initials()).param("next", order.next()).param("address", origin.address())
                .param("agent", origin.agent()).param("now", at(now)).param("expires", at(now.plus(LIFE))).update();
        audit.record(new AuditEvent("capture.begun", order.account(), null, "journey:" + order.journey(), Map.of(), origin));
        return SecretText.of(token);
    }

    /** The live session behind a cookie's value. */
    @Transactional(readOnly = true)
    public Optional<CaptureSession> find(String cookie) {
        return jdbc.sql("""
                SELECT s.* FROM capture_session s JOIN capture_journey j USING (journey)
                WHERE s.token_sha256 = :token AND s.ended_at IS NULL AND s.expires_at > :now AND j.died_at IS NULL""")
                .param("token", Hashes.ofToken(cookie)).param("now", at(clock.instant()))
                .query((rs, i) -> new CaptureSession(rs.getObject("id", UUID.class), rs.getObject("journey", UUID.class),
                        rs.getObject("account", UUID.class), rs.getObject("signer_key", UUID.class),
                        Purpose.valueOf(rs.getString("purpose")), rs.getString("initials"), rs.getString("next_path"),
                        rs.getObject("begun_at", OffsetDateTime.class).toInstant(),
                        rs.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        instant(rs.getObject("consented_at", OffsetDateTime.class))))
                .optional();
    }

    /** Records that the person agreed to be photographed; before this no page opens the camera (SF-01). */
    @Transactional
    public void consent(CaptureSession session, String textSha256, Origin origin) {
        int recorded = jdbc.sql("UPDATE capture_session SET consented_at = :now WHERE id = :id AND consented_at IS NULL")
                .param("now", at(clock.instant())).param("id", session.id()).update();
        if (recorded == 1) {
            audit.record(new AuditEvent("selfie.consented", session.account(), null, "journey:" + session.journey(),
                    Map.of("textSha256", textSha256), origin));
        }
    }

    /** Replaces a session's token, for instance after a pass, so that a token seen earlier is worth nothing (RP-15). */
    @Transactional
    public SecretText rotate(CaptureSession session) {
        String token = randomness.token();
        jdbc.sql("UPDATE capture_session SET token_sha256 = :token WHERE id = :id AND ended_at IS NULL")
                .param("token", Hashes.ofToken(token)).param("id", session.id()).update();
        return SecretText.of(token);
    }

    /** Ends all sessions of a journey: when it is finished or given up. */
    @Transactional
    public void endAll(UUID journey) {
        jdbc.sql("UPDATE capture_session SET ended_at = :now WHERE journey = :journey AND ended_at IS NULL")
                .param("now", at(clock.instant())).param("journey", journey).update();
    }

    void journey(UUID journey, UUID account) {
        jdbc.sql("INSERT INTO capture_journey (journey, account) VALUES (:journey, :account) ON CONFLICT DO NOTHING")
                .param("journey", journey).param("account", account).update();
    }
}
