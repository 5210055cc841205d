package id.paraf.esign;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;

/** Signed files that wait to be fetched, once or for a while, sealed and bound to the application that had them signed. */
@Component
public class SignedFiles {

    private static final int AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final EsignSettings settings;
    private final Audit audit;
    private final Clock clock;
    private final Sealing sealing;

    SignedFiles(JdbcClient jdbc, EsignSettings settings, Audit audit, Clock clock, RootSecret root, Randomness randomness) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.sealing = new Sealing(root.derive("esign/file", "AES"), randomness);
    }

    byte[] seal(UUID client, UUID id, byte[] pdf) {
        return sealing.seal(place(client, id), pdf);
    }

    /** @param signature the call of the REST API that it was signed by; null for one that is fetched once */
    void insert(UUID client, UUID id, UUID account, byte[] sealed, @Nullable UUID signature) {
        jdbc.sql("""
                INSERT INTO esign_file (id, client, account, delete_after, sealed, signature)
                VALUES (:id, :client, :account, :deleteAfter, :sealed, :signature)""").param("signature", signature).param("id", id)
                .param("client", client)
                .param("account", account).param("deleteAfter", clock.instant().plus(settings.keep()).atOffset(ZoneOffset.UTC))
                .param("sealed", sealed).update();
    }

    private record Gone(UUID id, UUID account, byte[] sealed) {
    }

    /** The file, which is gone with this; empty if there is none of this application, or no more. */
    @Transactional
    public Optional<byte[]> take(Client client, UUID id, Origin origin) {
        Instant now = clock.instant();
        return jdbc
                .sql("""
                        DELETE FROM esign_file WHERE id = :id AND client = :client AND delete_after > :now AND signature IS NULL
                        RETURNING account, sealed""")
                .param("id", id).param("client", client.id()).param("now", now.atOffset(ZoneOffset.UTC))
                .query((rs, i) -> new Gone(id, rs.getObject("account", UUID.class), rs.getBytes("sealed"))).optional()
                .map(gone -> handedOut(client, gone, origin));
    }

    /** A file of one call of the REST API, which stays for its time; empty if there is none of this application, or no more. */
    @Transactional
    public Optional<byte[]> read(Client client, UUID signature, UUID id, Origin origin) {
        return jdbc.sql("""
                SELECT account, sealed FROM esign_file
                WHERE id = :id AND client = :client AND signature = :signature AND delete_after > :now""").param("id", id)
                .param("client", client.id()).param("signature", signature)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((rs, i) -> new Gone(id, rs.getObject("account", UUID.class), rs.getBytes("sealed"))).optional()
                .map(kept -> handedOut(client, kept, origin));
    }

    private byte[] handedOut(Client client, Gone file, Origin origin) {
        audit.record(Tasks.event("document.downloaded", file.account(), null, file.id(), Map.of("application", client.username()),
                origin));
        return sealing.open(place(client.id(), file.id()), file.sealed())
                .orElseThrow(() -> new IllegalStateException("File " + file.id() + " does not open: its row was altered"));
    }

    /** Deletes some of what nobody fetched in time; a job calls it until nothing is left. @return how many */
    @Transactional
    public int expire() {
        var gone = jdbc.sql("""
                DELETE FROM esign_file WHERE id IN (
                    SELECT id FROM esign_file WHERE delete_after <= :now ORDER BY delete_after LIMIT :most FOR UPDATE SKIP LOCKED)
                RETURNING id, account""").param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("most", AT_ONCE)
                .query((rs, i) -> new Gone(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class), new byte[0]))
                .list();
        for (var file : gone) {
            audit.record(Tasks.event("document.expired", file.account(), null, file.id(), Map.of("state", "SIGNED"),
                    Origin.SYSTEM));
        }
        return gone.size();
    }

    private static String place(UUID client, UUID id) {
        return "esign-file:" + client + ":" + id;
    }
}
