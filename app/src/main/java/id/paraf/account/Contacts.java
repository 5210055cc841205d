package id.paraf.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where an account is reached. */
@Component
public class Contacts {

    /** How long an address that was replaced is still told of what happens (RP-20, RP-23). */
    public static final Duration REMEMBERED = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    Contacts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The two kinds of addresses. */
    public enum Kind {
        PHONE, EMAIL
    }

    /** @param value E.164 for a phone, else an e-mail address */
    public record Address(Kind kind, String value) {

        @Override
        public String toString() {
            return "Address[" + kind + "]";
        }
    }

    /** Until when the e-mail address is too new to carry a secret by itself; empty if it has stood for as long as old ones are remembered. */
    public Optional<Instant> mailSettlesAt(UUID account) {
        return jdbc.sql("SELECT max(replaced_at) FROM account_former_contact WHERE account = :account AND kind = 'EMAIL'")
                .param("account", account).query((rs, i) -> Optional.ofNullable(Accounts.instant(rs, "max"))).single()
                .map(replaced -> replaced.plus(REMEMBERED)).filter(settled -> settled.isAfter(clock.instant()));
    }

    /** Every address security notices go to: the present ones and those replaced in the last 30 days. */
    public List<Address> everyAddressOf(UUID account) {
        return jdbc.sql("""
                SELECT 'EMAIL' AS kind, email AS value FROM account WHERE id = :account
                UNION SELECT 'PHONE', phone FROM account WHERE id = :account AND phone IS NOT NULL
                UNION SELECT kind, value FROM account_former_contact WHERE account = :account AND replaced_at > :since""")
                .param("account", account).param("since", clock.instant().minus(REMEMBERED).atOffset(ZoneOffset.UTC))
                .query((rs, i) -> new Address(Kind.valueOf(rs.getString("kind")), rs.getString("value"))).list();
    }
}
