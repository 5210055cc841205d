package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.IDENTITY;
import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static id.paraf.enrolment.EnrolmentWorld.PASSPHRASE;
import static id.paraf.enrolment.EnrolmentWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Role;
import id.paraf.certificate.Register;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.selfie.CaptureOrder;
import id.paraf.selfie.CaptureSessions;
import id.paraf.selfie.PassedSelfies;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.selfie.SelfieCases;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Sent back to be corrected, corrected, and sent again: what is right stays, and what is wrong is the only thing open. */
@ParafTest
class ReturnTest {

    private static final String NOTE = "Tulis nama seperti pada KTP, tanpa singkatan.";

    @Autowired
    EnrolmentWorld world;
    @Autowired
    Apply apply;
    @Autowired
    Decide decide;
    @Autowired
    FinishApplications finish;
    @Autowired
    OfficerDesk desk;
    @Autowired
    Applications applications;
    @Autowired
    Register register;
    @Autowired
    Keyroom keyroom;
    @Autowired
    ReferencePhotos photos;
    @Autowired
    CaptureSessions captures;
    @Autowired
    PassedSelfies selfies;
    @Autowired
    SelfieCases cases;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    private Application now(UUID account, UUID id) {
        return applications.ownedBy(account, id).orElseThrow();
    }

    private Application returned(UUID account, Step... steps) {
        var application = world.submitted(account);
        assertThat(decide.giveBack(world.officer(), application.id(), Set.of(steps), NOTE, ORIGIN))
                .isInstanceOf(DecideOutcome.Returned.class);
        return now(account, application.id());
    }

    @Test
    @Proves({"RA-03", "RA-06", "AL-02"})
    void whatIsWrongIsCorrectedAndTheRestStays() {
        UUID account = world.signer();
        var sent = world.submitted(account);
        UUID id = sent.id();
        UUID officer = world.officer();
        assertThat(decide.giveBack(officer, id, Set.of(Step.IDENTITY), " salah ", ORIGIN))
                .isInstanceOf(DecideOutcome.ReasonMissing.class);
        for (var steps : List.<Set<Step>>of(Set.of(), Set.of(Step.PASSPHRASE), Set.of(Step.IDENTITY, Step.CONSENT))) {
            assertThat(decide.giveBack(officer, id, steps, NOTE, ORIGIN)).isInstanceOf(DecideOutcome.StepsMissing.class);
        }
        assertThat(decide.giveBack(officer, id, Set.of(Step.IDENTITY), NOTE, ORIGIN)).isInstanceOf(DecideOutcome.Returned.class);
        var back = now(account, id);
        assertThat(back.state()).isEqualTo(State.RETURNED);
        assertThat(back.reason()).isEqualTo(NOTE);
        assertThat(back.key()).isEqualTo(sent.key());
        assertThat(back.photos()).isEqualTo(3);
        assertThat(jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = 'APPLICATION_RETURNED'")
                .param("account", account).query(Integer.class).single()).isEqualTo(1);
        // It is with the applicant: nobody decides it, and a second application does not begin beside it.
        assertThat(decide.approve(officer, id, Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.AlreadyDecided(State.RETURNED));
        assertThat(decide.reject(officer, id, NOTE, ORIGIN)).isEqualTo(new DecideOutcome.AlreadyDecided(State.RETURNED));
        assertThat(done(apply.start(account, ORIGIN)).id()).isEqualTo(id);
        // Nothing else is open, and it cannot be sent as it was.
        assertThat(apply.submit(account, id, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.IDENTITY));
        assertThat(apply.askOfficer(account, id, true, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.IDENTITY));
        assertThat(world.agree(account, id)).isEqualTo(new ApplyOutcome.StepMissing(Step.IDENTITY));
        assertThat(apply.passphrase(account, id, PASSPHRASE + "x", ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.IDENTITY));

        var corrected = new Identity("Budi Contoh", IDENTITY.nik(), IDENTITY.nip(), IDENTITY.position());
        done(apply.identity(account, id, corrected, ORIGIN));
        done(apply.identity(account, id, corrected, ORIGIN));
        assertThat(apply.askOfficer(account, id, true, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.CHECK));
        done(apply.submit(account, id, ORIGIN));
        assertThat(desk.returns(desk.application(officer, id).orElseThrow())).singleElement().satisfies(
                past -> assertThat(past.returned().steps()).containsExactly(Step.IDENTITY));
        assertThat(decide.approve(world.officer(), id, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Issued.class);
        var certificate = register.ownedBy(account).getFirst();
        assertThat(certificate.commonName()).isEqualTo("Budi Contoh");
        assertThat(certificate.key()).as("the passphrase of before opens it").isEqualTo(sent.key());
        assertThat(world.events(id)).filteredOn(type -> !type.startsWith("reference."))
                .containsSubsequence("application.submitted", "application.returned", "application.identity-entered",
                        "application.corrected", "application.submitted-again", "application.approved", "application.issued")
                .containsOnlyOnce("application.returned", "application.corrected", "application.submitted-again");
    }

    @Test
    void whoFindsThatEverythingWasRightSaysSoAndAnOfficerLooksAgain() {
        UUID account = world.signer();
        UUID id = returned(account, Step.IDENTITY).id();
        done(apply.identity(account, id, IDENTITY, ORIGIN));
        assertThat(done(apply.submit(account, id, ORIGIN)).state()).isEqualTo(State.SUBMITTED);
        assertThat(world.events(id)).contains("application.corrected").containsOnlyOnce("application.identity-entered");
    }

    @Test
    @Proves("SF-11")
    void photosThatAreWrongAreDeletedAndTakenAgain() {
        UUID account = world.signer();
        var back = returned(account, Step.PHOTOS);
        UUID id = back.id();
        assertThat(back.photos()).isZero();
        assertThat(world.events(id)).contains("reference.deleted");
        assertThat(apply.submit(account, id, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.PHOTOS));
        assertThat(apply.identity(account, id, IDENTITY, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.PHOTOS));
        String cookie = captures.begin(CaptureOrder.enrolment(id, account, "B•• C••", null), ORIGIN).reveal();
        assertThat(selfies.pass(cookie, Application.PHOTOS)).isTrue();
        assertThat(now(account, id).photos()).isEqualTo(3);
        assertThat(done(apply.submit(account, id, ORIGIN)).toCorrect()).isEmpty();
        assertThat(captures.find(cookie)).as("a camera that is still open takes no photos of what was sent").isEmpty();
        assertThat(world.events(id)).contains("application.corrected", "application.submitted-again");
    }

    @Test
    @Proves("SF-13")
    void whoeverTheCameraSentToAnOfficerMayBeAskedForPhotosAndSentThereOnceMore() {
        UUID account = world.signer();
        UUID id = world.filled(account).id();
        photos.discard(id, ORIGIN);
        cases.open(id, account, null, SelfieCases.Cause.ATTEMPTS_USED_UP, ORIGIN);
        done(apply.submit(account, id, ORIGIN));
        decide.giveBack(world.officer(), id, Set.of(Step.PHOTOS), "Coba lagi di tempat yang terang.", ORIGIN);
        assertThat(now(account, id).byOfficer()).isFalse();
        assertThat(cases.ofJourney(id).orElseThrow().state()).isEqualTo(SelfieCases.State.REJECTED);
        var again = cases.open(id, account, null, SelfieCases.Cause.CHECK_UNAVAILABLE, ORIGIN);
        assertThat(again.state()).isEqualTo(SelfieCases.State.OPEN);
        assertThat(again.decidedBy()).isNull();
        assertThat(now(account, id).byOfficer()).isTrue();
        done(apply.submit(account, id, ORIGIN));
        assertThat(decide.approve(world.officer(), id, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Issued.class);
        assertThat(cases.ofJourney(id).orElseThrow().state()).isEqualTo(SelfieCases.State.APPROVED);
    }

    @Test
    @Proves({"RA-01", "RA-02", "RP-28"})
    void nobodySendsBackTheirOwnTheirUnitsOrAnotherInstitutions() {
        UUID both = world.person("Instansi Contoh", "Unit A", Role.SIGNER, Role.OFFICER);
        UUID own = world.submitted(both).id();
        UUID colleague = world.submitted(world.signer()).id();
        UUID stranger = world.person("Instansi Lain Contoh", "Unit Z", Role.OFFICER);
        assertThat(decide.giveBack(both, own, Set.of(Step.IDENTITY), NOTE, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.OWN));
        assertThat(decide.giveBack(both, colleague, Set.of(Step.IDENTITY), NOTE, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.SAME_UNIT));
        assertThat(decide.giveBack(stranger, colleague, Set.of(Step.IDENTITY), NOTE, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.OTHER_INSTITUTION));
        assertThat(world.events(colleague)).doesNotContain("application.returned");
    }

    @Test
    @Proves("RA-03")
    void ofManyDecisionsAtOnceOneCounts() throws Exception {
        UUID id = world.submitted(world.signer()).id();
        var officers = List.of(world.officer(), world.officer(), world.officer(), world.officer());
        var start = new CyclicBarrier(officers.size());
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = officers.stream().map(officer -> pool.submit(() -> {
                start.await();
                return officers.indexOf(officer) % 2 == 0 ? decide.approve(officer, id, Compared.CARD_SHOWN, ORIGIN)
                        : decide.giveBack(officer, id, Set.of(Step.PHOTOS), NOTE, ORIGIN);
            })).toList();
            int refused = 0;
            for (var answer : answers) {
                refused += answer.get() instanceof DecideOutcome.AlreadyDecided ? 1 : 0;
            }
            assertThat(refused).isEqualTo(officers.size() - 1);
        }
        assertThat(world.events(id)).filteredOn(Set.of("application.approved", "application.returned")::contains).hasSize(1);
    }

    /** Moves the clock by months, because nothing else tells how long somebody waited. */
    @Test
    @Proves({"RA-04", "KY-08"})
    void whatNobodyCorrectsExpiresAndSendingAgainMakesNoEvidenceNew() {
        UUID idle = world.signer();
        UUID busy = world.signer();
        UUID taken = world.signer();
        var before = clock.instant();
        try {
            var left = returned(idle, Step.IDENTITY);
            var again = returned(busy, Step.IDENTITY);
            var withdrawn = returned(taken, Step.PHOTOS);
            done(apply.withdraw(taken, withdrawn.id(), ORIGIN));
            assertThat(keyroom.state(withdrawn.key()).orElseThrow().phase()).isEqualTo(KeyState.Phase.DESTROYED);
            finish.run();
            assertThat(keyroom.state(left.key()).orElseThrow().phase()).isEqualTo(KeyState.Phase.ACTIVE);
            clock.advance(FinishApplications.UNTOUCHED.minus(Duration.ofDays(1)));
            done(apply.identity(busy, again.id(), IDENTITY, ORIGIN));
            done(apply.submit(busy, again.id(), ORIGIN));
            clock.advance(Duration.ofDays(1).plusSeconds(1));
            finish.run();
            assertThat(now(idle, left.id()).state()).isEqualTo(State.EXPIRED);
            assertThat(photos.count(left.id())).isZero();
            assertThat(keyroom.state(left.key()).orElseThrow().phase()).isEqualTo(KeyState.Phase.DESTROYED);
            assertThat(world.events(left.id())).contains("application.expired", "application.key-destroyed");

            clock.set(before.plus(Decide.EVIDENCE).plusSeconds(1));
            assertThat(decide.approve(world.officer(), again.id(), Compared.CARD_SHOWN, ORIGIN))
                    .isInstanceOf(DecideOutcome.NoLongerPossible.class);
            finish.run();
            assertThat(now(busy, again.id()).state()).isEqualTo(State.EXPIRED);
        } finally {
            clock.set(before);
        }
    }
}
