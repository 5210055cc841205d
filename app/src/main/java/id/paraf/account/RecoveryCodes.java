package id.paraf.account;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;

/** Ten codes on paper for the day the phone is lost: 140 bits each, kept by their hash alone, each used once (AU-10). */
@Component
public class RecoveryCodes {

    static final int COUNT = 10;
    private static final int GROUPS = 7;
    // Crockford's base 32: nothing in it can be mistaken for something else.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;
    private final Randomness randomness;
    private final Sessions sessions;
    private final SecurityNotices notices;
    private final Authenticators authenticators;

    RecoveryCodes(JdbcClient jdbc, Clock clock, Audit audit, Randomness randomness, Sessions sessions, SecurityNotices notices,
            Authenticators authenticators) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.randomness = randomness;
        this.sessions = sessions;
        this.notices = notices;
        this.authenticators = authenticators;
    }

    /** How many codes an account can still use. */
    public int left(UUID account) {
        return jdbc.sql("SELECT count(*) FROM account_recovery_code WHERE account = :account AND used_at IS NULL")
                .param("account", account).query(Integer.class).single();
    }

    /** Whether the account's codes were never said to be kept, and none was used, which says as much. */
    public boolean unkept(UUID account) {
        return jdbc.sql("""
                SELECT coalesce(bool_or(NOT kept), false) AND count(used_at) = 0 FROM account_recovery_code
                WHERE account = :account""").param("account", account).query(Boolean.class).single();
    }

    /** Replaces all codes of the account by new ones, which {@link #shown} shows until {@link #kept} is said. */
    @Transactional
    public void replace(Sessions.Login login, Origin origin) {
        jdbc.sql("SELECT id FROM account WHERE id = :id FOR UPDATE").param("id", login.account().id()).query(UUID.class).single();
        if (!shown(login).isEmpty()) {
            // Pressed twice: the new ones stand on the page already.
            return;
        }
        make(login, origin);
        notices.tell(login.account().id(), "recovery-codes-replaced", "account:" + login.account().id(), origin);
    }

    /** The same without a notice: for the first set, which comes with the authenticator's notice. */
    void make(Sessions.Login login, Origin origin) {
        UUID account = login.account().id();
        jdbc.sql("DELETE FROM account_recovery_code WHERE account = :account").param("account", account).update();
        var codes = new ArrayList<String>();
        for (int i = 0; i < COUNT; i++) {
            String code = code();
            codes.add(code);
            jdbc.sql("INSERT INTO account_recovery_code (account, hash) VALUES (:account, :hash)").param("account", account)
                    .param("hash", Hashes.ofToken(canonical(code))).update();
        }
        audit.record(new AuditEvent("recovery-codes.replaced", account, account, "account:" + account,
                Map.of("count", String.valueOf(COUNT)), origin));
        UUID session = login.session().id();
        sessions.keep(session, Sessions.Slot.SHOWN,
                authenticators.seal("shown:" + session, String.join("\n", codes).getBytes(StandardCharsets.US_ASCII)));
    }

    /** The new codes of this session, as long as their owner has not said that they are kept; else empty. */
    public List<String> shown(Sessions.Login login) {
        UUID session = login.session().id();
        return sessions.kept(session, Sessions.Slot.SHOWN)
                .map(sealed -> List
                        .of(new String(authenticators.open("shown:" + session, sealed), StandardCharsets.US_ASCII).split("\n")))
                .orElse(List.of());
    }

    /** The owner has the codes in a safe place: they are never shown again. */
    @Transactional
    public void kept(Sessions.Login login, Origin origin) {
        if (sessions.takeShown(login.session().id())) {
            jdbc.sql("UPDATE account_recovery_code SET kept = true WHERE account = :account").param("account", login.account().id())
                    .update();
            audit.record(new AuditEvent("recovery-codes.kept", login.account().id(), login.account().id(),
                    "account:" + login.account().id(), Map.of(), origin));
        }
    }

    /** Uses up a code; false if it is none or used. One guarded update, so that of two racing uses one fails. */
    boolean use(UUID account, String typed) {
        return jdbc.sql("""
                UPDATE account_recovery_code SET used_at = :now
                WHERE account = :account AND hash = :hash AND used_at IS NULL""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("account", account)
                .param("hash", Hashes.ofToken(canonical(typed))).update() == 1;
    }

    private String code() {
        var code = new StringBuilder();
        for (int i = 0; i < GROUPS * 4; i++) {
            if (i > 0 && i % 4 == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(randomness.below(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Case, dashes, spaces and look-alikes do not matter. */
    private static String canonical(String typed) {
        return typed.toUpperCase(Locale.ROOT).replace('O', '0').replace('I', '1').replace('L', '1').replaceAll("[^0-9A-Z]", "");
    }
}
