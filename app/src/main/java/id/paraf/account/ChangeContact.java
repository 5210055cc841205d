package id.paraf.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Contacts.Kind;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;

/**
 * Changes or proves a phone number or e-mail address: a fresh second factor, then a code sent to the new address, then a
 * notice to every address, the replaced one included (RP-20).
 */
@Component
public class ChangeContact {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    /** Asked for again within this time, the same code goes on to count. */
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MOST_WRONG = 5;
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Audit audit;
    private final Limits limits;
    private final StepUp stepUp;
    private final Notices messages;
    private final SecurityNotices notices;
    private final Randomness randomness;
    private final SecretKey key;

    ChangeContact(JdbcClient jdbc, TransactionTemplate transactions, Clock clock, Audit audit, Limits limits, StepUp stepUp,
            Notices messages, SecurityNotices notices, Randomness randomness, RootSecret root) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.audit = audit;
        this.limits = limits;
        this.stepUp = stepUp;
        this.messages = messages;
        this.notices = notices;
        this.randomness = randomness;
        this.key = root.derive("account/contact-code", "HmacSHA256");
    }

    /** What became of asking for a code. */
    public sealed interface Requested {
        /** A code is on its way. */
        record Sent(String to) implements Requested {
        }

        /** What was typed is no such address. */
        record NotAnAddress() implements Requested {
        }

        /** The second factor is not fresh. */
        record NotFresh() implements Requested {
        }

        /** Too many codes were asked for. */
        record Wait(Duration retryAfter) implements Requested {
        }
    }

    /** What became of typing the code. */
    public sealed interface Confirmed {
        /** The address is the account's, and proven. */
        record Done() implements Confirmed {
        }

        /** Nothing that could be a code; it costs no try. */
        record NoCode() implements Confirmed {
        }

        /** Not the code; so many tries are left. */
        record Wrong(int left) implements Confirmed {
        }

        /** Nothing waits for a code: it ran out, or too many were wrong. */
        record Gone() implements Confirmed {
        }

        /** Another account has this address. Only said to somebody who has proven that it is theirs. */
        record Taken() implements Confirmed {
        }
    }

    /** The address that waits for its code, if any. */
    public Optional<String> waiting(UUID account, Kind kind) {
        return jdbc.sql("""
                SELECT value FROM account_contact_change
                WHERE account = :account AND kind = :kind AND expires_at > :now AND wrong < :most""").param("account", account)
                .param("kind", kind.name()).param("now", now()).param("most", MOST_WRONG).query(String.class).optional();
    }

    /** Sends a code to an address that is to become, or be proven as, the account's. */
    public Requested request(Sessions.Login login, Kind kind, String typed, Origin origin) {
        if (!stepUp.fresh(login.session())) {
            return new Requested.NotFresh();
        }
        var value = canonical(kind, typed);
        if (value.isEmpty()) {
            return new Requested.NotAnAddress();
        }
        UUID id = login.account().id();
        if (limits.take(Limit.CONTACT_CODE_PER_ACCOUNT, id.toString()) instanceof Limits.Outcome.Refused(Duration later)) {
            return new Requested.Wait(later);
        }
        String code = String.format(Locale.ROOT, "%06d", randomness.below(1_000_000));
        return transactions.execute(status -> {
            var expires = clock.instant().plus(CODE_LIFE);
            int sent = jdbc.sql("""
                    INSERT INTO account_contact_change AS c (account, kind, value, code, wrong, expires_at)
                    VALUES (:account, :kind, :value, :code, 0, :expires)
                    ON CONFLICT (account, kind) DO UPDATE SET value = :value, code = :code, wrong = 0, expires_at = :expires
                    WHERE c.value <> :value OR c.wrong > 0 OR c.expires_at <= :again""")
                    .param("account", id).param("kind", kind.name()).param("value", value.get())
                    .param("code", keyed(id, kind, value.get(), code)).param("expires", expires.atOffset(ZoneOffset.UTC))
                    .param("again", expires.minus(PAUSE).atOffset(ZoneOffset.UTC)).update();
            if (sent == 0) {
                // Pressed twice: the code that is on its way stays the right one.
                return new Requested.Sent(value.get());
            }
            var parameters = Map.of("code", code);
            messages.send(switch (kind) {
                case PHONE -> new Outgoing.WhatsApp(id, value.get(), Template.CONTACT_CODE, login.account().language(), parameters,
                        null, expires);
                case EMAIL -> new Outgoing.Mail(id, value.get(), Template.CONTACT_CODE, login.account().language(), parameters,
                        null, expires);
            });
            audit.record(new AuditEvent("contact.code.sent", id, id, "account:" + id, Map.of("kind", kind.name()), origin));
            return new Requested.Sent(value.get());
        });
    }

    private record Waiting(String value, byte[] code, int wrong) {
    }

    /** Takes the code; if it is right the address is the account's from now on. */
    public Confirmed confirm(Sessions.Login login, Kind kind, String code, Origin origin) {
        UUID id = login.account().id();
        try {
            return transactions.execute(status -> {
                var waiting = jdbc.sql("""
                        SELECT value, code, wrong FROM account_contact_change
                        WHERE account = :account AND kind = :kind AND expires_at > :now AND wrong < :most FOR UPDATE""")
                        .param("account", id).param("kind", kind.name()).param("now", now()).param("most", MOST_WRONG)
                        .query((rs, i) -> new Waiting(rs.getString("value"), rs.getBytes("code"), rs.getInt("wrong"))).optional();
                if (waiting.isEmpty()) {
                    return new Confirmed.Gone();
                }
                String value = waiting.get().value();
                String typed = code.replaceAll("\\s", "");
                if (!CODE.matcher(typed).matches()) {
                    return new Confirmed.NoCode();
                }
                if (!MessageDigest.isEqual(waiting.get().code(), keyed(id, kind, value, typed))) {
                    jdbc.sql("UPDATE account_contact_change SET wrong = wrong + 1 WHERE account = :account AND kind = :kind")
                            .param("account", id).param("kind", kind.name()).update();
                    audit.record(
                            new AuditEvent("contact.code.refused", id, id, "account:" + id, Map.of("kind", kind.name()), origin));
                    int left = MOST_WRONG - waiting.get().wrong() - 1;
                    return left == 0 ? new Confirmed.Gone() : new Confirmed.Wrong(left);
                }
                jdbc.sql("DELETE FROM account_contact_change WHERE account = :account AND kind = :kind").param("account", id)
                        .param("kind", kind.name()).update();
                take(id, kind, value, origin);
                return new Confirmed.Done();
            });
        } catch (DuplicateKeyException taken) {
            return new Confirmed.Taken();
        }
    }

    private void take(UUID id, Kind kind, String value, Origin origin) {
        @Nullable String old = jdbc
                .sql("SELECT CASE WHEN :kind = 'PHONE' THEN phone ELSE email END FROM account WHERE id = :id FOR UPDATE")
                .param("kind", kind.name()).param("id", id).query((rs, i) -> Optional.ofNullable(rs.getString(1))).single()
                .orElse(null);
        boolean changed = !value.equals(old);
        jdbc.sql(switch (kind) {
            case PHONE -> """
                    UPDATE account SET phone = :value, phone_verified_at = :now,
                        phone_changed_at = CASE WHEN :changed THEN :now ELSE phone_changed_at END WHERE id = :id""";
            case EMAIL -> "UPDATE account SET email = :value, email_verified_at = :now WHERE id = :id";
        }).param("value", value).param("now", now()).param("changed", changed).param("id", id).update();
        if (!changed) {
            audit.record(new AuditEvent("contact.verified", id, id, "account:" + id, Map.of("kind", kind.name()), origin));
            return;
        }
        if (old != null) {
            jdbc.sql("""
                    INSERT INTO account_former_contact (account, kind, value, replaced_at)
                    VALUES (:account, :kind, :value, :now)""").param("account", id).param("kind", kind.name()).param("value", old)
                    .param("now", now()).update();
        }
        audit.record(new AuditEvent("contact.changed", id, id, "account:" + id, Map.of("kind", kind.name()), origin));
        notices.tell(id, kind == Kind.PHONE ? "phone-changed" : "email-changed", "account:" + id, origin);
    }

    private static Optional<String> canonical(Kind kind, String typed) {
        return switch (kind) {
            case PHONE -> PhoneNumber.parse(typed);
            case EMAIL -> EmailAddress.parse(typed);
        };
    }

    /** Six digits need a key to be worth hashing. */
    private byte[] keyed(UUID account, Kind kind, String value, String code) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal((account + "\n" + kind + "\n" + value + "\n" + code).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
