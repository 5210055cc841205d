package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.certificate.Register;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** One decision about many applications: each by itself, with its own refusal, its own event, and its own result. */
@ParafTest
class DecideManyTest {

    private static final String NOTE = "Tulis nama seperti pada KTP, tanpa singkatan.";

    @Autowired
    EnrolmentWorld world;
    @Autowired
    DecideMany many;
    @Autowired
    Decide decide;
    @Autowired
    Applications applications;
    @Autowired
    Accounts accounts;
    @Autowired
    Register register;
    @Autowired
    JdbcClient jdbc;

    private List<DecideMany.Result> results(UUID officer, DecideMany.Outcome outcome) {
        assertThat(outcome).isInstanceOf(DecideMany.Outcome.Done.class);
        return many.run(officer, ((DecideMany.Outcome.Done) outcome).run()).orElseThrow().rows().stream()
                .map(DecideMany.Row::result)
                .toList();
    }

    private State state(UUID account) {
        return applications.ownedBy(account).getFirst().state();
    }

    @Test
    @Proves({"RA-01", "RA-02", "RP-28", "AL-02"})
    void eachIsDecidedByItselfAndWhatIsRefusedHindersNothing() {
        UUID officer = world.person("Instansi Contoh", "Unit A", Role.SIGNER, Role.OFFICER);
        UUID good = world.person("Instansi Contoh", "Unit B", Role.SIGNER);
        UUID stopped = world.person("Instansi Contoh", "Unit B", Role.SIGNER);
        UUID decided = world.person("Instansi Contoh", "Unit B", Role.SIGNER);
        UUID last = world.person("Instansi Contoh", "Unit C", Role.SIGNER);
        UUID elsewhere = world.person("Instansi Lain Contoh", "Unit B", Role.SIGNER);
        var chosen = Stream.of(good, officer, world.signer(), stopped, decided, elsewhere, last).map(world::submitted)
                .map(Application::id).toList();
        accounts.disable(stopped, null, ORIGIN);
        decide.reject(world.officer(), chosen.get(4), NOTE, ORIGIN);
        var withUnknown = Stream.concat(Stream.concat(chosen.stream(), Stream.of(UUID.randomUUID())), chosen.stream()).toList();
        var outcome = many.approve(officer, withUnknown, Compared.CARD_SHOWN, ORIGIN);
        assertThat(results(officer, outcome)).containsExactly(DecideMany.Result.ISSUED, DecideMany.Result.OWN,
                DecideMany.Result.SAME_UNIT, DecideMany.Result.NO_LONGER, DecideMany.Result.ALREADY_DECIDED,
                DecideMany.Result.NOT_THERE, DecideMany.Result.ISSUED, DecideMany.Result.NOT_THERE);
        assertThat(register.ownedBy(good)).hasSize(1);
        assertThat(register.ownedBy(last)).hasSize(1);
        assertThat(state(officer)).isEqualTo(State.SUBMITTED);
        assertThat(state(elsewhere)).isEqualTo(State.SUBMITTED);
        for (int i = 0; i < chosen.size(); i++) {
            assertThat(world.events(chosen.get(i)).contains("application.approved")).as("row %d", i).isEqualTo(i == 0 || i == 6);
        }
        UUID run = ((DecideMany.Outcome.Done) outcome).run();
        assertThat(jdbc
                .sql("SELECT details ->> 'count' FROM audit_event WHERE type = 'application.many-decided' AND subject = :subject")
                .param("subject", "bulk:" + run).query(String.class).single()).isEqualTo("8");
        assertThat(many.run(world.officer(), run)).as("a colleague sees what was decided").isPresent();
        assertThat(many.run(world.person("Instansi Lain Contoh", "Unit Z", Role.OFFICER), run)).isEmpty();
        assertThat(many.run(good, run)).isEmpty();
    }

    @Test
    void oneReasonSendsManyBack() {
        UUID officer = world.officer();
        var people = List.of(world.signer(), world.signer());
        var chosen = people.stream().map(world::submitted).map(Application::id).toList();
        assertThat(many.giveBack(officer, chosen, Set.of(), NOTE, ORIGIN)).isInstanceOf(DecideMany.Outcome.StepsMissing.class);
        assertThat(many.giveBack(officer, chosen, Set.of(Step.PHOTOS), "ya", ORIGIN))
                .isInstanceOf(DecideMany.Outcome.ReasonMissing.class);
        assertThat(many.giveBack(officer, List.of(), Set.of(Step.PHOTOS), NOTE, ORIGIN))
                .isInstanceOf(DecideMany.Outcome.NothingChosen.class);
        assertThat(many.approve(officer, Stream.generate(UUID::randomUUID).limit(DecideMany.MOST + 1).toList(), Compared.CARD_SHOWN,
                ORIGIN))
                .isInstanceOf(DecideMany.Outcome.TooMany.class);
        assertThat(many.approve(people.getFirst(), chosen, Compared.CARD_SHOWN, ORIGIN))
                .isInstanceOf(DecideMany.Outcome.NoOfficer.class);
        assertThat(people).allMatch(person -> state(person) == State.SUBMITTED);
        assertThat(results(officer, many.giveBack(officer, chosen, Set.of(Step.PHOTOS), NOTE, ORIGIN)))
                .containsOnly(DecideMany.Result.RETURNED);
        assertThat(people).allMatch(person -> state(person) == State.RETURNED);
        assertThat(applications.ownedBy(people.getLast()).getFirst().reason()).isEqualTo(NOTE);
    }

    @Test
    @Proves("RA-03")
    void twoOfficersWhoDecideTheSameAtOnceDecideEachOnce() throws Exception {
        var chosen = Stream.generate(world::signer).limit(4).map(world::submitted).map(Application::id).toList();
        UUID one = world.officer();
        UUID two = world.officer();
        var start = new CyclicBarrier(2);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = pool.submit(() -> {
                start.await();
                return many.approve(one, chosen, Compared.CARD_SHOWN, ORIGIN);
            });
            var second = pool.submit(() -> {
                start.await();
                return many.giveBack(two, chosen.reversed(), Set.of(Step.IDENTITY), NOTE, ORIGIN);
            });
            var done = Stream.concat(results(one, first.get()).stream(), results(two, second.get()).stream()).toList();
            assertThat(done).hasSize(8).filteredOn(DecideMany.Result::done).hasSize(4);
            assertThat(done).filteredOn(DecideMany.Result.ALREADY_DECIDED::equals).hasSize(4);
        }
        for (UUID id : chosen) {
            assertThat(world.events(id)).filteredOn(Set.of("application.approved", "application.returned")::contains).hasSize(1);
        }
    }
}
