package id.paraf.selfie;

import static id.paraf.selfie.Times.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.face.Fingerprint;
import id.paraf.kernel.Hashes;

/**
 * Remembers for 30 days what a person showed, as hashes: the same file is recognised, and so is a copy of a picture that
 * once passed or was a reference. Frames that did not pass are not compared by looks, because somebody who sits still and
 * tries again looks like a copy of themselves. Another person's pictures need no memory: they do not match.
 */
@Component
final class SeenFrames {

    static final Duration MEMORY = Duration.ofDays(30);

    private final JdbcClient jdbc;

    SeenFrames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean sameFile(UUID account, List<byte[]> frames, Instant now) {
        return frames.stream().anyMatch(frame -> jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM seen_frame WHERE account = :account AND sha256 = :hash AND seen_at > :since)""")
                .param("account", account).param("hash", Hashes.sha256(frame)).param("since", at(now.minus(MEMORY)))
                .query(Boolean.class).single());
    }

    boolean copy(UUID account, List<Fingerprint> fingerprints, Instant now) {
        var seen = jdbc
                .sql("""
                        SELECT fingerprint FROM seen_frame
                        WHERE account = :account AND seen_at > :since AND octet_length(fingerprint) = :length""")
                .param("account", account).param("length", Fingerprint.BYTES).param("since", at(now.minus(MEMORY)))
                .query((rs, i) -> new Fingerprint(rs.getBytes("fingerprint"))).list();
        return fingerprints.stream().anyMatch(one -> seen.stream().anyMatch(other -> one.copyOf(other)));
    }

    void remember(UUID account, List<byte[]> frames, List<Fingerprint> fingerprints, Instant now) {
        for (int i = 0; i < frames.size(); i++) {
            jdbc.sql("INSERT INTO seen_frame (account, sha256, fingerprint, seen_at) VALUES (:account, :hash, :looks, :now)")
                    .param("account", account).param("hash", Hashes.sha256(frames.get(i)))
                    .param("looks", i < fingerprints.size() ? fingerprints.get(i).bytes() : null).param("now", at(now)).update();
        }
    }
}
