package id.paraf.enrolment;

import static id.paraf.enrolment.EnrolmentWorld.ORIGIN;
import static id.paraf.enrolment.EnrolmentWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Role;
import id.paraf.audit.Audit;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.evidence.EvidenceKind;
import id.paraf.face.TestFaces;
import id.paraf.limits.Limits;
import id.paraf.population.PopulationRegister;
import id.paraf.population.PopulationRegister.Answer;
import id.paraf.population.PopulationRegister.Field;
import id.paraf.selfie.CompareCard;
import id.paraf.selfie.PastChecks;
import id.paraf.selfie.ProposedPhotos;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Pictures;
import id.paraf.testing.Proves;

/** What is found out without a person: by the register of these tests, registers that fail, and the real face check. */
@ParafTest
class InquireTest {

    @Autowired
    EnrolmentWorld world;
    @Autowired
    Apply apply;
    @Autowired
    HandIn handIn;
    @Autowired
    Decide decide;
    @Autowired
    Inquire inquire;
    @Autowired
    Examine examine;
    @Autowired
    ReferencePhotos photos;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;
    @Autowired
    ApplicationContext context;

    private UUID sent(UUID account, Identity identity, byte[] card, List<byte[]> live) {
        UUID id = done(apply.start(account, ORIGIN)).id();
        done(apply.consent(account, id, "0".repeat(64), ORIGIN));
        done(apply.identity(account, id, identity, ORIGIN));
        if (card.length > 0) {
            assertThat(handIn.file(account, id, EvidenceKind.ID_CARD, card, ORIGIN)).isEqualTo(new HandIn.Outcome.Kept());
        }
        ProposedPhotos.propose(photos, account, id, live);
        done(world.agree(account, id));
        done(apply.passphrase(account, id, EnrolmentWorld.PASSPHRASE, ORIGIN));
        return done(apply.submit(account, id, ORIGIN)).id();
    }

    private UUID sent(Identity identity) {
        byte[] picture = Pictures.jpeg(40, 50);
        return sent(world.signer(), identity, new byte[0], List.of(picture, picture, picture));
    }

    private Examine.Evidence seen(UUID id) {
        return examine.application(world.officer(), id).orElseThrow();
    }

    private Finding again(Inquire inquire, UUID id) {
        var outcome = inquire.again(world.officer(), id, ORIGIN);
        assertThat(outcome).isInstanceOf(Inquire.Outcome.Done.class);
        return ((Inquire.Outcome.Done) outcome).finding();
    }

    @Test
    @Proves({"RA-06", "AL-02"})
    void theOfficerSeesFieldByFieldWhatAgreesAndTheTrailSaysNoMoreThanThatItWasLookedInto() {
        var budi = EnrolmentWorld.IDENTITY;
        UUID same = sent(budi);
        UUID other = sent(new Identity("Budi Contoh Santosa", budi.nik(), "199001022020122001", "Analis"));
        UUID nobody = sent(new Identity("Budi Contoh Santoso", "9900000101900077", null, "Analis"));
        UUID draft = world.filled(world.signer()).id();
        assertThat(seen(same).finding()).as("not yet").isNull();
        drain();
        assertThat(seen(same).finding()).satisfies(found -> {
            assertThat(found.register()).isEqualTo(Finding.Register.KNOWN);
            assertThat(found.same()).containsExactlyInAnyOrder(Field.values());
            assertThat(found.different()).isEmpty();
            assertThat(found.askedBy()).isNull();
            assertThat(found.card()).isEqualTo(Finding.Card.NOT_ASKED);
        });
        assertThat(seen(other).finding().different()).containsExactlyInAnyOrder(Field.values());
        assertThat(seen(nobody).finding().register()).isEqualTo(Finding.Register.UNKNOWN);
        drain();
        for (UUID id : List.of(same, other, nobody)) {
            assertThat(world.events(id)).containsOnlyOnce("application.looked-into");
        }
        assertThat(world.events(draft)).doesNotContain("application.looked-into");
        assertThat(jdbc.sql("SELECT details::text FROM audit_event WHERE type = 'application.looked-into' AND subject = :subject")
                .param("subject", "application:" + other).query(String.class).single()).doesNotContain("NAME", "Santos", "SEX");
    }

    /** Whatever waits from other tests is looked into, too. */
    private void drain() {
        int before;
        do {
            before = jdbc.sql("SELECT count(*) FROM enrolment_finding").query(Integer.class).single();
            inquire.run();
        } while (before < jdbc.sql("SELECT count(*) FROM enrolment_finding").query(Integer.class).single());
    }

    @Test
    @Proves({"RE-05", "RA-06"})
    void aRegisterThatDoesNotAnswerPassesNobodyAndStopsNothing() {
        UUID id = sent(EnrolmentWorld.IDENTITY);
        var never = new CountDownLatch(1);
        var registers = Map.<String, java.util.function.Supplier<Answer>>of("slow", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Answer.Known(Map.of(Field.NAME, true));
        }, "down", () -> {
            throw new IllegalStateException("down");
        }, "broken", () -> {
            throw new AssertionError("broken");
        }, "says nothing", () -> null, "says nothing that counts", () -> new Answer.Known(Map.of(Field.SEX, true)), "honest",
                () -> new Answer.Unavailable("maintenance"));
        registers.forEach((kind, answer) -> {
            assertThat(again(asking(register(true, answer)), id).register()).as(kind).isEqualTo(Finding.Register.UNAVAILABLE);
            assertThat(seen(id).finding().register()).as(kind).isEqualTo(Finding.Register.UNAVAILABLE);
        });
        assertThat(again(asking(register(false, () -> new Answer.Unknown())), id).register())
                .isEqualTo(Finding.Register.NOT_ASKED);
        assertThat(again(inquire, id).register()).isEqualTo(Finding.Register.KNOWN);
        assertThat(decide.approve(world.officer(), id, Compared.CARD_SHOWN, ORIGIN)).isInstanceOf(DecideOutcome.Issued.class);
    }

    private static PopulationRegister register(boolean there, java.util.function.Supplier<Answer> answer) {
        return new PopulationRegister() {
            @Override
            public boolean there() {
                return there;
            }

            @Override
            public Answer compare(Person person) {
                return answer.get();
            }
        };
    }

    private Inquire asking(PopulationRegister register) {
        return new Inquire(context.getBean(ApplicationRows.class), context.getBean(FindingRows.class),
                context.getBean(OfficerDesk.class), new AskRegister(register, Duration.ofMillis(200)),
                context.getBean(EvidenceFiles.class), context.getBean(CompareCard.class), context.getBean(Limits.class),
                context.getBean(Audit.class), clock, context.getBean(TransactionTemplate.class));
    }

    @Test
    @Proves({"SF-08", "AL-02"})
    void theFaceOnTheCardIsComparedAsAHint() {
        var live = List.of(TestFaces.ASTRONAUT.front(1, 0), TestFaces.ASTRONAUT.front(1, 1), TestFaces.ASTRONAUT.front(1, 2));
        UUID account = world.signer();
        UUID own = sent(account, EnrolmentWorld.IDENTITY, TestFaces.ASTRONAUT.front(4, 0), live);
        UUID others = sent(world.signer(), EnrolmentWorld.IDENTITY, TestFaces.SECOND.front(4, 0), live);
        UUID faceless = sent(world.signer(), EnrolmentWorld.IDENTITY, Pictures.jpeg(600, 400), live);
        UUID unusable = sent(world.signer(), EnrolmentWorld.IDENTITY, TestFaces.SECOND.front(4, 0),
                List.of(Pictures.jpeg(40, 50), Pictures.jpeg(40, 50), Pictures.jpeg(40, 50)));
        assertThat(again(inquire, own).card()).isEqualTo(Finding.Card.COMPARED);
        assertThat(seen(own).likeness().margin()).isNotEqualTo(PastChecks.Margin.BELOW);
        assertThat(again(inquire, others).card()).isEqualTo(Finding.Card.COMPARED);
        assertThat(seen(others).likeness().margin()).isEqualTo(PastChecks.Margin.BELOW);
        assertThat(again(inquire, faceless).card()).isEqualTo(Finding.Card.NO_FACE);
        assertThat(again(inquire, unusable).card()).isEqualTo(Finding.Card.UNAVAILABLE);
        assertThat(seen(unusable).likeness()).isNull();
        assertThat(world.events(own)).contains("reference.compared", "application.looked-into");
        assertThat(decide.approve(world.officer(), others, Compared.CARD_SHOWN, ORIGIN)).as("a hint decides nothing")
                .isInstanceOf(DecideOutcome.Issued.class);
    }

    @Test
    @Proves({"RA-01", "RA-02"})
    void whoMayNotDecideDoesNotAskEither() {
        UUID id = sent(EnrolmentWorld.IDENTITY);
        UUID unit = world.person("Instansi Contoh", "Unit A", Role.OFFICER);
        UUID stranger = world.person("Instansi Lain Contoh", "Unit Z", Role.OFFICER);
        assertThat(inquire.again(unit, id, ORIGIN)).isEqualTo(new Inquire.Outcome.NotYours(DecideOutcome.Conflict.SAME_UNIT));
        assertThat(inquire.again(stranger, id, ORIGIN)).isEqualTo(new Inquire.Outcome.NotThere());
        assertThat(world.events(id)).doesNotContain("application.looked-into");
        UUID officer = world.officer();
        Inquire.Outcome last = inquire.again(officer, id, ORIGIN);
        for (int i = 0; i < 60; i++) {
            last = inquire.again(officer, id, ORIGIN);
        }
        assertThat(last).isInstanceOf(Inquire.Outcome.TooMany.class);
        decide.reject(world.officer(), id, "Data belum lengkap semuanya.", ORIGIN);
        assertThat(inquire.again(world.officer(), id, ORIGIN)).isEqualTo(new Inquire.Outcome.NotThere());
    }
}
