package id.paraf.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Hashes;
import id.paraf.kernel.Job;

/** Has the end of the trail signed and timestamped, every day and before each export, once for a position (AL-01). */
@Component
class SignHead {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Sealer sealer;
    private final HeadSigner signer;
    private final HeadTimes times;

    SignHead(JdbcClient jdbc, Clock clock, Sealer sealer, HeadSigner signer, HeadTimes times) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.sealer = sealer;
        this.signer = signer;
        this.times = times;
    }

    @Configuration(proxyBeanMethods = false)
    static class Daily {

        @Bean
        static Job signHead(SignHead head) {
            return new Job("audit.sign-head", Duration.ofDays(1), head::sign);
        }
    }

    private record Head(long position, byte[] hash) {
    }

    /** Links what waits and signs the end; an end that is signed already stays as it is. */
    void sign() {
        sealer.run();
        var head = jdbc.sql("""
                SELECT position, hash FROM audit_head h
                WHERE position > 0 AND NOT EXISTS (SELECT FROM audit_signature s WHERE s.position = h.position)""")
                .query((rs, i) -> new Head(rs.getLong("position"), rs.getBytes("hash"))).optional();
        if (head.isEmpty()) {
            return;
        }
        // The signed time has whole seconds (X.690 §11.7).
        var at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var signed = signer.sign(SignedHead.message(head.get().position(), head.get().hash(), at));
        byte[] token = times.over(Hashes.sha256(signed.signature())).orElse(null);
        jdbc.sql("""
                INSERT INTO audit_signature (position, hash, at, public_key, signature, token)
                VALUES (:position, :hash, :at, :key, :signature, :token) ON CONFLICT DO NOTHING""")
                .param("position", head.get().position()).param("hash", head.get().hash())
                .param("at", at.atOffset(ZoneOffset.UTC)).param("key", signed.publicKey()).param("signature", signed.signature())
                .param("token", token).update();
    }

    static SignedHead read(ResultSet rs, int row) throws SQLException {
        return new SignedHead(rs.getLong("position"), rs.getBytes("hash"), rs.getObject("at", OffsetDateTime.class).toInstant(),
                rs.getBytes("public_key"), rs.getBytes("signature"), rs.getBytes("token"));
    }
}
