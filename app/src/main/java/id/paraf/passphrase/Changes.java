package id.paraf.passphrase;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.account.SecurityNotices;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.CertificateId;
import id.paraf.kernel.Origin;

/** The journal of changes: an order is written down before the keyroom is asked, and settled once, whoever comes first. */
@Component
class Changes {

    private final JdbcClient jdbc;
    private final Audit audit;
    private final SecurityNotices notices;
    private final Clock clock;

    Changes(JdbcClient jdbc, Audit audit, SecurityNotices notices, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.notices = notices;
        this.clock = clock;
    }

    /** An order that is not settled. */
    record Change(UUID order, UUID account, CertificateId certificate, UUID key, Instant at, Origin origin) {
    }

    /** Writes an order down; false if there is one of this id already. */
    @Transactional
    public boolean intend(Change change) {
        return jdbc.sql("""
                INSERT INTO passphrase_change (order_id, account, certificate, signer_key, address, agent, ordered_at)
                VALUES (:order, :account, :certificate, :key, :address, :agent, :at) ON CONFLICT DO NOTHING""")
                .param("order", change.order())
                .param("account", change.account()).param("certificate", change.certificate().value()).param("key", change.key())
                .param("address", change.origin().address()).param("agent", change.origin().agent())
                .param("at", Journeys.at(change.at())).update() == 1;
    }

    /** Whether this order of this owner was carried out. */
    boolean changed(UUID order, UUID account, CertificateId certificate) {
        return jdbc.sql("""
                SELECT count(*) FROM passphrase_change
                WHERE order_id = :order AND account = :account AND certificate = :certificate AND outcome = 'CHANGED'""")
                .param("order", order).param("account", account).param("certificate", certificate.value()).query(Integer.class)
                .single() == 1;
    }

    List<Change> open() {
        return jdbc.sql("SELECT * FROM passphrase_change WHERE settled_at IS NULL ORDER BY ordered_at").query(Changes::read).list();
    }

    /** Settles an order: if it was carried out, the audit and every address of the owner hear of it, once. */
    @Transactional
    public void settle(UUID order, boolean changed) {
        jdbc.sql("""
                UPDATE passphrase_change SET settled_at = :now, outcome = :outcome
                WHERE order_id = :order AND settled_at IS NULL RETURNING *""").param("now", Journeys.at(clock.instant()))
                .param("outcome", changed ? "CHANGED" : "NOTHING").param("order", order).query(Changes::read).optional()
                .filter(change -> changed).ifPresent(this::tell);
    }

    private void tell(Change change) {
        String subject = "certificate:" + change.certificate();
        audit.record(new AuditEvent("passphrase.changed", change.account(), change.account(), subject,
                Map.of("order", change.order().toString()), change.origin()));
        notices.tell(change.account(), "passphrase-changed", subject, change.origin());
    }

    private static Change read(ResultSet rs, int row) throws SQLException {
        return new Change(rs.getObject("order_id", UUID.class), rs.getObject("account", UUID.class),
                new CertificateId(rs.getObject("certificate", UUID.class)), rs.getObject("signer_key", UUID.class),
                rs.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                new Origin(rs.getString("address"), rs.getString("agent")));
    }
}
