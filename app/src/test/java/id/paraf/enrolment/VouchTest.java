package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Role;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** A verifikator's word: who may give it, what hangs on it, and that nothing hangs where nobody can give it. */
@ParafTest
class VouchTest {

    private static final String REASON = "Sudah pindah ke instansi lain sejak Mei.";

    @Autowired
    EnrolmentWorld world;
    @Autowired
    Vouch vouch;
    @Autowired
    Decide decide;
    @Autowired
    Apply apply;
    @Autowired
    Applications applications;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private final String institution = "Kantor Vouch " + UUID.randomUUID().toString().substring(0, 8);

    private UUID verifikator() {
        UUID id = world.person(institution, "Kepegawaian", Role.VERIFIKATOR);
        // Only whoever can log in can be waited for.
        jdbc.sql("UPDATE account SET password = 'x' WHERE id = :id").param("id", id).update();
        return id;
    }

    private DecideOutcome approve(Decide policy, UUID officer, UUID id) {
        return policy.approve(officer, id, Compared.CARD_SHOWN, ORIGIN);
    }

    @Test
    @Proves({"RA-01", "OP-04"})
    void whereThePolicyWantsItNothingIsApprovedBeforeAVerifikatorConfirmed() {
        UUID applicant = world.person(institution, "Unit A", Role.SIGNER);
        UUID officer = world.person(institution, "Pendaftaran", Role.OFFICER);
        UUID verifikator = verifikator();
        UUID id = world.submitted(applicant).id();
        var policy = world.afterVerifikator();
        assertThat(approve(policy, officer, id)).isInstanceOf(DecideOutcome.NotVouched.class);
        assertThat(vouch.waiting(verifikator)).extracting(asked -> asked.application().id()).containsExactly(id);

        assertThat(vouch.confirm(verifikator, id, ORIGIN)).isInstanceOf(Vouch.Outcome.Done.class);
        assertThat(vouch.confirm(verifikator, id, ORIGIN)).isInstanceOf(Vouch.Outcome.Over.class);
        assertThat(vouch.waiting(verifikator)).isEmpty();
        assertThat(world.events(id)).containsOnlyOnce("application.vouched");
        assertThat(approve(policy, officer, id)).isInstanceOf(DecideOutcome.Issued.class);
        assertThat(vouch.confirm(verifikator, id, ORIGIN)).isInstanceOf(Vouch.Outcome.Over.class);
    }

    @Test
    @Proves("RA-01")
    void aNoHoldsItUpUntilItIsSentAgainAndIsNoDecision() {
        UUID applicant = world.person(institution, "Unit A", Role.SIGNER);
        UUID officer = world.person(institution, "Pendaftaran", Role.OFFICER);
        UUID verifikator = verifikator();
        UUID id = world.submitted(applicant).id();
        var policy = world.afterVerifikator();
        assertThat(vouch.deny(verifikator, id, "tidak", ORIGIN)).isInstanceOf(Vouch.Outcome.NoteMissing.class);
        assertThat(vouch.deny(verifikator, id, REASON, ORIGIN)).isInstanceOf(Vouch.Outcome.Done.class);
        assertThat(world.events(id)).containsOnlyOnce("application.vouch-denied");
        assertThat(approve(policy, officer, id)).isInstanceOf(DecideOutcome.NotVouched.class);
        assertThat(applications.ownedBy(applicant, id).orElseThrow().state()).isEqualTo(State.SUBMITTED);

        assertThat(policy.giveBack(officer, id, Set.of(Step.IDENTITY), REASON, ORIGIN)).isInstanceOf(DecideOutcome.Returned.class);
        clock.advance(java.time.Duration.ofSeconds(1));
        EnrolmentWorld.done(apply.identity(applicant, id, EnrolmentWorld.IDENTITY, ORIGIN));
        EnrolmentWorld.done(apply.submit(applicant, id, ORIGIN));
        assertThat(vouch.said(applications.ownedBy(applicant, id).orElseThrow())).as("about what was sent before").isEmpty();
        assertThat(vouch.confirm(verifikator, id, ORIGIN)).isInstanceOf(Vouch.Outcome.Done.class);
        assertThat(approve(policy, officer, id)).isInstanceOf(DecideOutcome.Issued.class);
    }

    @Test
    @Proves("RA-02")
    void onlyAVerifikatorOfTheInstitutionSpeaksAndNeverAboutThemselves() {
        UUID both = world.person(institution, "Kepegawaian", Role.SIGNER, Role.VERIFIKATOR);
        UUID own = world.submitted(both).id();
        UUID applicant = world.person(institution, "Unit A", Role.SIGNER);
        UUID id = world.submitted(applicant).id();
        UUID stranger = world.person("Kantor Lain", "Kepegawaian", Role.VERIFIKATOR);
        UUID officer = world.person(institution, "Pendaftaran", Role.OFFICER);
        assertThat(vouch.confirm(both, own, ORIGIN)).isInstanceOf(Vouch.Outcome.NotThere.class);
        assertThat(vouch.waiting(both)).extracting(asked -> asked.application().id()).containsExactly(id);
        for (UUID other : new UUID[] {stranger, officer, applicant}) {
            assertThat(vouch.confirm(other, id, ORIGIN)).isInstanceOf(Vouch.Outcome.NotThere.class);
            assertThat(vouch.waiting(other)).isEmpty();
        }
        assertThat(world.events(id)).doesNotContain("application.vouched");
    }

    @Test
    void withoutAVerifikatorOrThePolicyNothingIsHeldUp() {
        UUID applicant = world.person(institution, "Unit A", Role.SIGNER);
        UUID officer = world.person(institution, "Pendaftaran", Role.OFFICER);
        world.person(institution, "Kepegawaian", Role.VERIFIKATOR);
        UUID first = world.submitted(applicant).id();
        assertThat(approve(world.afterVerifikator(), officer, first)).as("nobody has claimed that account")
                .isInstanceOf(DecideOutcome.Issued.class);
        verifikator();
        UUID second = world.submitted(world.person(institution, "Unit A", Role.SIGNER)).id();
        assertThat(approve(decide, officer, second)).as("the policy is off").isInstanceOf(DecideOutcome.Issued.class);
    }
}
