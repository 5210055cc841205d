package id.paraf.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

/** Institutions and their units, in use or stopped; nothing here is ever renamed or deleted, because certificates name it. */
@Component
public class Institutions {

    /** What a row of an account says about where its owner works. */
    static final String COLUMNS = """
             u.id AS unit_id, u.name AS unit, u.stopped_at AS unit_stopped_at, i.id AS institution_id, i.code AS institution_code,
            i.name AS institution, i.stopped_at AS institution_stopped_at""";
    static final String JOIN = "JOIN account_unit u ON u.id = a.unit JOIN account_institution i ON i.id = u.institution";

    private static final String UNITS = "SELECT" + COLUMNS
            + " FROM account_unit u JOIN account_institution i ON i.id = u.institution ";
    private static final int LONGEST_CODE = 40;
    /** The kind of the advisory locks of institutions; nothing else uses locks of two numbers. */
    private static final int LOCKS = 199;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Audit audit;

    Institutions(JdbcClient jdbc, Clock clock, Audit audit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
    }

    /** @param made what was not there before */
    record Place(Unit unit, Set<Invitations.Made> made) {
    }

    private static Institution institution(ResultSet rs, int row) throws SQLException {
        return new Institution(rs.getObject("id", UUID.class), rs.getString("code"), rs.getString("name"),
                Accounts.instant(rs, "stopped_at"));
    }

    /** All of them, by name. */
    public List<Institution> all() {
        return jdbc.sql("SELECT id, code, name, stopped_at FROM account_institution ORDER BY lower(name), name")
                .query(Institutions::institution).list();
    }

    public Optional<Institution> find(UUID id) {
        return jdbc.sql("SELECT id, code, name, stopped_at FROM account_institution WHERE id = :id").param("id", id)
                .query(Institutions::institution).optional();
    }

    /**
     * The same, and it is neither stopped nor resumed until the transaction ends. Any number hold it so at once, and none of them writes
     * anything for it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Institution> lock(UUID id) {
        jdbc.sql("SELECT pg_advisory_xact_lock_shared(:locks, hashtext(:id))").param("locks", LOCKS).param("id", id.toString())
                .query((rs, i) -> true).single();
        return find(id);
    }

    /** Where these accounts work, by account. */
    public Map<UUID, Institution> of(Collection<UUID> accounts) {
        var places = new HashMap<UUID, Institution>();
        jdbc.sql("""
                SELECT a.id AS account, i.id, i.code, i.name, i.stopped_at FROM account a JOIN account_unit u ON u.id = a.unit
                JOIN account_institution i ON i.id = u.institution WHERE a.id = ANY (:accounts)""")
                .param("accounts", accounts.toArray(UUID[]::new))
                .query(rs -> {
                    places.put(rs.getObject("account", UUID.class), institution(rs, 0));
                });
        return places;
    }

    /** The same, and all of them are held as by {@link #lock}: what happens in their names happens before they are stopped, or not at all. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, Institution> lockOf(Collection<UUID> accounts) {
        jdbc.sql("""
                SELECT pg_advisory_xact_lock_shared(:locks, hashtext(institution)) FROM (
                    SELECT DISTINCT u.institution::text FROM account a JOIN account_unit u ON u.id = a.unit
                    WHERE a.id = ANY (:accounts) ORDER BY 1) held""").param("locks", LOCKS)
                .param("accounts", accounts.toArray(UUID[]::new)).query((rs, i) -> true).list();
        return of(accounts);
    }

    /** By code or name, whatever its case. */
    public Optional<Institution> named(String text) {
        String name = Line.of(text);
        return jdbc.sql("""
                SELECT id, code, name, stopped_at FROM account_institution WHERE code = :name OR lower(name) = lower(:name)
                ORDER BY name = :name DESC, code = :name DESC LIMIT 1""").param("name", name).query(Institutions::institution)
                .optional();
    }

    /** The units of an institution, by name. */
    public List<Unit> unitsOf(Institution institution) {
        return jdbc.sql(UNITS + "WHERE i.id = :institution ORDER BY lower(u.name), u.name")
                .param("institution", institution.id()).query((rs, i) -> unit(rs)).list();
    }

    /** How many accounts each unit of an institution has. */
    public Map<UUID, Integer> people(Institution institution) {
        var counts = new HashMap<UUID, Integer>();
        jdbc.sql("""
                SELECT u.id, count(*) AS people FROM account_unit u JOIN account a ON a.unit = u.id
                WHERE u.institution = :institution GROUP BY u.id""").param("institution", institution.id())
                .query(rs -> {
                    counts.put(rs.getObject("id", UUID.class), rs.getInt("people"));
                });
        return counts;
    }

    /** A unit of an institution by its name, whatever its case. */
    Optional<Unit> unit(Institution institution, String text) {
        String name = Line.of(text);
        return jdbc.sql(UNITS + """
                WHERE i.id = :institution AND lower(u.name) = lower(:name) ORDER BY u.name = :name DESC LIMIT 1""")
                .param("institution", institution.id()).param("name", name).query((rs, i) -> unit(rs)).optional();
    }

    /** A unit of an institution. */
    Optional<Unit> unit(Institution institution, UUID id) {
        return jdbc.sql(UNITS + "WHERE i.id = :institution AND u.id = :id").param("institution", institution.id()).param("id", id)
                .query((rs, i) -> unit(rs)).optional();
    }

    /** Where somebody works, made as far as it is not there. */
    @Transactional(propagation = Propagation.MANDATORY)
    Place place(String institutionName, String unitName, @Nullable UUID by, Origin origin) {
        var made = EnumSet.noneOf(Invitations.Made.class);
        var institution = named(institutionName).orElseGet(() -> {
            if (insert(Line.of(institutionName), by, origin)) {
                made.add(Invitations.Made.INSTITUTION);
            }
            return named(institutionName).orElseThrow();
        });
        var unit = unit(institution, unitName).orElseGet(() -> {
            if (insert(institution, Line.of(unitName), by, origin)) {
                made.add(Invitations.Made.UNIT);
            }
            return unit(institution, unitName).orElseThrow();
        });
        return new Place(unit, made);
    }

    private boolean insert(String name, @Nullable UUID by, Origin origin) {
        UUID id = UUID.randomUUID();
        boolean inserted = jdbc.sql("""
                INSERT INTO account_institution (id, code, name, created_at) VALUES (:id, :code, :name, :now)
                ON CONFLICT (name) DO NOTHING""").param("id", id).param("code", code(name)).param("name", name).param("now", now())
                .update() == 1;
        if (inserted) {
            audit.record(new AuditEvent("institution.created", null, by, "institution:" + id, Map.of("name", name), origin));
        }
        return inserted;
    }

    /** False if somebody else was faster. */
    boolean insert(Institution institution, String name, @Nullable UUID by, Origin origin) {
        UUID id = UUID.randomUUID();
        boolean inserted = jdbc.sql("""
                INSERT INTO account_unit (id, institution, name, created_at) VALUES (:id, :institution, :name, :now)
                ON CONFLICT (institution, name) DO NOTHING""").param("id", id).param("institution", institution.id())
                .param("name", name).param("now", now()).update() == 1;
        if (inserted) {
            audit.record(new AuditEvent("unit.created", null, by, "unit:" + id,
                    Map.of("institution", institution.code(), "name", name), origin));
        }
        return inserted;
    }

    /** Lets nothing happen in the name of an institution any more, or again; false if it was so before. */
    @Transactional
    public boolean stop(Institution institution, boolean stop, @Nullable UUID by, Origin origin) {
        // Whatever goes on in its name comes to its end first, and sees what follows here.
        jdbc.sql("SELECT pg_advisory_xact_lock(:locks, hashtext(:id))").param("locks", LOCKS)
                .param("id", institution.id().toString())
                .query((rs, i) -> true).single();
        boolean changed = jdbc.sql("""
                UPDATE account_institution SET stopped_at = :at WHERE id = :id AND (stopped_at IS NULL) = :stop""")
                .param("at", stop ? now() : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE).param("id", institution.id())
                .param("stop", stop).update() == 1;
        if (changed) {
            audit.record(new AuditEvent(stop ? "institution.stopped" : "institution.resumed", null, by,
                    "institution:" + institution.id(), Map.of(), origin));
        }
        return changed;
    }

    /** The same for a unit. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean stop(Unit unit, boolean stop, @Nullable UUID by, Origin origin) {
        boolean changed = jdbc.sql("UPDATE account_unit SET stopped_at = :at WHERE id = :id AND (stopped_at IS NULL) = :stop")
                .param("at", stop ? now() : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE).param("id", unit.id())
                .param("stop", stop).update() == 1;
        if (changed) {
            audit.record(new AuditEvent(stop ? "unit.stopped" : "unit.resumed", null, by, "unit:" + unit.id(), Map.of(), origin));
        }
        return changed;
    }

    /** Letters, digits and hyphens of a name; where another one has that already, with a few more that come from the name itself. */
    private String code(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        plain = plain.isEmpty() ? "instansi" : plain.substring(0, Math.min(plain.length(), LONGEST_CODE)).replaceAll("-$", "");
        boolean taken = jdbc.sql("SELECT EXISTS (SELECT FROM account_institution WHERE code = :code)").param("code", plain)
                .query(Boolean.class).single();
        return taken ? plain + "-" + java.util.HexFormat.of()
                .formatHex(Hashes.sha256(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 0, 4) : plain;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static Unit unit(ResultSet rs) throws SQLException {
        return new Unit(rs.getObject("unit_id", UUID.class), new Institution(rs.getObject("institution_id", UUID.class),
                rs.getString("institution_code"), rs.getString("institution"), Accounts.instant(rs, "institution_stopped_at")),
                rs.getString("unit"), Accounts.instant(rs, "unit_stopped_at"));
    }
}
