package id.paraf.transparency;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.AuthorityUse;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.NewKey;

/** The key that signs the heads: made at the first start, the same ever after. */
@Component
class LogKey implements InitializingBean {

    /** "log key" in ASCII: two nodes that start together make one key. */
    private static final long LOCK = 0x6c6f67206b6579L;

    private final JdbcClient jdbc;
    private final Keyroom keyroom;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private @Nullable NewKey key;

    LogKey(JdbcClient jdbc, Keyroom keyroom, Audit audit, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.keyroom = keyroom;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        UUID id = Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(:lock)").param("lock", LOCK).query((rs, i) -> true).single();
            return jdbc.sql("SELECT key FROM transparency_log").query(UUID.class).optional().orElseGet(this::announce);
        }));
        key = keyroom.authorityKey(id).orElseGet(() -> made(id));
    }

    private UUID announce() {
        UUID id = UUID.randomUUID();
        jdbc.sql("INSERT INTO transparency_log (key, created_at) VALUES (:key, :now)").param("key", id)
                .param("now", EntryRows.utc(clock.instant())).update();
        audit.record(new AuditEvent("log.announced", null, null, "log:" + id, Map.of(), Origin.SYSTEM));
        return id;
    }

    /** Another node may make it at the same moment: its id is its primary key, and one of the two wins. */
    private NewKey made(UUID id) {
        try {
            return keyroom.createAuthorityKey(id, AuthorityUse.LOG, KeyAlgorithm.P256);
        } catch (IllegalStateException raced) {
            return keyroom.authorityKey(id).orElseThrow(() -> raced);
        }
    }

    UUID id() {
        return Objects.requireNonNull(key).id();
    }

    /** SubjectPublicKeyInfo in DER. */
    byte[] publicKey() {
        return Objects.requireNonNull(key).publicKey();
    }

    /** RFC 6962 §3.2: "SHA-256 hash of the log's public key, calculated over the DER encoding of the key". */
    byte[] logId() {
        return Hashes.sha256(publicKey());
    }
}
