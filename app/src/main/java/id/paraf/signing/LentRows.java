package id.paraf.signing;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code signing_document} as rounds change it. */
@Component
class LentRows {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SigningSettings settings;

    LentRows(JdbcClient jdbc, Clock clock, SigningSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /** Makes a document part of a round; whoever had begun to sign it comes too late from now on. The caller holds its lock. */
    void lend(UUID id, UUID round) {
        jdbc.sql("""
                UPDATE signing_document SET round = :round, held = true, batch = NULL, worked_until = NULL, trouble = NULL
                WHERE id = :id""").param("round", round).param("id", id).update();
    }

    /** The asker's document takes a signature of the round in. */
    void carry(UUID id, UUID round, DocumentRows.Signature signature) {
        int changed = jdbc.sql("""
                UPDATE signing_document SET state = 'SIGNED', trouble = NULL, signed_at = :now, certificate = :certificate,
                    level = :level, size = :size, sealed = :sealed
                WHERE id = :id AND round = :round AND held""").param("now", DocumentRows.utc(clock.instant()))
                .param("certificate", signature.certificate().value()).param("level", signature.level())
                .param("size", signature.size()).param("sealed", signature.sealed()).param("id", id).param("round", round).update();
        if (changed != 1) {
            throw new IllegalStateException("Document " + id + " is not in round " + round);
        }
    }

    /** A signer who is done gets the document as all have signed it. */
    void complete(UUID id, UUID round, long size, byte[] sealed) {
        jdbc.sql(
                "UPDATE signing_document SET size = :size, sealed = :sealed WHERE id = :id AND round = :round AND state = 'SIGNED'")
                .param("size", size).param("sealed", sealed).param("id", id).param("round", round).update();
    }

    /** Takes the document away from whoever has not signed it, also while it is being signed: that signature is thrown away. */
    void takeBack(UUID round) {
        jdbc.sql("DELETE FROM signing_document WHERE round = :round AND turn IS NOT NULL AND state <> 'SIGNED'")
                .param("round", round).update();
    }

    /** The round is over: what it held is its owners' again, and has its usual time from now on. */
    void release(UUID round) {
        var now = clock.instant();
        jdbc.sql("""
                UPDATE signing_document SET held = false,
                    delete_after = CASE WHEN state = 'SIGNED' THEN CAST(:signed AS timestamptz) ELSE :unsigned END
                WHERE round = :round AND held""").param("signed", DocumentRows.utc(now.plus(settings.keepSigned())))
                .param("unsigned", DocumentRows.utc(now.plus(settings.keepUnsigned()))).param("round", round).update();
    }

    /** Why a signer could not sign; empty while nothing went wrong. */
    Optional<Trouble> trouble(UUID id) {
        return jdbc.sql("SELECT trouble FROM signing_document WHERE id = :id AND trouble IS NOT NULL").param("id", id)
                .query((rs, i) -> Trouble.valueOf(rs.getString("trouble"))).optional();
    }
}
