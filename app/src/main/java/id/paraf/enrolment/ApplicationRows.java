package id.paraf.enrolment;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.CertificateId;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;
import id.paraf.selfie.ReferencePhotos;

/** The tables {@code enrolment_application} and {@code enrolment_return}. States change by one guarded update each: of two, one wins. */
@Component
class ApplicationRows {

    private static final String COLUMNS = "SELECT * FROM enrolment_application ";
    private static final String SEPARATOR = "\u001f";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ReferencePhotos photos;
    private final EvidenceFiles evidence;
    private final DocumentPolicy policy;
    private final SearchWords words;
    private final Sealing sealing;

    ApplicationRows(JdbcClient jdbc, Clock clock, ReferencePhotos photos, EvidenceFiles evidence, DocumentPolicy policy,
            SearchWords words, RootSecret root, Randomness randomness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.photos = photos;
        this.evidence = evidence;
        this.policy = policy;
        this.words = words;
        this.sealing = new Sealing(root.derive("enrolment/identity", "AES"), randomness);
    }

    void insert(UUID id, Application.Kind kind, UUID account, String institution, String unit) {
        jdbc.sql("""
                INSERT INTO enrolment_application (id, kind, account, institution, unit, state, started_at, changed_at)
                VALUES (:id, :kind, :account, :institution, :unit, 'DRAFT', :now, :now)""").param("id", id)
                .param("kind", kind.name()).param("account", account)
                .param("institution", institution).param("unit", unit).param("now", now()).update();
    }

    Optional<Application> find(UUID id) {
        return jdbc.sql(COLUMNS + "WHERE id = :id").param("id", id).query(this::readWhole).optional();
    }

    Optional<Application> lock(UUID id) {
        return jdbc.sql(COLUMNS + "WHERE id = :id FOR UPDATE").param("id", id).query(this::readWhole).optional();
    }

    Optional<Application> openOf(UUID account) {
        return jdbc
                .sql(COLUMNS + "WHERE account = :account AND state IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'CONFIRMING', 'APPROVED')")
                .param("account", account).query(this::readWhole).optional();
    }

    List<Application> ofAccount(UUID account) {
        return jdbc.sql(COLUMNS + "WHERE account = :account ORDER BY started_at DESC, id").param("account", account)
                .query(this::readWhole)
                .list();
    }

    /** What was approved at least so long ago and is still not issued: whoever approved it is not at work on it any more. */
    List<Application> leftApproved(Duration ago) {
        return jdbc.sql(COLUMNS + """
                WHERE state = 'APPROVED' AND unissuable IS NULL AND decided_at < :before ORDER BY decided_at, id LIMIT 100""")
                .param("before", utc(clock.instant().minus(ago))).query(this::readWhole).list();
    }

    /** What its applicant did not touch, and what nobody decided, for so long. */
    List<Application> stale(Duration draft, Duration submitted) {
        return jdbc.sql(COLUMNS + """
                WHERE (state IN ('DRAFT', 'RETURNED') AND changed_at < :draft)
                   OR (state IN ('SUBMITTED', 'RETURNED', 'CONFIRMING') AND first_submitted_at < :submitted) LIMIT 200""")
                .param("draft", utc(clock.instant().minus(draft))).param("submitted", utc(clock.instant().minus(submitted)))
                .query(this::readWhole).list();
    }

    /** Keys of applications that came to nothing. */
    List<Application> withKeyToDestroy() {
        return jdbc.sql(COLUMNS + """
                WHERE state IN ('REJECTED', 'WITHDRAWN', 'EXPIRED') AND key IS NOT NULL AND key_destroyed_at IS NULL LIMIT 200""")
                .query(this::readWhole).list();
    }

    /** False if another run was faster. */
    boolean keyDestroyed(UUID id) {
        return jdbc
                .sql("UPDATE enrolment_application SET key_destroyed_at = :now WHERE id = :id AND key_destroyed_at IS NULL")
                .param("now", now()).param("id", id).update() == 1;
    }

    /** The hash of the text that was agreed to, or null. */
    @Nullable String consented(UUID id) {
        return jdbc.sql("SELECT consent_sha256 FROM enrolment_application WHERE id = :id").param("id", id)
                .query((rs, i) -> Optional.ofNullable(rs.getString(1))).optional().flatMap(found -> found).orElse(null);
    }

    boolean consent(UUID id, String sha256) {
        return jdbc.sql("""
                UPDATE enrolment_application SET consented_at = :now, consent_sha256 = :sha256, changed_at = :now
                WHERE id = :id AND state = 'DRAFT'""").param("now", now()).param("sha256", sha256).param("id", id).update() == 1;
    }

    /** @param accountName what the account is called: it is found by both names */
    boolean identity(UUID id, Identity identity, String accountName) {
        return jdbc.sql("""
                UPDATE enrolment_application SET identity = :sealed, identity_draft = NULL, search = :search, changed_at = :now
                WHERE id = :id AND (state = 'DRAFT' OR (state = 'RETURNED' AND 'IDENTITY' = ANY (returned_for)))""")
                .param("sealed", seal(place(id), identity)).param("now", now()).param("id", id)
                .param("search", words.of(identity, accountName)).update() == 1;
    }

    /** Notes what a correction has to be shown with. */
    void needs(UUID id, Set<EvidenceKind> kinds) {
        jdbc.sql("UPDATE enrolment_application SET documents_needed = :kinds WHERE id = :id AND kind = 'CORRECTION'")
                .param("kinds", kinds.stream().sorted().map(EvidenceKind::name).toArray(String[]::new)).param("id", id).update();
    }

    /** The newest that led to something: what it said is what is recorded. */
    Optional<Application> settledOf(UUID account) {
        return jdbc.sql(COLUMNS + """
                WHERE account = :account AND state IN ('ISSUED', 'CORRECTED') AND identity IS NOT NULL
                ORDER BY decided_at DESC, id LIMIT 1""").param("account", account).query(this::readWhole).optional();
    }

    /** Keeps what was typed, right or not; an identity that is there stays. */
    boolean draft(UUID id, Identity typed) {
        return jdbc.sql("""
                UPDATE enrolment_application SET identity_draft = :sealed, changed_at = :now
                WHERE id = :id AND (state = 'DRAFT' OR (state = 'RETURNED' AND 'IDENTITY' = ANY (returned_for)))""")
                .param("sealed", seal(draftPlace(id), typed)).param("now", now()).param("id", id).update() == 1;
    }

    private byte[] seal(String place, Identity identity) {
        String text = String.join(SEPARATOR, identity.fullName(), identity.nik(), identity.nip() == null ? "" : identity.nip(),
                identity.position());
        return sealing.seal(place, text.getBytes(StandardCharsets.UTF_8));
    }

    /** What other accounts sent with the same NIK, the newest first. */
    List<Application> sameNumber(Identity identity, UUID but) {
        return identity.nik().isEmpty() ? List.of() : jdbc.sql(COLUMNS + """
                WHERE search @> :marks AND account <> :but AND submitted_at IS NOT NULL ORDER BY submitted_at DESC, id LIMIT 20""")
                .param("marks", new Long[] {words.ofNik(identity.nik())}).param("but", but).query(this::readWhole).list();
    }

    /** What was sent at an institution with this NIK, the newest first. */
    List<Application> ofNumber(String institution, String nik) {
        return jdbc.sql(COLUMNS + """
                WHERE search @> :marks AND institution = :institution AND submitted_at IS NOT NULL
                ORDER BY submitted_at DESC, id LIMIT 20""").param("marks", new Long[] {words.ofNik(nik)})
                .param("institution", institution).query(this::readWhole).list();
    }

    /** What was entered before there was a search. */
    List<Application> unsearchable() {
        return jdbc.sql(COLUMNS + "WHERE identity IS NOT NULL AND search IS NULL LIMIT 200").query(this::readWhole).list();
    }

    void searchable(UUID id, Identity identity, String accountName) {
        jdbc.sql("UPDATE enrolment_application SET search = :search WHERE id = :id AND search IS NULL")
                .param("search", words.of(identity, accountName)).param("id", id).update();
    }

    boolean askOfficer(UUID id, boolean asked) {
        return jdbc.sql("""
                UPDATE enrolment_application SET by_officer = :asked, changed_at = :now
                WHERE id = :id AND (state = 'DRAFT' OR (state = 'RETURNED' AND 'PHOTOS' = ANY (returned_for)))""")
                .param("asked", asked).param("now", now()).param("id", id).update() == 1;
    }

    /** Notes that a step which an officer asked for was corrected; false if it was before, or nobody asked. */
    boolean corrected(UUID id, Step step) {
        return jdbc.sql("""
                UPDATE enrolment_application SET corrected = array_append(corrected, :step::text), changed_at = :now
                WHERE id = :id AND state = 'RETURNED' AND :step = ANY (returned_for) AND NOT (:step = ANY (corrected))""")
                .param("step", step.name()).param("now", now()).param("id", id).update() == 1;
    }

    /** Sends back to the applicant what an officer has, and keeps what was asked for. Photos that are wrong are gone already. */
    boolean giveBack(Application application, Set<Step> steps, UUID officer, String note) {
        if (!move(application.id(), application.state(), State.RETURNED, officer, note, null, steps)) {
            return false;
        }
        jdbc.sql("""
                INSERT INTO enrolment_return (application, returned_at, officer, steps, note)
                VALUES (:id, :now, :officer, :steps, :note)""").param("id", application.id()).param("now", now())
                .param("officer", officer).param("steps", names(steps)).param("note", note).update();
        return true;
    }

    /** What it was sent back for, the newest first. */
    List<Returned> returns(UUID id) {
        return jdbc.sql("SELECT * FROM enrolment_return WHERE application = :id ORDER BY id DESC").param("id", id)
                .query((rs, i) -> new Returned(rs.getObject("returned_at", OffsetDateTime.class).toInstant(),
                        rs.getObject("officer", UUID.class), steps(rs, "steps"), rs.getString("note")))
                .list();
    }

    boolean agree(UUID id, AgreementAcceptance agreement) {
        return jdbc.sql("""
                UPDATE enrolment_application SET agreement_version = :version, agreement_language = :language,
                    agreement_sha256 = :sha256, agreement_at = :at, changed_at = :now
                WHERE id = :id AND state = 'DRAFT'""").param("version", agreement.version()).param("language", agreement.language())
                .param("sha256", agreement.sha256()).param("at", utc(agreement.at())).param("now", now()).param("id", id)
                .update() == 1;
    }

    boolean key(UUID id, UUID key, @Nullable UUID instead) {
        return jdbc.sql("""
                UPDATE enrolment_application SET key = :key, changed_at = :now
                WHERE id = :id AND state = 'DRAFT' AND key IS NOT DISTINCT FROM :instead::uuid""").param("key", key)
                .param("now", now()).param("id", id).param("instead", instead).update() == 1;
    }

    /** Notes why what was approved cannot be issued; false if that is known already, or it is not approved (any more). */
    boolean unissuable(UUID id, String why) {
        return jdbc.sql("""
                UPDATE enrolment_application SET unissuable = :why, unissuable_at = :now, changed_at = :now
                WHERE id = :id AND state = 'APPROVED' AND unissuable IS DISTINCT FROM :why""").param("why", why)
                .param("now", now()).param("id", id).update() == 1;
    }

    /** Forgets why, because somebody wants it tried again. */
    boolean tryAgain(UUID id) {
        return jdbc.sql("""
                UPDATE enrolment_application SET unissuable = NULL, unissuable_at = NULL, changed_at = :now
                WHERE id = :id AND state = 'APPROVED' AND unissuable IS NOT NULL""").param("now", now()).param("id", id)
                .update() == 1;
    }

    /** How many of an institution were approved and cannot be issued. */
    int countUnissuable(String institution) {
        return jdbc.sql("""
                SELECT count(*) FROM enrolment_application
                WHERE institution = :institution AND state = 'APPROVED' AND unissuable IS NOT NULL""")
                .param("institution", institution).query(Integer.class).single();
    }

    /** The one way a state changes; refuses what {@link State#next} does not name. */
    boolean move(UUID id, State from, State to, @Nullable UUID decider, @Nullable String reason,
            @Nullable CertificateId certificate) {
        return move(id, from, to, decider, reason, certificate, Set.of());
    }

    private boolean move(UUID id, State from, State to, @Nullable UUID decider, @Nullable String reason,
            @Nullable CertificateId certificate, Set<Step> toCorrect) {
        if (!from.next().contains(to)) {
            throw new IllegalArgumentException("No path from " + from + " to " + to);
        }
        return jdbc.sql("""
                UPDATE enrolment_application SET state = :to, changed_at = :now,
                    submitted_at = CASE WHEN :to = 'SUBMITTED' THEN :now ELSE submitted_at END,
                    first_submitted_at = coalesce(first_submitted_at, CASE WHEN :to = 'SUBMITTED' THEN :now END),
                    decided_at = CASE WHEN :to IN ('APPROVED', 'CORRECTED', 'REJECTED', 'RETURNED') THEN :now ELSE decided_at END,
                    by_officer = by_officer AND NOT ('PHOTOS' = ANY (:steps)), returned_for = :steps, corrected = '{}',
                    unissuable = NULL, unissuable_at = NULL, identity_draft = NULL,
                    first_by = CASE :to WHEN 'CONFIRMING' THEN :decider::uuid WHEN 'APPROVED' THEN first_by WHEN 'ISSUED' THEN first_by
                        WHEN 'CORRECTED' THEN first_by END,
                    decided_by = coalesce(:decider::uuid, decided_by), reason = :reason, certificate = :certificate::uuid
                WHERE id = :id AND state = :from""").param("to", to.name()).param("now", now()).param("decider", decider)
                .param("steps", names(toCorrect))
                .param("reason", reason).param("certificate", certificate == null ? null : certificate.value()).param("id", id)
                .param("from", from.name()).update() == 1;
    }

    private Application readWhole(ResultSet rs, int index) throws SQLException {
        UUID id = rs.getObject("id", UUID.class);
        return read(rs, photos.count(id), evidence.kinds(List.of(id)).getOrDefault(id, Set.of()));
    }

    /**
     * @param count how many photos it has
     * @param documents what was handed in
     */
    Application read(ResultSet rs, int count, Set<EvidenceKind> documents) throws SQLException {
        UUID id = rs.getObject("id", UUID.class);
        byte[] sealed = rs.getBytes("identity");
        byte[] draft = rs.getBytes("identity_draft");
        String version = rs.getString("agreement_version");
        var agreedAt = instant(rs, "agreement_at");
        UUID certificate = rs.getObject("certificate", UUID.class);
        var kind = Application.Kind.valueOf(rs.getString("kind"));
        var needed = kind == Application.Kind.CORRECTION ? kinds(rs) : policy.needed();
        var missing = needed.stream().filter(each -> !documents.contains(each)).collect(Collectors.toUnmodifiableSet());
        return new Application(id, kind, rs.getObject("account", UUID.class), rs.getString("institution"), rs.getString("unit"),
                State.valueOf(rs.getString("state")), instant(rs, "consented_at"), sealed == null ? null : open(place(id), sealed),
                draft == null ? null : open(draftPlace(id), draft), documents, needed,
                missing, count, rs.getBoolean("by_officer"),
                version == null || agreedAt == null ? null
                        : new AgreementAcceptance(version, rs.getString("agreement_language"), rs.getString("agreement_sha256"),
                                agreedAt),
                rs.getObject("key", UUID.class), rs.getObject("started_at", OffsetDateTime.class).toInstant(),
                rs.getObject("changed_at", OffsetDateTime.class).toInstant(),
                instant(rs, "submitted_at"), instant(rs, "first_submitted_at"), instant(rs, "decided_at"),
                rs.getObject("first_by", UUID.class), rs.getObject("decided_by", UUID.class), rs.getString("reason"),
                certificate == null ? null : new CertificateId(certificate),
                rs.getString("unissuable"), steps(rs, "returned_for"), steps(rs, "corrected"));
    }

    private Identity open(String place, byte[] sealed) {
        String text = new String(sealing.open(place, sealed).orElseThrow(
                () -> new IllegalStateException("The identity of " + place + " was changed in the database")),
                StandardCharsets.UTF_8);
        String[] parts = text.split(SEPARATOR, -1);
        return new Identity(parts[0], parts[1], parts[2], parts[3]);
    }

    private static String[] names(Set<Step> steps) {
        return steps.stream().sorted().map(Step::name).toArray(String[]::new);
    }

    private static Set<Step> steps(ResultSet rs, String column) throws SQLException {
        var steps = EnumSet.noneOf(Step.class);
        for (String name : (String[]) rs.getArray(column).getArray()) {
            steps.add(Step.valueOf(name));
        }
        return Collections.unmodifiableSet(steps);
    }

    private static Set<EvidenceKind> kinds(ResultSet rs) throws SQLException {
        var kinds = EnumSet.noneOf(EvidenceKind.class);
        for (String name : (String[]) rs.getArray("documents_needed").getArray()) {
            kinds.add(EvidenceKind.valueOf(name));
        }
        return Collections.unmodifiableSet(kinds);
    }

    private static String place(UUID id) {
        return "application:" + id;
    }

    private static String draftPlace(UUID id) {
        return "application-draft:" + id;
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
