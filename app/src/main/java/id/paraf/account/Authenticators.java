package id.paraf.account;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/** The authenticators of all accounts: their sealed secrets, and the codes they accept, each once. */
@Component
class Authenticators {

    /** So many wrong codes in a row mean that somebody else knows the password: the owner is told. */
    private static final int SUSPICIOUS = 5;
    /** NIST SP 800-63B-4 §3.2.2: no more than 100 consecutive failures; then only a recovery code helps. */
    private static final int MOST_FAILURES = 100;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;
    private final Limits limits;
    private final SecurityNotices notices;
    private final Randomness randomness;
    private final Sealing sealing;
    private final DistributionSummary drift;

    Authenticators(JdbcClient jdbc, Clock clock, Audit audit, Limits limits, SecurityNotices notices, Randomness randomness,
            RootSecret root, ObjectProvider<MeterRegistry> meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.limits = limits;
        this.notices = notices;
        this.randomness = randomness;
        this.sealing = new Sealing(root.derive("account/totp", "AES"), randomness);
        this.drift = DistributionSummary.builder("paraf.totp.drift").description("Steps between a code and the server's clock")
                .register(meters.getIfAvailable(io.micrometer.core.instrument.simple.SimpleMeterRegistry::new));
    }

    byte[] newSecret() {
        return randomness.bytes(Totp.SECRET_BYTES);
    }

    byte[] seal(String place, byte[] secret) {
        return sealing.seal(place, secret);
    }

    byte[] open(String place, byte[] sealed) {
        return sealing.open(place, sealed).orElseThrow(() -> new IllegalStateException("The seal of " + place + " is broken"));
    }

    /** Counts an attempt at the second factor; {@link #succeeded} gives it back. */
    Limits.Outcome take(UUID account) {
        return limits.take(Limit.SECOND_FACTOR_PER_ACCOUNT, account.toString());
    }

    void succeeded(UUID account) {
        limits.giveBack(Limit.SECOND_FACTOR_PER_ACCOUNT, account.toString());
    }

    /** Whether the code is right now and was never accepted before. Must run inside a transaction. */
    boolean accept(UUID account, String typed) {
        String code = typed.replaceAll("\\s", "");
        var row = jdbc.sql("SELECT totp_secret, totp_failures FROM account WHERE id = :id").param("id", account)
                .query((rs, i) -> new Row(rs.getBytes("totp_secret"), rs.getInt("totp_failures"))).single();
        if (row.sealed() == null || row.failures() >= MOST_FAILURES) {
            return false;
        }
        var step = Totp.stepOf(open("totp:" + account, row.sealed()), code, clock.instant());
        if (step.isEmpty()) {
            return false;
        }
        // ASVS 5.0 6.5.1: each code once, also when two logins race; the row count decides.
        boolean first = jdbc.sql("""
                UPDATE account SET totp_last_step = :step, totp_failures = 0 WHERE id = :id AND totp_last_step < :step""")
                .param("step", step.getAsLong()).param("id", account).update() == 1;
        if (first) {
            drift.record(Math.abs(step.getAsLong() - Totp.stepAt(clock.instant())));
        }
        return first;
    }

    /** Counts a wrong code against the account and tells its owner at the fifth in a row. Must run inside a transaction. */
    void refuse(UUID account, String event, Origin origin) {
        int failures = jdbc.sql("UPDATE account SET totp_failures = totp_failures + 1 WHERE id = :id RETURNING totp_failures")
                .param("id", account).query(Integer.class).single();
        audit.record(new AuditEvent(event, account, account, "account:" + account, Map.of("failures", String.valueOf(failures)),
                origin));
        if (failures == SUSPICIOUS) {
            notices.tell(account, "second-factor-failures", "account:" + account, origin);
        }
    }

    /** Makes this secret the account's authenticator; {@code step} is the step of the code that proved it. */
    void install(UUID account, byte[] secret, long step) {
        jdbc.sql("""
                UPDATE account SET totp_secret = :secret, totp_last_step = :step, totp_failures = 0 WHERE id = :id""")
                .param("secret", sealing.seal("totp:" + account, secret)).param("step", step).param("id", account).update();
    }

    /** A recovery code was proven: the cap on wrong codes starts anew. */
    void forgive(UUID account) {
        jdbc.sql("UPDATE account SET totp_failures = 0 WHERE id = :id").param("id", account).update();
    }

    private record Row(byte @org.jspecify.annotations.Nullable [] sealed, int failures) {
    }
}
