package id.paraf.enrolment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.evidence.EvidenceFiles;
import id.paraf.selfie.ReferencePhotos;

/** Pages of what was sent to an institution's officers: by index, each from where the one before ended. */
@Component
class QueueRows {

    private static final String FILTERED = """
            SELECT * FROM enrolment_application
            WHERE institution = :institution AND submitted_at IS NOT NULL
              AND (:unit::text IS NULL OR unit = :unit::text)
              AND (:officer::uuid IS NULL OR decided_by = :officer::uuid OR first_by = :officer::uuid)
              AND (:before::timestamptz IS NULL OR submitted_at < :before::timestamptz)
              AND (:words::bigint[] IS NULL OR search @> :words::bigint[])
              AND (:low::uuid IS NULL OR id BETWEEN :low::uuid AND :high::uuid)
            """;
    static final String OLDEST_OF_STATE = FILTERED + """
            AND state = :state AND (submitted_at, id) > (:at, :id) ORDER BY submitted_at, id LIMIT :limit""";
    static final String NEWEST_OF_STATE = FILTERED + """
            AND state = :state AND (submitted_at, id) < (:at, :id) ORDER BY submitted_at DESC, id DESC LIMIT :limit""";
    static final String NEWEST = FILTERED + """
            AND (submitted_at, id) < (:at, :id) ORDER BY submitted_at DESC, id DESC LIMIT :limit""";

    private static final Pattern NUMBER = Pattern.compile("[0-9a-fA-F]{8}");
    private static final OfficerQueue.Place BEFORE_ALL = new OfficerQueue.Place(Instant.EPOCH, new UUID(0, 0));
    private static final OfficerQueue.Place AFTER_ALL = new OfficerQueue.Place(Instant.parse("9999-01-01T00:00:00Z"),
            new UUID(-1, -1));

    private final JdbcClient jdbc;
    private final ApplicationRows rows;
    private final ReferencePhotos photos;
    private final EvidenceFiles evidence;
    private final SearchWords words;

    QueueRows(JdbcClient jdbc, ApplicationRows rows, ReferencePhotos photos, EvidenceFiles evidence, SearchWords words) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.photos = photos;
        this.evidence = evidence;
        this.words = words;
    }

    /** How many of a state, and how many of these were sent before an instant. */
    record Count(int all, int late) {
    }

    /** Whether those who wait longest come first; of what is not with the officers, the newest do. */
    private static boolean oldestFirst(@Nullable State state) {
        return state != null && state.waits();
    }

    List<Application> page(String institution, OfficerQueue.Filter filter, @Nullable Instant before,
            OfficerQueue.@Nullable Place after, int limit) {
        var from = after != null ? after : oldestFirst(filter.state()) ? BEFORE_ALL : AFTER_ALL;
        boolean number = NUMBER.matcher(filter.search().strip()).matches();
        String first = number ? filter.search().strip().toLowerCase(java.util.Locale.ROOT) : "";
        var found = jdbc.sql(filter.state() == null ? NEWEST : oldestFirst(filter.state()) ? OLDEST_OF_STATE : NEWEST_OF_STATE)
                .param("institution", institution).param("state", filter.state() == null ? null : filter.state().name())
                .param("unit", filter.unit()).param("officer", filter.officer())
                .param("before", before == null ? null : utc(before))
                .param("words", number ? null : words.wanted(filter.search()))
                .param("low", number ? UUID.fromString(first + "-0000-0000-0000-000000000000") : null)
                .param("high", number ? UUID.fromString(first + "-ffff-ffff-ffff-ffffffffffff") : null)
                .param("at", utc(from.at())).param("id", from.id()).param("limit", limit)
                .query((rs, i) -> rows.read(rs, 0, Set.of())).list();
        var counts = photos.counts(found.stream().map(Application::id).toList());
        var documents = evidence.kinds(found.stream().map(Application::id).toList());
        return found.stream().map(application -> application.with(counts.getOrDefault(application.id(), 0),
                documents.getOrDefault(application.id(), Set.of()))).toList();
    }

    /** Counts of what was sent, by state. */
    Map<State, Count> counts(String institution, Instant before) {
        var counts = new EnumMap<State, Count>(State.class);
        jdbc.sql("""
                SELECT state, count(*) AS all_of_it, count(*) FILTER (WHERE submitted_at < :before) AS late
                FROM enrolment_application WHERE institution = :institution AND submitted_at IS NOT NULL GROUP BY state""")
                .param("institution", institution).param("before", utc(before))
                .query(rs -> {
                    counts.put(State.valueOf(rs.getString("state")), new Count(rs.getInt("all_of_it"), rs.getInt("late")));
                });
        return counts;
    }

    /** The units that applications came from: from one to the next in the index, however many each has. */
    List<String> units(String institution) {
        return jdbc.sql("""
                WITH RECURSIVE found AS (
                    (SELECT unit FROM enrolment_application WHERE institution = :institution AND submitted_at IS NOT NULL
                     ORDER BY unit LIMIT 1)
                    UNION ALL
                    SELECT (SELECT a.unit FROM enrolment_application a
                            WHERE a.institution = :institution AND a.submitted_at IS NOT NULL AND a.unit > found.unit
                            ORDER BY a.unit LIMIT 1)
                    FROM found WHERE found.unit IS NOT NULL)
                SELECT unit FROM found WHERE unit IS NOT NULL LIMIT 300""").param("institution", institution)
                .query((rs, i) -> rs.getString(1)).list();
    }

    /** The oldest that wait, but this one, the officer's own, their unit's, and what they approved themselves. */
    List<UUID> waiting(String institution, String notOfUnit, UUID notOf, UUID but, int limit) {
        return jdbc.sql("""
                SELECT id FROM (
                    (SELECT id, submitted_at FROM enrolment_application
                     WHERE institution = :institution AND state = 'SUBMITTED' AND submitted_at IS NOT NULL AND unit <> :unit
                       AND account <> :account AND id <> :but ORDER BY submitted_at, id LIMIT :limit)
                    UNION ALL
                    (SELECT id, submitted_at FROM enrolment_application
                     WHERE institution = :institution AND state = 'CONFIRMING' AND submitted_at IS NOT NULL AND unit <> :unit
                       AND account <> :account AND first_by <> :account AND id <> :but ORDER BY submitted_at, id LIMIT :limit)) w
                ORDER BY submitted_at, id LIMIT :limit""")
                .param("institution", institution).param("unit", notOfUnit).param("account", notOf).param("but", but)
                .param("limit", limit).query((rs, i) -> rs.getObject(1, UUID.class)).list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
