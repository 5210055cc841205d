package id.paraf.certificate;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.pki.Profile.Kind;
import id.paraf.pki.RevocationReason;

/** The table {@code certificate}. */
@Component
class CertificateRows {

    static final String COLUMNS = """
            SELECT id, profile, account, authority, key, serial, common_name, full_name, organization, unit, not_before,
                   not_after, phase, tbs, der, agreement_version, agreement_language, agreement_sha256, agreement_at,
                   issued_at, revoked_at, reason, replaces, replaced_by, downloaded_at, renews
            FROM certificate
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final Clock clock;

    CertificateRows(JdbcClient jdbc, NamedParameterJdbcOperations batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** A row, whatever became of it. */
    record Row(CertificateId id, String profile, @Nullable UUID account, String authority, UUID key, BigInteger serial,
            String commonName, @Nullable Subject subject, Instant notBefore, Instant notAfter, String phase, byte[] tbs,
            byte @Nullable [] der, @Nullable AgreementAcceptance agreement, @Nullable Instant issuedAt,
            @Nullable Instant revokedAt, @Nullable RevocationReason reason, @Nullable CertificateId replaces,
            @Nullable CertificateId replacedBy, @Nullable Instant downloadedAt, @Nullable CertificateId renews) {

        /** What is about to be issued: nothing is signed yet. */
        static Row prepared(String profile, @Nullable UUID account, String authority, UUID key, BigInteger serial,
                String commonName, @Nullable Subject subject, Instant notBefore, Instant notAfter,
                @Nullable AgreementAcceptance agreement, Lineage lineage) {
            return new Row(new CertificateId(UUID.randomUUID()), profile, account, authority, key, serial, commonName, subject,
                    notBefore, notAfter, "PREPARED", new byte[0], null, agreement, null, null, null, lineage.replaced(), null, null,
                    lineage.renewed());
        }

        /** The same row after it was signed. */
        Row issued(byte[] signed, Instant at) {
            return new Row(id, profile, account, authority, key, serial, commonName, subject, notBefore, notAfter, "ISSUED", tbs,
                    signed,
                    agreement, at, null, null, replaces, null, null, renews);
        }

        /** The same as if it were of an account: a seal's stands for itself. */
        Row of(UUID owner) {
            return new Row(id, profile, owner, authority, key, serial, commonName, subject, notBefore, notAfter, phase, tbs, der,
                    agreement, issuedAt, revokedAt, reason, replaces, replacedBy, downloadedAt, renews);
        }

        /** As its owner sees it; only rows that were signed, of accounts. */
        Certificate certificate(Instant now) {
            if (der == null || account == null || issuedAt == null) {
                throw new IllegalStateException("Row " + id + " was never issued to anyone");
            }
            return new Certificate(id, account, key, commonName, serial, notBefore, notAfter, status(now), issuedAt, revokedAt,
                    reason, replacedBy, renews, downloadedAt, der);
        }

        /** Whether it names somebody else than this installation's own authorities, responders and timestamps. */
        boolean ofOthers() {
            return account != null || profile.equals(Kind.SEAL.label()) || profile.equals(Kind.TLS_SERVER.label());
        }

        boolean over(Instant now) {
            return now.isAfter(notAfter);
        }

        CertificateStatus status(Instant now) {
            return switch (phase) {
                case "REVOKED" -> replacedBy != null ? CertificateStatus.RENEW : CertificateStatus.REVOKED;
                case "SUSPENDED" -> over(now) ? CertificateStatus.EXPIRED : CertificateStatus.SUSPENDED;
                default -> over(now) ? CertificateStatus.EXPIRED : CertificateStatus.ISSUED;
            };
        }
    }

    Optional<Row> find(CertificateId id) {
        return jdbc.sql(COLUMNS + "WHERE id = :id").param("id", id.value()).query(CertificateRows::row).optional();
    }

    /** Locks the row until the transaction ends. */
    Optional<Row> lock(CertificateId id) {
        return jdbc.sql(COLUMNS + "WHERE id = :id FOR UPDATE").param("id", id.value()).query(CertificateRows::row).optional();
    }

    /** The row of a key that still counts, but for renewals of it with the same key. */
    Optional<Row> ofKey(UUID key) {
        return jdbc.sql(COLUMNS + "WHERE key = :key AND phase IN ('PREPARED', 'ISSUED', 'SUSPENDED') AND NOT same_key")
                .param("key", key).query(CertificateRows::row).optional();
    }

    /** What renews a certificate: prepared, or signed, whatever became of it. */
    Optional<Row> renewalOf(CertificateId id) {
        return jdbc.sql(COLUMNS + "WHERE renews = :id AND (der IS NOT NULL OR phase = 'PREPARED')").param("id", id.value())
                .query(CertificateRows::row).optional();
    }

    /**
     * When the certificate was issued that this one goes back to, by renewals and replacements: that one rests on an
     * application.
     */
    Optional<Instant> firstIssued(CertificateId id) {
        return jdbc.sql("""
                WITH RECURSIVE line AS (
                    SELECT issued_at, coalesce(renews, replaces) AS before FROM certificate WHERE id = :id
                    UNION ALL
                    SELECT c.issued_at, coalesce(c.renews, c.replaces) FROM certificate c JOIN line ON c.id = line.before)
                SELECT issued_at FROM line WHERE before IS NULL AND issued_at IS NOT NULL""").param("id", id.value())
                .query((rs, i) -> required(rs, "issued_at")).optional();
    }

    /** Certificates of accounts in force that end by then, without one that renews them, the first to end first; null begins. */
    List<Row> ending(Instant by, @Nullable Certificate after, int limit) {
        return jdbc.sql(COLUMNS + """
                WHERE phase = 'ISSUED' AND account IS NOT NULL AND not_after >= :now AND not_after <= :by
                  AND (:after::uuid IS NULL OR (not_after, id) > (:ended::timestamptz, :after::uuid))
                  AND NOT EXISTS (SELECT 1 FROM certificate newer WHERE newer.renews = certificate.id AND newer.der IS NOT NULL)
                ORDER BY not_after, id LIMIT :limit""").param("now", now()).param("by", utc(by))
                .param("after", after == null ? null : after.id().value())
                .param("ended", after == null ? null : utc(after.notAfter())).param("limit", limit).query(CertificateRows::row)
                .list();
    }

    /** The newest issued row of a key, revoked or not. */
    Optional<Row> everOfKey(UUID key) {
        return jdbc.sql(COLUMNS + "WHERE key = :key AND der IS NOT NULL ORDER BY issued_at DESC LIMIT 1").param("key", key)
                .query(CertificateRows::row).optional();
    }

    List<Row> ofAccount(UUID account) {
        return jdbc.sql(COLUMNS + "WHERE account = :account AND der IS NOT NULL ORDER BY issued_at DESC, id")
                .param("account", account).query(CertificateRows::row).list();
    }

    List<CertificateId> lasting(Collection<UUID> accounts) {
        return jdbc.sql("""
                SELECT id FROM certificate WHERE account = ANY (:accounts) AND phase IN ('ISSUED', 'SUSPENDED') AND not_after >= :now
                ORDER BY id""").param("accounts", accounts.toArray(UUID[]::new)).param("now", now())
                .query((rs, i) -> new CertificateId(rs.getObject("id", UUID.class))).list();
    }

    /** Seals of an institution that are in force or suspended, whoever keeps their keys. */
    List<CertificateId> lastingSeals(String institution) {
        return jdbc.sql("""
                SELECT id FROM certificate WHERE profile = :profile AND account IS NULL AND organization = :institution
                AND phase IN ('ISSUED', 'SUSPENDED') AND not_after >= :now ORDER BY id""").param("profile", Kind.SEAL.label())
                .param("institution", institution).param("now", now())
                .query((rs, i) -> new CertificateId(rs.getObject("id", UUID.class))).list();
    }

    /** Everything of a profile that belongs to no account, is issued and not over. */
    List<Row> inForce(String profile, Instant now) {
        return jdbc.sql(COLUMNS + """
                WHERE profile = :profile AND account IS NULL AND phase IN ('ISSUED', 'SUSPENDED') AND not_after >= :now""")
                .param("profile", profile).param("now", utc(now)).query(CertificateRows::row).list();
    }

    /** Everything that was ever signed, a page at a time in the order of ids; null begins. */
    List<Row> signed(@Nullable CertificateId after, int limit) {
        return jdbc.sql(COLUMNS + """
                WHERE der IS NOT NULL AND (:after::uuid IS NULL OR id > :after) ORDER BY id LIMIT :limit""")
                .param("after", after == null ? null : after.value()).param("limit", limit).query(CertificateRows::row).list();
    }

    /** What a list says about a certificate that is revoked or suspended. */
    record Stopped(BigInteger serial, Instant at, @Nullable RevocationReason reason, boolean suspended) {
    }

    /** What a list has to name, in no order: stopped after this revision of the authority, and not over before {@code kept}. */
    List<Stopped> stopped(String authority, int partition, Instant kept, long revision) {
        return jdbc.sql("""
                SELECT serial, coalesce(revoked_at, suspended_at, issued_at) AS at, reason, phase FROM certificate
                WHERE authority = :authority AND partition = :partition AND phase IN ('REVOKED', 'SUSPENDED') AND not_after >= :kept
                  AND revision >= :revision""").param("authority", authority).param("partition", partition)
                .param("kept", utc(kept)).param("revision", revision == 0 ? 0 : revision + 1).query((rs, i) -> {
                    int reason = rs.getInt("reason");
                    return new Stopped(rs.getBigDecimal("serial").toBigIntegerExact(), required(rs, "at"),
                            rs.wasNull() ? RevocationReason.UNSPECIFIED : RevocationReason.of(reason),
                            rs.getString("phase").equals("SUSPENDED"));
                }).list();
    }

    /** What was suspended or resumed after this revision of the authority, and is in force. */
    List<Row> resumed(String authority, int partition, long revision) {
        return jdbc.sql(COLUMNS + """
                WHERE authority = :authority AND partition = :partition AND revision > :revision AND phase = 'ISSUED'""")
                .param("authority", authority).param("partition", partition).param("revision", revision)
                .query(CertificateRows::row).list();
    }

    Optional<Row> ofSerial(String authority, BigInteger serial) {
        return jdbc.sql(COLUMNS + "WHERE authority = :authority AND serial = :serial").param("authority", authority)
                .param("serial", serial).query(CertificateRows::row).optional();
    }

    /** Counts a revocation, suspension or resumption: lists that know a smaller revision are out of date from now on. */
    void changed(CertificateId id, String authority) {
        long revision = jdbc.sql("UPDATE certificate_authority SET revision = revision + 1 WHERE name = :name RETURNING revision")
                .param("name", authority).query(Long.class).single();
        jdbc.sql("UPDATE certificate SET revision = :revision WHERE id = :id").param("revision", revision).param("id", id.value())
                .update();
    }

    /**
     * What a row says besides what it is about.
     *
     * @param keySha256 of SubjectPublicKeyInfo
     * @param profile SHA-256 of the profile it was made by
     * @param reference what led here
     * @param partition which of the authority's lists is to name it
     * @param lint the same content under a key that nobody trusts, as it was linted; null if it was linted elsewhere
     * @param clean false if the lints refuse it: nothing is to be signed
     */
    record Prepared(byte[] keySha256, byte[] profile, String reference, int partition, byte @Nullable [] lint, boolean clean) {
    }

    /** A row that is about to be, with what it says besides. */
    record Insert(Row row, Prepared prepared) {
    }

    void insert(List<Insert> all) {
        var now = now();
        batches.batchUpdate("""
                INSERT INTO certificate (id, profile, account, authority, key, key_sha256, serial, common_name, full_name,
                    organization, unit, not_before, not_after, phase, tbs, lint, agreement_version, agreement_language,
                    agreement_sha256, agreement_at, reference, prepared_at, replaces, partition, renews, profile_sha256, same_key)
                VALUES (:id, :profile, :account, :authority, :key, :keySha256, :serial, :commonName, :fullName,
                    :organization, :unit, :notBefore, :notAfter, :phase, :tbs, :lint, :agreementVersion, :agreementLanguage,
                    :agreementSha256, :agreementAt, :reference, :now, :replaces, :partition, :renews, :profileSha256,
                    coalesce((SELECT older.key = :key FROM certificate older WHERE older.id = :renews), false))""",
                all.stream().map(one -> values(one.row(), one.prepared(), now)).toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource values(Row row, Prepared prepared, OffsetDateTime now) {
        var subject = row.subject();
        var agreement = row.agreement();
        return new MapSqlParameterSource().addValue("id", row.id().value())
                .addValue("profile", row.profile()).addValue("account", row.account()).addValue("authority", row.authority())
                .addValue("key", row.key()).addValue("keySha256", prepared.keySha256())
                .addValue("profileSha256", prepared.profile())
                .addValue("serial", row.serial())
                .addValue("commonName", row.commonName()).addValue("fullName", subject == null ? null : subject.fullName())
                .addValue("organization", subject == null ? null : subject.organization())
                .addValue("unit", subject == null ? null : subject.unit()).addValue("notBefore", utc(row.notBefore()))
                .addValue("notAfter", utc(row.notAfter())).addValue("tbs", row.tbs()).addValue("lint", prepared.lint())
                .addValue("phase", prepared.clean() ? "PREPARED" : "REFUSED")
                .addValue("agreementVersion", agreement == null ? null : agreement.version())
                .addValue("agreementLanguage", agreement == null ? null : agreement.language())
                .addValue("agreementSha256", agreement == null ? null : agreement.sha256())
                .addValue("agreementAt", agreement == null ? null : utc(agreement.at())).addValue("reference", prepared.reference())
                .addValue("now", now).addValue("replaces", row.replaces() == null ? null : row.replaces().value())
                .addValue("partition", prepared.partition()).addValue("renews", row.renews() == null ? null : row.renews().value());
    }

    /** What was signed for a row. */
    record Der(CertificateId id, byte[] der) {
    }

    /** When they were issued; none is if one of them was revoked before. */
    Instant storeIssued(List<Der> all) {
        var now = now().truncatedTo(ChronoUnit.MICROS);
        int[] stored = batches.batchUpdate("""
                UPDATE certificate SET der = :der, phase = 'ISSUED', issued_at = :now WHERE id = :id AND phase = 'PREPARED'""",
                all.stream().map(one -> new MapSqlParameterSource("id", one.id().value()).addValue("der", one.der())
                        .addValue("now", now)).toArray(SqlParameterSource[]::new));
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] != 1) {
                throw new IllegalStateException("Certificate " + all.get(i).id() + " was revoked before it was stored");
            }
        }
        return now.toInstant();
    }

    /** One guarded update: of two revocations at once, one wins, and hears when it was. */
    Optional<Instant> revoke(CertificateId id, RevocationReason reason, @Nullable UUID actor, @Nullable CertificateId replacedBy) {
        return jdbc.sql("""
                UPDATE certificate SET phase = 'REVOKED', revoked_at = :now, reason = :reason, revoked_by = :actor,
                    replaced_by = :replacedBy
                WHERE id = :id AND phase IN ('PREPARED', 'ISSUED', 'SUSPENDED') RETURNING revoked_at""").param("now", now())
                .param("reason", reason.code()).param("actor", actor)
                .param("replacedBy", replacedBy == null ? null : replacedBy.value()).param("id", id.value())
                .query((rs, i) -> required(rs, "revoked_at")).optional();
    }

    /** The caller holds the row's lock. */
    boolean suspend(CertificateId id, Instant at) {
        return jdbc.sql("UPDATE certificate SET phase = 'SUSPENDED', suspended_at = :at WHERE id = :id AND phase = 'ISSUED'")
                .param("at", utc(at)).param("id", id.value()).update() == 1;
    }

    /** The caller holds the row's lock. */
    boolean resume(CertificateId id) {
        return jdbc.sql("UPDATE certificate SET phase = 'ISSUED', suspended_at = NULL WHERE id = :id AND phase = 'SUSPENDED'")
                .param("id", id.value()).update() == 1;
    }

    /** Keeps what an officer wrote who revoked it. */
    void note(CertificateId id, String note) {
        jdbc.sql("UPDATE certificate SET revocation_note = :note WHERE id = :id").param("note", note).param("id", id.value())
                .update();
    }

    Optional<Register.Revocation> revocation(CertificateId id) {
        return jdbc.sql("SELECT revoked_by, revocation_note FROM certificate WHERE id = :id AND phase = 'REVOKED'")
                .param("id", id.value())
                .query((rs, i) -> new Register.Revocation(rs.getObject("revoked_by", UUID.class), rs.getString("revocation_note")))
                .optional();
    }

    /**
     * Certificates of accounts, the newest first: of those in {@code named}, those with such words in their name, and the one
     * with this serial number; of one status, as {@link Row#status} tells it, or of any; behind a place, or from the first.
     */
    List<Row> search(Collection<UUID> accounts, Collection<UUID> named, String words, @Nullable BigInteger serial,
            @Nullable CertificateStatus status, Register.@Nullable Place after, int limit) {
        return jdbc.sql(COLUMNS + """
                WHERE der IS NOT NULL AND account = ANY (:accounts)
                  AND (account = ANY (:named) OR position(:words IN lower(common_name)) > 0 OR serial = :serial::numeric)
                  AND (:status::text IS NULL OR :status = CASE
                      WHEN phase = 'REVOKED' THEN CASE WHEN replaced_by IS NULL THEN 'REVOKED' ELSE 'RENEW' END
                      WHEN not_after < :now THEN 'EXPIRED' ELSE phase END)
                  AND (:at::timestamptz IS NULL OR (issued_at, id) < (:at, :id::uuid))
                ORDER BY issued_at DESC, id DESC LIMIT :limit""").param("accounts", accounts.toArray(UUID[]::new))
                .param("named", named.toArray(UUID[]::new)).param("words", words)
                .param("serial", serial == null ? null : serial.toString()).param("status", status == null ? null : status.name())
                .param("now", now()).param("at", after == null ? null : utc(after.at()))
                .param("id", after == null ? null : after.id())
                .param("limit", limit).query(CertificateRows::row).list();
    }

    boolean downloaded(CertificateId id, UUID account) {
        return jdbc.sql("UPDATE certificate SET downloaded_at = :now WHERE id = :id AND account = :account AND der IS NOT NULL")
                .param("now", now()).param("id", id.value()).param("account", account).update() == 1;
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Row row(ResultSet rs, int index) throws SQLException {
        String fullName = rs.getString("full_name");
        String version = rs.getString("agreement_version");
        int reason = rs.getInt("reason");
        var known = rs.wasNull() ? null : RevocationReason.of(reason);
        return new Row(new CertificateId(rs.getObject("id", UUID.class)), rs.getString("profile"),
                rs.getObject("account", UUID.class), rs.getString("authority"), rs.getObject("key", UUID.class),
                rs.getBigDecimal("serial").toBigIntegerExact(), rs.getString("common_name"),
                fullName == null ? null : new Subject(fullName, rs.getString("organization"), rs.getString("unit")),
                required(rs, "not_before"), required(rs, "not_after"), rs.getString("phase"), rs.getBytes("tbs"),
                rs.getBytes("der"),
                version == null ? null
                        : new AgreementAcceptance(version, rs.getString("agreement_language"),
                                rs.getString("agreement_sha256"), required(rs, "agreement_at")),
                instant(rs, "issued_at"), instant(rs, "revoked_at"), known, reference(rs, "replaces"),
                reference(rs, "replaced_by"), instant(rs, "downloaded_at"), reference(rs, "renews"));
    }

    private static @Nullable CertificateId reference(ResultSet rs, String column) throws SQLException {
        UUID id = rs.getObject(column, UUID.class);
        return id == null ? null : new CertificateId(id);
    }

    private static Instant required(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
