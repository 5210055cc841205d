package id.paraf.account;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/**
 * Who holds which role. Roles are given and taken away at the command line alone: whoever takes over a session, of an officer or of a CA
 * operator, cannot make more of them. The console shows who has one, so that those who should not are found.
 */
@Component
public class TrustedRoles {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Sessions sessions;
    private final SecurityNotices notices;
    private final Audit audit;
    private final Clock clock;

    TrustedRoles(JdbcClient jdbc, Accounts accounts, Sessions sessions, SecurityNotices notices, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.sessions = sessions;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Somebody who is to be trusted.
     *
     * @param since when the account got the roles that it has, or was made with them
     * @param seenAt when somebody last logged in with it, or null
     */
    public record Holder(Account account, Instant since, @Nullable Instant seenAt) {

        /** The one trusted role among the account's. */
        public Role role() {
            return account.roles().stream().filter(Role::trusted).findFirst().orElseThrow();
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** It is so now: its sessions have ended, and its owner is told at every address. */
        record Changed(Account account) implements Outcome {
        }

        /** It was so before. */
        record Unchanged() implements Outcome {
        }

        /** Nobody logs in with this name or address. */
        record NotThere() implements Outcome {
        }

        /** With the other roles of this account it would be one too many. */
        record NotTogether(Set<Role> present) implements Outcome {
        }
    }

    /** Everybody who holds a trusted role, stopped or not: by role, and by name. */
    public List<Holder> holders() {
        var times = jdbc.sql("""
                SELECT a.id, coalesce(a.roles_changed_at, a.created_at) AS since,
                    (SELECT max(d.seen_at) FROM account_device d WHERE d.account = a.id) AS seen_at
                FROM account a WHERE cardinality(array_remove(a.roles, 'SIGNER')) > 0""")
                .query((rs, i) -> new Times(rs.getObject("id", UUID.class), Objects.requireNonNull(Accounts.instant(rs, "since")),
                        Accounts.instant(rs, "seen_at")))
                .list();
        var found = accounts.all(times.stream().map(Times::account).toList());
        return times.stream()
                .map(time -> new Holder(Objects.requireNonNull(found.get(time.account())), time.since(), time.seenAt()))
                .sorted(java.util.Comparator.comparing(Holder::role).thenComparing(holder -> holder.account().name())).toList();
    }

    private record Times(UUID account, Instant since, @Nullable Instant seenAt) {
    }

    /** Gives a role to whoever logs in with this name or address: for whoever runs the machine, never for a page. */
    @Transactional
    public Outcome grant(String login, Role role, Origin origin) {
        return change(login, role, true, origin);
    }

    /** Takes a role away; what is logged in with it ends at once. */
    @Transactional
    public Outcome revoke(String login, Role role, Origin origin) {
        return change(login, role, false, origin);
    }

    private Outcome change(String login, Role role, boolean grant, Origin origin) {
        UUID id = accounts.byLogin(login).map(Account::id).orElse(null);
        if (id == null) {
            return new Outcome.NotThere();
        }
        jdbc.sql("SELECT id FROM account WHERE id = :id FOR UPDATE").param("id", id).query(UUID.class).single();
        var present = accounts.get(id).roles();
        if (present.contains(role) == grant) {
            return new Outcome.Unchanged();
        }
        var wanted = EnumSet.noneOf(Role.class);
        wanted.addAll(present);
        if (grant) {
            wanted.add(role);
        } else {
            wanted.remove(role);
        }
        if (!Role.together(wanted)) {
            return new Outcome.NotTogether(present);
        }
        jdbc.sql("UPDATE account SET roles = :roles, roles_changed_at = :now WHERE id = :id")
                .param("roles", wanted.stream().map(Role::name).toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", id).update();
        audit.record(new AuditEvent(grant ? "role.granted" : "role.revoked", id, null, "account:" + id,
                Map.of("role", role.name(), "before", Role.written(present)), origin));
        // A login that is short for a trusted role began as a long one, and one that lost its role must not go on.
        sessions.endAll(id, null, null, origin);
        notices.tellOfOperator(id, grant ? "role-granted" : "role-revoked", "account:" + id);
        return new Outcome.Changed(accounts.get(id));
    }

    /** A CA operator looked at everybody who holds a role, and says so (OP-04). */
    @Transactional
    public boolean reviewed(UUID by, Origin origin) {
        var who = accounts.holder(by, Role.CA_OPERATOR);
        who.ifPresent(account -> audit.record(new AuditEvent("roles.reviewed", null, by, "roles:trusted",
                Map.of("holders", Integer.toString(holders().size())), origin)));
        return who.isPresent();
    }
}
