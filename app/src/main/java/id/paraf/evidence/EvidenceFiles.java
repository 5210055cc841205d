package id.paraf.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.Sealing;

/**
 * The table {@code evidence_file}: one file of each kind for a matter. Sealed under a key of its own that is not in the database,
 * and bound to its owner, matter, kind and format: a row that is moved, or said to be another kind, does not open.
 */
@Component
public class EvidenceFiles {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;
    private final EvidenceSettings settings;
    private final Sealing sealing;

    EvidenceFiles(JdbcClient jdbc, Clock clock, Audit audit, EvidenceSettings settings, RootSecret root, Randomness randomness) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.settings = settings;
        this.sealing = new Sealing(root.derive("evidence/file", "AES"), randomness);
    }

    /** A file with what is in it. */
    public record Shown(EvidenceFile file, byte[] bytes) {
    }

    /** Keeps a file, in place of the one of its kind that was there. Runs in the transaction that may do so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public EvidenceFile keep(UUID account, UUID matter, EvidenceKind kind, CheckFile.Outcome.Clean clean, Origin origin) {
        boolean replaced = delete(matter, kind) == 1;
        var file = new EvidenceFile(UUID.randomUUID(), account, matter, kind, clean.format(), clean.bytes().length, clean.pages(),
                clock.instant());
        jdbc.sql("""
                INSERT INTO evidence_file (id, account, matter, kind, format, bytes, pages, sealed, handed_in_at)
                VALUES (:id, :account, :matter, :kind, :format, :bytes, :pages, :sealed, :now)""").param("id", file.id())
                .param("account", account).param("matter", matter).param("kind", kind.name())
                .param("format", file.format().name()).param("bytes", file.bytes()).param("pages", file.pages())
                .param("sealed", sealing.seal(place(file), clean.bytes())).param("now", utc(file.handedInAt())).update();
        record("evidence.handed-in", file, account, Map.of("kind", kind.name(), "format", file.format().name(), "sha256",
                HexFormat.of().formatHex(Hashes.sha256(clean.bytes())), "replaced", Boolean.toString(replaced)), origin);
        return file;
    }

    /** Takes a file back; false if there is none. Runs in the transaction that may do so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean remove(UUID matter, EvidenceKind kind, Origin origin) {
        var file = find(matter, kind).orElse(null);
        if (file == null || delete(matter, kind) == 0) {
            return false;
        }
        record("evidence.removed", file, file.account(), Map.of("kind", kind.name()), origin);
        return true;
    }

    private int delete(UUID matter, EvidenceKind kind) {
        return jdbc.sql("DELETE FROM evidence_file WHERE matter = :matter AND kind = :kind").param("matter", matter)
                .param("kind", kind.name()).update();
    }

    /** What a matter has, without what is in it. */
    @Transactional(readOnly = true)
    public List<EvidenceFile> of(UUID matter) {
        return jdbc.sql(
                "SELECT id, account, matter, kind, format, bytes, pages, handed_in_at FROM evidence_file WHERE matter = :matter ORDER BY kind DESC")
                .param("matter", matter)
                .query((rs, i) -> file(rs)).list();
    }

    /** Which kinds each of many matters has; those without any are not in it. */
    @Transactional(readOnly = true)
    public Map<UUID, Set<EvidenceKind>> kinds(Collection<UUID> matters) {
        var kinds = new HashMap<UUID, Set<EvidenceKind>>();
        jdbc.sql("SELECT matter, kind FROM evidence_file WHERE matter = ANY (:matters)")
                .param("matters", matters.toArray(UUID[]::new)).query(rs -> {
                    kinds.computeIfAbsent(rs.getObject(1, UUID.class), matter -> EnumSet.noneOf(EvidenceKind.class))
                            .add(EvidenceKind.valueOf(rs.getString(2)));
                });
        return kinds;
    }

    private Optional<EvidenceFile> find(UUID matter, EvidenceKind kind) {
        return of(matter).stream().filter(file -> file.kind() == kind).findFirst();
    }

    /**
     * Shows a file to somebody; the look is audited if it is not the owner's own.
     *
     * @return empty if there is none, or its row was altered
     */
    @Transactional
    public Optional<Shown> show(UUID matter, EvidenceKind kind, UUID viewer, Origin origin) {
        var file = find(matter, kind);
        file.filter(found -> !found.account().equals(viewer))
                .ifPresent(found -> record("evidence.viewed", found, viewer, Map.of("kind", kind.name()), origin));
        return file.flatMap(this::open);
    }

    /** The file for a comparison by the machine, which is audited by whoever compares. */
    @Transactional(readOnly = true)
    public Optional<Shown> forComparison(UUID matter, EvidenceKind kind) {
        return find(matter, kind).flatMap(this::open);
    }

    private Optional<Shown> open(EvidenceFile file) {
        return jdbc.sql("SELECT sealed FROM evidence_file WHERE id = :id").param("id", file.id()).query(byte[].class).optional()
                .flatMap(sealed -> sealing.open(place(file), sealed)).map(bytes -> new Shown(file, bytes));
    }

    /** What they belong to was approved: they are evidence of that for years. Runs in the approval's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void approved(UUID matter) {
        deleteAfter(matter, settings.keepApproved());
    }

    /** What they belong to came to nothing. Runs in the transaction that ends it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refused(UUID matter) {
        deleteAfter(matter, settings.keepRefused());
    }

    private void deleteAfter(UUID matter, Duration kept) {
        jdbc.sql("UPDATE evidence_file SET delete_after = :after WHERE matter = :matter").param("matter", matter)
                .param("after", utc(clock.instant().plus(kept))).update();
    }

    /** Deletes what has had its time; each file is audited. @return how many */
    @Transactional
    public int sweep() {
        var due = jdbc.sql(
                "DELETE FROM evidence_file WHERE delete_after <= :now RETURNING id, account, matter, kind, format, bytes, pages, handed_in_at")
                .param("now", utc(clock.instant()))
                .query((rs, i) -> file(rs)).list();
        due.forEach(file -> record("evidence.deleted", file, null, Map.of("kind", file.kind().name()), Origin.SYSTEM));
        return due.size();
    }

    private void record(String type, EvidenceFile file, @Nullable UUID actor, Map<String, String> details, Origin origin) {
        audit.record(new AuditEvent(type, file.account(), actor, "application:" + file.matter(), details, origin));
    }

    private static String place(EvidenceFile file) {
        return "evidence:" + file.id() + ":" + file.account() + ":" + file.matter() + ":" + file.kind() + ":" + file.format();
    }

    private static EvidenceFile file(ResultSet rs) throws SQLException {
        return new EvidenceFile(rs.getObject("id", UUID.class), rs.getObject("account", UUID.class),
                rs.getObject("matter", UUID.class), EvidenceKind.valueOf(rs.getString("kind")),
                EvidenceFile.Format.valueOf(rs.getString("format")), rs.getInt("bytes"), rs.getInt("pages"),
                rs.getObject("handed_in_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
