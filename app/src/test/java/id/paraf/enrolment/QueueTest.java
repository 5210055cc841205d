package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static id.paraf.enrolment.EnrolmentWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Role;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** The officers' queue: the oldest first, each once, found by what officers know, and by index however much there is. */
@ParafTest
class QueueTest {

    private static final Pattern BLOCKS = Pattern.compile("Buffers: shared (?:hit=(\\d+))?(?: ?read=(\\d+))?");

    @Autowired
    EnrolmentWorld world;
    @Autowired
    Apply apply;
    @Autowired
    Decide decide;
    @Autowired
    FinishApplications finish;
    @Autowired
    OfficerQueue queue;
    @Autowired
    OfficerDesk desk;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    private static OfficerQueue.Filter of(@Nullable State state, String search) {
        return new OfficerQueue.Filter(state, false, null, null, search);
    }

    private List<UUID> found(UUID officer, OfficerQueue.Filter filter) {
        return queue.page(officer, filter, null).items().stream().map(item -> item.application().id()).toList();
    }

    /** Three a page; while somebody reads, the first are decided and another comes in. */
    @Test
    void everyoneWhoWaitsIsShownOnceTheOldestFirst() {
        String institution = "Kantor Antrean " + UUID.randomUUID().toString().substring(0, 8);
        UUID officer = world.person(institution, "Otoritas Pendaftaran", Role.OFFICER);
        var sent = new ArrayList<UUID>();
        for (int i = 0; i < 7; i++) {
            sent.add(world.submitted(world.person(institution, "Unit " + i % 2, Role.SIGNER)).id());
            // Some in the same instant.
            clock.advance(Duration.ofMillis(i % 3));
        }
        var seen = new ArrayList<UUID>();
        OfficerQueue.Place after = null;
        do {
            var sheet = queue.page(officer, of(State.SUBMITTED, ""), after, 3);
            assertThat(sheet.items()).hasSizeLessThanOrEqualTo(3).allMatch(item -> item.application().photos() == 3);
            sheet.items().forEach(item -> seen.add(item.application().id()));
            after = sheet.next();
            if (seen.size() == 3) {
                decide.reject(officer, sent.getFirst(), "Data belum lengkap, lengkapi.", ORIGIN);
                clock.advance(Duration.ofSeconds(1));
                sent.add(world.submitted(world.person(institution, "Unit 2", Role.SIGNER)).id());
            }
        } while (after != null);
        assertThat(seen).hasSize(8).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent);
        assertThat(seen.getLast()).isEqualTo(sent.getLast());

        var overview = queue.overview(officer);
        assertThat(overview.count(State.SUBMITTED)).isEqualTo(7);
        assertThat(overview.count(State.REJECTED)).isEqualTo(1);
        assertThat(overview.units()).containsExactly("Unit 0", "Unit 1", "Unit 2");
        assertThat(found(officer, new OfficerQueue.Filter(State.SUBMITTED, false, "Unit 2", null, "")))
                .containsExactly(sent.getLast());
        assertThat(found(officer, new OfficerQueue.Filter(null, false, null, officer, ""))).containsExactly(sent.getFirst());
        assertThat(found(officer, new OfficerQueue.Filter(null, false, null, UUID.randomUUID(), ""))).isEmpty();
        assertThat(found(officer, of(null, ""))).hasSize(8).startsWith(sent.getLast());
        assertThat(queue.next(officer, seen.get(1))).isIn(sent.stream().map(java.util.Optional::of).toList())
                .isNotEqualTo(java.util.Optional.of(seen.get(1)));
        UUID stranger = world.person("Kantor Lain " + UUID.randomUUID().toString().substring(0, 8), "Unit", Role.OFFICER);
        assertThat(found(stranger, of(null, ""))).isEmpty();
        assertThat(queue.overview(stranger).counts()).isEmpty();
        assertThat(found(world.signer(), of(null, ""))).isEmpty();
    }

    @Test
    @Proves("LI-03")
    void whoIsSearchedForIsFoundByNameOrNumberAndTheTableSaysNoName() {
        String institution = "Kantor Cari " + UUID.randomUUID().toString().substring(0, 8);
        UUID officer = world.person(institution, "Otoritas Pendaftaran", Role.OFFICER);
        UUID person = world.person(institution, "Unit", Role.SIGNER);
        var application = world.submitted(person);
        for (String typed : List.of("budi", "SANTO", "santoso contoh", "bud san", application.number(),
                application.number().toLowerCase(java.util.Locale.ROOT), "9900 0001 0190 0012", "orang demo", " ")) {
            assertThat(found(officer, of(State.SUBMITTED, typed))).as(typed).containsExactly(application.id());
        }
        for (String typed : List.of("budiman", "santoso wijaya", "00000000", "9900 0001 0190 0013", "udi", "%", "nik")) {
            assertThat(found(officer, of(State.SUBMITTED, typed))).as(typed).isEmpty();
        }
        // As it was before there was a search.
        jdbc.sql("UPDATE enrolment_application SET search = NULL WHERE id = :id").param("id", application.id()).update();
        assertThat(found(officer, of(State.SUBMITTED, "budi"))).isEmpty();
        finish.run();
        assertThat(found(officer, of(State.SUBMITTED, "budi"))).containsExactly(application.id());
        assertThat(jdbc.sql("SELECT row_to_json(a)::text FROM enrolment_application a WHERE id = :id").param("id", application.id())
                .query(String.class).single()).doesNotContainIgnoringCase("budi").doesNotContain("9900000101900012")
                .doesNotContain("199001012020121001");
    }

    /** Moves the clock past the time that officers have. */
    @Test
    void whatWaitsTooLongIsMarkedAndCounted() {
        String institution = "Kantor Lambat " + UUID.randomUUID().toString().substring(0, 8);
        UUID officer = world.person(institution, "Otoritas Pendaftaran", Role.OFFICER);
        UUID person = world.person(institution, "Unit", Role.SIGNER);
        UUID old = world.submitted(person).id();
        var late = new OfficerQueue.Filter(null, true, null, null, "");
        assertThat(found(officer, late)).isEmpty();
        clock.advance(queue.sla().plusSeconds(1));
        UUID fresh = world.submitted(world.person(institution, "Unit", Role.SIGNER)).id();
        assertThat(found(officer, late)).containsExactly(old);
        assertThat(found(officer, of(State.SUBMITTED, ""))).containsExactly(old, fresh);
        assertThat(queue.overview(officer).late(State.SUBMITTED)).isEqualTo(1);
        // Who sends it again begins to wait anew, and comes behind those who have waited since.
        decide.giveBack(officer, old, java.util.Set.of(Step.IDENTITY), "Tulis nama yang lengkap.", ORIGIN);
        assertThat(queue.overview(officer).late(State.SUBMITTED)).isZero();
        clock.advance(Duration.ofSeconds(1));
        done(apply.identity(person, old, EnrolmentWorld.IDENTITY, ORIGIN));
        done(apply.submit(person, old, ORIGIN));
        assertThat(found(officer, of(State.SUBMITTED, ""))).containsExactly(fresh, old);
    }

    /** Twenty thousand of one institution, seen inside one transaction that never commits: no page reads them all. */
    @Test
    void aPageIsReadByIndexHoweverMuchThereIs() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("""
                    INSERT INTO enrolment_application (id, account, institution, unit, state, consented_at, identity, agreement_sha256,
                        key, started_at, changed_at, submitted_at, first_submitted_at, search, certificate)
                    SELECT gen_random_uuid(), gen_random_uuid(), 'Kantor Besar', 'Unit ' || n % 40, CASE n % 20 WHEN 0 THEN 'SUBMITTED' ELSE 'ISSUED' END,
                        now(), 'x', 'x', gen_random_uuid(), now(), now(), now() - n * interval '1 minute', now(), ARRAY[n % 5000, n % 7, 1]::bigint[],
                        CASE n % 20 WHEN 0 THEN NULL ELSE gen_random_uuid() END
                    FROM generate_series(1, 20000) n""").update();
            jdbc.sql("ANALYZE enrolment_application").update();
            var first = plan(QueueRows.OLDEST_OF_STATE, State.SUBMITTED, Duration.ofDays(30), null);
            var deep = plan(QueueRows.OLDEST_OF_STATE, State.SUBMITTED, Duration.ofHours(10), null);
            var issued = plan(QueueRows.NEWEST_OF_STATE, State.ISSUED, Duration.ofDays(7), null);
            var all = plan(QueueRows.NEWEST, State.ISSUED, Duration.ofDays(7), null);
            for (String plan : List.of(first, deep, issued, all)) {
                assertThat(plan).contains("Index Scan").doesNotContain("Seq Scan").doesNotContain("Sort");
                assertThat(blocks(plan)).as(plan).isLessThan(200);
            }
            assertThat(blocks(deep)).as("a late page costs what the first costs").isLessThan(2 * blocks(first) + 10);
            var searched = plan(QueueRows.OLDEST_OF_STATE, State.SUBMITTED, Duration.ofDays(30), 4321L);
            assertThat(blocks(searched)).as(searched).isLessThan(1500);
        });
    }

    private String plan(String sql, State state, Duration ago, @Nullable Long word) {
        return String.join("\n",
                jdbc.sql("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF) " + sql).param("institution", "Kantor Besar")
                        .param("state", state.name()).param("unit", null).param("officer", null).param("before", null)
                        .param("words", word == null ? null : new Long[] {word}).param("low", null).param("high", null)
                        .param("at", java.time.Instant.now().minus(ago).atOffset(ZoneOffset.UTC)).param("id", new UUID(0, 0))
                        .param("limit", 26)
                        .query(String.class).list());
    }

    private static int blocks(String plan) {
        var blocks = BLOCKS.matcher(plan);
        assertThat(blocks.find()).as(plan).isTrue();
        return java.util.stream.IntStream.of(1, 2).map(i -> blocks.group(i) == null ? 0 : Integer.parseInt(blocks.group(i))).sum();
    }
}
