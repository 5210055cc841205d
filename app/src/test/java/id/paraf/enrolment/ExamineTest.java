package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.IDENTITY;
import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static id.paraf.enrolment.EnrolmentWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import id.paraf.account.Role;
import id.paraf.selfie.CaptureOrder;
import id.paraf.selfie.CaptureSessions;
import id.paraf.selfie.PassedSelfies;
import id.paraf.selfie.PastChecks;
import id.paraf.selfie.SelfieCases;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What an officer sees beside an application: what the camera found then, what came before, and who else has this number. */
@ParafTest
class ExamineTest {

    @Autowired
    EnrolmentWorld world;
    @Autowired
    Apply apply;
    @Autowired
    Decide decide;
    @Autowired
    Examine examine;
    @Autowired
    CaptureSessions captures;
    @Autowired
    PassedSelfies selfies;
    @Autowired
    SelfieCases cases;

    @Test
    void theOfficerSeesWhatTheCameraFoundWithoutAskingItAgain() {
        UUID account = world.signer();
        UUID id = world.filled(account).id();
        String cookie = captures.begin(CaptureOrder.enrolment(id, account, "B•• C••", null), ORIGIN).reveal();
        assertThat(selfies.pass(cookie, Application.PHOTOS)).isTrue();
        done(apply.submit(account, id, ORIGIN));
        var check = examine.application(world.officer(), id).orElseThrow().checks();
        assertThat(check).singleElement().satisfies(found -> {
            assertThat(found.outcome()).isEqualTo(PastChecks.Outcome.PASSED);
            assertThat(found.liveness().value()).isEqualTo(0.9);
            assertThat(found.similarity()).as("nothing to compare with at an enrolment").isNull();
            assertThat(found.yaw()).isEqualTo(20);
        });
        UUID reset = UUID.randomUUID();
        var order = CaptureOrder.reset(reset, account, UUID.randomUUID(), java.time.Instant.EPOCH, "B•• C••", null);
        assertThat(selfies.pass(captures.begin(order, ORIGIN).reveal())).isTrue();
        var opened = cases.open(reset, account, order.key(), SelfieCases.Cause.CHOSEN, ORIGIN);
        var evidence = examine.application(world.officer(), id).orElseThrow();
        assertThat(evidence.cases()).extracting(SelfieCases.Case::id).containsExactly(opened.id());
        assertThat(new PastChecks.Figure(0.9, 0.55).margin()).isEqualTo(PastChecks.Margin.WIDE);
        assertThat(new PastChecks.Figure(0.6, 0.55).margin()).isEqualTo(PastChecks.Margin.NARROW);
        assertThat(new PastChecks.Figure(0.5, 0.55).margin()).isEqualTo(PastChecks.Margin.BELOW);
    }

    @Test
    @Proves({"RA-02", "RA-06"})
    void theSameNumberOnAnotherAccountIsShownHereAndOnlyCountedFromElsewhere() {
        int number = Math.floorMod(UUID.randomUUID().hashCode(), 10_000 * 9_999);
        String nik = String.format(java.util.Locale.ROOT, "99%04d010190%04d", number / 9_999, number % 9_999 + 1);
        UUID first = sent("Instansi Contoh", nik);
        UUID second = sent("Instansi Contoh", nik);
        sent("Instansi Lain Contoh", nik);
        var evidence = examine.application(world.officer(), second).orElseThrow();
        assertThat(evidence.sameNumber()).extracting(Application::id).containsExactly(first);
        assertThat(evidence.sameNumberElsewhere()).isEqualTo(1);
        UUID stranger = world.person("Instansi Lain Contoh", "Unit Z", Role.OFFICER);
        assertThat(examine.application(stranger, second)).isEmpty();
    }

    @Test
    void earlierApplicationsAreThereDraftsAreNot() {
        UUID account = world.signer();
        UUID officer = world.officer();
        var rejected = world.submitted(account);
        decide.reject(officer, rejected.id(), "Data belum lengkap, lengkapi.", ORIGIN);
        UUID draft = done(apply.start(account, ORIGIN)).id();
        done(apply.withdraw(account, draft, ORIGIN));
        UUID now = world.submitted(account).id();
        decide.giveBack(officer, now, Set.of(Step.IDENTITY), "Tulis nama yang lengkap.", ORIGIN);
        var evidence = examine.application(officer, now).orElseThrow();
        assertThat(evidence.earlier()).extracting(Application::id).containsExactly(rejected.id());
        assertThat(evidence.returns()).hasSize(1);
        assertThat(evidence.certificates()).isEmpty();
    }

    private UUID sent(String institution, String nik) {
        UUID account = world.person(institution, "Unit " + UUID.randomUUID().toString().substring(0, 8), Role.SIGNER);
        UUID id = world.filled(account).id();
        done(apply.identity(account, id, new Identity("Budi Contoh", nik, IDENTITY.nip(), "Analis"), ORIGIN));
        return done(apply.submit(account, id, ORIGIN)).id();
    }
}
