package id.paraf.timestamp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/**
 * The row of every token, written before it is signed. An event for each would bury the audit trail under what strangers ask
 * for; instead each batch of rows is counted and hashed into one event, so that a row that is changed, added or removed later
 * no longer fits.
 */
@Component
class TokenRows {

    private final JdbcClient jdbc;
    private final Audit audit;

    TokenRows(JdbcClient jdbc, Audit audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * Writes the row of a token that is about to be signed, and commits it, whatever transaction the caller is in.
     *
     * @param serial its number, 20 octets
     * @param infoSha256 SHA-256 of its TSTInfo in DER, which holds all that it says
     * @return false if the number was used before, by whatever node and however long ago
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean insert(byte[] serial, Instant at, UUID certificate, byte[] infoSha256) {
        return jdbc.sql("""
                INSERT INTO timestamp_token (serial, given_at, certificate, info_sha256)
                VALUES (:serial, :at, :certificate, :info) ON CONFLICT (serial) DO NOTHING""").param("serial", serial)
                .param("at", at.atOffset(ZoneOffset.UTC)).param("certificate", certificate).param("info", infoSha256)
                .update() == 1;
    }

    private record Batch(long number, long tokens, String from, String until, String sha256) {
    }

    /**
     * Makes a batch of all rows that are in none, and records it: their number, the first and last time, and SHA-256 over
     * serial and hash of each in the order of serials. @return how many there were
     */
    @Transactional
    public long seal() {
        var batch = jdbc.sql("""
                WITH number AS MATERIALIZED (SELECT nextval('timestamp_batch') AS next
                                             WHERE EXISTS (SELECT FROM timestamp_token WHERE batch IS NULL)),
                     done AS (UPDATE timestamp_token SET batch = number.next FROM number WHERE batch IS NULL
                              RETURNING serial, given_at, info_sha256, batch)
                SELECT max(batch) AS number, count(*) AS tokens,
                       to_char(min(given_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS earliest,
                       to_char(max(given_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS latest,
                       encode(sha256(string_agg(serial || info_sha256, ''::bytea ORDER BY serial)), 'hex') AS sha256
                FROM done""").query((rs, i) -> new Batch(rs.getLong("number"), rs.getLong("tokens"), rs.getString("earliest"),
                rs.getString("latest"), rs.getString("sha256"))).single();
        if (batch.tokens() > 0) {
            audit.record(new AuditEvent("timestamp.given", null, null, "timestamp:" + batch.number(),
                    Map.of("tokens", Long.toString(batch.tokens()), "from", batch.from(), "until", batch.until(), "sha256",
                            batch.sha256()),
                    Origin.SYSTEM));
        }
        return batch.tokens();
    }

    /** Deletes rows of before a moment that stand in a batch, and records how many. */
    @Transactional
    public long forget(Instant before) {
        long gone = jdbc.sql("DELETE FROM timestamp_token WHERE given_at < :before AND batch IS NOT NULL")
                .param("before", before.atOffset(ZoneOffset.UTC)).update();
        if (gone > 0) {
            audit.record(new AuditEvent("timestamp.forgotten", null, null, "timestamp:tokens",
                    Map.of("tokens", Long.toString(gone), "before", before.toString()), Origin.SYSTEM));
        }
        return gone;
    }
}
