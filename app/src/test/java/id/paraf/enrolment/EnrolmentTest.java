package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.IDENTITY;
import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static id.paraf.enrolment.EnrolmentWorld.PASSPHRASE;
import static id.paraf.enrolment.EnrolmentWorld.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.Agreements;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.pki.RevocationReason;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** From the first page to the certificate, and what no order of steps may lead to. */
@ParafTest
class EnrolmentTest {

    @Autowired
    EnrolmentWorld world;
    @Autowired
    Apply apply;
    @Autowired
    Decide decide;
    @Autowired
    FinishApplications finish;
    @Autowired
    Applications applications;
    @Autowired
    Agreements agreements;
    @Autowired
    Register register;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    ReferencePhotos photos;
    @Autowired
    EvidenceFiles evidence;
    @Autowired
    DocumentPolicy policy;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    @Test
    @Proves({"RA-01", "CA-07", "AL-02", "RP-31"})
    void fromTheFirstPageToTheCertificate() {
        UUID account = world.signer();
        var application = world.submitted(account);
        assertThat(application.state()).isEqualTo(State.SUBMITTED);
        var outcome = decide.approve(world.officer(), application.id(), Compared.CARD_SHOWN, ORIGIN);
        assertThat(outcome).isInstanceOf(DecideOutcome.Issued.class);

        var certificate = register.ownedBy(account).getFirst();
        assertThat(certificate.id()).isEqualTo(((DecideOutcome.Issued) outcome).certificate());
        assertThat(certificate.commonName()).isEqualTo("Budi Contoh Santoso");
        assertThat(certificate.key()).isEqualTo(application.key());
        var agreement = agreements.current("id");
        var accepted = register.agreement(certificate.id()).orElseThrow();
        assertThat(accepted.version()).isEqualTo(agreement.version());
        assertThat(accepted.sha256()).isEqualTo(agreement.sha256());
        assertThat(accepted.language()).isEqualTo("id");
        assertThat(accepted.at()).isEqualTo(clock.instant());
        assertThat(photos.exist(account)).isTrue();
        assertThat(world.events(application.id())).containsSubsequence("application.started", "application.consented",
                "application.identity-entered", "application.agreed", "application.key-made", "application.submitted",
                "application.approved", "application.issued");
        assertThat(jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = 'APPLICATION_APPROVED'")
                .param("account", account).query(Integer.class).single()).isEqualTo(1);
        assertThat(apply.start(account, ORIGIN)).isInstanceOf(ApplyOutcome.AlreadyCertified.class);
    }

    @Test
    @Proves("LI-03")
    void theNationalNumberIsNeitherInTheCertificateNorReadableInTheDatabase() {
        UUID account = world.signer();
        var application = world.submitted(account);
        decide.approve(world.officer(), application.id(), Compared.CARD_SHOWN, ORIGIN);
        byte[] der = register.ownedBy(account).getFirst().der();
        String nik = IDENTITY.nik();
        assertThat(new String(der, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain(nik);
        String row = jdbc.sql("SELECT row_to_json(a)::text FROM enrolment_application a WHERE id = :id")
                .param("id", application.id())
                .query(String.class).single();
        assertThat(row).doesNotContain(nik).doesNotContain("Budi");
        String trail = jdbc.sql("SELECT string_agg(details::text, ' ') FROM audit_event WHERE account = :account")
                .param("account", account)
                .query(String.class).single();
        assertThat(trail).doesNotContain(nik).doesNotContain(PASSPHRASE);
    }

    @Test
    void whatWasApprovedBeforeACrashIsIssuedAfterIt() {
        UUID account = world.signer();
        var application = world.submitted(account);
        // As the approval's commit leaves it.
        jdbc.sql(
                "UPDATE enrolment_application SET state = 'APPROVED', decided_at = '2020-01-01', decided_by = :officer WHERE id = :id")
                .param("officer", world.officer()).param("id", application.id()).update();
        finish.run();
        finish.run();
        assertThat(register.ownedBy(account)).hasSize(1);
        assertThat(applications.ownedBy(account, application.id()).orElseThrow().state()).isEqualTo(State.ISSUED);
    }

    @Test
    void aRevokedOwnerIsToldAtEveryAddress() {
        UUID account = world.signer();
        decide.approve(world.officer(), world.submitted(account).id(), Compared.CARD_SHOWN, ORIGIN);
        Certificate certificate = register.ownedBy(account).getFirst();
        int before = notices(account);
        revoke.revoke(certificate.id(), RevocationReason.KEY_COMPROMISE, account, ORIGIN);
        assertThat(notices(account)).as("by mail and on the phone").isEqualTo(before + 2);
    }

    private int notices(UUID account) {
        return jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = 'SECURITY'")
                .param("account", account)
                .query(Integer.class).single();
    }

    @Test
    @Proves("RA-03")
    void noPathLeadsBackFromAnEnd() {
        for (var end : EnumSet.of(State.REJECTED, State.EXPIRED, State.WITHDRAWN, State.ISSUED)) {
            assertThat(end.next()).isEmpty();
        }
        var reached = EnumSet.of(State.DRAFT);
        for (int i = 0; i < State.values().length; i++) {
            EnumSet.copyOf(reached).forEach(state -> reached.addAll(state.next()));
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(State.class));
        for (var from : State.values()) {
            // Issued follows an approval only, and an approval a submission only, or the first of two.
            assertThat(from.next().contains(State.ISSUED)).isEqualTo(from == State.APPROVED);
            assertThat(from.next().contains(State.APPROVED)).isEqualTo(from == State.SUBMITTED || from == State.CONFIRMING);
            assertThat(from.next().contains(State.CONFIRMING)).isEqualTo(from == State.SUBMITTED);
        }
        assertThat(State.RETURNED.next()).as("what was sent back is decided after it was sent again, and not before")
                .containsExactlyInAnyOrder(State.SUBMITTED, State.WITHDRAWN, State.EXPIRED);
    }

    /** Random orders of everything anyone can do: whatever happens, the rules hold. */
    @Test
    @Proves("RA-03")
    void noOrderOfStepsBreaksTheRules() {
        var fourEyes = world.fourEyes();
        UUID first = world.officer();
        for (int seed = 0; seed < 16; seed++) {
            var random = new Random(seed);
            UUID account = world.signer();
            UUID officer = world.officer();
            UUID id = done(apply.start(account, ORIGIN)).id();
            State last = State.DRAFT;
            for (int i = 0; i < 16; i++) {
                switch (random.nextInt(random.nextInt(3) == 0 ? 11 : 6)) {
                    case 0 -> apply.consent(account, id, "0".repeat(64), ORIGIN);
                    case 1 -> apply.identity(account, id, IDENTITY, ORIGIN);
                    case 2 -> apply.askOfficer(account, id, true, ORIGIN);
                    case 3 -> world.agree(account, id);
                    case 4 -> apply.passphrase(account, id, PASSPHRASE, ORIGIN);
                    case 5 -> apply.submit(account, id, ORIGIN);
                    case 6 -> apply.withdraw(account, id, ORIGIN);
                    case 7 -> decide.reject(officer, id, "Data belum lengkap, lengkapi.", ORIGIN);
                    case 8 -> decide.giveBack(officer, id, Set.of(Step.CORRECTABLE.get(random.nextInt(2))),
                            "Data belum lengkap, lengkapi.", ORIGIN);
                    // The first of two, who cannot be the second: nothing is issued by it, however often it comes.
                    case 9 -> fourEyes.approve(first, id, Compared.CARD_SHOWN, ORIGIN);
                    default -> decide.approve(officer, id, Compared.CARD_SHOWN, ORIGIN);
                }
                var now = applications.ownedBy(account, id).orElseThrow();
                assertThat(last == now.state() || leadsTo(last, now.state())).as("seed %d: %s to %s", seed, last, now.state())
                        .isTrue();
                if (now.state() != State.DRAFT && now.state() != State.WITHDRAWN) {
                    assertThat(now.identity()).isNotNull();
                    assertThat(now.agreement()).isNotNull();
                    assertThat(now.key()).isNotNull();
                    assertThat(now.photosDone()).isEqualTo(now.state() != State.RETURNED
                            || !now.toCorrect().contains(Step.PHOTOS));
                }
                assertThat(register.ownedBy(account)).hasSize(now.state() == State.ISSUED ? 1 : 0);
                last = now.state();
            }
        }
    }

    private static boolean leadsTo(State from, State to) {
        var reached = EnumSet.noneOf(State.class);
        reached.addAll(from.next());
        for (int i = 0; i < State.values().length; i++) {
            EnumSet.copyOf(reached).forEach(state -> reached.addAll(state.next()));
        }
        return reached.contains(to);
    }

    @Test
    void aStateNeverJumps() {
        var rows = new ApplicationRows(jdbc, clock, photos, evidence, policy,
                new SearchWords(new id.paraf.kernel.RootSecret(new byte[32])),
                new id.paraf.kernel.RootSecret(new byte[32]), new id.paraf.kernel.Randomness());
        assertThatThrownBy(() -> rows.move(UUID.randomUUID(), State.REJECTED, State.ISSUED, null, null, null))
                .hasMessageContaining("No path");
    }
}
