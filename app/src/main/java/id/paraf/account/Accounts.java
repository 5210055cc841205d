package id.paraf.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/** Finds accounts, and enables and disables them. */
@Component
public class Accounts {

    static final String COLUMNS = """
            id, username, name, institution, unit, roles, email, email_verified_at, phone, phone_verified_at,
            phone_changed_at, language, disabled_at, password IS NOT NULL AS claimed, totp_secret IS NOT NULL AS second_factor""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;
    private final Sessions sessions;
    private final SecurityNotices notices;

    Accounts(JdbcClient jdbc, Clock clock, Audit audit, Sessions sessions, SecurityNotices notices) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.sessions = sessions;
        this.notices = notices;
    }

    public Optional<Account> find(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM account WHERE id = :id").param("id", id).query(Accounts::read).optional();
    }

    /** The account as it must be there: for ids that come out of our own rows. */
    public Account get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("No account " + id));
    }

    /** The accounts with these ids, each as it must be there. */
    public Map<UUID, Account> all(Collection<UUID> ids) {
        var found = jdbc.sql("SELECT " + COLUMNS + " FROM account WHERE id = ANY (:ids)").param("ids", ids.toArray(UUID[]::new))
                .query(Accounts::read).list().stream().collect(Collectors.toMap(Account::id, account -> account));
        if (!found.keySet().containsAll(ids)) {
            throw new IllegalStateException("An account is missing");
        }
        return found;
    }

    /** The accounts of an institution. */
    public List<UUID> of(String institution) {
        return jdbc.sql("SELECT id FROM account WHERE institution = :institution").param("institution", institution)
                .query((rs, i) -> rs.getObject("id", UUID.class)).list();
    }

    /** By username or e-mail address, as typed into the login form. */
    public Optional<Account> byLogin(String login) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM account WHERE lower(username) = :login OR lower(email) = :login LIMIT 1")
                .param("login", login.strip().toLowerCase(Locale.ROOT)).query(Accounts::read).optional();
    }

    /** The officer with this id, if the account is one and not stopped: who decides is looked up anew for each decision. */
    Optional<Account> officer(UUID id) {
        return find(id).filter(found -> found.is(Role.OFFICER) && found.disabledAt() == null);
    }

    /** Officers of an institution who can log in. */
    public List<Account> officersOf(String institution) {
        return jdbc.sql("SELECT " + COLUMNS + """
                 FROM account WHERE institution = :institution AND 'OFFICER' = ANY (roles) AND disabled_at IS NULL
                AND password IS NOT NULL ORDER BY username""").param("institution", institution).query(Accounts::read).list();
    }

    /** Accounts of an institution with such words in name, user name, e-mail address or unit, by name. */
    List<Account> ofInstitution(String institution, String words, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + """
                 FROM account WHERE institution = :institution
                AND position(:words IN lower(name || ' ' || username || ' ' || email || ' ' || unit)) > 0
                ORDER BY lower(name), id LIMIT :limit""").param("institution", institution)
                .param("words", words.strip().toLowerCase(Locale.ROOT)).param("limit", limit).query(Accounts::read).list();
    }

    /** Stops an account: nobody logs in with it, and what is logged in ends at once (SE-05). */
    @Transactional
    public void disable(UUID account, @Nullable UUID by, Origin origin) {
        disable(account, by, null, origin);
    }

    /** The same with a reason for the trail; false if it was stopped before. */
    @Transactional
    boolean disable(UUID account, @Nullable UUID by, @Nullable String reason, Origin origin) {
        int changed = jdbc.sql("UPDATE account SET disabled_at = :now WHERE id = :id AND disabled_at IS NULL")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", account).update();
        if (changed == 1) {
            audit.record(new AuditEvent("account.disabled", account, by, "account:" + account,
                    reason == null ? Map.of() : Map.of("reason", reason), origin));
            sessions.endAll(account, null, by, origin);
            if (by == null || by.equals(account)) {
                notices.tell(account, "account-disabled", "account:" + account, origin);
            } else {
                notices.tellOfOfficer(account, "account-disabled", "account:" + account);
            }
        }
        return changed == 1;
    }

    /** Lets a stopped account log in again; false if it was not stopped. */
    @Transactional
    public boolean enable(UUID account, @Nullable UUID by, Origin origin) {
        int changed = jdbc.sql("UPDATE account SET disabled_at = NULL WHERE id = :id AND disabled_at IS NOT NULL")
                .param("id", account).update();
        if (changed == 1) {
            audit.record(new AuditEvent("account.enabled", account, by, "account:" + account, Map.of(), origin));
        }
        return changed == 1;
    }

    /** Remembers the language in which messages to this account are written. */
    @Transactional
    public void speak(UUID account, String language, Origin origin) {
        int changed = jdbc.sql("UPDATE account SET language = :language WHERE id = :id AND language <> :language")
                .param("language", language).param("id", account).update();
        if (changed == 1) {
            audit.record(new AuditEvent("account.language.changed", account, account, "account:" + account,
                    Map.of("language", language), origin));
        }
    }

    static Account read(ResultSet rs, int row) throws SQLException {
        var roles = Arrays.stream((String[]) rs.getArray("roles").getArray()).map(Role::valueOf).collect(Collectors.toSet());
        return new Account(rs.getObject("id", UUID.class), rs.getString("username"), rs.getString("name"),
                rs.getString("institution"), rs.getString("unit"), roles, rs.getString("email"), instant(rs, "email_verified_at"),
                rs.getString("phone"), instant(rs, "phone_verified_at"), instant(rs, "phone_changed_at"),
                rs.getString("language"), instant(rs, "disabled_at"), rs.getBoolean("claimed"), rs.getBoolean("second_factor"));
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
