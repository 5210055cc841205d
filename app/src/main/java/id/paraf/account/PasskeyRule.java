package id.paraf.account;

import java.util.Locale;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** For whom a passkey is more than an offer (AU-16): accounts with a role that decides about others. */
@Component
public class PasskeyRule {

    private final JdbcClient jdbc;
    private final Officers officers;

    /** @param officers {@code required}, or {@code offered}: then who decides may do without until there is a first one */
    PasskeyRule(JdbcClient jdbc, @Value("${paraf.officer.passkey:required}") String officers) {
        this.jdbc = jdbc;
        this.officers = Officers.valueOf(officers.toUpperCase(Locale.ROOT));
    }

    private enum Officers {
        REQUIRED, OFFERED
    }

    /** Whether this account decides about others only after a passkey. */
    public boolean required(Account account) {
        return officers == Officers.REQUIRED && account.needsPasskey();
    }

    /** Whether nothing but a passkey is a second factor of this account: it decides about others, and has one. */
    public boolean only(Account account) {
        return account.needsPasskey() && any(account.id());
    }

    /** Whether the account has a passkey. */
    public boolean any(UUID account) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM account_passkey WHERE account = :account)").param("account", account)
                .query(Boolean.class).single();
    }
}
