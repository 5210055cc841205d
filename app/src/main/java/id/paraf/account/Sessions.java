package id.paraf.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;

/**
 * The logins of all accounts. A session is a row; its opaque 256-bit token is in the cookie and only its hash here, so
 * ending a session is deleting a row, everywhere and at once.
 */
@Component
public class Sessions {

    /** How long someone may take between the password and the second factor. */
    private static final Duration BETWEEN_FACTORS = Duration.ofMinutes(10);
    /** A row is written at most this often for being seen. */
    private static final Duration SEEN_GRAIN = Duration.ofSeconds(30);
    private static final String COLUMNS = "s.id, s.account, s.password_at, s.totp_at, s.passkey_at, s.recovery_at, s.created_at, "
            + "s.seen_at, s.ends_at, s.address, s.agent";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;
    private final Randomness randomness;

    Sessions(JdbcClient jdbc, Clock clock, Audit audit, Randomness randomness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.randomness = randomness;
    }

    /** How long a session of these roles may rest, and last at most (NIST SP 800-63B-4 AAL2; shorter for trusted roles). */
    public static Duration idle(Account account) {
        return trusted(account) ? Duration.ofMinutes(15) : Duration.ofHours(1);
    }

    private static Duration longest(Account account) {
        return trusted(account) ? Duration.ofHours(12) : Duration.ofHours(24);
    }

    private static boolean trusted(Account account) {
        return account.roles().stream().anyMatch(Role::trusted);
    }

    /** A session together with its account: what every request asks for, in one query. */
    public record Login(Session session, Account account) {
    }

    /**
     * The login that a cookie's token stands for, if it still stands. One look-up by the primary key, and seldom a write.
     *
     * @param seen whether this counts as its owner being there; a page that asks by itself does not
     */
    public Optional<Login> find(String token, boolean seen) {
        Instant now = clock.instant();
        byte[] hash = Hashes.ofToken(token);
        var login = jdbc.sql("""
                SELECT s.id AS session_id, s.account, s.password_at, s.totp_at, s.passkey_at, s.recovery_at,
                    s.created_at AS began_at, s.seen_at, s.ends_at, s.address, s.agent, a.id, a.username, a.name, a.roles,
                    a.email, a.email_verified_at, a.phone, a.phone_verified_at, a.phone_changed_at, a.language,
                    a.disabled_at, a.password IS NOT NULL AS claimed, a.totp_secret IS NOT NULL AS second_factor,
                """ + Institutions.COLUMNS + " FROM account_session s JOIN account a ON a.id = s.account " + Institutions.JOIN
                + " WHERE s.token = :token AND a.disabled_at IS NULL AND s.ends_at > :now").param("token", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((rs, i) -> new Login(read(rs, "session_id", "began_at"), Accounts.read(rs, i))).optional()
                .filter(found -> idleEnd(found).isAfter(now));
        if (seen && login.isPresent() && login.get().session().seenAt().plus(SEEN_GRAIN).isBefore(now)) {
            jdbc.sql("UPDATE account_session SET seen_at = :now WHERE token = :token")
                    .param("now", now.atOffset(ZoneOffset.UTC)).param("token", hash).update();
        }
        return login;
    }

    /** How long this login still lasts if its owner does nothing. */
    public Duration left(Login login) {
        Instant idle = idleEnd(login);
        Instant end = login.session().endsAt();
        return Duration.between(clock.instant(), idle.isBefore(end) ? idle : end);
    }

    /** Its owner says that they are still there. */
    public void extend(Login login) {
        jdbc.sql("UPDATE account_session SET seen_at = :now WHERE id = :id").param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", login.session().id()).update();
    }

    private static Instant idleEnd(Login login) {
        return login.session().seenAt().plus(idle(login.account()));
    }

    /** Opens a session for someone who has proven the password; gives the token for the cookie. */
    String open(Account account, Origin origin) {
        return insert(account, true, origin);
    }

    /** The same for someone whose passkey stands for the password, too. */
    String openWithoutPassword(Account account, Origin origin) {
        return insert(account, false, origin);
    }

    private String insert(Account account, boolean byPassword, Origin origin) {
        Instant now = clock.instant();
        String token = randomness.token();
        jdbc.sql(
                """
                INSERT INTO account_session (token, id, account, password_at, created_at, seen_at, ends_at, address, agent)
                VALUES (:token, :id, :account, CASE WHEN :password THEN :now::timestamptz END, :now, :now, :ends, :address, :agent)""")
                .param("password", byPassword)
                .param("token", Hashes.ofToken(token)).param("id", UUID.randomUUID()).param("account", account.id())
                .param("now", now.atOffset(ZoneOffset.UTC)).param("ends", now.plus(BETWEEN_FACTORS).atOffset(ZoneOffset.UTC))
                .param("address", origin.address()).param("agent", origin.agent()).update();
        return token;
    }

    /**
     * Another factor was proven: the session gets a new token (RP-15), and its full length if this completes the login.
     */
    String complete(UUID session, Account account, Factor factor) {
        Instant now = clock.instant();
        String token = randomness.token();
        jdbc.sql("""
                UPDATE account_session SET token = :token, seen_at = :now, enrolling = NULL,
                    totp_at = CASE :factor WHEN 'TOTP' THEN :now ELSE totp_at END,
                    passkey_at = CASE :factor WHEN 'PASSKEY' THEN :now ELSE passkey_at END,
                    recovery_at = CASE :factor WHEN 'RECOVERY_CODE' THEN :now ELSE recovery_at END,
                    ends_at = CASE WHEN coalesce(totp_at, passkey_at, recovery_at) IS NULL THEN :ends ELSE ends_at END
                WHERE id = :id""").param("token", Hashes.ofToken(token)).param("now", now.atOffset(ZoneOffset.UTC))
                .param("factor", factor.name()).param("ends", now.plus(longest(account)).atOffset(ZoneOffset.UTC))
                .param("id", session).update();
        return token;
    }

    /** The same session under a new token, after something that its old token must not survive. */
    String rotate(UUID session) {
        String token = randomness.token();
        jdbc.sql("UPDATE account_session SET token = :token WHERE id = :id").param("token", Hashes.ofToken(token))
                .param("id", session).update();
        return token;
    }

    /** Keeps something sealed beside a session for as long as it lasts; null forgets it. */
    void keep(UUID session, Slot slot, byte @Nullable [] sealed) {
        jdbc.sql(switch (slot) {
            case ENROLLING -> "UPDATE account_session SET enrolling = :sealed WHERE id = :id";
            case SHOWN -> "UPDATE account_session SET shown = :sealed WHERE id = :id";
        }).param("sealed", sealed, java.sql.Types.BINARY).param("id", session).update();
    }

    /** What was kept beside a session. */
    Optional<byte[]> kept(UUID session, Slot slot) {
        return jdbc.sql(switch (slot) {
            case ENROLLING -> "SELECT enrolling FROM account_session WHERE id = :id AND enrolling IS NOT NULL";
            case SHOWN -> "SELECT shown FROM account_session WHERE id = :id AND shown IS NOT NULL";
        }).param("id", session).query((rs, i) -> rs.getBytes(1)).optional();
    }

    /** Takes away the secret that waits for its first code; false if another request was faster. */
    boolean takeEnrolling(UUID session) {
        return jdbc.sql("UPDATE account_session SET enrolling = NULL WHERE id = :id AND enrolling IS NOT NULL")
                .param("id", session).update() == 1;
    }

    /** Takes away what was to be shown; false if another request was faster. */
    boolean takeShown(UUID session) {
        return jdbc.sql("UPDATE account_session SET shown = NULL WHERE id = :id AND shown IS NOT NULL").param("id", session)
                .update() == 1;
    }

    /** What a session may hold for a while. */
    enum Slot {
        ENROLLING, SHOWN
    }

    /** The live sessions of an account, the newest first. */
    public List<Session> of(Account account) {
        Instant now = clock.instant();
        return jdbc.sql("SELECT " + COLUMNS + " FROM account_session s WHERE account = :account AND ends_at > :now "
                + "AND coalesce(totp_at, passkey_at, recovery_at) IS NOT NULL AND seen_at > :idle ORDER BY created_at DESC")
                .param("account", account.id())
                .param("now", now.atOffset(ZoneOffset.UTC)).param("idle", now.minus(idle(account)).atOffset(ZoneOffset.UTC))
                .query((rs, i) -> read(rs, "id", "created_at")).list();
    }

    /** Ends one session of this account; false if there is none. */
    @Transactional
    public boolean end(UUID account, UUID session, @Nullable UUID by, Origin origin) {
        boolean ended = jdbc.sql("DELETE FROM account_session WHERE account = :account AND id = :id").param("account", account)
                .param("id", session).update() == 1;
        if (ended) {
            audit.record(new AuditEvent("session.ended", account, by, "session:" + session, Map.of(), origin));
        }
        return ended;
    }

    /** Ends all sessions of an account but one; {@code except} null ends them all. */
    @Transactional
    public int endAll(UUID account, @Nullable UUID except, @Nullable UUID by, Origin origin) {
        int ended = jdbc.sql("DELETE FROM account_session WHERE account = :account AND id IS DISTINCT FROM :except::uuid")
                .param("account", account).param("except", except).update();
        if (ended > 0) {
            audit.record(new AuditEvent("session.all-ended", account, by, "account:" + account,
                    Map.of("count", String.valueOf(ended)), origin));
        }
        return ended;
    }

    /** Forgets sessions that ended by themselves. */
    int tidy() {
        return jdbc.sql("DELETE FROM account_session WHERE ends_at < :now").param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Session read(ResultSet rs, String id, String created) throws SQLException {
        return new Session(rs.getObject(id, UUID.class), rs.getObject("account", UUID.class), Accounts.instant(rs, "password_at"),
                Accounts.instant(rs, "totp_at"), Accounts.instant(rs, "passkey_at"), Accounts.instant(rs, "recovery_at"),
                must(rs, created), must(rs, "seen_at"), must(rs, "ends_at"), rs.getString("address"), rs.getString("agent"));
    }

    private static Instant must(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, java.time.OffsetDateTime.class).toInstant();
    }
}
