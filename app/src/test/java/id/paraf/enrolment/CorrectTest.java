package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.IDENTITY;
import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static id.paraf.enrolment.EnrolmentWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.Register;
import id.paraf.certificate.Subject;
import id.paraf.evidence.EvidenceKind;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Pictures;
import id.paraf.testing.Proves;

/** "Perbaikan data": what is recorded changes when an officer approves it, and never before; certificates wait for their owner. */
@ParafTest
class CorrectTest {

    private static final String REASON = "Nama salah ketik pada permohonan pertama.";

    @Autowired
    EnrolmentWorld world;
    @Autowired
    Apply apply;
    @Autowired
    Correct correct;
    @Autowired
    Corrected corrected;
    @Autowired
    Decide decide;
    @Autowired
    DecideMany many;
    @Autowired
    Vouch vouch;
    @Autowired
    HandIn handIn;
    @Autowired
    OfficerDesk desk;
    @Autowired
    OfficerQueue queue;
    @Autowired
    Examine examine;
    @Autowired
    Applications applications;
    @Autowired
    Accounts accounts;
    @Autowired
    Register register;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;
    @Autowired
    ApplicationContext application;
    private TestCorrections corrections;
    private UUID account;
    private UUID officer;

    @BeforeEach
    void aSignerWithACertificate() {
        corrections = new TestCorrections(application);
        account = world.signer();
        officer = world.officer();
        assertThat(decide.approve(officer, world.submitted(account).id(), Compared.CARD_SHOWN, ORIGIN))
                .isInstanceOf(DecideOutcome.Issued.class);
        clock.advance(Duration.ofSeconds(1));
        // There is another unit to go to.
        world.person("Instansi Contoh", "Unit B", Role.SIGNER);
    }

    private Application now(UUID id) {
        return applications.ownedBy(account, id).orElseThrow();
    }

    private Correct.Typed typed(String name, String nip, String position, String unit, String reason) {
        return new Correct.Typed(name, nip, position, unit, reason);
    }

    private Certificate certificate() {
        return register.ownedBy(account).getFirst();
    }

    private long mails(String template) {
        return jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = :template")
                .param("account", account).param("template", template).query(Long.class).single();
    }

    private long events(String type) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE account = :account AND type = :type").param("account", account)
                .param("type", type).query(Long.class).single();
    }

    @Test
    @Proves({"RA-03", "AL-02"})
    void theRecordChangesWithTheApprovalAndTheCertificateWaitsForItsOwner() {
        var recorded = correct.recorded(account).orElseThrow();
        assertThat(recorded).isEqualTo(new Recorded(IDENTITY, "Unit A"));
        UUID id = corrections.begun(account);
        assertThat(done(correct.start(account, ORIGIN)).id()).as("begun once").isEqualTo(id);
        assertThat(done(apply.start(account, ORIGIN)).id()).as("one open application of a person").isEqualTo(id);
        done(correct.data(account, id, typed("Budi Contoh Sentosa", IDENTITY.nip(), IDENTITY.position(), "Unit B", REASON),
                ORIGIN));
        assertThat(apply.submit(account, id, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.DOCUMENTS));
        assertThat(handIn.done(account, id, ORIGIN))
                .isEqualTo(new ApplyOutcome.DocumentsMissing(Set.of(EvidenceKind.RECOMMENDATION)));
        handIn.file(account, id, EvidenceKind.RECOMMENDATION, Pictures.jpeg(480, 320), ORIGIN);
        done(apply.submit(account, id, ORIGIN));

        var evidence = examine.application(officer, id).orElseThrow();
        assertThat(evidence.item().conflict()).isNull();
        assertThat(evidence.reference()).as("the photos in force").isNotNull();
        assertThat(evidence.correction()).satisfies(asked -> assertThat(asked.changed(now(id).identity()))
                .containsExactly(Correction.Field.NAME, Correction.Field.UNIT));
        assertThat(queue.page(officer, new OfficerQueue.Filter(State.SUBMITTED, false, null, null, "Sentosa"), null).items())
                .extracting(item -> item.application().id()).contains(id);
        assertThat(accounts.get(account).unit()).as("nothing changes before it is approved").isEqualTo("Unit A");

        assertThat(decide.approve(officer, id, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Corrected.class);
        assertThat(now(id).state()).isEqualTo(State.CORRECTED);
        assertThat(accounts.get(account).name()).isEqualTo("Budi Contoh Sentosa");
        assertThat(accounts.get(account).unit()).isEqualTo("Unit B");
        assertThat(correct.recorded(account).orElseThrow().identity().fullName()).isEqualTo("Budi Contoh Sentosa");
        assertThat(correct.recorded(account).orElseThrow().identity().nik()).isEqualTo(IDENTITY.nik());
        assertThat(certificate().usable()).isTrue();
        assertThat(corrected.of(certificate())).contains(new Corrected.Behind(id, new Subject("Budi Contoh Santoso",
                "Instansi Contoh", "Unit A"), new Subject("Budi Contoh Sentosa", "Instansi Contoh", "Unit B")));
        assertThat(world.events(id)).containsExactly("application.correction-started", "application.correction-entered",
                "evidence.handed-in", "application.submitted", "application.data-corrected");
        assertThat(events("account.corrected")).isEqualTo(1);
        assertThat(mails("CORRECTION_APPROVED")).isEqualTo(1);
        assertThat(mails("SECURITY")).isPositive();
        assertThat(
                jdbc.sql("SELECT string_agg(details::text, '') FROM audit_event WHERE account = :account AND type LIKE '%correct%'")
                        .param("account", account).query(String.class).single())
                .doesNotContain("Sentosa").doesNotContain(REASON);
    }

    @Test
    @Proves("RA-03")
    void whatIsNotWholeIsRefusedAndKept() {
        UUID id = corrections.begun(account);
        var same = typed(IDENTITY.fullName(), IDENTITY.nip(), IDENTITY.position(), "Unit A", "");
        assertThat(correct.data(account, id, same, ORIGIN)).isEqualTo(new ApplyOutcome.CorrectionFlawed(List.of(),
                Set.of(Correction.Flaw.NOTHING_CHANGED, Correction.Flaw.REASON_MISSING)));
        assertThat(correct.data(account, id, typed("B4di", "12", "", "Unit yang tidak ada", REASON), ORIGIN))
                .isEqualTo(new ApplyOutcome.CorrectionFlawed(List.of(Identity.Flaw.NAME_STRANGE, Identity.Flaw.NIP_FORM,
                        Identity.Flaw.POSITION_MISSING), Set.of(Correction.Flaw.UNIT_UNKNOWN)));
        done(correct.keep(account, id, typed("B4di", "12", "", "Unit B", "dst"), ORIGIN));
        assertThat(now(id).draft()).isEqualTo(new Identity("B4di", IDENTITY.nik(), "12", ""));
        assertThat(correct.of(account, id).orElseThrow().unitAfter()).isEqualTo("Unit B");
        assertThat(correct.of(account, id).orElseThrow().reason()).isEqualTo("dst");
        assertThat(apply.submit(account, id, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.IDENTITY));
        assertThat(correct.of(world.signer(), id)).as("somebody else's is not there").isEmpty();
        assertThat(correct.data(world.signer(), id, same, ORIGIN)).isInstanceOf(ApplyOutcome.NotOpen.class);
        done(apply.withdraw(account, id, ORIGIN));
        assertThat(world.events(id)).containsExactly("application.correction-started", "application.draft-kept",
                "application.withdrawn");
        assertThat(correct.start(world.signer(), ORIGIN)).as("no certificate").isInstanceOf(ApplyOutcome.NotCertified.class);
    }

    @Test
    void aNipNeedsNoLetterAndNoOtherCertificate() {
        UUID id = corrections.begun(account);
        done(correct.data(account, id, typed(IDENTITY.fullName(), "199001012020121002", IDENTITY.position(), "Unit A", REASON),
                ORIGIN));
        done(apply.submit(account, id, ORIGIN));
        assertThat(decide.approve(officer, id, Compared.CARD_SHOWN, true, ORIGIN)).isInstanceOf(DecideOutcome.Corrected.class);
        assertThat(certificate().usable()).as("nothing that it says changed").isTrue();
        assertThat(corrected.of(certificate())).isEmpty();
        assertThat(events("account.corrected")).isZero();
        assertThat(correct.recorded(account).orElseThrow().identity().nip()).isEqualTo("199001012020121002");
    }

    @Test
    @Proves({"RA-03", "RA-06"})
    void itIsSentBackCompletedAndRejectedLikeEveryApplication() {
        UUID id = corrections.sent(account, "Budi Contoh", null);
        assertThat(decide.giveBack(officer, id, Set.of(Step.PHOTOS), REASON, ORIGIN))
                .isInstanceOf(DecideOutcome.StepsMissing.class);
        assertThat(decide.giveBack(officer, id, Set.of(Step.IDENTITY), REASON, ORIGIN)).isInstanceOf(DecideOutcome.Returned.class);
        assertThat(mails("CORRECTION_RETURNED")).isEqualTo(1);
        assertThat(apply.submit(account, id, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.IDENTITY));
        done(correct.data(account, id, typed("Budi C Santoso", IDENTITY.nip(), IDENTITY.position(), "Unit A", REASON), ORIGIN));
        // Another letter may go with what is said now.
        done(handIn.remove(account, id, EvidenceKind.RECOMMENDATION, ORIGIN));
        assertThat(apply.submit(account, id, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.DOCUMENTS));
        handIn.file(account, id, EvidenceKind.RECOMMENDATION, Pictures.jpeg(480, 320), ORIGIN);
        done(apply.submit(account, id, ORIGIN));
        assertThat(decide.reject(officer, id, REASON, ORIGIN)).isInstanceOf(DecideOutcome.Rejected.class);
        assertThat(mails("CORRECTION_REJECTED")).isEqualTo(1);
        assertThat(correct.recorded(account).orElseThrow()).isEqualTo(new Recorded(IDENTITY, "Unit A"));
        assertThat(certificate().usable()).isTrue();
    }

    @Test
    @Proves({"RA-01", "RA-02"})
    void nobodyDecidesTheirOwnTheirUnitsOrWhoComesIntoTheirUnit() {
        UUID id = corrections.sent(account, null, "Unit B");
        UUID from = world.person("Instansi Contoh", "Unit A", Role.OFFICER);
        UUID to = world.person("Instansi Contoh", "Unit B", Role.OFFICER);
        UUID elsewhere = world.person("Instansi Lain", "Otoritas", Role.OFFICER);
        for (UUID own : List.of(from, to)) {
            assertThat(decide.approve(own, id, Compared.CARD_SHOWN, ORIGIN))
                    .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.SAME_UNIT));
            assertThat(desk.application(own, id).orElseThrow().conflict()).isEqualTo(DecideOutcome.Conflict.SAME_UNIT);
        }
        assertThat(decide.approve(elsewhere, id, Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.OTHER_INSTITUTION));
        assertThat(decide.approve(account, id, Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.NO_OFFICER));
        // Together with others nobody sees old and new side by side.
        var run = (DecideMany.Outcome.Done) many.approve(officer, List.of(id), Compared.CARD_SHOWN, ORIGIN);
        assertThat(many.run(officer, run.run()).orElseThrow().rows()).extracting(DecideMany.Row::result)
                .containsExactly(DecideMany.Result.ONE_BY_ONE);
        assertThat(now(id).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    @Proves("RA-01")
    void fourEyesAndTheVerifikatorsWordHoldForCorrectionsToo() {
        UUID id = corrections.sent(account, "Budi Contoh", null);
        var two = world.fourEyes();
        assertThat(two.approve(officer, id, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Confirming.class);
        assertThat(two.approve(officer, id, Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.FIRST_DECIDER));
        assertThat(accounts.get(account).name()).isNotEqualTo("Budi Contoh");
        assertThat(two.approve(world.officer(), id, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Corrected.class);

        UUID verifikator = world.person("Instansi Contoh", "Kepegawaian", Role.VERIFIKATOR);
        jdbc.sql("UPDATE account SET password = 'x' WHERE id = :id").param("id", verifikator).update();
        UUID second = corrections.sent(account, "Budi Santoso", null);
        var after = world.afterVerifikator();
        assertThat(after.approve(officer, second, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.NotVouched.class);
        assertThat(vouch.confirm(verifikator, second, ORIGIN)).isInstanceOf(Vouch.Outcome.Done.class);
        assertThat(after.approve(officer, second, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Corrected.class);
    }

    @Test
    @Proves("SE-05")
    void whereTheOfficerSaysSoTheOldCertificateGoesAtOnce() {
        UUID id = corrections.sent(account, "Budi Contoh", null);
        assertThat(decide.approve(officer, id, Compared.CARD_SHOWN, true, ORIGIN)).isInstanceOf(DecideOutcome.Corrected.class);
        assertThat(certificate().status()).isEqualTo(CertificateStatus.REVOKED);
        assertThat(certificate().reason()).hasToString("AFFILIATION_CHANGED");
        assertThat(events("certificate.revoked")).isEqualTo(1);
        assertThat(world.events(id)).endsWith("application.data-corrected", "application.outdated-ended");
        clock.advance(Duration.ofSeconds(1));
        // An application says everything anew, and its certificate is no older than the correction.
        assertThat(decide.approve(officer, world.submitted(account).id(), Compared.CARD_SHOWN, ORIGIN))
                .isInstanceOf(DecideOutcome.Issued.class);
        assertThat(certificate().usable()).isTrue();
        assertThat(corrected.of(certificate())).isEmpty();
    }

    /** Committed with the decision, done by the next run if the process ended in between. */
    @Test
    void aCrashBeforeTheRevocationIsMadeGood() {
        UUID id = corrections.approved(account, "Budi Contoh", null, officer);
        assertThat(certificate().usable()).isTrue();
        jdbc.sql("UPDATE enrolment_correction SET at_once = true WHERE application = :id").param("id", id).update();
        var job = application.getBean(EndOutdated.class);
        job.run();
        job.run();
        assertThat(certificate().status()).isEqualTo(CertificateStatus.REVOKED);
        assertThat(events("certificate.revoked")).isEqualTo(1);
        assertThat(world.events(id)).filteredOn("application.outdated-ended"::equals).hasSize(1);
    }

    @Test
    @Proves("AL-02")
    void ofTwoDecisionsAtOnceOneCounts() throws Exception {
        UUID id = corrections.sent(account, "Budi Contoh", null);
        UUID other = world.officer();
        var outcomes = AtOnce.all(List.<Callable<Object>>of(() -> decide.approve(officer, id, Compared.CARD_SHOWN, ORIGIN),
                () -> decide.reject(other, id, REASON, ORIGIN), () -> apply.withdraw(account, id, ORIGIN)));
        assertThat(outcomes).filteredOn(outcome -> outcome instanceof DecideOutcome.Corrected
                || outcome instanceof DecideOutcome.Rejected || outcome instanceof ApplyOutcome.Done).hasSize(1);
        boolean approved = now(id).state() == State.CORRECTED;
        assertThat(events("account.corrected")).isEqualTo(approved ? 1 : 0);
        assertThat(accounts.get(account).name().equals("Budi Contoh")).isEqualTo(approved);
    }
}
