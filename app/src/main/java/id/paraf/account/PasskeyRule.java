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
    private final WebAuthn webAuthn;
    private final Officers officers;

    /** @param officers {@code required}, or {@code offered}: then who decides may do without until there is a first one */
    PasskeyRule(JdbcClient jdbc, WebAuthn webAuthn, @Value("${paraf.officer.passkey:required}") String officers) {
        this.jdbc = jdbc;
        this.webAuthn = webAuthn;
        this.officers = Officers.valueOf(officers.toUpperCase(Locale.ROOT));
    }

    private enum Officers {
        REQUIRED, OFFERED
    }

    /** Whether this account decides about others only after a passkey. */
    public boolean required(Account account) {
        return officers == Officers.REQUIRED && account.needsPasskey();
    }

    /** Whether the first login makes a passkey: the account decides about others, and has no second factor of any kind yet. */
    public boolean first(Account account) {
        return account.needsPasskey() && !account.secondFactor() && !any(account.id());
    }

    /** Whether a password alone may still set up an authenticator: the first login of whom nobody asks for a passkey. */
    public boolean enrols(Account account) {
        return !account.secondFactor() && !required(account) && !any(account.id());
    }

    /** Whether nothing but a passkey is a second factor of this account: it decides about others, and has one. */
    public boolean only(Account account) {
        return account.needsPasskey() && any(account.id());
    }

    /** Whether a passkey is worth an offer: there is none, and browsers know passkeys at our address, which must have a name. */
    public boolean offered(Account account) {
        return webAuthn.named() && !any(account.id());
    }

    /** Whether the account has a passkey. */
    public boolean any(UUID account) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM account_passkey WHERE account = :account)").param("account", account)
                .query(Boolean.class).single();
    }
}
