package id.paraf.esign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.kernel.Hashes;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;

/**
 * What applications ask for under an idempotency key (draft-ietf-httpapi-idempotency-key-header): each is done once, and answered the
 * same for a day. No passphrase is kept in any form: what is compared is everything else that the request says.
 */
@Component
public class Orders {

    private static final Duration KEPT = Duration.ofHours(24);
    /** Longer than any signing takes while its process is alive: after that nobody works on it, and it may begin anew. */
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecretKey key;
    private final Sealing sealing;

    Orders(JdbcClient jdbc, Clock clock, RootSecret root, Randomness randomness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.key = root.derive("esign/order-fingerprint", "HmacSHA256");
        this.sealing = new Sealing(root.derive("esign/order-answer", "AES"), randomness);
    }

    /**
     * An order that whoever holds this is to carry out.
     *
     * @param signature names this attempt; another one after a crash has another name
     */
    public record Order(UUID client, UUID signature) {
    }

    /** What an application was answered. */
    public record Answer(int status, byte[] json) {
    }

    /** Whether an order may be carried out. */
    public sealed interface Begun {
        record Ours(Order order) implements Begun {
        }

        /** It was carried out before: this is what was answered. */
        record Answered(Answer answer) implements Begun {
        }

        /** The same is being carried out now. */
        record UnderWay() implements Begun {
        }

        /** Its key was used for something else. */
        record OtherContent() implements Begun {
        }
    }

    private record Row(byte[] fingerprint, UUID signature, int status, byte[] sealed) {
    }

    /**
     * @param idempotencyKey the application's name for what it wants
     * @param content        digest of what the request says, secrets left out
     */
    @Transactional
    public Begun begin(Client client, String idempotencyKey, byte[] content) {
        byte[] name = Hashes.sha256(idempotencyKey.getBytes(StandardCharsets.UTF_8));
        byte[] fingerprint = fingerprint(client, content);
        var order = new Order(client.id(), UUID.randomUUID());
        // What is too old counts no more, whether it is tidied away yet or not; what a crash left may begin anew.
        boolean ours = jdbc.sql("""
                INSERT INTO esign_order AS o (client, key, fingerprint, signature, begun_at)
                VALUES (:client, :key, :fingerprint, :signature, :now)
                ON CONFLICT (client, key) DO UPDATE
                SET fingerprint = :fingerprint, signature = :signature, begun_at = :now, status = NULL, sealed = NULL
                WHERE o.begun_at <= :over OR o.status IS NULL AND o.begun_at <= :dead AND o.fingerprint = :fingerprint""")
                .param("client", client.id()).param("key", name).param("fingerprint", fingerprint)
                .param("signature", order.signature()).param("now", utc(clock.instant())).param("over", before(KEPT))
                .param("dead", before(LONGEST)).update() == 1;
        if (ours) {
            return new Begun.Ours(order);
        }
        // Nobody deletes between the two statements but whoever gives an order up: then it may be tried again.
        var row = jdbc.sql("SELECT fingerprint, signature, status, sealed FROM esign_order WHERE client = :client AND key = :key")
                .param("client", client.id()).param("key", name).query((rs, i) -> new Row(rs.getBytes("fingerprint"),
                        rs.getObject("signature", UUID.class), rs.getInt("status"), rs.getBytes("sealed")))
                .optional().orElse(null);
        if (row == null) {
            return new Begun.UnderWay();
        }
        if (!MessageDigest.isEqual(row.fingerprint(), fingerprint)) {
            return new Begun.OtherContent();
        }
        return row.status() == 0 ? new Begun.UnderWay() : new Begun.Answered(open(client.id(), row));
    }

    /** Keeps the answer, in the transaction of what was done. */
    void end(Order order, Answer answer) {
        byte[] sealed = sealing.seal(place(order.client(), order.signature()), answer.json());
        if (jdbc.sql("""
                UPDATE esign_order SET status = :status, sealed = :sealed
                WHERE client = :client AND signature = :signature AND status IS NULL""").param("status", answer.status())
                .param("sealed", sealed).param("client", order.client()).param("signature", order.signature()).update() != 1) {
            throw new IllegalStateException("Order " + order.signature() + " took too long, and another attempt took its place");
        }
    }

    /** Gives an order up of which nothing came, so that it can be sent again under its key. */
    public void giveUp(Order order) {
        jdbc.sql("DELETE FROM esign_order WHERE client = :client AND signature = :signature AND status IS NULL")
                .param("client", order.client()).param("signature", order.signature()).update();
    }

    /** What was answered when these signatures were made; empty if there are none of this application, or no more. */
    public Optional<Answer> find(Client client, UUID signature) {
        return jdbc.sql("""
                SELECT fingerprint, signature, status, sealed FROM esign_order
                WHERE client = :client AND signature = :signature AND status IS NOT NULL AND begun_at > :over""")
                .param("client", client.id()).param("signature", signature).param("over", before(KEPT))
                .query((rs, i) -> new Row(rs.getBytes("fingerprint"), rs.getObject("signature", UUID.class), rs.getInt("status"),
                        rs.getBytes("sealed")))
                .optional().map(row -> open(client.id(), row));
    }

    /** Forgets some of what is too old; a job calls it until nothing is left. @return how many */
    int expire() {
        return jdbc.sql("""
                DELETE FROM esign_order WHERE (client, key) IN (
                    SELECT client, key FROM esign_order WHERE begun_at <= :over LIMIT :most FOR UPDATE SKIP LOCKED)""")
                .param("over", before(KEPT)).param("most", AT_ONCE).update();
    }

    private Answer open(UUID client, Row row) {
        return new Answer(row.status(), sealing.open(place(client, row.signature()), row.sealed())
                .orElseThrow(() -> new IllegalStateException("Order " + row.signature() + " does not open: its row was altered")));
    }

    private byte[] fingerprint(Client client, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(client.id().toString().getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every JDK", e);
        }
    }

    private static String place(UUID client, UUID signature) {
        return "esign-order:" + client + ":" + signature;
    }

    private OffsetDateTime before(Duration age) {
        return utc(clock.instant().minus(age));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
