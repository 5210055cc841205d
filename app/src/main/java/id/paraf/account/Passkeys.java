package id.paraf.account;

import java.time.Clock;
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
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;

/** The passkeys of all accounts: kept, named, and taken away. */
@Component
public class Passkeys {

    private static final String COLUMNS = "id, name, created_at, used_at, backup_eligible";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Randomness randomness;
    private final Audit audit;
    private final Accounts accounts;
    private final PasskeyRule rule;
    private final Sessions sessions;
    private final SecurityNotices notices;

    Passkeys(JdbcClient jdbc, Clock clock, Randomness randomness, Audit audit, Accounts accounts, PasskeyRule rule,
            Sessions sessions, SecurityNotices notices) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.randomness = randomness;
        this.audit = audit;
        this.accounts = accounts;
        this.rule = rule;
        this.sessions = sessions;
        this.notices = notices;
    }

    /** What became of giving a passkey another name. */
    public enum Renaming {
        RENAMED, NOT_A_NAME, NOT_THERE
    }

    /** What became of taking a passkey away. */
    public enum Removal {
        /** It opens nothing any more, and all other sessions ended. */
        REMOVED,
        /** It is the only one of an account that needs one: another has to be added first. */
        LAST, NOT_THERE
    }

    /** The passkeys of an account, the oldest first. */
    public List<Passkey> of(UUID account) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM account_passkey WHERE account = :account ORDER BY created_at, id")
                .param("account", account).query((rs, i) -> new Passkey(rs.getObject("id", UUID.class), rs.getString("name"),
                        rs.getObject("created_at", java.time.OffsetDateTime.class).toInstant(), Accounts.instant(rs, "used_at"),
                        rs.getBoolean("backup_eligible")))
                .list();
    }

    /** One of them. */
    public Optional<Passkey> find(UUID account, UUID passkey) {
        return of(account).stream().filter(found -> found.id().equals(passkey)).findFirst();
    }

    /** Gives a passkey another name. */
    @Transactional
    public Renaming rename(UUID account, UUID passkey, String typed, Origin origin) {
        var name = Passkey.name(typed);
        if (name.isEmpty()) {
            return Renaming.NOT_A_NAME;
        }
        if (find(account, passkey).isEmpty()) {
            return Renaming.NOT_THERE;
        }
        int changed = jdbc.sql("UPDATE account_passkey SET name = :name WHERE id = :id AND account = :account AND name <> :name")
                .param("name", name.get()).param("id", passkey).param("account", account).update();
        if (changed == 1) {
            audit.record(new AuditEvent("passkey.renamed", account, account, "passkey:" + passkey, Map.of(), origin));
        }
        return Renaming.RENAMED;
    }

    /** Takes a passkey away; whoever else was logged in has to log in again. */
    @Transactional
    public Removal remove(Sessions.Login login, UUID passkey, Origin origin) {
        UUID account = login.account().id();
        // Two tabs that each take one away must not leave none.
        lock(account);
        if (find(account, passkey).isEmpty()) {
            return Removal.NOT_THERE;
        }
        if (of(account).size() == 1 && (rule.required(login.account()) || !login.account().secondFactor())) {
            return Removal.LAST;
        }
        forget(account, passkey, account, origin);
        sessions.endAll(account, login.session().id(), account, origin);
        notices.tell(account, "passkey-removed", "account:" + account, origin);
        return Removal.REMOVED;
    }

    /**
     * What the operator does for somebody who has lost them all: the next login is by password and authenticator, and an officer's makes a
     * new passkey. Gives how many there were.
     */
    @Transactional
    public int removeAllByOperator(UUID account) {
        lock(account);
        var all = of(account);
        all.forEach(passkey -> forget(account, passkey.id(), null, Origin.SYSTEM));
        if (!all.isEmpty()) {
            sessions.endAll(account, null, null, Origin.SYSTEM);
            notices.tell(account, "passkeys-removed-by-operator", "account:" + account, Origin.SYSTEM);
        }
        return all.size();
    }

    /** "Bukan saya" about a new passkey takes it away, whatever else is left. */
    void disown(UUID account, UUID passkey, Origin origin) {
        lock(account);
        if (find(account, passkey).isPresent()) {
            forget(account, passkey, null, origin);
        }
    }

    private void forget(UUID account, UUID passkey, @Nullable UUID by, Origin origin) {
        jdbc.sql("DELETE FROM account_passkey WHERE id = :id AND account = :account").param("id", passkey)
                .param("account", account).update();
        audit.record(new AuditEvent("passkey.removed", account, by, "passkey:" + passkey, Map.of(), origin));
    }

    /** Others who change the passkeys of this account wait until this is committed. */
    void lock(UUID account) {
        jdbc.sql("SELECT id FROM account WHERE id = :id FOR UPDATE").param("id", account).query(UUID.class).single();
    }

    /** How authenticators know this account; made when it is first needed. */
    byte[] handle(UUID account) {
        jdbc.sql("INSERT INTO account_passkey_handle (account, handle) VALUES (:account, :handle) ON CONFLICT (account) DO NOTHING")
                .param("account", account).param("handle", randomness.bytes(64)).update();
        return jdbc.sql("SELECT handle FROM account_passkey_handle WHERE account = :account").param("account", account)
                .query((rs, i) -> rs.getBytes("handle")).single();
    }

    /** The identifiers of an account's passkeys, for the browser to look for them. */
    List<byte[]> credentials(UUID account) {
        return jdbc.sql("SELECT credential FROM account_passkey WHERE account = :account ORDER BY created_at, id")
                .param("account", account).query((rs, i) -> rs.getBytes("credential")).list();
    }

    /** Keeps a new passkey; empty if its credential is known, to this account or to another. */
    Optional<UUID> add(UUID account, String name, WebAuthn.Made made) {
        UUID id = UUID.randomUUID();
        int added = jdbc.sql("""
                INSERT INTO account_passkey (id, account, name, credential, data, sign_count, backup_eligible, backed_up, created_at)
                VALUES (:id, :account, :name, :credential, :data, :count, :eligible, :backed, :now)
                ON CONFLICT (credential) DO NOTHING""").param("id", id).param("account", account).param("name", name)
                .param("credential", made.credential()).param("data", made.kept()).param("count", made.told().counter())
                .param("eligible", made.told().backupEligible()).param("backed", made.told().backedUp())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    /** A passkey as it is judged. */
    record Known(UUID id, Account account, byte[] handle, byte[] kept, WebAuthn.Told told) {
    }

    /** The passkey with this credential, locked until the transaction ends, so that its counter is compared with the newest. */
    Optional<Known> byCredential(byte[] credential) {
        return jdbc.sql("""
                SELECT p.id, p.account, h.handle, p.data, p.sign_count, p.backup_eligible, p.backed_up
                FROM account_passkey p JOIN account_passkey_handle h ON h.account = p.account
                WHERE p.credential = :credential FOR UPDATE OF p""").param("credential", credential)
                .query((rs, i) -> new Known(rs.getObject("id", UUID.class), accounts.get(rs.getObject("account", UUID.class)),
                        rs.getBytes("handle"), rs.getBytes("data"), new WebAuthn.Told(rs.getLong("sign_count"),
                                rs.getBoolean("backup_eligible"), rs.getBoolean("backed_up"))))
                .optional();
    }

    /** WebAuthn Level 3 §7.2 step 24: what the authenticator tells of itself is remembered. */
    void used(UUID passkey, WebAuthn.Told told) {
        jdbc.sql("UPDATE account_passkey SET sign_count = :count, backed_up = :backed, used_at = :now WHERE id = :id")
                .param("count", told.counter()).param("backed", told.backedUp())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", passkey).update();
    }
}
