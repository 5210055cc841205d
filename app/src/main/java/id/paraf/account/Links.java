package id.paraf.account;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Hashes;
import id.paraf.kernel.Randomness;

/** One-time links to an account. Only the hash of a token is kept; the newest link of a kind is the only one that works. */
@Component
class Links {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Randomness randomness;

    Links(JdbcClient jdbc, Clock clock, Randomness randomness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.randomness = randomness;
    }

    enum Kind {
        CLAIM, PASSWORD
    }

    /** Whether the newest link of this kind was made so shortly ago, and still works. Others who ask wait until this is committed. */
    boolean justMade(UUID account, Kind kind, Duration life, Duration ago) {
        jdbc.sql("SELECT id FROM account WHERE id = :id FOR UPDATE").param("id", account).query(UUID.class).single();
        return jdbc.sql("""
                SELECT count(*) FROM account_link
                WHERE account = :account AND kind = :kind AND used_at IS NULL AND expires_at > :since""")
                .param("account", account).param("kind", kind.name())
                .param("since", clock.instant().plus(life).minus(ago).atOffset(ZoneOffset.UTC)).query(Integer.class).single() > 0;
    }

    /** Makes a link and kills the older ones of its kind; gives the token. */
    String create(UUID account, Kind kind, Duration life) {
        String token = randomness.token();
        jdbc.sql("DELETE FROM account_link WHERE account = :account AND kind = :kind").param("account", account)
                .param("kind", kind.name()).update();
        jdbc.sql("INSERT INTO account_link (token, account, kind, expires_at) VALUES (:token, :account, :kind, :expires)")
                .param("token", Hashes.ofToken(token)).param("account", account).param("kind", kind.name())
                .param("expires", clock.instant().plus(life).atOffset(ZoneOffset.UTC)).update();
        return token;
    }

    /** Whose the link is, if it still works. Changes nothing. */
    Optional<UUID> find(String token, Kind kind) {
        return jdbc.sql("""
                SELECT account FROM account_link
                WHERE token = :token AND kind = :kind AND used_at IS NULL AND expires_at > :now""")
                .param("token", Hashes.ofToken(token)).param("kind", kind.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(UUID.class).optional();
    }

    /** Uses the link up; empty if it does not work (any more). One guarded update: of two racing uses one wins. */
    Optional<UUID> use(String token, Kind kind) {
        return jdbc.sql("""
                UPDATE account_link SET used_at = :now
                WHERE token = :token AND kind = :kind AND used_at IS NULL AND expires_at > :now RETURNING account""")
                .param("token", Hashes.ofToken(token)).param("kind", kind.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(UUID.class).optional();
    }
}
