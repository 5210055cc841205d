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
            // Small tables are read whole, and sorted in memory; a large one would not be.
            jdbc.sql("SET LOCAL enable_seqscan = off").update();
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
