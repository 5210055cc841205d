package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.IDENTITY;
import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static id.paraf.enrolment.EnrolmentWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Role;
import id.paraf.enrolment.DocumentPolicy.Demand;
import id.paraf.evidence.EvidenceFile;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.evidence.EvidenceKind;
import id.paraf.evidence.FileFlaw;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Pictures;
import id.paraf.testing.Proves;

/** Documents of an application: taken in, kept sealed, shown to those who may see them, and deleted in time. */
@ParafTest
class HandInTest {

    private static final byte[] CARD = Pictures.jpeg(480, 300);
    private static final byte[] LETTER = SigningWorld.pdf("Surat rekomendasi", 2);

    @Autowired
    EnrolmentWorld world;
    @Autowired
    Apply apply;
    @Autowired
    Decide decide;
    @Autowired
    HandIn handIn;
    @Autowired
    OfficerDesk desk;
    @Autowired
    Applications applications;
    @Autowired
    EvidenceFiles files;
    @Autowired
    FinishApplications finish;
    @Autowired
    ReferencePhotos photos;
    @Autowired
    SearchWords words;
    @Autowired
    RootSecret root;
    @Autowired
    Randomness randomness;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    private UUID identified(UUID account) {
        UUID id = done(apply.start(account, ORIGIN)).id();
        done(apply.consent(account, id, "0".repeat(64), ORIGIN));
        return done(apply.identity(account, id, IDENTITY, ORIGIN)).id();
    }

    private void kept(UUID account, UUID id, EvidenceKind kind, byte[] file) {
        assertThat(handIn.file(account, id, kind, file, ORIGIN)).isEqualTo(new HandIn.Outcome.Kept());
    }

    private Application now(UUID account, UUID id) {
        return applications.ownedBy(account, id).orElseThrow();
    }

    @Test
    @Proves({"SF-10", "PD-01", "AL-02"})
    void documentsAreKeptReplacedAndTakenBack() {
        UUID account = world.signer();
        UUID id = identified(account);
        kept(account, id, EvidenceKind.RECOMMENDATION, LETTER);
        kept(account, id, EvidenceKind.ID_CARD, CARD);
        assertThat(handIn.of(now(account, id))).extracting(EvidenceFile::kind, EvidenceFile::format, EvidenceFile::pages)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(EvidenceKind.RECOMMENDATION, EvidenceFile.Format.PDF, 2),
                        org.assertj.core.groups.Tuple.tuple(EvidenceKind.ID_CARD, EvidenceFile.Format.JPEG, 1));
        assertThat(handIn.show(account, id, EvidenceKind.RECOMMENDATION, ORIGIN).orElseThrow().bytes()).isEqualTo(LETTER);
        byte[] shown = handIn.show(account, id, EvidenceKind.ID_CARD, ORIGIN).orElseThrow().bytes();
        assertThat(shown).as("made anew").startsWith(0xff, 0xd8).isNotEqualTo(CARD);
        kept(account, id, EvidenceKind.RECOMMENDATION, CARD);
        assertThat(handIn.of(now(account, id))).hasSize(2).first().extracting(EvidenceFile::format)
                .isEqualTo(EvidenceFile.Format.JPEG);
        done(handIn.remove(account, id, EvidenceKind.ID_CARD, ORIGIN));
        done(handIn.remove(account, id, EvidenceKind.ID_CARD, ORIGIN));
        assertThat(now(account, id).documents()).containsExactly(EvidenceKind.RECOMMENDATION);
        assertThat(handIn.show(account, id, EvidenceKind.ID_CARD, ORIGIN)).isEmpty();
        assertThat(world.events(id)).filteredOn(type -> type.startsWith("evidence.")).containsExactly("evidence.handed-in",
                "evidence.handed-in", "evidence.handed-in", "evidence.removed");
    }

    @Test
    void whatIsRefusedTakesNothingAlong() {
        UUID account = world.signer();
        UUID id = identified(account);
        kept(account, id, EvidenceKind.ID_CARD, CARD);
        assertThat(handIn.file(account, id, EvidenceKind.ID_CARD, LETTER, ORIGIN))
                .isEqualTo(new HandIn.Outcome.Refused(FileFlaw.NOT_A_PHOTO));
        assertThat(handIn.file(account, id, EvidenceKind.ID_CARD, Pictures.png(399, 250), ORIGIN))
                .isEqualTo(new HandIn.Outcome.Refused(FileFlaw.TOO_FEW_PIXELS));
        assertThat(handIn.file(account, id, EvidenceKind.RECOMMENDATION, "surat".getBytes(StandardCharsets.UTF_8), ORIGIN))
                .isEqualTo(new HandIn.Outcome.Refused(FileFlaw.NEITHER));
        assertThat(now(account, id).documents()).containsExactly(EvidenceKind.ID_CARD);
        assertThat(handIn.file(world.signer(), id, EvidenceKind.ID_CARD, CARD, ORIGIN)).isEqualTo(new HandIn.Outcome.NotOpen());
        assertThat(handIn.remove(world.signer(), id, EvidenceKind.ID_CARD, ORIGIN)).isInstanceOf(ApplyOutcome.NotOpen.class);
        assertThat(handIn.show(world.signer(), id, EvidenceKind.ID_CARD, ORIGIN)).isEmpty();
        UUID early = world.signer();
        UUID begun = done(apply.start(early, ORIGIN)).id();
        assertThat(handIn.file(early, begun, EvidenceKind.ID_CARD, CARD, ORIGIN)).isEqualTo(new HandIn.Outcome.NotOpen());
        UUID sender = world.signer();
        UUID sent = world.submitted(sender).id();
        assertThat(handIn.file(sender, sent, EvidenceKind.ID_CARD, CARD, ORIGIN)).isEqualTo(new HandIn.Outcome.NotOpen());
        assertThat(handIn.remove(sender, sent, EvidenceKind.ID_CARD, ORIGIN)).isInstanceOf(ApplyOutcome.NotOpen.class);
    }

    @Test
    void nobodyHandsInFilesAllDay() {
        UUID account = world.signer();
        UUID id = identified(account);
        HandIn.Outcome last = new HandIn.Outcome.Kept();
        for (int i = 0; i < 61; i++) {
            last = handIn.file(account, id, EvidenceKind.ID_CARD, new byte[0], ORIGIN);
        }
        assertThat(last).isInstanceOf(HandIn.Outcome.TooMany.class);
    }

    @Test
    @Proves({"RA-02", "AL-02", "SF-11"})
    void onlyTheApplicantAndOfficersOfTheInstitutionSeeThemAndEachLookIsRecorded() {
        UUID account = world.signer();
        UUID id = world.filled(account).id();
        kept(account, id, EvidenceKind.ID_CARD, CARD);
        UUID officer = world.officer();
        assertThat(desk.document(officer, id, EvidenceKind.ID_CARD, ORIGIN)).as("not sent yet").isEmpty();
        done(apply.submit(account, id, ORIGIN));
        UUID stranger = world.person("Instansi Lain Contoh", "Unit Z", Role.OFFICER);
        assertThat(desk.document(stranger, id, EvidenceKind.ID_CARD, ORIGIN)).isEmpty();
        assertThat(world.events(id)).doesNotContain("evidence.viewed");
        assertThat(desk.document(officer, id, EvidenceKind.ID_CARD, ORIGIN)).isPresent();
        assertThat(desk.document(officer, id, EvidenceKind.RECOMMENDATION, ORIGIN)).isEmpty();
        assertThat(handIn.show(account, id, EvidenceKind.ID_CARD, ORIGIN)).isPresent();
        assertThat(jdbc.sql("SELECT actor FROM audit_event WHERE type = 'evidence.viewed' AND subject = :subject")
                .param("subject", "application:" + id).query(UUID.class).list()).containsExactly(officer);
    }

    @Test
    @Proves("SF-09")
    void whatIsInTheDatabaseIsSealedAndOpensNowhereElse() {
        UUID account = world.signer();
        UUID id = identified(account);
        kept(account, id, EvidenceKind.RECOMMENDATION, LETTER);
        byte[] sealed = jdbc.sql("SELECT sealed FROM evidence_file WHERE matter = :id").param("id", id).query(byte[].class)
                .single();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("%PDF", "Halaman");
        UUID other = world.signer();
        UUID application = identified(other);
        for (String change : List.of("kind = 'ID_CARD'", "format = 'JPEG'", "account = '" + other + "'",
                "sealed = set_byte(sealed, 40, (get_byte(sealed, 40) + 1) % 256)", "matter = '" + application + "'")) {
            jdbc.sql("UPDATE evidence_file SET " + change + " WHERE matter = :id").param("id", id).update();
            for (UUID matter : List.of(id, application)) {
                for (var kind : EvidenceKind.values()) {
                    assertThat(files.forComparison(matter, kind)).as(change).isEmpty();
                }
            }
            jdbc.sql("""
                    UPDATE evidence_file SET kind = 'RECOMMENDATION', format = 'PDF', account = :account, matter = :id, sealed = :sealed
                    WHERE matter IN (:id, :other)""").param("account", account).param("id", id).param("other", application)
                    .param("sealed", sealed).update();
            assertThat(files.forComparison(id, EvidenceKind.RECOMMENDATION)).isPresent();
        }
    }

    /** Moves the clock by years, because nothing else tells how long something was kept. */
    @Test
    @Proves({"SF-11", "AL-02"})
    void filesAreDeletedWhenTheirTimeIsOver() {
        UUID rejected = handedIn(world.signer());
        UUID approved = handedIn(world.signer());
        UUID owner = world.signer();
        UUID withdrawn = identified(owner);
        kept(owner, withdrawn, EvidenceKind.ID_CARD, CARD);
        UUID idle = world.signer();
        UUID forgotten = identified(idle);
        kept(idle, forgotten, EvidenceKind.ID_CARD, CARD);
        var before = clock.instant();
        try {
            decide.reject(world.officer(), rejected, "Foto KTP tidak terbaca.", ORIGIN);
            assertThat(decide.approve(world.officer(), approved, Compared.CARD_SHOWN, ORIGIN))
                    .isInstanceOf(DecideOutcome.Issued.class);
            done(apply.withdraw(owner, withdrawn, ORIGIN));
            clock.advance(Duration.ofDays(30).minusSeconds(1));
            files.sweep();
            assertThat(List.of(rejected, approved, withdrawn, forgotten)).allMatch(id -> files.of(id).size() == 1);
            clock.advance(Duration.ofSeconds(2));
            files.sweep();
            assertThat(List.of(rejected, withdrawn)).allMatch(id -> files.of(id).isEmpty());
            assertThat(world.events(rejected)).containsOnlyOnce("evidence.deleted");
            finish.run();
            assertThat(now(idle, forgotten).state()).isEqualTo(State.EXPIRED);
            clock.advance(Duration.ofDays(31));
            files.sweep();
            assertThat(files.of(forgotten)).isEmpty();
            clock.set(before.plus(Duration.ofDays(3652)));
            files.sweep();
            assertThat(files.of(approved)).hasSize(1);
            clock.set(before.plus(Duration.ofDays(3654)));
            files.sweep();
            assertThat(files.of(approved)).isEmpty();
        } finally {
            clock.set(before);
        }
    }

    private UUID handedIn(UUID account) {
        UUID id = world.filled(account).id();
        kept(account, id, EvidenceKind.ID_CARD, CARD);
        return done(apply.submit(account, id, ORIGIN)).id();
    }

    @Test
    @Proves({"RA-03", "RA-06"})
    void documentsAreSentBackReplacedAndSentAgain() {
        UUID account = world.signer();
        UUID id = handedIn(account);
        assertThat(decide.giveBack(world.officer(), id, Set.of(Step.DOCUMENTS), "Foto KTP buram, foto ulang.", ORIGIN))
                .isInstanceOf(DecideOutcome.Returned.class);
        assertThat(Step.furthest(now(account, id))).isEqualTo(Step.DOCUMENTS);
        assertThat(apply.submit(account, id, ORIGIN)).isEqualTo(new ApplyOutcome.StepMissing(Step.DOCUMENTS));
        kept(account, id, EvidenceKind.ID_CARD, Pictures.png(450, 300));
        done(handIn.done(account, id, ORIGIN));
        assertThat(done(apply.submit(account, id, ORIGIN)).state()).isEqualTo(State.SUBMITTED);
        assertThat(world.events(id)).containsSubsequence("application.returned", "evidence.handed-in", "application.corrected",
                "application.submitted-again");
    }

    @Test
    void whatTheOperatorRequiresHasToBeThereAndWhatNobodyAsksForIsNoStep() {
        UUID account = world.signer();
        UUID id = identified(account);
        var required = rows(new DocumentPolicy(Demand.REQUIRED, Demand.REQUIRED));
        assertThat(required.find(id).orElseThrow().documentsMissing()).containsExactlyInAnyOrder(EvidenceKind.values());
        assertThat(Step.furthest(required.find(id).orElseThrow())).isEqualTo(Step.DOCUMENTS);
        kept(account, id, EvidenceKind.ID_CARD, CARD);
        assertThat(required.find(id).orElseThrow().documentsMissing()).containsExactly(EvidenceKind.RECOMMENDATION);
        kept(account, id, EvidenceKind.RECOMMENDATION, LETTER);
        assertThat(Step.furthest(required.find(id).orElseThrow())).isEqualTo(Step.PHOTOS);
        var none = new DocumentPolicy(Demand.NONE, Demand.NONE);
        assertThat(none.asked()).isEmpty();
        assertThat(none.correctable()).containsExactly(Step.IDENTITY, Step.PHOTOS);
        assertThat(new DocumentPolicy(Demand.NONE, Demand.OPTIONAL).asked()).containsExactly(EvidenceKind.ID_CARD);
    }

    private ApplicationRows rows(DocumentPolicy policy) {
        return new ApplicationRows(jdbc, clock, photos, files, policy, words, root, randomness);
    }
}
