package id.paraf.signing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.CertificateId;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;

/**
 * The codes in the QR of visible marks. Whoever scans one learns that it was made here, and no more than its owner allows (PD-11).
 */
@Component
public class MarkCodes {

    /** 120 bits: nobody finds one that was not printed for them. */
    private static final int BYTES = 15;

    private final JdbcClient jdbc;
    private final Randomness randomness;
    private final Audit audit;

    MarkCodes(JdbcClient jdbc, Randomness randomness, Audit audit) {
        this.jdbc = jdbc;
        this.randomness = randomness;
        this.audit = audit;
    }

    /**
     * What a code leads to.
     *
     * @param certificate it was signed with; null once the document is gone and nothing may be seen
     * @param institution of the signer, as the mark says; likewise
     * @param sha256 of the signed document
     * @param shown the document's name, where its owner lets others see all this; null otherwise
     */
    public record Marked(String code, @Nullable CertificateId certificate, @Nullable String institution, byte[] sha256,
            Instant signedAt, @Nullable String shown) {
    }

    /** 20 characters of base64url. */
    String fresh() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomness.bytes(BYTES));
    }

    /** Keeps what a code leads to, in the transaction that keeps the signature. */
    @Transactional(propagation = Propagation.MANDATORY)
    void keep(UUID account, UUID document, CertificateId certificate, Marked marked) {
        jdbc.sql("""
                INSERT INTO signing_mark (code, account, document, certificate, institution, sha256, signed_at)
                VALUES (:code, :account, :document, :certificate, :institution, :sha256, :at)""").param("code", marked.code())
                .param("account", account).param("document", document).param("certificate", certificate.value())
                .param("institution", marked.institution()).param("sha256", marked.sha256())
                .param("at", DocumentRows.utc(marked.signedAt())).update();
    }

    @Transactional(readOnly = true)
    public Optional<Marked> find(String code) {
        return jdbc.sql("SELECT * FROM signing_mark WHERE code = :code").param("code", code).query(MarkCodes::read).optional();
    }

    /** The mark of one's own document; empty where there is none. */
    @Transactional(readOnly = true)
    public Optional<Marked> of(UUID account, UUID document) {
        return jdbc.sql("SELECT * FROM signing_mark WHERE account = :account AND document = :document").param("account", account)
                .param("document", document).query(MarkCodes::read).optional();
    }

    /**
     * The owner lets others see who signed what, or no longer does; a choice that is in force already changes nothing.
     *
     * @return false if there is no such document with a mark
     */
    @Transactional
    public boolean show(Document document, boolean shown, Origin origin) {
        if (of(document.account(), document.id()).isEmpty()) {
            return false;
        }
        int changed = jdbc.sql("""
                UPDATE signing_mark SET shown = CASE WHEN :shown THEN :name END
                WHERE document = :document AND account = :account AND (shown IS NULL) = :shown""").param("shown", shown)
                .param("name", document.name()).param("document", document.id()).param("account", document.account()).update();
        if (changed == 1) {
            audit.record(new AuditEvent(shown ? "document.mark.shown" : "document.mark.hidden", document.account(),
                    document.account(), "document:" + document.id(), Map.of(), origin));
        }
        return true;
    }

    /** The document is gone, its paper may not be: the code stays, and what nobody may see is forgotten. */
    @Transactional(propagation = Propagation.MANDATORY)
    void forget(UUID document) {
        jdbc.sql("""
                UPDATE signing_mark SET account = NULL, document = NULL,
                    certificate = CASE WHEN shown IS NOT NULL THEN certificate END,
                    institution = CASE WHEN shown IS NOT NULL THEN institution END WHERE document = :document""")
                .param("document", document).update();
    }

    private static Marked read(ResultSet rs, int row) throws SQLException {
        UUID certificate = rs.getObject("certificate", UUID.class);
        return new Marked(rs.getString("code"), certificate == null ? null : new CertificateId(certificate),
                rs.getString("institution"), rs.getBytes("sha256"), DocumentRows.at(rs, "signed_at"), rs.getString("shown"));
    }
}
