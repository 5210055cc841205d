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
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/** Finds accounts, and enables and disables them. */
@Component
public class Accounts {

    static final String COLUMNS = """
            a.id, a.username, a.name, a.roles, a.email, a.email_verified_at, a.phone, a.phone_verified_at,
            a.phone_changed_at, a.language, a.disabled_at, a.password IS NOT NULL AS claimed,
            a.totp_secret IS NOT NULL AS second_factor,""" + Institutions.COLUMNS;
    private static final String SELECT = "SELECT " + COLUMNS + " FROM account a " + Institutions.JOIN;

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
        return jdbc.sql(SELECT + " WHERE a.id = :id").param("id", id).query(Accounts::read).optional();
    }

    /** The account as it must be there: for ids that come out of our own rows. */
    public Account get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("No account " + id));
    }

    /** The accounts with these ids, each as it must be there. */
    public Map<UUID, Account> all(Collection<UUID> ids) {
        var found = jdbc.sql(SELECT + " WHERE a.id = ANY (:ids)").param("ids", ids.toArray(UUID[]::new))
                .query(Accounts::read).list().stream().collect(Collectors.toMap(Account::id, account -> account));
        if (!found.keySet().containsAll(ids)) {
            throw new IllegalStateException("An account is missing");
        }
        return found;
    }

    /** The accounts of an institution. */
    public List<UUID> of(Institution institution) {
        return jdbc.sql("SELECT a.id FROM account a JOIN account_unit u ON u.id = a.unit WHERE u.institution = :institution")
                .param("institution", institution.id()).query((rs, i) -> rs.getObject("id", UUID.class)).list();
    }

    /** By username or e-mail address, as typed into the login form. */
    public Optional<Account> byLogin(String login) {
        return jdbc.sql(SELECT + " WHERE lower(a.username) = :login OR lower(a.email) = :login LIMIT 1")
                .param("login", login.strip().toLowerCase(Locale.ROOT)).query(Accounts::read).optional();
    }

    /** The officer with this id, if the account is one and not stopped: who decides is looked up anew for each decision. */
    Optional<Account> officer(UUID id) {
        return holder(id, Role.OFFICER);
    }

    /** The account with this id, if it has one of these roles and is not stopped. */
    Optional<Account> holder(UUID id, Role... oneOf) {
        return find(id).filter(found -> Arrays.stream(oneOf).anyMatch(found::is) && found.disabledAt() == null);
    }

    /** Officers of an institution who can log in. */
    public List<Account> officersOf(Institution institution) {
        return holdersOf(institution, Role.OFFICER);
    }

    /** Who has a role at an institution and can log in. */
    public List<Account> holdersOf(Institution institution, Role role) {
        return jdbc.sql(SELECT + """
                 WHERE i.id = :institution AND :role = ANY (a.roles) AND a.disabled_at IS NULL
                AND a.password IS NOT NULL ORDER BY a.username""").param("institution", institution.id())
                .param("role", role.name()).query(Accounts::read).list();
    }

    /** Accounts of an institution with such words in name, user name, e-mail address or unit, by name. */
    public List<Account> ofInstitution(Institution institution, String words, int limit) {
        return jdbc.sql(SELECT + """
                 WHERE i.id = :institution
                AND position(:words IN lower(a.name || ' ' || a.username || ' ' || a.email || ' ' || u.name)) > 0
                ORDER BY lower(a.name), a.id LIMIT :limit""").param("institution", institution.id())
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

    /**
     * Corrects what is recorded: what the account is called, and where its owner works. In the transaction of who decided that.
     *
     * @param name or null to leave it
     * @param unit of the same institution, or null to leave it
     * @return false if there is no such unit in use
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean correct(UUID account, @Nullable String name, @Nullable String unit, UUID by, Origin origin) {
        var works = get(account).works();
        var to = unit == null ? Optional.of(works.id()) : jdbc.sql("""
                SELECT id FROM account_unit WHERE institution = :institution AND name = :name AND stopped_at IS NULL""")
                .param("institution", works.institution().id()).param("name", unit)
                .query((rs, i) -> rs.getObject("id", UUID.class)).optional();
        if (to.isEmpty()) {
            return false;
        }
        jdbc.sql("UPDATE account SET name = coalesce(:name::text, name), unit = :unit WHERE id = :id").param("name", name)
                .param("unit", to.get()).param("id", account).update();
        audit.record(new AuditEvent("account.corrected", account, by, "account:" + account,
                Map.of("name", name == null ? "same" : "new", "unit", unit == null ? "same" : "new"), origin));
        return true;
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
                Institutions.unit(rs), roles, rs.getString("email"), instant(rs, "email_verified_at"),
                rs.getString("phone"), instant(rs, "phone_verified_at"), instant(rs, "phone_changed_at"),
                rs.getString("language"), instant(rs, "disabled_at"), rs.getBoolean("claimed"), rs.getBoolean("second_factor"));
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
