package id.paraf.account;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/**
 * The ways in, and there are no others (AU-14): a password opens half a session; a code of the authenticator, the first code
 * of a new one (see {@link EnrolAuthenticator}), a recovery code or a passkey, also a first one (see {@link RegisterPasskey}), completes it; and a passkey is a signer's login by itself
 * (see {@link ProvePasskey}). Who decides about others and has a passkey completes a login with nothing else (AU-16).
 */
@Component
public class LogIn {

    /** NIST SP 800-63B-4 §3.2.2: no more than 100 consecutive failures per authenticator. */
    private static final int MOST_FAILURES = 100;
    /** So many wrong passwords before a success are worth a notice; one or two are the owner's own. */
    private static final int NOTEWORTHY = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Audit audit;
    private final Limits limits;
    private final Passwords passwords;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Devices devices;
    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final PasskeyRule passkeys;
    private final SecurityNotices notices;

    LogIn(JdbcClient jdbc, TransactionTemplate transactions, Audit audit, Limits limits, Passwords passwords, Accounts accounts,
            Sessions sessions, Devices devices, Authenticators authenticators, RecoveryCodes recoveryCodes,
            PasskeyRule passkeys, SecurityNotices notices) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.limits = limits;
        this.passwords = passwords;
        this.accounts = accounts;
        this.sessions = sessions;
        this.devices = devices;
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.notices = notices;
    }

    private record Candidate(UUID id, @Nullable String password, int failures, boolean disabled) {
    }

    /**
     * The first step. Answers the same, after the same work, whether the account exists, is disabled, or the password is
     * wrong (RP-11).
     *
     * @param login user name or e-mail address, as typed
     * @param device the device's token, if the browser has one
     */
    public Attempt password(String login, SecretText password, @Nullable String device, Origin origin) {
        String name = login.strip().toLowerCase(Locale.ROOT);
        Optional<Candidate> candidate = candidate(name);
        Optional<Devices.Known> known = candidate.flatMap(found -> devices.find(found.id(), device));
        // A known device has a bucket of its own: strangers who know the name cannot fill it (RP-27).
        String key = candidate.map(found -> found.id().toString()).orElseGet(() -> HexFormat.of().formatHex(Hashes.ofToken(name)))
                + known.map(found -> ":" + HexFormat.of().formatHex(found.hash(), 0, 8)).orElse("");
        var buckets = List.of(Map.entry(Limit.LOGIN_PER_ADDRESS, origin.address()), Map.entry(Limit.LOGIN_PER_NAME, key),
                Map.entry(Limit.LOGIN_PER_NAME_LONG, key));
        for (var bucket : buckets) {
            if (limits.take(bucket.getKey(), bucket.getValue()) instanceof Limits.Outcome.Refused(Duration retryAfter)) {
                return new Attempt.Wait(retryAfter);
            }
        }
        // No transaction yet: hashing takes tens of milliseconds and must not hold a connection.
        boolean right = passwords.matches(password, candidate.map(Candidate::password).orElse(null));
        int failures = known.map(Devices.Known::failures).orElse(candidate.map(Candidate::failures).orElse(0));
        if (candidate.isEmpty() || !right || candidate.get().disabled() || failures >= MOST_FAILURES) {
            refused(candidate.map(Candidate::id).orElse(null), known.orElse(null), name, origin);
            return new Attempt.Wrong();
        }
        buckets.forEach(bucket -> limits.giveBack(bucket.getKey(), bucket.getValue()));
        UUID id = candidate.get().id();
        @Nullable String stronger = passwords.outdated(String.valueOf(candidate.get().password())) ? passwords.hash(password)
                : null;
        return transactions.execute(status -> {
            if (stronger != null) {
                jdbc.sql("UPDATE account SET password = :password WHERE id = :id AND password = :old").param("password", stronger)
                        .param("old", candidate.get().password()).param("id", id).update();
            }
            var account = accounts.get(id);
            String token = sessions.open(account, origin);
            if (passkeys.enrols(account)) {
                UUID session = sessions.find(token, false).orElseThrow().session().id();
                sessions.keep(session, Sessions.Slot.ENROLLING,
                        authenticators.seal("enrolling:" + session, authenticators.newSecret()));
            }
            audit.record(new AuditEvent("login.password.accepted", id, id, "account:" + id, Map.of(), origin));
            return new Attempt.Accepted(token, null);
        });
    }

    /** The second step: a code of the authenticator. */
    public Attempt code(Sessions.Login login, String code, @Nullable String device, Origin origin) {
        return second(login, device, origin, Factor.TOTP, account -> authenticators.accept(account, code));
    }

    /** The second step without the authenticator: one recovery code, and the owner is told. */
    public Attempt recoveryCode(Sessions.Login login, String code, @Nullable String device, Origin origin) {
        return second(login, device, origin, Factor.RECOVERY_CODE, account -> recoveryCodes.use(account, code));
    }

    private interface Proof {
        boolean holds(UUID account);
    }

    private Attempt second(Sessions.Login login, @Nullable String device, Origin origin, Factor factor, Proof proof) {
        UUID id = login.account().id();
        // AU-10: at most one recovery code per login; a complete session has nothing to complete.
        if (login.session().complete() || !login.account().secondFactor() || passkeys.only(login.account())) {
            return new Attempt.Wrong();
        }
        if (authenticators.take(id) instanceof Limits.Outcome.Refused(Duration retryAfter)) {
            return new Attempt.Wait(retryAfter);
        }
        Attempt attempt = transactions.execute(status -> {
            if (!proof.holds(id)) {
                authenticators.refuse(id, factor == Factor.RECOVERY_CODE ? "login.recovery-code.refused" : "login.code.refused",
                        origin);
                return new Attempt.Wrong();
            }
            if (factor == Factor.RECOVERY_CODE) {
                authenticators.forgive(id);
                audit.record(new AuditEvent("recovery-code.used", id, id, "account:" + id,
                        Map.of("left", String.valueOf(recoveryCodes.left(id))), origin));
                notices.tell(id, "recovery-code-used", "account:" + id, origin);
            }
            return completed(login, device, factor, origin);
        });
        if (attempt instanceof Attempt.Accepted) {
            authenticators.succeeded(id);
        }
        return attempt;
    }

    /** Both factors are proven. Must run inside a transaction. */
    Attempt.Accepted completed(Sessions.Login login, @Nullable String device, Factor factor, Origin origin) {
        UUID id = login.account().id();
        String token = sessions.complete(login.session().id(), login.account(), factor);
        audit.record(new AuditEvent("login.completed", id, id, "session:" + login.session().id(),
                Map.of("factor", factor.label()), origin));
        int failures = jdbc.sql("""
                UPDATE account AS a SET failures = 0 FROM (SELECT id, failures FROM account WHERE id = :id FOR UPDATE) AS old
                WHERE a.id = old.id RETURNING old.failures""").param("id", id).query(Integer.class).single();
        var known = devices.find(id, device);
        if (failures + known.map(Devices.Known::failures).orElse(0) >= NOTEWORTHY) {
            notices.tell(id, "login-after-failures", "account:" + id, origin);
        }
        if (known.isPresent()) {
            devices.seen(id, known.get().hash());
            return new Attempt.Accepted(token, null);
        }
        if (devices.any(id)) {
            audit.record(new AuditEvent("login.new-device", id, id, "session:" + login.session().id(), Map.of(), origin));
            notices.tell(id, "new-device", "account:" + id, origin);
        }
        return new Attempt.Accepted(token, devices.remember(id, device));
    }

    private Optional<Candidate> candidate(String name) {
        return jdbc.sql("""
                SELECT id, password, failures, disabled_at IS NOT NULL AS disabled FROM account
                WHERE lower(username) = :name OR lower(email) = :name LIMIT 1""").param("name", name)
                .query((rs, i) -> new Candidate(rs.getObject("id", UUID.class), rs.getString("password"), rs.getInt("failures"),
                        rs.getBoolean("disabled")))
                .optional();
    }

    private void refused(@Nullable UUID account, Devices.@Nullable Known known, String name, Origin origin) {
        transactions.executeWithoutResult(status -> {
            if (account == null) {
                // A row is written for nobody, too, for the same time.
                jdbc.sql("UPDATE account_nobody SET failures = failures + 1 WHERE slot = :slot")
                        .param("slot", Hashes.ofToken(name)[0] & 0xff).update();
            } else if (known != null) {
                devices.failed(account, known.hash());
            } else {
                jdbc.sql("UPDATE account SET failures = failures + 1 WHERE id = :id").param("id", account).update();
            }
            audit.record(new AuditEvent("login.password.refused", account, null,
                    account == null ? "account:unknown" : "account:" + account, Map.of(), origin));
        });
    }
}
