package id.paraf.account;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Hashes;
import id.paraf.kernel.Randomness;

/** The devices that completed a login, known by a token in a cookie of their own, which opens nothing. */
@Component
class Devices {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Randomness randomness;

    Devices(JdbcClient jdbc, Clock clock, Randomness randomness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.randomness = randomness;
    }

    /** @param failures wrong passwords in a row from this device */
    record Known(byte[] hash, int failures) {
    }

    /** The device, if it logged in to this account before. */
    Optional<Known> find(UUID account, @Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        byte[] hash = Hashes.ofToken(token);
        return jdbc.sql("SELECT failures FROM account_device WHERE account = :account AND hash = :hash").param("account", account)
                .param("hash", hash).query(Integer.class).optional().map(failures -> new Known(hash, failures));
    }

    boolean any(UUID account) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM account_device WHERE account = :account)").param("account", account)
                .query(Boolean.class).single();
    }

    void failed(UUID account, byte[] hash) {
        jdbc.sql("UPDATE account_device SET failures = failures + 1 WHERE account = :account AND hash = :hash")
                .param("account", account).param("hash", hash).update();
    }

    /** A login completed on a known device. */
    void seen(UUID account, byte[] hash) {
        jdbc.sql("UPDATE account_device SET seen_at = :now, failures = 0 WHERE account = :account AND hash = :hash")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("account", account).param("hash", hash).update();
    }

    /**
     * A login completed on a device this account has not seen. A device that another account knows keeps its token.
     *
     * @return the token for the cookie
     */
    String remember(UUID account, @Nullable String token) {
        String kept = token != null && knownToAnyone(token) ? token : randomness.token();
        jdbc.sql("INSERT INTO account_device (account, hash, seen_at) VALUES (:account, :hash, :now) ON CONFLICT DO NOTHING")
                .param("account", account).param("hash", Hashes.ofToken(kept))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return kept;
    }

    /** Nothing is trusted any more: after a disavowal or a new password. */
    void forgetAll(UUID account) {
        jdbc.sql("DELETE FROM account_device WHERE account = :account").param("account", account).update();
    }

    private boolean knownToAnyone(String token) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM account_device WHERE hash = :hash)").param("hash", Hashes.ofToken(token))
                .query(Boolean.class).single();
    }
}
