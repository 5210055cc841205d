package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Role;
import id.paraf.enrolment.DecideOutcome.Conflict;
import id.paraf.selfie.Meeting;
import id.paraf.selfie.SelfieCases;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What a reset handed over: an officer arranges to see the person, and decides. */
@ParafTest
class WorkCaseTest {

    private static final String NOTE = "Sudah bertemu langsung.";

    @Autowired
    EnrolmentWorld world;
    @Autowired
    WorkCase work;
    @Autowired
    OfficerDesk desk;
    @Autowired
    Examine examine;
    @Autowired
    Decide decide;
    @Autowired
    SelfieCases cases;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    private SelfieCases.Case open(UUID account) {
        return cases.open(UUID.randomUUID(), account, UUID.randomUUID(), SelfieCases.Cause.ATTEMPTS_USED_UP, ORIGIN);
    }

    private String details(SelfieCases.Case of, String event) {
        return String.join("\n",
                jdbc.sql("SELECT details::text FROM audit_event WHERE subject = :subject AND type = :type ORDER BY id")
                        .param("subject", "journey:" + of.journey()).param("type", event).query(String.class).list());
    }

    private WorkCase.Wish wish(Duration in) {
        return new WorkCase.Wish(Meeting.Kind.VIDEO, clock.instant().plus(in), "  https://video.contoh.example/ruang-7 ");
    }

    @Test
    @Proves({"RP-28", "RA-01"})
    void anOfficerDecidesACaseButNeverTheirOwnAndNeverWithoutHavingSeenThePerson() {
        UUID account = world.signer();
        var open = open(account);
        UUID officer = world.officer();
        UUID colleague = world.person("Instansi Contoh", "Unit A", Role.OFFICER);
        assertThat(desk.cases(officer)).anyMatch(item -> item.selfieCase().id().equals(open.id()));
        assertThat(work.approve(account, open.id(), Compared.CARD_SHOWN, NOTE, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(Conflict.NO_OFFICER));
        assertThat(work.approve(colleague, open.id(), Compared.CARD_SHOWN, NOTE, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(Conflict.SAME_UNIT));
        assertThat(work.approve(officer, open.id(), Compared.PERSONNEL_RECORD, NOTE, ORIGIN))
                .isInstanceOf(DecideOutcome.NobodySeen.class);
        assertThat(work.approve(officer, UUID.randomUUID(), Compared.CARD_SHOWN, NOTE, ORIGIN))
                .isEqualTo(new DecideOutcome.NotYours(Conflict.OTHER_INSTITUTION));
        assertThat(details(open, "selfie.case.approved")).isEmpty();

        assertThat(work.approve(officer, open.id(), Compared.CARD_BY_VIDEO, NOTE, ORIGIN))
                .isInstanceOf(DecideOutcome.Approved.class);
        assertThat(details(open, "selfie.case.approved")).contains("CARD_BY_VIDEO", NOTE);
        assertThat(work.reject(officer, open.id(), NOTE, ORIGIN)).isInstanceOf(DecideOutcome.AlreadyDecided.class);
        assertThat(work.arrange(officer, open.id(), wish(Duration.ofHours(2)), ORIGIN))
                .isInstanceOf(WorkCase.Arranged.AlreadyDecided.class);
    }

    @Test
    @Proves("RA-01")
    void aMeetingIsArrangedOnceAndAnewWhenItChanges() {
        UUID account = world.signer();
        var open = open(account);
        UUID officer = world.officer();
        UUID colleague = world.person("Instansi Contoh", "Unit A", Role.OFFICER);
        assertThat(work.arrange(colleague, open.id(), wish(Duration.ofHours(2)), ORIGIN))
                .isEqualTo(new WorkCase.Arranged.NotYours(Conflict.SAME_UNIT));
        assertThat(
                work.arrange(world.person("Instansi Lain", "Unit B", Role.OFFICER), open.id(), wish(Duration.ofHours(2)), ORIGIN))
                .isEqualTo(new WorkCase.Arranged.NotYours(Conflict.OTHER_INSTITUTION));
        var wish = wish(Duration.ofHours(2));
        for (int i = 0; i < 2; i++) {
            assertThat(work.arrange(officer, open.id(), wish, ORIGIN)).isInstanceOf(WorkCase.Arranged.Done.class);
        }
        assertThat(cases.find(open.id()).orElseThrow().meeting())
                .isEqualTo(new Meeting(Meeting.Kind.VIDEO, wish.at(), "https://video.contoh.example/ruang-7"));
        assertThat(details(open, "selfie.case.arranged").lines()).singleElement().asString().contains("VIDEO")
                .doesNotContain("ruang-7");
        var later = new WorkCase.Wish(Meeting.Kind.IN_PERSON, clock.instant().plus(Duration.ofDays(1)), "Ruang 204");
        assertThat(work.arrange(officer, open.id(), later, ORIGIN)).isInstanceOf(WorkCase.Arranged.Done.class);
        assertThat(details(open, "selfie.case.arranged").lines()).hasSize(2);
    }

    @Test
    @Proves({"RA-01", "SF-13"})
    void whoAppliesWithoutPhotosIsMetBeforeTheDecision() {
        UUID account = world.signer();
        UUID officer = world.officer();
        UUID id = world.submittedUnseen(account).id();
        assertThat(work.arrangeFor(world.person("Instansi Contoh", "Unit A", Role.OFFICER), id, wish(Duration.ofHours(2)), ORIGIN))
                .isEqualTo(new WorkCase.Arranged.NotYours(Conflict.SAME_UNIT));
        assertThat(work.arrangeFor(officer, UUID.randomUUID(), wish(Duration.ofHours(2)), ORIGIN))
                .isEqualTo(new WorkCase.Arranged.NotYours(Conflict.OTHER_INSTITUTION));
        assertThat(work.arrangeFor(officer, id, wish(Decide.EVIDENCE.plusSeconds(1)), ORIGIN))
                .isEqualTo(new WorkCase.Arranged.Flawed(Set.of(WorkCase.Flaw.TOO_LATE)));
        assertThat(cases.ofJourney(id).flatMap(found -> java.util.Optional.ofNullable(found.meeting()))).isEmpty();

        var wish = wish(Duration.ofDays(10));
        for (int i = 0; i < 2; i++) {
            assertThat(work.arrangeFor(officer, id, wish, ORIGIN)).isInstanceOf(WorkCase.Arranged.Done.class);
        }
        var open = cases.ofJourney(id).orElseThrow();
        assertThat(open.meeting()).isEqualTo(new Meeting(Meeting.Kind.VIDEO, wish.at(), wish.place().strip()));
        assertThat(details(open, "selfie.case.arranged").lines()).hasSize(1);
        assertThat(jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = 'APPLICATION_MEETING'")
                .param("account", account).query(Long.class).single()).as("by mail and on the phone").isEqualTo(2);
        assertThat(desk.cases(officer)).as("it is worked with the application")
                .noneMatch(item -> item.person().id().equals(account));

        assertThat(decide.approve(officer, id, Compared.CARD_BY_VIDEO, ORIGIN)).isInstanceOf(DecideOutcome.Issued.class);
        assertThat(cases.ofJourney(id).orElseThrow().state()).isEqualTo(SelfieCases.State.APPROVED);
        assertThat(work.arrangeFor(officer, id, wish, ORIGIN)).isInstanceOf(WorkCase.Arranged.AlreadyDecided.class);
        var photographed = world.submitted(world.signer());
        assertThat(work.arrangeFor(officer, photographed.id(), wish, ORIGIN)).isInstanceOf(WorkCase.Arranged.AlreadyDecided.class);
    }

    @Test
    void eachThingThatIsWrongWithAMeetingIsNamed() {
        var open = open(world.signer());
        UUID officer = world.officer();
        assertFlaws(officer, open, new WorkCase.Wish(null, null, " \u00a0x "), EnumSet.of(WorkCase.Flaw.KIND_MISSING,
                WorkCase.Flaw.NO_TIME, WorkCase.Flaw.NO_PLACE));
        Instant now = clock.instant();
        assertFlaws(officer, open, new WorkCase.Wish(Meeting.Kind.VIDEO, now, "Ruang 204"), Set.of(WorkCase.Flaw.PAST));
        assertFlaws(officer, open, new WorkCase.Wish(Meeting.Kind.VIDEO, open.until().plusSeconds(1), "Ruang 204"),
                Set.of(WorkCase.Flaw.TOO_LATE));
        assertFlaws(officer, open, new WorkCase.Wish(Meeting.Kind.VIDEO, now.plusSeconds(60), "x".repeat(201)),
                Set.of(WorkCase.Flaw.NO_PLACE));
        assertFlaws(officer, open, new WorkCase.Wish(Meeting.Kind.VIDEO, now.plusSeconds(60), "Ruang\r\nBcc: lain"),
                Set.of(WorkCase.Flaw.NO_PLACE));
        assertThat(details(open, "selfie.case.arranged")).isEmpty();
    }

    private void assertFlaws(UUID officer, SelfieCases.Case open, WorkCase.Wish wish, Set<WorkCase.Flaw> flaws) {
        assertThat(work.arrange(officer, open.id(), wish, ORIGIN)).isEqualTo(new WorkCase.Arranged.Flawed(flaws));
    }

    @Test
    void theOfficerSeesThePhotosOfTheEnrolment() {
        UUID account = world.signer();
        UUID officer = world.officer();
        var application = world.submitted(account);
        assertThat(decide.approve(officer, application.id(), Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Issued.class);
        var known = examine.person(desk.selfieCase(officer, open(account).id()).orElseThrow());
        assertThat(known.enrolled()).extracting(Application::id).isEqualTo(application.id());
        var stranger = examine.person(desk.selfieCase(officer, open(world.signer()).id()).orElseThrow());
        assertThat(stranger.enrolled()).isNull();
    }
}
