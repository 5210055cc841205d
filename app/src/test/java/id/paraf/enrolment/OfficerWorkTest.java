package id.paraf.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.certificate.Agreements;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.selfie.ProposedPhotos;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.selfie.SelfieCases;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** How work reaches officers, and what they can do about an approval that the authority cannot carry out. */
@ParafTest
class OfficerWorkTest {

    private static final Origin ORIGIN = new Origin("192.0.2.9", "test");
    private static final Identity IDENTITY = new Identity("Budi Contoh Santoso", "9900 0001 0190 0012", null, "Analis Contoh");

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
    Accounts accounts;
    @Autowired
    Invitations invitations;
    @Autowired
    Agreements agreements;
    @Autowired
    Keyroom keyroom;
    @Autowired
    ReferencePhotos photos;
    @Autowired
    SelfieCases cases;
    @Autowired
    EnrolmentWorld world;
    @Autowired
    TestPeople people;
    @Autowired
    TestInbox inbox;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    private Application submitted(UUID account) {
        var started = (ApplyOutcome.Done) apply.start(account, ORIGIN);
        UUID id = started.application().id();
        var agreement = agreements.current("id");
        apply.consent(account, id, "0".repeat(64), ORIGIN);
        apply.identity(account, id, IDENTITY, ORIGIN);
        ProposedPhotos.propose(photos, account, id);
        apply.agree(account, id, agreement.version(), agreement.language(), agreement.sha256(), ORIGIN);
        apply.passphrase(account, id, "Kuda-Laut-Biru-58", ORIGIN);
        world.prove(account, "phone");
        assertThat(apply.submit(account, id, ORIGIN)).isInstanceOf(ApplyOutcome.Done.class);
        return applications.ownedBy(account, id).orElseThrow();
    }

    private long told(UUID officer) {
        return jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = 'OFFICER_TASK'")
                .param("account", officer).query(Long.class).single();
    }

    private List<String> events(UUID application) {
        return jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject ORDER BY id")
                .param("subject", "application:" + application).query(String.class).list();
    }

    @Test
    void officersHearOfNewApplicationsOnceInAWhile() {
        UUID officer = people.claimed(Role.OFFICER).id;
        UUID stopped = people.claimed(Role.OFFICER).id;
        accounts.disable(stopped, null, ORIGIN);
        UUID absent = people.invited(Role.OFFICER).id;
        UUID elsewhere = invitations.invite(new Invitations.Person("lain" + officer.toString().substring(0, 8), "Petugas Lain",
                "Kantor Lain", "Unit", Set.of(Role.OFFICER), officer + "@lain.example", null, "id"), null, ORIGIN).account();
        UUID both = people.claimed(Role.SIGNER, Role.OFFICER).id;
        submitted(both);
        assertThat(told(officer)).isEqualTo(1);
        assertThat(inbox.await(officer, Template.OFFICER_TASK).parameters()).containsExactly(
                "Sebuah permohonan sertifikat menunggu pemeriksaan Anda.");
        // Nobody is told of what they may not decide, or cannot see.
        assertThat(told(both)).isZero();
        assertThat(told(stopped) + told(absent) + told(elsewhere)).isZero();
        submitted(people.claimed().id);
        assertThat(told(officer)).as("at most once in half an hour").isEqualTo(1);
        clock.advance(Duration.ofMinutes(31));
        submitted(people.claimed().id);
        assertThat(told(officer)).isEqualTo(2);
    }

    @Test
    void officersHearOfAResetThatNeedsThem() {
        UUID officer = people.claimed(Role.OFFICER).id;
        cases.open(UUID.randomUUID(), people.claimed().id, UUID.randomUUID(), SelfieCases.Cause.CHOSEN, ORIGIN);
        assertThat(told(officer)).isEqualTo(1);
    }

    @Test
    void whatCannotBeIssuedIsNotedOnceTriedAgainOrRejected() {
        UUID account = people.claimed().id;
        UUID officer = people.claimed(Role.OFFICER).id;
        var application = submitted(account);
        keyroom.destroy(application.key());
        assertThat(decide.approve(officer, application.id(), Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.Unissuable("the key was destroyed"));
        int waiting = desk.unissuable(officer);
        assertThat(waiting).isPositive();
        clock.advance(Duration.ofMinutes(5));
        finish.run();
        finish.run();
        assertThat(events(application.id())).filteredOn("application.unissuable"::equals).as("the job leaves it alone").hasSize(1);
        var seen = desk.application(officer, application.id()).orElseThrow().application();
        assertThat(seen.state()).isEqualTo(State.APPROVED);
        assertThat(seen.unissuable()).isEqualTo("the key was destroyed");

        assertThat(decide.tryAgain(account, application.id(), ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(DecideOutcome.Conflict.NO_OFFICER));
        assertThat(decide.tryAgain(officer, application.id(), ORIGIN)).isInstanceOf(DecideOutcome.Unissuable.class);
        assertThat(decide.reject(account, application.id(), "Kunci rusak. Kirim ulang.", ORIGIN))
                .isInstanceOf(DecideOutcome.NotYours.class);
        assertThat(decide.reject(officer, application.id(), "Kunci rusak. Kirim ulang.", ORIGIN))
                .isInstanceOf(DecideOutcome.Rejected.class);
        assertThat(desk.unissuable(officer)).isEqualTo(waiting - 1);
        assertThat(photos.exist(account)).as("adopted photos go with it").isFalse();
        assertThat(events(application.id())).containsSubsequence("application.approved", "application.unissuable",
                "application.tried-again", "application.unissuable", "application.rejected");
        assertThat(apply.start(account, ORIGIN)).isInstanceOf(ApplyOutcome.Done.class);
    }

    @Test
    void whatWasInTheWayMayGoAndThenItIsIssued() {
        UUID account = people.claimed().id;
        UUID officer = people.claimed(Role.OFFICER).id;
        var application = submitted(account);
        keyroom.freeze(application.key(), null);
        assertThat(decide.approve(officer, application.id(), Compared.CARD_SHOWN, ORIGIN))
                .isEqualTo(new DecideOutcome.Unissuable("the key is frozen"));
        keyroom.unfreeze(application.key());
        assertThat(decide.tryAgain(officer, application.id(), ORIGIN)).isInstanceOf(DecideOutcome.Issued.class);
        var issued = applications.ownedBy(account, application.id()).orElseThrow();
        assertThat(issued.state()).isEqualTo(State.ISSUED);
        assertThat(issued.unissuable()).isNull();
        assertThat(decide.tryAgain(officer, application.id(), ORIGIN)).isEqualTo(new DecideOutcome.AlreadyDecided(State.ISSUED));
    }
}
