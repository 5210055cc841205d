package id.paraf.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.kernel.Origin;

/** What an auditor looks for in the trail, the newest first and a page at a time. Every look is an event of the trail itself. */
@Component
public class SearchTrail {

    private final JdbcClient jdbc;
    private final Trail trail;
    private final Audit audit;

    SearchTrail(JdbcClient jdbc, Trail trail, Audit audit) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.audit = audit;
    }

    /**
     * What to show; null fits everything.
     *
     * @param from the first instant
     * @param until the first instant that is too late
     * @param type the name of a kind of event
     * @param actor who did it
     * @param subject what it happened to, as {@code kind:id}
     */
    public record Filter(@Nullable Instant from, @Nullable Instant until, @Nullable String type, @Nullable UUID actor,
            @Nullable String subject) {

        /** The filter as the trail remembers it. */
        private Map<String, String> written() {
            var details = new LinkedHashMap<String, String>();
            put(details, "from", from);
            put(details, "until", until);
            put(details, "type", type);
            put(details, "actor", actor);
            put(details, "subject", subject);
            return details;
        }

        private static void put(Map<String, String> details, String name, @Nullable Object value) {
            if (value != null) {
                details.put(name, value.toString());
            }
        }
    }

    /** Where a page ends: the next one begins behind it, whatever is recorded meanwhile. */
    public record Place(Instant at, long id) {
    }

    /** One page. @param next where the next one begins, or null if this is the last */
    public record Sheet(List<Entry> entries, @Nullable Place next) {
    }

    /** The page behind a place, or the first, for an account that may look. */
    @Transactional
    public Sheet look(Filter filter, @Nullable Place after, int size, UUID auditor, Origin origin) {
        var found = find(filter, after, size + 1);
        audit.record(new AuditEvent("audit.read", null, auditor, "audit:trail", filter.written(), origin));
        if (found.size() <= size) {
            return new Sheet(found, null);
        }
        var last = found.get(size - 1);
        return new Sheet(found.subList(0, size), new Place(last.at(), last.id()));
    }

    private List<Entry> find(Filter filter, @Nullable Place after, int limit) {
        var query = jdbc.sql(sql(filter, after)).param("limit", limit);
        if (filter.from() != null) {
            query = query.param("from", filter.from().atOffset(ZoneOffset.UTC));
        }
        if (filter.until() != null) {
            query = query.param("until", filter.until().atOffset(ZoneOffset.UTC));
        }
        if (filter.type() != null) {
            query = query.param("type", filter.type());
        }
        if (filter.actor() != null) {
            query = query.param("actor", filter.actor());
        }
        if (filter.subject() != null) {
            query = query.param("subject", filter.subject());
        }
        if (after != null) {
            query = query.param("at", after.at().atOffset(ZoneOffset.UTC)).param("id", after.id());
        }
        return query.query((rs, i) -> trail.entry(rs)).list();
    }

    /** Only the conditions that are asked for, so that the database knows which index serves them. */
    static String sql(Filter filter, @Nullable Place after) {
        return "SELECT " + Trail.COLUMNS + "FROM audit_event e WHERE true"
                + (filter.from() == null ? "" : " AND e.at >= :from")
                + (filter.until() == null ? "" : " AND e.at < :until")
                + (filter.type() == null ? "" : " AND e.type = :type")
                + (filter.actor() == null ? "" : " AND e.actor = :actor")
                + (filter.subject() == null ? "" : " AND e.subject = :subject")
                + (after == null ? "" : " AND (e.at, e.id) < (:at, :id)")
                + " ORDER BY e.at DESC, e.id DESC LIMIT :limit";
    }

    /** The kinds of events that there are, by name: from one to the next in the index, however many of each. */
    public List<String> types() {
        return jdbc.sql("""
                WITH RECURSIVE found AS (
                    (SELECT type FROM audit_event ORDER BY type LIMIT 1)
                    UNION ALL
                    SELECT (SELECT e.type FROM audit_event e WHERE e.type > found.type ORDER BY e.type LIMIT 1)
                    FROM found WHERE found.type IS NOT NULL)
                SELECT type FROM found WHERE type IS NOT NULL""").query((rs, i) -> rs.getString(1)).list();
    }
}
