package id.paraf.account;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Hashes;
import id.paraf.kernel.Randomness;

/** What authenticators are asked to sign: each challenge for one purpose of one holder, for five minutes, once; kept by its hash. */
@Component
class PasskeyChallenges {

    static final Duration LIFE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Randomness randomness;

    PasskeyChallenges(JdbcClient jdbc, Clock clock, Randomness randomness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.randomness = randomness;
    }

    enum Purpose {
        REGISTER, LOGIN, STEP_UP
    }

    /** Who is asked: a session, or a browser that is not logged in and holds a token for this alone. */
    record Holder(@Nullable UUID session, byte @Nullable [] browser) {

        static Holder of(Sessions.Login login) {
            return new Holder(login.session().id(), null);
        }

        static Holder ofBrowser(String token) {
            return new Holder(null, Hashes.ofToken(token));
        }
    }

    /** A new challenge in base64url. */
    String create(Purpose purpose, Holder holder) {
        // WebAuthn Level 3 §13.4.3: at least 16 random bytes; we take 32.
        byte[] challenge = randomness.bytes(32);
        jdbc.sql("""
                INSERT INTO account_passkey_challenge (challenge, purpose, session, browser, expires_at)
                VALUES (:challenge, :purpose, :session, :browser, :expires)""").param("challenge", Hashes.sha256(challenge))
                .param("purpose", purpose.name()).param("session", holder.session(), java.sql.Types.OTHER)
                .param("browser", holder.browser(), java.sql.Types.BINARY)
                .param("expires", clock.instant().plus(LIFE).atOffset(ZoneOffset.UTC)).update();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
    }

    /** Uses a challenge up; false if there is none such (any more). One guarded statement: of two racing uses one wins. */
    boolean take(byte[] challenge, Purpose purpose, Holder holder) {
        return jdbc.sql("""
                DELETE FROM account_passkey_challenge WHERE challenge = :challenge AND purpose = :purpose
                AND session IS NOT DISTINCT FROM :session::uuid AND browser IS NOT DISTINCT FROM :browser::bytea
                AND expires_at > :now""").param("challenge", Hashes.sha256(challenge)).param("purpose", purpose.name())
                .param("session", holder.session(), java.sql.Types.OTHER).param("browser", holder.browser(), java.sql.Types.BINARY)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** Forgets what nobody answered. */
    int tidy() {
        return jdbc.sql("DELETE FROM account_passkey_challenge WHERE expires_at < :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }
}
