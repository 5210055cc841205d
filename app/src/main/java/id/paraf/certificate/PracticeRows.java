package id.paraf.certificate;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/** The table {@code practice_statement}: every version of the practice statement that was ever in force here. */
@Component
class PracticeRows {

    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PracticeRows(JdbcClient jdbc, Audit audit, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Keeps a text if there is none of its version and language, and returns the one that was published. */
    PublishedText publish(PublishedText text) {
        transaction.executeWithoutResult(status -> {
            boolean fresh = jdbc.sql("""
                    INSERT INTO practice_statement (version, language, title, text, published_at)
                    VALUES (:version, :language, :title, :text, :now) ON CONFLICT DO NOTHING""").param("version", text.version())
                    .param("language", text.language()).param("title", text.title()).param("text", text.text())
                    .param("now", CertificateRows.utc(clock.instant())).update() == 1;
            if (fresh) {
                audit.record(new AuditEvent("practice-statement.published", null, null,
                        "practice-statement:" + text.version() + "/" + text.language(), Map.of("sha256", text.sha256()),
                        Origin.SYSTEM));
            }
        });
        return find(text.version(), text.language()).orElseThrow();
    }

    Optional<PublishedText> find(String version, String language) {
        return jdbc
                .sql("SELECT title, text FROM practice_statement WHERE version = :version AND language = :language")
                .param("version", version).param("language", language)
                .query((rs, i) -> PublishedText.of(version, language, rs.getString("title"), rs.getString("text"))).optional();
    }

    /** All of them, the newest version first and the binding language before others. */
    List<PublishedText> all() {
        return jdbc.sql("""
                SELECT version, language, title, text FROM practice_statement
                ORDER BY version COLLATE "C" DESC, language DESC""")
                .query((rs, i) -> PublishedText.of(rs.getString("version"), rs.getString("language"), rs.getString("title"),
                        rs.getString("text")))
                .list();
    }
}
