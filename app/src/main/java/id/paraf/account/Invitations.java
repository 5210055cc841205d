package id.paraf.account;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/**
 * New accounts. Nobody ever gets a password from us (AU-15): an account is made without one, and a one-time link that runs
 * out lets its owner choose it.
 */
@Component
public class Invitations {

    /** Without @ a user name can never be somebody else's e-mail address. */
    static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9._-]{3,64}");

    private static final Duration LIFE = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;
    private final Accounts accounts;
    private final Institutions institutions;
    private final Links links;
    private final Notices mail;
    private final PasswordByLink byLink;
    private final SecurityNotices notices;

    Invitations(JdbcClient jdbc, Clock clock, Audit audit, Accounts accounts, Institutions institutions, Links links,
            Notices mail, PasswordByLink byLink, SecurityNotices notices) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.accounts = accounts;
        this.institutions = institutions;
        this.links = links;
        this.mail = mail;
        this.byLink = byLink;
        this.notices = notices;
    }

    /**
     * Who is invited.
     *
     * @param institution and {@code unit}: made if they are not there
     * @param username unique whatever its case; letters, digits, dot, dash and underscore
     * @param phone as typed or null; its owner proves it after the first login
     * @param language {@code id} or {@code en}
     */
    public record Person(String username, String name, String institution, String unit, Set<Role> roles, String email,
            @Nullable String phone, String language) {
    }

    /** What was not there before an invitation. */
    public enum Made {
        INSTITUTION, UNIT
    }

    /**
     * @param path the path of the one-time link, below the configured origin; a secret
     * @param made what was not there before
     */
    public record Invitation(UUID account, String path, Set<Made> made) {

        @Override
        public String toString() {
            return "Invitation[" + account + "]";
        }
    }

    /**
     * Makes an account and mails its owner the link.
     *
     * @throws IllegalArgumentException if the user name or the phone number cannot be one
     * @throws org.springframework.dao.DuplicateKeyException if user name or e-mail address are taken
     */
    @Transactional
    public Invitation invite(Person person, @Nullable UUID by, Origin origin) {
        return invite(person, by, Map.of(), origin);
    }

    /** @param facts what else is on record */
    @Transactional
    Invitation invite(Person person, @Nullable UUID by, Map<String, String> facts, Origin origin) {
        if (!USERNAME.matcher(person.username()).matches()) {
            throw new IllegalArgumentException("Not a user name");
        }
        UUID id = UUID.randomUUID();
        String phone = person.phone() == null ? null
                : PhoneNumber.parse(person.phone()).orElseThrow(() -> new IllegalArgumentException("Not a phone number"));
        var place = institutions.place(person.institution(), person.unit(), by, origin);
        jdbc.sql("""
                INSERT INTO account (id, username, name, unit, roles, email, phone, language, created_at)
                VALUES (:id, :username, :name, :unit, :roles, :email, :phone, :language, :now)""")
                .param("id", id).param("username", person.username()).param("name", person.name())
                .param("unit", place.unit().id())
                .param("roles", person.roles().stream().map(Role::name).toArray(String[]::new))
                .param("email", person.email().toLowerCase(Locale.ROOT)).param("phone", phone)
                .param("language", person.language()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        var details = new HashMap<>(facts);
        details.put("roles", Role.written(person.roles()));
        audit.record(new AuditEvent("account.invited", id, by, "account:" + id, details, origin));
        return link(accounts.get(id), place.made());
    }

    /** Makes a new link for an account nobody has claimed yet, and kills the old one. */
    @Transactional
    public Optional<Invitation> renew(UUID account, @Nullable UUID by, Origin origin) {
        return accounts.find(account).filter(found -> !found.claimed()).map(found -> {
            audit.record(new AuditEvent("account.invited", account, by, "account:" + account, Map.of("again", "true"), origin));
            return link(found, Set.of());
        });
    }

    private Invitation link(Account account, Set<Made> made) {
        String path = "/claim/" + links.create(account.id(), Links.Kind.CLAIM, LIFE);
        mail.send(new Outgoing.Mail(account.id(), account.email(), Template.INVITATION, account.language(),
                Map.of("name", account.name(), "institution", account.institution()), path, clock.instant().plus(LIFE)));
        return new Invitation(account.id(), path, made);
    }

    /** Whom the link invites, if it still works. Changes nothing. */
    public Optional<Account> find(String token) {
        return byLink.find(token, Links.Kind.CLAIM);
    }

    /** Sets the first password and uses the link up; having it proves the e-mail address. */
    public PasswordByLink.Outcome claim(String token, SecretText password, Origin origin) {
        return byLink.choose(token, Links.Kind.CLAIM, password, account -> {
            UUID id = account.id();
            jdbc.sql("UPDATE account SET email_verified_at = :now WHERE id = :id")
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("id", id).update();
            audit.record(new AuditEvent("account.claimed", id, id, "account:" + id, Map.of(), origin));
            notices.tell(id, "account-claimed", "account:" + id, origin);
        });
    }
}
