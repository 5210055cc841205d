package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static id.paraf.enrolment.EnrolmentWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.certificate.Register;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.selfie.SelfieCases;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** The officer's side: who may decide what, once, and while the evidence is good. */
@ParafTest
class DecideTest {

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
    OfficerQueue queue;
    @Autowired
    Applications applications;
    @Autowired
    Accounts accounts;
    @Autowired
    Register register;
    @Autowired
    Keyroom keyroom;
    @Autowired
    ReferencePhotos photos;
    @Autowired
    SelfieCases cases;
    @Autowired
    MutableClock clock;

    private static OfficerQueue.Filter sent(Application application) {
        return new OfficerQueue.Filter(State.SUBMITTED, false, null, null, application.number());
    }

    /** A record with a photo says who somebody should be; without photos of theirs, nobody knows who applied. */
    @Test
    @Proves("RA-01")
    void whomNoCameraSawTheOfficerHasToMeet() {
        UUID account = world.signer();
        UUID officer = world.officer();
        UUID id = world.submittedUnseen(account).id();
        assertThat(decide.approve(officer, id, Compared.PERSONNEL_RECORD, ORIGIN)).isInstanceOf(DecideOutcome.NobodySeen.class);
        assertThat(applications.ownedBy(account, id).orElseThrow().state()).isEqualTo(State.SUBMITTED);
        assertThat(world.events(id)).doesNotContain("application.approved");
        assertThat(decide.approve(officer, id, Compared.CARD_BY_VIDEO, ORIGIN)).isInstanceOf(DecideOutcome.Issued.class);
        assertThat(world.events(id)).containsOnlyOnce("application.approved");
    }

    @Test
    @Proves({"RA-01", "RA-02", "RP-28"})
    void nobodyDecidesTheirOwnTheirUnitsOrAnotherInstitutions() {
        UUID both = world.person("Instansi Contoh", "Unit A", Role.SIGNER, Role.OFFICER);
        var own = world.submitted(both);
        assertThat(decide.approve(both, own.id(), Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.OWN));
        var colleague = world.submitted(world.signer());
        assertThat(decide.approve(both, colleague.id(), Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.SAME_UNIT));
        assertThat(decide.reject(both, colleague.id(), "Foto tidak jelas, ulangi.", ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.SAME_UNIT));
        UUID stranger = world.person("Instansi Lain Contoh", "Unit Z", Role.OFFICER);
        assertThat(decide.approve(stranger, colleague.id(), Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.OTHER_INSTITUTION));
        assertThat(decide.approve(world.signer(), colleague.id(), Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.NO_OFFICER));
        assertThat(desk.application(stranger, colleague.id())).isEmpty();
        assertThat(desk.photo(stranger, colleague.id(), 0, ORIGIN)).isEmpty();
        assertThat(queue.page(world.signer(), sent(colleague), null).items()).isEmpty();
        assertThat(queue.page(both, sent(colleague), null).items()).singleElement()
                .satisfies(item -> assertThat(item.conflict()).isEqualTo(DecideOutcome.Conflict.SAME_UNIT));
        assertThat(world.events(colleague.id())).doesNotContain("application.approved");
    }

    @Test
    @Proves({"RA-03", "KY-08", "SF-11"})
    void aRejectedApplicationIsOverAndLeavesNeitherKeyNorPhotos() {
        UUID account = world.signer();
        var application = world.submitted(account);
        UUID officer = world.officer();
        assertThat(decide.reject(officer, application.id(), "  jelek ", ORIGIN)).isInstanceOf(DecideOutcome.ReasonMissing.class);
        assertThat(desk.photo(officer, application.id(), 1, ORIGIN)).isPresent();
        assertThat(decide.reject(officer, application.id(), "Foto kedua kabur. Ulangi di tempat yang terang.", ORIGIN))
                .isInstanceOf(DecideOutcome.Rejected.class);
        assertThat(decide.approve(officer, application.id(), Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.AlreadyDecided(State.REJECTED));
        assertThat(apply.submit(account, application.id(), ORIGIN)).isInstanceOf(ApplyOutcome.NotOpen.class);
        assertThat(photos.count(application.id())).isZero();
        assertThat(keyroom.state(application.key()).orElseThrow().phase()).isEqualTo(KeyState.Phase.DESTROYED);
        assertThat(world.events(application.id())).contains("application.rejected", "application.key-destroyed", "reference.viewed",
                "reference.deleted");
        assertThat(applications.ownedBy(account, application.id()).orElseThrow().reason()).startsWith("Foto kedua kabur");
        // A new application is possible at once.
        assertThat(done(apply.start(account, ORIGIN)).id()).isNotEqualTo(application.id());
    }

    @Test
    @Proves("RA-03")
    void ofTwoDecisionsAtOnceOneCounts() throws Exception {
        UUID account = world.signer();
        var application = world.submitted(account);
        UUID one = world.officer();
        UUID two = world.officer();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = pool.submit(() -> decide.approve(one, application.id(), Compared.CARD_SHOWN, ORIGIN));
            var second = pool.submit(() -> decide.reject(two, application.id(), "Data belum lengkap, lengkapi.", ORIGIN));
            var outcomes = List.of(first.get(), second.get());
            assertThat(outcomes).filteredOn(DecideOutcome.AlreadyDecided.class::isInstance).hasSize(1);
        }
        long decisions = world.events(application.id()).stream()
                .filter(type -> type.equals("application.approved") || type.equals("application.rejected")).count();
        assertThat(decisions).isEqualTo(1);
    }

    @Test
    @Proves("CA-07")
    void aStoppedAccountGetsNoCertificate() {
        UUID account = world.signer();
        var application = world.submitted(account);
        accounts.disable(account, null, ORIGIN);
        assertThat(decide.approve(world.officer(), application.id(), Compared.CARD_SHOWN, ORIGIN))
                .isInstanceOf(DecideOutcome.NoLongerPossible.class);
        assertThat(register.ownedBy(account)).isEmpty();
    }

    @Test
    @Proves("RA-04")
    void evidenceGetsTooOld() {
        UUID account = world.signer();
        var application = world.submitted(account);
        var before = clock.instant();
        try {
            clock.advance(Decide.EVIDENCE.plus(Duration.ofSeconds(1)));
            assertThat(decide.approve(world.officer(), application.id(), Compared.CARD_SHOWN, ORIGIN))
                    .isInstanceOf(DecideOutcome.NoLongerPossible.class);
            finish.run();
            assertThat(applications.ownedBy(account, application.id()).orElseThrow().state()).isEqualTo(State.EXPIRED);
            assertThat(keyroom.state(application.key()).orElseThrow().phase()).isEqualTo(KeyState.Phase.DESTROYED);
            assertThat(photos.count(application.id())).isZero();
            assertThat(world.events(application.id())).contains("application.expired");
        } finally {
            clock.set(before);
        }
    }
}
