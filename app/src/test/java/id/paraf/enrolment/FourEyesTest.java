package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.IDENTITY;
import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static id.paraf.enrolment.EnrolmentWorld.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Role;
import id.paraf.certificate.Register;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Where the policy asks for four eyes, two officers approve, and nobody is both of them. */
@ParafTest
class FourEyesTest {

    private static final String NOTE = "Tulis nama seperti pada KTP, tanpa singkatan.";

    @Autowired
    EnrolmentWorld world;
    @Autowired
    Apply apply;
    @Autowired
    Decide decide;
    @Autowired
    Applications applications;
    @Autowired
    OfficerDesk desk;
    @Autowired
    OfficerQueue queue;
    @Autowired
    Register register;
    @Autowired
    ReferencePhotos photos;
    @Autowired
    JdbcClient jdbc;

    private List<DecideOutcome> atOnce(List<UUID> officers, UUID id) throws Exception {
        var policy = world.fourEyes();
        var start = new CyclicBarrier(officers.size());
        var outcomes = new ArrayList<DecideOutcome>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = officers.stream().map(officer -> pool.submit(() -> {
                start.await();
                return policy.approve(officer, id, Compared.CARD_SHOWN, ORIGIN);
            })).toList();
            for (var answer : answers) {
                outcomes.add(answer.get());
            }
        }
        return outcomes;
    }

    @Test
    @Proves("RA-01")
    void oneOfficerWhoPressesManyTimesAtOnceIsOneOfficer() throws Exception {
        UUID account = world.signer();
        UUID id = world.submitted(account).id();
        UUID officer = world.officer();
        var outcomes = atOnce(IntStream.range(0, 8).mapToObj(i -> officer).toList(), id);
        assertThat(outcomes).filteredOn(DecideOutcome.Confirming.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(new DecideOutcome.NotYours(DecideOutcome.Conflict.FIRST_DECIDER)::equals).hasSize(7);
        assertThat(applications.ownedBy(account, id).orElseThrow().state()).isEqualTo(State.CONFIRMING);
        assertThat(register.ownedBy(account)).isEmpty();
        assertThat(photos.exist(account)).as("no photo is in force before both approved").isFalse();
        assertThat(world.events(id)).containsOnlyOnce("application.approved-first").doesNotContain("application.approved");
        // Without the policy, what waits for a second officer still does.
        assertThat(decide.approve(officer, id, Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.FIRST_DECIDER));
        assertThat(decide.approve(world.officer(), id, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Issued.class);
        assertThat(world.events(id)).containsSubsequence("application.approved-first", "application.approved",
                "application.issued");
    }

    @Test
    @Proves("RA-01")
    void ofManyOfficersAtOnceOneIsFirstAndAnotherSecond() throws Exception {
        UUID account = world.signer();
        UUID id = world.submitted(account).id();
        var officers = Stream.generate(world::officer).limit(6).toList();
        var outcomes = atOnce(officers, id);
        assertThat(outcomes).filteredOn(DecideOutcome.Confirming.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(DecideOutcome.Issued.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(DecideOutcome.AlreadyDecided.class::isInstance).hasSize(4);
        assertThat(register.ownedBy(account)).hasSize(1);
        var issued = applications.ownedBy(account, id).orElseThrow();
        assertThat(issued.firstBy()).isEqualTo(officers.get(indexOf(outcomes, DecideOutcome.Confirming.class)));
        assertThat(issued.decidedBy()).isEqualTo(officers.get(indexOf(outcomes, DecideOutcome.Issued.class)));
        assertThatThrownBy(() -> jdbc.sql("UPDATE enrolment_application SET decided_by = first_by WHERE id = :id").param("id", id)
                .update()).as("the database says so, too").isInstanceOf(DataIntegrityViolationException.class);
    }

    private static int indexOf(List<DecideOutcome> outcomes, Class<? extends DecideOutcome> kind) {
        return IntStream.range(0, outcomes.size()).filter(i -> kind.isInstance(outcomes.get(i))).findFirst().orElseThrow();
    }

    @Test
    @Proves({"RA-01", "RP-28"})
    void theSecondIsNeitherTheApplicantNorOfTheirUnitAndAReturnBeginsAnew() {
        var policy = world.fourEyes();
        UUID both = world.person("Instansi Contoh", "Unit A", Role.SIGNER, Role.OFFICER);
        UUID id = world.submitted(both).id();
        UUID first = world.officer();
        assertThat(policy.approve(both, id, Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.OWN));
        assertThat(policy.approve(first, id, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Confirming.class);
        assertThat(policy.approve(both, id, Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.OWN));
        assertThat(policy.approve(world.person("Instansi Contoh", "Unit A", Role.OFFICER), id, Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.SAME_UNIT));
        assertThat(desk.application(first, id).orElseThrow().first()).isTrue();
        assertThat(desk.application(world.officer(), id).orElseThrow().first()).isFalse();
        assertThat(queue.page(first, new OfficerQueue.Filter(State.CONFIRMING, false, null, first, desk.application(first, id)
                .orElseThrow().application().number()), null).items()).hasSize(1);

        // The first one finds something after all: allowed, and then everything begins anew.
        assertThat(policy.giveBack(first, id, Set.of(Step.IDENTITY), NOTE, ORIGIN)).isInstanceOf(DecideOutcome.Returned.class);
        assertThat(applications.ownedBy(both, id).orElseThrow().firstBy()).isNull();
        done(apply.identity(both, id, IDENTITY, ORIGIN));
        done(apply.submit(both, id, ORIGIN));
        assertThat(policy.approve(first, id, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Confirming.class);
        assertThat(policy.reject(world.officer(), id, NOTE, ORIGIN)).isInstanceOf(DecideOutcome.Rejected.class);
        assertThat(register.ownedBy(both)).isEmpty();
    }

    @Test
    void whatWaitsForASecondOfficerIsWithdrawnLikeAnything() {
        UUID account = world.signer();
        UUID id = world.submitted(account).id();
        assertThat(world.fourEyes().approve(world.officer(), id, Compared.CARD_SHOWN, ORIGIN))
                .isInstanceOf(DecideOutcome.Confirming.class);
        assertThat(done(apply.start(account, ORIGIN)).id()).as("it is the open one").isEqualTo(id);
        assertThat(done(apply.withdraw(account, id, ORIGIN)).state()).isEqualTo(State.WITHDRAWN);
        assertThat(world.events(id)).contains("application.withdrawn", "application.key-destroyed");
    }
}
