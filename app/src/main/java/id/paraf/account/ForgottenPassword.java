package id.paraf.account;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/**
 * "Lupa Password": a link by e-mail sets a new password. It never touches the second factor (RP-19), and asking for it looks
 * and takes the same whether the account exists (RP-11).
 */
@Component
public class ForgottenPassword {

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenPassword.class);
    private static final Duration LIFE = Duration.ofMinutes(30);
    /** Asked for again within this time, the same link goes on to count. */
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 64;

    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Audit audit;
    private final Limits limits;
    private final Accounts accounts;
    private final Links links;
    private final Notices mail;
    private final PasswordByLink byLink;
    private final Sessions sessions;
    private final Devices devices;
    private final SecurityNotices notices;
    private final Semaphore places = new Semaphore(AT_ONCE);

    ForgottenPassword(TransactionTemplate transactions, Clock clock, Audit audit, Limits limits, Accounts accounts, Links links,
            Notices mail, PasswordByLink byLink, Sessions sessions, Devices devices, SecurityNotices notices) {
        this.transactions = transactions;
        this.clock = clock;
        this.audit = audit;
        this.limits = limits;
        this.accounts = accounts;
        this.links = links;
        this.mail = mail;
        this.byLink = byLink;
        this.sessions = sessions;
        this.devices = devices;
        this.notices = notices;
    }

    /**
     * Asks for a link. Only the limits answer; everything that depends on the account happens after the answer.
     *
     * @param login user name or e-mail address, as typed
     * @return how long to wait, if too many were asked for from here; else empty
     */
    public Optional<Duration> request(String login, Origin origin) {
        if (limits.take(Limit.PASSWORD_FORGOTTEN_PER_ADDRESS, origin.address()) instanceof Limits.Outcome.Refused(Duration later)) {
            return Optional.of(later);
        }
        if (places.tryAcquire()) {
            Thread.ofVirtual().name("password-forgotten").start(() -> {
                try {
                    send(login, origin);
                } catch (RuntimeException e) {
                    LOG.warn("A link for a forgotten password could not be made", e);
                } finally {
                    places.release();
                }
            });
        }
        return Optional.empty();
    }

    private void send(String login, Origin origin) {
        var account = accounts.byLogin(login).filter(found -> found.claimed() && found.disabledAt() == null);
        // One bucket for both spellings of a login, and one for every name that is nobody's.
        String key = account.map(found -> found.id().toString())
                .orElseGet(() -> HexFormat.of().formatHex(Hashes.ofToken(login.strip().toLowerCase(Locale.ROOT))));
        if (!limits.take(Limit.PASSWORD_FORGOTTEN_PER_ACCOUNT, key).granted() || account.isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(status -> {
            var owner = account.get();
            if (links.justMade(owner.id(), Links.Kind.PASSWORD, LIFE, PAUSE)) {
                // Pressed twice: the link that is on its way stays the right one.
                return;
            }
            String token = links.create(owner.id(), Links.Kind.PASSWORD, LIFE);
            mail.send(new Outgoing.Mail(owner.id(), owner.email(), Template.PASSWORD_FORGOTTEN, owner.language(),
                    Map.of("device", DeviceName.of(origin)), "/forgot/" + token, clock.instant().plus(LIFE)));
            audit.record(new AuditEvent("password.forgotten", owner.id(), null, "account:" + owner.id(), Map.of(), origin));
        });
    }

    /** Whose link it is, if it still works. Changes nothing. */
    public Optional<Account> find(String token) {
        return byLink.find(token, Links.Kind.PASSWORD);
    }

    /** Sets the new password and uses the link up; every session of the account ends. */
    public PasswordByLink.Outcome set(String token, SecretText password, Origin origin) {
        return byLink.choose(token, Links.Kind.PASSWORD, password, account -> {
            UUID id = account.id();
            devices.forgetAll(id);
            audit.record(new AuditEvent("password.reset", id, id, "account:" + id, Map.of(), origin));
            sessions.endAll(id, null, id, origin);
            notices.tell(id, "password-reset", "account:" + id, origin);
        });
    }
}
