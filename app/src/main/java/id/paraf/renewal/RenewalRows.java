package id.paraf.renewal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.CertificateId;
import id.paraf.kernel.Origin;

/** The tables {@code renewal} and {@code renewal_notice}. A renewal is settled by one guarded update: of two, one wins. */
@Component
class RenewalRows {

    private final JdbcClient jdbc;
    private final Clock clock;

    RenewalRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where a renewal stands. */
    enum State {
        /** Being carried out, or cut off while it was. */
        ORDERED, DONE,
        /** The keyroom said no. */
        REFUSED,
        /** Given up without a certificate. */
        STOPPED
    }

    /**
     * An order to renew.
     *
     * @param id as the form brought it
     * @param order to the keyroom: that it was carried out is the proof of the passphrase
     * @param key the certificate's key
     * @param newKey under which id a key of its own is made, or null for the same key
     * @param newCertificate what came of it, or null
     * @param correction of the data that the new certificate is to say, whereupon the old one gives way; null for a renewal beside it
     */
    record Renewal(UUID id, UUID order, UUID account, CertificateId certificate, UUID key, @Nullable UUID newKey, State state,
            AgreementAcceptance agreement, Origin origin, @Nullable CertificateId newCertificate, @Nullable UUID correction) {

        /** The key of the renewed certificate. */
        UUID certifiedKey() {
            return newKey == null ? key : newKey;
        }

        /** Whether the new certificate names its owner as the old one does, as the events say it. */
        String subject() {
            return correction == null ? "same" : "corrected";
        }
    }

    /** Writes an order down; false if there is one of this id, or the certificate is being renewed or was. */
    boolean insert(Renewal order) {
        return jdbc.sql("""
                INSERT INTO renewal (id, order_id, account, certificate, signer_key, new_key, state, agreement_version, agreement_language,
                    agreement_sha256, agreement_at, address, agent, ordered_at, correction)
                VALUES (:id, :order, :account, :certificate, :key, :newKey, 'ORDERED', :version, :language, :sha256, :agreed, :address,
                    :agent, :now, :correction) ON CONFLICT DO NOTHING""").param("id", order.id()).param("order", order.order())
                .param("account", order.account())
                .param("certificate", order.certificate().value()).param("key", order.key()).param("newKey", order.newKey())
                .param("version", order.agreement().version()).param("language", order.agreement().language())
                .param("sha256", order.agreement().sha256()).param("agreed", utc(order.agreement().at()))
                .param("address", order.origin().address()).param("agent", order.origin().agent()).param("now", now())
                .param("correction", order.correction()).update() == 1;
    }

    /** The one renewal of a certificate that is being carried out or was. */
    Optional<Renewal> of(CertificateId certificate) {
        return jdbc
                .sql("SELECT * FROM renewal WHERE certificate = :certificate AND state IN ('ORDERED', 'DONE') AND correction IS NULL")
                .param("certificate", certificate.value()).query(RenewalRows::read).optional();
    }

    /** The same of what takes the certificate's place with data that were corrected. */
    Optional<Renewal> correctionOf(CertificateId certificate) {
        return jdbc
                .sql("""
                SELECT * FROM renewal WHERE certificate = :certificate AND state IN ('ORDERED', 'DONE') AND correction IS NOT NULL""")
                .param("certificate", certificate.value()).query(RenewalRows::read).optional();
    }

    /** Everything that is not settled, the oldest first. */
    List<Renewal> ordered() {
        return jdbc.sql("SELECT * FROM renewal WHERE state = 'ORDERED' ORDER BY ordered_at, id").query(RenewalRows::read).list();
    }

    boolean done(UUID id, CertificateId certificate) {
        return settle(id, State.DONE, null, certificate);
    }

    /** @param state REFUSED or STOPPED */
    boolean settle(UUID id, State state, String reason) {
        return settle(id, state, reason, null);
    }

    private boolean settle(UUID id, State state, @Nullable String reason, @Nullable CertificateId certificate) {
        return jdbc.sql("""
                UPDATE renewal SET state = :state, reason = :reason, new_certificate = :certificate, settled_at = :now
                WHERE id = :id AND state = 'ORDERED'""").param("state", state.name()).param("reason", reason)
                .param("certificate", certificate == null ? null : certificate.value()).param("now", now()).param("id", id)
                .update() == 1;
    }

    /** Of which notices these certificates' owners heard, in days before the end. */
    Map<CertificateId, Set<Integer>> noticed(Collection<CertificateId> certificates) {
        var noticed = new HashMap<CertificateId, Set<Integer>>();
        jdbc.sql("SELECT certificate, days FROM renewal_notice WHERE certificate = ANY (:certificates)")
                .param("certificates", certificates.stream().map(CertificateId::value).toArray(UUID[]::new))
                .query(rs -> {
                    noticed.computeIfAbsent(new CertificateId(rs.getObject("certificate", UUID.class)), id -> new HashSet<>())
                            .add(rs.getInt("days"));
                });
        return noticed;
    }

    /** Notes a notice; false if somebody else did. */
    boolean notice(CertificateId certificate, int days) {
        return jdbc
                .sql("""
                INSERT INTO renewal_notice (certificate, days, sent_at) VALUES (:certificate, :days, :now) ON CONFLICT DO NOTHING""")
                .param("certificate", certificate.value()).param("days", days).param("now", now()).update() == 1;
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Renewal read(ResultSet rs, int row) throws SQLException {
        UUID newCertificate = rs.getObject("new_certificate", UUID.class);
        return new Renewal(rs.getObject("id", UUID.class), rs.getObject("order_id", UUID.class),
                rs.getObject("account", UUID.class),
                new CertificateId(rs.getObject("certificate", UUID.class)), rs.getObject("signer_key", UUID.class),
                rs.getObject("new_key", UUID.class), State.valueOf(rs.getString("state")),
                new AgreementAcceptance(rs.getString("agreement_version"), rs.getString("agreement_language"),
                        rs.getString("agreement_sha256"), rs.getObject("agreement_at", OffsetDateTime.class).toInstant()),
                new Origin(rs.getString("address"), rs.getString("agent")),
                newCertificate == null ? null : new CertificateId(newCertificate), rs.getObject("correction", UUID.class));
    }
}
