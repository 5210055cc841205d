package id.paraf.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.testing.ParafTest;

/** A page of the trail comes out of an index in its order, whatever is filtered by: nothing is sorted, nothing is read through. */
@ParafTest
class SearchTrailTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    private String plan(SearchTrail.Filter filter, boolean later) {
        String sql = SearchTrail.sql(filter, later ? new SearchTrail.Place(FROM, 1) : null)
                .replace(":from", "timestamptz '2026-01-01'").replace(":until", "timestamptz '2026-02-01'")
                .replace(":type", "'login.never-seen'").replace(":actor", "'00000000-0000-0000-0000-000000000001'::uuid")
                .replace(":subject", "'account:1'").replace(":at", "timestamptz '2026-01-15'").replace(":id", "5")
                .replace(":limit", "51");
        return transaction.execute(status -> {
            // A trail as long as one gets, in the place of the table: over a short one the planner may well take another way.
            jdbc.sql("CREATE TEMP TABLE audit_event (LIKE public.audit_event INCLUDING INDEXES) ON COMMIT DROP").update();
            jdbc.sql("""
                    INSERT INTO audit_event (id, at, type, actor, subject, details, address, agent)
                    SELECT n, timestamptz '2026-01-01' + n * interval '1 minute', 'type.' || n % 50,
                           ('00000000-0000-0000-0000-' || lpad((n % 500)::text, 12, '0'))::uuid, 'account:' || n % 500, '{}', '', ''
                    FROM generate_series(1, 10000) n""").update();
            jdbc.sql("ANALYZE audit_event").update();
            // A few dozen rows are as well sorted in memory; what is asked here is whether an index can give them in order.
            jdbc.sql("SET LOCAL enable_sort = off").update();
            jdbc.sql("SET LOCAL enable_bitmapscan = off").update();
            return String.join("\n", jdbc.sql("EXPLAIN " + sql).query(String.class).list());
        });
    }

    @Test
    void eachFilterHasItsIndex() {
        UUID actor = new UUID(0, 1);
        for (boolean later : new boolean[] {false, true}) {
            assertThat(plan(new SearchTrail.Filter(null, null, null, null, null), later)).contains("audit_event_at")
                    .doesNotContain("Sort");
            assertThat(plan(new SearchTrail.Filter(FROM, FROM, null, null, null), later)).contains("audit_event_at")
                    .contains("Index Cond").doesNotContain("Sort");
            assertThat(plan(new SearchTrail.Filter(null, null, "login.completed", null, null), later)).contains("audit_event_type")
                    .contains("Index Cond").doesNotContain("Sort");
            assertThat(plan(new SearchTrail.Filter(null, null, null, actor, null), later)).contains("audit_event_actor")
                    .contains("Index Cond").doesNotContain("Sort");
        }
        assertThat(plan(new SearchTrail.Filter(null, null, null, null, "account:1"), false)).contains("Index");
    }
}
