package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.IDENTITY;
import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static id.paraf.enrolment.EnrolmentWorld.PASSPHRASE;
import static id.paraf.enrolment.EnrolmentWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import id.paraf.account.Role;
import id.paraf.keyroom.KeyState;
import id.paraf.keyroom.Keyroom;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** The applicant's side: steps in their order, and what is typed into them. */
@ParafTest
class ApplyTest {

    @Autowired
    EnrolmentWorld world;
    @Autowired
    Apply apply;
    @Autowired
    Applications applications;
    @Autowired
    Keyroom keyroom;

    @Test
    @Proves("RA-03")
    void aStepCannotBeSkipped() {
        UUID account = world.signer();
        UUID id = done(apply.start(account, ORIGIN)).id();
        assertThat(apply.identity(account, id, IDENTITY, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.CONSENT));
        assertThat(apply.submit(account, id, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.CONSENT));
        done(apply.consent(account, id, "0".repeat(64), ORIGIN));
        assertThat(world.agree(account, id)).isEqualTo(new ApplyOutcome.StepMissing(Step.IDENTITY));
        done(apply.identity(account, id, IDENTITY, ORIGIN));
        assertThat(apply.passphrase(account, id, PASSPHRASE, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.PHOTOS));
        done(apply.askOfficer(account, id, true, ORIGIN));
        assertThat(apply.agree(account, id, "2020-01", "id", "0".repeat(64), ORIGIN))
                .isInstanceOf(ApplyOutcome.AgreementChanged.class);
        assertThat(apply.submit(account, id, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.AGREEMENT));
        assertThat(apply.submit(world.signer(), id, ORIGIN)).isInstanceOf(ApplyOutcome.NotOpen.class);
        assertThat(applications.ownedBy(world.signer(), id)).isEmpty();
    }

    @Test
    void nobodyIsCertifiedWhoMayNotBeReached() {
        UUID account = world.invited("Instansi Contoh", "Unit A", Role.SIGNER);
        UUID id = world.filled(account).id();
        assertThat(apply.submit(account, id, ORIGIN)).isInstanceOf(ApplyOutcome.ContactsUnverified.class);
        world.prove(account, "email");
        assertThat(apply.submit(account, id, ORIGIN)).isInstanceOf(ApplyOutcome.ContactsUnverified.class);
        assertThat(applications.ownedBy(account, id)).get().extracting(Application::state).isEqualTo(State.DRAFT);
        assertThat(world.events(id)).doesNotContain("application.submitted");
        world.prove(account, "phone");
        assertThat(done(apply.submit(account, id, ORIGIN)).state()).isEqualTo(State.SUBMITTED);
        assertThat(world.events(id)).endsWith("application.submitted");
    }

    @Test
    void aWeakPassphraseMakesNoKeyAndASecondOneReplacesTheFirst() {
        UUID account = world.signer();
        UUID id = done(apply.start(account, ORIGIN)).id();
        done(apply.consent(account, id, "0".repeat(64), ORIGIN));
        done(apply.identity(account, id, IDENTITY, ORIGIN));
        done(apply.askOfficer(account, id, true, ORIGIN));
        done(world.agree(account, id));
        assertThat(apply.passphrase(account, id, "Santoso-Budi-1", ORIGIN)).isInstanceOf(ApplyOutcome.Weak.class);
        assertThat(keyroom.keysOf(account)).isEmpty();
        UUID first = done(apply.passphrase(account, id, PASSPHRASE, ORIGIN)).key();
        UUID second = done(apply.passphrase(account, id, PASSPHRASE + "x", ORIGIN)).key();
        assertThat(second).isNotEqualTo(first);
        assertThat(keyroom.state(first).orElseThrow().phase()).isEqualTo(KeyState.Phase.DESTROYED);
        assertThat(keyroom.state(second).orElseThrow().phase()).isEqualTo(KeyState.Phase.ACTIVE);
    }

    @Test
    void aNikIsBuiltAsNiksAre() {
        for (String nik : List.of("9999999999999999", "1111111111111111", "0000000000000000", "9900003202900001",
                "9900000113900001",
                "9900003002900001", "9900002902910001", "9900000001900001", "9900004001900001", "9900007201900001",
                "9900000100900001", "9900000101900000", "0000000101900001")) {
            assertThat(new Identity("Budi Contoh", nik, null, "x").flaws()).as(nik).containsExactly(Identity.Flaw.NIK_IMPOSSIBLE);
        }
        for (String nik : List.of("9900000101900001", "9900 0041 0190 0001", "9900007112850042", "9900002902000001",
                "9900006902960001")) {
            assertThat(new Identity("Budi Contoh", nik, null, "x").flaws()).as(nik).isEmpty();
        }
    }

    @Test
    void anEmployeeNumberIsBuiltAsTheyAre() {
        for (String nip : List.of("199013012020121001", "199002302020121001", "199001012020131001", "199001012020001001",
                "199001012020123001", "199001012020121000", "199001011995121001", "199001012060121001", "111111111111111111",
                "199001012020201001")) {
            assertThat(new Identity("Budi Contoh", "9900000101900012", nip, "x").flaws()).as(nip)
                    .containsExactly(Identity.Flaw.NIP_IMPOSSIBLE);
        }
        // The last one is employed by contract, for the first time.
        for (String nip : List.of("199001012020121001", "19900101 202012 2 001", "199001012024211001")) {
            assertThat(new Identity("Budi Contoh", "9900000101900012", nip, "x").flaws()).as(nip).isEmpty();
        }
        assertThat(new Identity("Budi Contoh", "9900000101900012", "199001012020121001", "x").birthsAgree()).isTrue();
        assertThat(new Identity("Ayu Contoh", "9900004101900012", "199001012020122001", "x").birthsAgree()).isTrue();
        assertThat(new Identity("Budi Contoh", "9900000101900012", "199002012020121001", "x").birthsAgree()).isFalse();
        assertThat(new Identity("Budi Contoh", "9900000101900012", null, "x").birthsAgree()).isTrue();
    }

    @Test
    void badIdentityComesBackWithEveryFlaw() {
        assertThat(new Identity("", "123", "9", "").flaws()).containsExactly(Identity.Flaw.NAME_MISSING, Identity.Flaw.NIK_FORM,
                Identity.Flaw.NIP_FORM, Identity.Flaw.POSITION_MISSING);
        assertThat(new Identity("Budi <script>", "9900000101900012", null, "x").flaws())
                .containsExactly(Identity.Flaw.NAME_STRANGE);
        assertThat(new Identity("B".repeat(65), "9900000101900012", null, "x").flaws())
                .containsExactly(Identity.Flaw.NAME_TOO_LONG);
        assertThat(new Identity("  Ni   Luh\u200b Contoh ", "9900 0001 0190 0012", " ", "x").fullName()).isEqualTo("Ni Luh Contoh");
    }
}
