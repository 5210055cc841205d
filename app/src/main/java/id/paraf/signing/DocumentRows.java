package id.paraf.signing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.certificate.CertificateId;

/** The table {@code signing_document}. */
@Component
class DocumentRows {

    private static final String COLUMNS = """
            SELECT id, account, name, pages, size, protection, sha256, state, trouble, uploaded_at, signed_at, certificate, level,
                   batch, worked_until, delete_after, round, turn, held
            FROM signing_document
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    DocumentRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Document> ofAccount(UUID account) {
        // Who signed a turn of an own round sees the document itself and not the copy beside it.
        return jdbc.sql(COLUMNS + """
                WHERE account = :account AND NOT (turn IS NOT NULL AND state = 'SIGNED'
                    AND EXISTS (SELECT FROM signing_round WHERE id = round AND asker = :account))
                ORDER BY uploaded_at DESC, name, id""").param("account", account).query(DocumentRows::read).list();
    }

    List<Document> ofBatch(UUID account, UUID batch) {
        return jdbc.sql(COLUMNS + "WHERE account = :account AND batch = :batch ORDER BY name, id").param("account", account)
                .param("batch", batch).query(DocumentRows::read).list();
    }

    Optional<Document> find(UUID account, UUID id) {
        return jdbc.sql(COLUMNS + "WHERE account = :account AND id = :id").param("account", account).param("id", id)
                .query(DocumentRows::read).optional();
    }

    /** Locks the account's rows among these until the transaction ends, always in the same order. */
    List<Document> lock(UUID account, Collection<UUID> ids) {
        return jdbc.sql(COLUMNS + "WHERE account = :account AND id = ANY (:ids) ORDER BY id FOR UPDATE").param("account", account)
                .param("ids", ids.toArray(UUID[]::new)).query(DocumentRows::read).list();
    }

    /** What is sealed in a row, and whether it is signed. */
    record Kept(Document document, byte[] sealed) {
    }

    /** The document together with its bytes, as both stand at one moment. */
    Optional<Kept> kept(UUID account, UUID id) {
        return jdbc.sql("SELECT * FROM signing_document WHERE account = :account AND id = :id").param("account", account)
                .param("id", id).query((rs, i) -> new Kept(read(rs, i), rs.getBytes("sealed"))).optional();
    }

    int count(UUID account) {
        // What others asked for takes nobody's room.
        return jdbc.sql("SELECT count(*) FROM signing_document WHERE account = :account AND turn IS NULL")
                .param("account", account).query(Integer.class).single();
    }

    long waiting(UUID account) {
        return jdbc.sql("SELECT count(*) FROM signing_document WHERE account = :account AND state = 'WAITING' AND NOT held")
                .param("account", account).query(Long.class).single();
    }

    void insert(Document document, byte[] sealed) {
        jdbc.sql("""
                INSERT INTO signing_document (id, account, name, pages, size, protection, sha256, state, uploaded_at, delete_after,
                    sealed, round, turn, held)
                VALUES (:id, :account, :name, :pages, :size, :protection, :sha256, 'WAITING', :uploadedAt, :deleteAfter,
                    :sealed, :round, :turn, :held)""")
                .param("id", document.id()).param("account", document.account()).param("name", document.name())
                .param("pages", document.pages()).param("size", document.size())
                .param("protection", document.protection() == null ? null : document.protection().name())
                .param("sha256", document.sha256())
                .param("uploadedAt", utc(document.uploadedAt())).param("deleteAfter", utc(document.deletedAfter()))
                .param("sealed", sealed).param("round", document.round()).param("turn", document.turn())
                .param("held", document.held()).update();
    }

    /** Takes documents for a batch; the caller holds their locks. What is taken is not deleted by time meanwhile. */
    void take(Collection<UUID> ids, UUID batch, Duration patience) {
        Instant until = clock.instant().plus(patience);
        jdbc.sql("""
                UPDATE signing_document SET batch = :batch, worked_until = :until, trouble = NULL
                WHERE id = ANY (:ids) AND state = 'WAITING'""").param("batch", batch).param("until", utc(until))
                .param("ids", ids.toArray(UUID[]::new)).update();
    }

    /** Says that the batch is still at work; what it has refused, it no longer works on. */
    void stillWorking(UUID batch, Duration patience) {
        jdbc.sql("""
                UPDATE signing_document SET worked_until = :until
                WHERE batch = :batch AND state = 'WAITING' AND worked_until IS NOT NULL""")
                .param("until", utc(clock.instant().plus(patience))).param("batch", batch).update();
    }

    /** Begins one attempt; empty if the document is no longer the batch's to sign. */
    Optional<Integer> begin(UUID id, UUID batch) {
        return jdbc.sql("""
                UPDATE signing_document SET attempt = attempt + 1
                WHERE id = :id AND batch = :batch AND state = 'WAITING' AND worked_until IS NOT NULL RETURNING attempt""")
                .param("id", id).param("batch", batch).query(Integer.class).optional();
    }

    /** A signature as it is kept. */
    record Signature(CertificateId certificate, String level, long size, byte[] sealed, Instant deleteAfter) {
    }

    /** False if somebody else has taken the document meanwhile: then this signature is thrown away. */
    boolean signed(UUID id, UUID batch, int attempt, Signature signature) {
        return jdbc.sql("""
                UPDATE signing_document SET state = 'SIGNED', trouble = NULL, signed_at = :now, certificate = :certificate,
                    level = :level, size = :size, sealed = :sealed, worked_until = NULL, delete_after = :deleteAfter
                WHERE id = :id AND batch = :batch AND attempt = :attempt AND state = 'WAITING'""")
                .param("now", utc(clock.instant()))
                .param("certificate", signature.certificate().value()).param("level", signature.level())
                .param("size", signature.size()).param("sealed", signature.sealed())
                .param("deleteAfter", utc(signature.deleteAfter())).param("id", id).param("batch", batch)
                .param("attempt", attempt).update() == 1;
    }

    boolean refused(UUID id, UUID batch, int attempt, Trouble trouble) {
        return jdbc.sql("""
                UPDATE signing_document SET state = :state, trouble = :trouble, worked_until = NULL
                WHERE id = :id AND batch = :batch AND attempt = :attempt AND state = 'WAITING'""")
                .param("state", (trouble.lasting() ? Document.State.FAILED : Document.State.WAITING).name())
                .param("trouble", trouble.name()).param("id", id)
                .param("batch", batch).param("attempt", attempt).update() == 1;
    }

    /** A defect: what was begun is given up, and may be begun again. */
    boolean stumbled(UUID id, UUID batch) {
        return jdbc.sql("""
                UPDATE signing_document SET trouble = 'DEFECT', worked_until = NULL
                WHERE id = :id AND batch = :batch AND state = 'WAITING'""").param("id", id).param("batch", batch).update() == 1;
    }

    /** The batch is over: what it did not sign anybody may sign now. */
    void release(UUID batch) {
        jdbc.sql("UPDATE signing_document SET worked_until = NULL WHERE batch = :batch AND state = 'WAITING'")
                .param("batch", batch).update();
    }

    boolean delete(UUID account, UUID id) {
        return jdbc.sql("""
                DELETE FROM signing_document WHERE account = :account AND id = :id AND NOT held
                  AND (worked_until IS NULL OR worked_until <= :now)""").param("account", account).param("id", id)
                .param("now", utc(clock.instant())).update() == 1;
    }

    /** A row that is gone, with what its event tells. */
    record Gone(UUID id, UUID account, String state) {
    }

    /** Deletes what has had its time, a few at a time; never what is being signed. */
    List<Gone> deleteDue(int most) {
        return jdbc.sql("""
                DELETE FROM signing_document WHERE id IN (
                    SELECT id FROM signing_document WHERE delete_after <= :now AND NOT held
                        AND (worked_until IS NULL OR worked_until <= :now)
                    ORDER BY delete_after LIMIT :most FOR UPDATE SKIP LOCKED)
                RETURNING id, account, state""").param("now", utc(clock.instant())).param("most", most)
                .query((rs, i) -> new Gone(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class),
                        rs.getString("state")))
                .list();
    }

    private static Document read(ResultSet rs, int row) throws SQLException {
        String trouble = rs.getString("trouble");
        String protection = rs.getString("protection");
        UUID certificate = rs.getObject("certificate", UUID.class);
        return new Document(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class), rs.getString("name"),
                rs.getInt("pages"), rs.getLong("size"),
                protection == null ? null : Document.Protection.valueOf(protection), rs.getBytes("sha256"),
                Document.State.valueOf(rs.getString("state")),
                trouble == null ? null : Trouble.valueOf(trouble), at(rs, "uploaded_at"), instant(rs, "signed_at"),
                certificate == null ? null : new CertificateId(certificate), rs.getString("level"),
                rs.getObject("batch", UUID.class), instant(rs, "worked_until"), at(rs, "delete_after"),
                rs.getObject("round", UUID.class), rs.getObject("turn", Integer.class), rs.getBoolean("held"));
    }

    static Instant at(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
