package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.Institutions;
import id.paraf.account.InviteMembers;
import id.paraf.account.Role;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.closing.StopInstitution;
import id.paraf.esign.AdmitClient;
import id.paraf.esign.EsignWorld;
import id.paraf.kernel.Job;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.signing.MarkChoice;
import id.paraf.signing.SignDocuments;
import id.paraf.testing.AtOnce;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** An institution that is stopped: nothing happens in its name, whoever is under way; and its certificates are revoked together. */
@ParafTest
class StoppedInstitutionTest {

    @Autowired
    EnrolmentWorld world;
    @Autowired
    StopInstitution stop;
    @Autowired
    Institutions institutions;
    @Autowired
    InviteMembers invite;
    @Autowired
    Apply apply;
    @Autowired
    Correct correct;
    @Autowired
    Decide decide;
    @Autowired
    Applications applications;
    @Autowired
    Accounts accounts;
    @Autowired
    Register register;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    SignDocuments sign;
    @Autowired
    AdmitClient admit;
    @Autowired
    EsignWorld esign;
    @Autowired
    ObjectProvider<Job> jobs;
    @Autowired
    JdbcClient jdbc;

    /** An institution of its own, with an officer and a CA operator of the authority. */
    private final class Office {
        final String name = "Instansi " + UUID.randomUUID().toString().substring(0, 8);
        final UUID officer = claimed(world.person(name, "Otoritas Pendaftaran", Role.OFFICER));
        final UUID operator = claimed(world.person("Otoritas", "Ruang Server", Role.CA_OPERATOR));
        final UUID id = institutions.named(name).orElseThrow().id();

        UUID signer() {
            return claimed(world.person(name, "Unit A", Role.SIGNER));
        }

        UUID certified() {
            UUID account = signer();
            assertThat(approve(world.submitted(account).id())).isInstanceOf(DecideOutcome.Issued.class);
            return account;
        }

        DecideOutcome approve(UUID application) {
            return decide.approve(officer, application, Compared.CARD_SHOWN, ORIGIN);
        }

        List<String> events() {
            return jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject AND type <> 'institution.created' ORDER BY id")
                    .param("subject", "institution:" + id).query(String.class).list();
        }

        long mails() {
            return jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = 'INSTITUTION'")
                    .param("account", officer).query(Long.class).single();
        }
    }

    private UUID claimed(UUID account) {
        jdbc.sql("UPDATE account SET password = 'x' WHERE id = :id").param("id", account).update();
        return account;
    }

    private List<String> phases(UUID account) {
        return jdbc.sql("SELECT phase FROM certificate WHERE account = :account ORDER BY prepared_at, id").param("account", account)
                .query(String.class).list();
    }

    private AdmitClient.Admission admitted(EsignWorld.Caller caller) {
        return admit.admit(caller.client().username(), caller.secret(), new Origin("127.0.0.1", "test"));
    }

    private void runJob() {
        jobs.stream().filter(job -> job.name().equals("closing.revoke")).findFirst().orElseThrow().work().run();
    }

    @Test
    @Proves({"OP-04", "CA-07"})
    void whileItIsStoppedNothingHappensInItsName() {
        var office = new Office();
        UUID certified = office.certified();
        UUID drafting = office.signer();
        var draft = world.filled(drafting);
        UUID waiting = office.signer();
        var sent = world.submitted(waiting);
        var caller = esign.caller(office.name);
        assertThat(admitted(caller)).isInstanceOf(AdmitClient.Admission.Admitted.class);
        assertThat(stop.stop(office.id, office.officer, ORIGIN)).as("no officer does this")
                .isEqualTo(StopInstitution.Outcome.NOT_THERE);
        assertThat(stop.stop(office.id, office.operator, ORIGIN)).isEqualTo(StopInstitution.Outcome.DONE);
        assertThat(stop.stop(office.id, office.operator, ORIGIN)).isEqualTo(StopInstitution.Outcome.UNCHANGED);

        var typed = new InviteMembers.Typed("baru-" + UUID.randomUUID(), "Orang Baru", UUID.randomUUID() + "@contoh.example", "",
                "Unit A", "id");
        assertThat(invite.invite(office.officer, typed, ORIGIN))
                .isEqualTo(new InviteMembers.Outcome.Flawed(Set.of(InviteMembers.Flaw.INSTITUTION_STOPPED)));
        assertThat(invite.inviteByOperator(office.name, Set.of(Role.OFFICER), typed, ORIGIN))
                .isEqualTo(new InviteMembers.Outcome.Flawed(Set.of(InviteMembers.Flaw.INSTITUTION_STOPPED)));
        assertThat(apply.start(office.signer(), ORIGIN)).isInstanceOf(ApplyOutcome.InstitutionStopped.class);
        assertThat(apply.submit(drafting, draft.id(), ORIGIN)).isInstanceOf(ApplyOutcome.InstitutionStopped.class);
        assertThat(correct.start(certified, ORIGIN)).isInstanceOf(ApplyOutcome.InstitutionStopped.class);
        assertThat(office.approve(sent.id())).isInstanceOf(DecideOutcome.NoLongerPossible.class);
        var certificate = register.ownedBy(certified).getFirst();
        assertThat(sign.sign(certified, certificate.id(), List.of(new SignDocuments.Chosen(UUID.randomUUID(), new byte[32])),
                new MarkChoice.Invisible(), SecretText.of(EnrolmentWorld.PASSPHRASE), SecretText.of(""), ORIGIN))
                .isInstanceOf(SignDocuments.Outcome.InstitutionStopped.class);
        assertThat(certificate.usable()).as("what is there stays valid").isTrue();
        assertThat(admitted(caller)).as("its applications are not let in").isInstanceOf(AdmitClient.Admission.Stopped.class);

        assertThat(stop.resume(office.id, office.operator, ORIGIN)).isEqualTo(StopInstitution.Outcome.DONE);
        assertThat(admitted(caller)).isInstanceOf(AdmitClient.Admission.Admitted.class);
        assertThat(office.approve(sent.id())).isInstanceOf(DecideOutcome.Issued.class);
        assertThat(apply.submit(drafting, draft.id(), ORIGIN)).isInstanceOf(ApplyOutcome.Done.class);
        assertThat(office.events()).containsExactly("institution.stopped", "institution.resumed");
        assertThat(office.mails()).isEqualTo(2);
    }

    /** Approved while it is being stopped: the certificate is stored before that, or it is not stored. */
    @Test
    @Proves({"CA-01", "CA-07"})
    void whatIsApprovedWhileItIsBeingStoppedIsIssuedBeforeOrNotAtAll() throws Exception {
        for (int i = 0; i < 6; i++) {
            var office = new Office();
            UUID account = office.signer();
            var sent = world.submitted(account);
            var outcomes = AtOnce.all(List.<Callable<Object>>of(() -> office.approve(sent.id()),
                    () -> stop.stop(office.id, office.operator, ORIGIN)));
            assertThat(outcomes.getLast()).isEqualTo(StopInstitution.Outcome.DONE);
            boolean issued = outcomes.getFirst() instanceof DecideOutcome.Issued;
            assertThat(phases(account)).as("%s", outcomes.getFirst()).doesNotContain("PREPARED");
            assertThat(register.ownedBy(account).stream().filter(Certificate::usable).count()).isEqualTo(issued ? 1 : 0);
            if (outcomes.getFirst() instanceof DecideOutcome.Unissuable) {
                assertThat(decide.tryAgain(office.officer, sent.id(), ORIGIN)).isInstanceOf(DecideOutcome.Unissuable.class);
            }
            assertThat(stop.resume(office.id, office.operator, ORIGIN)).isEqualTo(StopInstitution.Outcome.DONE);
            if (!issued) {
                var later = applications.ownedBy(account, sent.id()).orElseThrow().state() == State.APPROVED
                        ? decide.tryAgain(office.officer, sent.id(), ORIGIN) : office.approve(sent.id());
                assertThat(later).isInstanceOf(DecideOutcome.Issued.class);
            }
        }
    }

    @Test
    @Proves({"CR-01", "CR-04"})
    void everythingIsRevokedTogetherOnceAndGoneOnWithAfterACrash() {
        var office = new Office();
        var people = new ArrayList<UUID>();
        for (int i = 0; i < 4; i++) {
            people.add(office.certified());
        }
        assertThat(stop.revokeAll(office.id, office.operator, ORIGIN)).isEqualTo(StopInstitution.Outcome.IN_USE);
        stop.stop(office.id, office.operator, ORIGIN);
        assertThat(stop.revokeAll(office.id, office.operator, ORIGIN)).isEqualTo(StopInstitution.Outcome.DONE);
        assertThat(stop.revokeAll(office.id, office.operator, ORIGIN)).isEqualTo(StopInstitution.Outcome.UNCHANGED);
        assertThat(stop.resume(office.id, office.operator, ORIGIN)).isEqualTo(StopInstitution.Outcome.CLOSING);
        assertThat(stop.report(office.id)).hasSize(4).allMatch(line -> line.result() == null);
        // The process ended after one was revoked, and before that was noted.
        CertificateId first = register.ownedBy(people.getFirst()).getFirst().id();
        revoke.withInstitution(first, office.operator, office.id.toString());
        runJob();
        runJob();
        assertThat(stop.report(office.id)).hasSize(4).allMatch(line -> "REVOKED".equals(line.result()) && !line.serial().isEmpty());
        for (UUID account : people) {
            assertThat(register.ownedBy(account)).singleElement()
                    .satisfies(certificate -> {
                        assertThat(certificate.reason()).hasToString("CESSATION_OF_OPERATION");
                        assertThat(register.revocation(certificate.id()).orElseThrow().withInstitution()).isTrue();
                    });
            assertThat(jdbc.sql("SELECT count(*) FROM audit_event WHERE account = :account AND type = 'certificate.revoked'")
                    .param("account", account).query(Integer.class).single()).isEqualTo(1);
        }
        var sheet = stop.sheet(office.id).orElseThrow();
        assertThat(sheet.certificates()).isZero();
        assertThat(sheet.closing()).satisfies(closing -> {
            assertThat(closing.doneAt()).isNotNull();
            assertThat(closing.revoked()).isEqualTo(4);
        });
        assertThat(office.events()).containsExactly("institution.stopped", "institution.closing-ordered",
                "institution.closing-done");
        assertThat(stop.resume(office.id, office.operator, ORIGIN)).isEqualTo(StopInstitution.Outcome.DONE);
    }
}
