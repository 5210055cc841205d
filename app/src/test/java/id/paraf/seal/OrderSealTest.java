package id.paraf.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.certificate.Register;
import id.paraf.certificate.RevocationGround;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.closing.StopInstitution;
import id.paraf.esign.EsignWorld;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.SealOutcome;
import id.paraf.keyroom.SealRefusal;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.pki.RevocationReason;
import id.paraf.seal.OrderSeal.Flaw;
import id.paraf.seal.OrderSeal.Outcome;
import id.paraf.testing.ParafTest;

/** From the order to the end of a seal: who may do what, and what becomes of key and certificate. */
@ParafTest
class OrderSealTest {

    private static final String HERE = "Kantor Uji";
    private static final Origin DESK = new Origin("192.0.2.34", "OrderSealTest");

    @Autowired
    SealWorld world;
    @Autowired
    EsignWorld esign;
    @Autowired
    OrderSeal order;
    @Autowired
    ConfirmSeal confirm;
    @Autowired
    EndSeals end;
    @Autowired
    ReadSeals read;
    @Autowired
    TestPeople people;
    @Autowired
    Accounts accounts;
    @Autowired
    Register register;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    StopInstitution stop;
    @Autowired
    Keyroom keyroom;
    @Autowired
    TestInbox inbox;
    @Autowired
    JdbcClient jdbc;

    @Test
    void anApplicationHasOneSealOfANameAtATime() {
        var first = world.ordered(HERE, 5);
        var again = SealWorld.typed(first.caller(), first.responsible(), 9);
        assertThat(order.order(first.caller().officer(), again, DESK))
                .isEqualTo(new Outcome.Flawed(EnumSet.of(Flaw.NAME_TAKEN)));
        assertThat(world.events(first.id())).containsExactly("seal.ordered");
        order.withdraw(first.caller().officer(), first.id(), DESK);
        assertThat(order.order(first.caller().officer(), again, DESK)).isInstanceOf(Outcome.Ordered.class);
    }

    @Test
    void whatCannotBeOrderedIsSaidAllAtOnce() {
        var caller = esign.caller(HERE);
        assertThat(order.order(caller.officer(), new OrderSeal.Typed(" ", "1234", "tidak-ada", "x", "0"), DESK))
                .isEqualTo(new Outcome.Flawed(EnumSet.of(Flaw.NAME_MISSING, Flaw.IDENTIFIER_FORM, Flaw.CLIENT_UNKNOWN,
                        Flaw.PER_DAY_RANGE, Flaw.RESPONSIBLE_UNKNOWN)));
        var stranger = people.claimedAt("Kantor Lain");
        assertThat(order.order(caller.officer(), SealWorld.typed(caller, stranger, 5), DESK))
                .isEqualTo(new Outcome.Flawed(EnumSet.of(Flaw.RESPONSIBLE_UNKNOWN)));
        var unproven = people.claimedAt(HERE);
        jdbc.sql("UPDATE account SET email_verified_at = NULL WHERE id = :id").param("id", unproven.id).update();
        assertThat(order.order(caller.officer(), SealWorld.typed(caller, unproven, 5), DESK))
                .isEqualTo(new Outcome.Flawed(EnumSet.of(Flaw.RESPONSIBLE_UNPROVEN)));
        for (var other : List.of(esign.sandbox(HERE), esign.caller("Kantor Lain"))) {
            assertThat(order.order(caller.officer(), SealWorld.typed(other, people.claimedAt(HERE), 5), DESK))
                    .isEqualTo(new Outcome.Flawed(EnumSet.of(Flaw.CLIENT_UNKNOWN)));
        }
    }

    @Test
    void nothingIsMadeOfAnOrderBeforeACaOperatorConfirmsIt() {
        var made = world.ordered(HERE, 5);
        assertThat(world.sheet(made).key()).isNull();
        for (UUID other : List.of(made.caller().officer(), people.claimedAt(HERE, Role.OFFICER).id, made.responsible().id)) {
            assertThat(confirm.confirm(other, made.id(), DESK)).isEqualTo(ConfirmSeal.Outcome.NOT_THERE);
        }
        assertThat(confirm.confirm(world.operator(), made.id(), DESK)).isEqualTo(ConfirmSeal.Outcome.DONE);
        assertThat(confirm.confirm(world.operator(), made.id(), DESK)).isEqualTo(ConfirmSeal.Outcome.UNCHANGED);
        var sheet = world.sheet(made);
        assertThat(sheet.seal().state()).isEqualTo(Seal.State.ISSUED);
        assertThat(sheet.certificate().usable()).isTrue();
        assertThat(sheet.key().application()).isEqualTo(made.caller().client().id());
        assertThat(world.events(made.id())).containsExactly("seal.ordered", "seal.confirmed", "seal.issued");
        assertThat(world.news(made, "sertifikatnya terbit")).hasSize(1);
        assertThat(order.withdraw(made.caller().officer(), made.id(), DESK)).isEqualTo(new Outcome.Unchanged());
    }

    @Test
    void ofTwoOperatorsAtOnceOneConfirms() throws Exception {
        var made = world.ordered(HERE, 5);
        var operators = List.of(world.operator(), world.operator(), world.operator(), world.operator());
        try (var threads = Executors.newFixedThreadPool(operators.size())) {
            var outcomes = threads.invokeAll(operators.stream().map(operator -> (Callable<ConfirmSeal.Outcome>) () -> confirm
                    .confirm(operator, made.id(), DESK)).toList());
            int done = 0;
            for (var outcome : outcomes) {
                done += outcome.get() == ConfirmSeal.Outcome.DONE ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(jdbc.sql("SELECT count(*) FROM certificate WHERE reference = :seal").param("seal", "seal:" + made.id())
                .query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void whoRefusesSaysWhyAndWhoOrderedCanTakeItBack() {
        var made = world.ordered(HERE, 5);
        assertThat(confirm.refuse(world.operator(), made.id(), "tidak", DESK)).isEqualTo(ConfirmSeal.Outcome.REASON_MISSING);
        assertThat(confirm.refuse(world.operator(), made.id(), "Nomor instansinya keliru.", DESK))
                .isEqualTo(ConfirmSeal.Outcome.DONE);
        assertThat(world.sheet(made).seal().note()).isEqualTo("Nomor instansinya keliru.");
        var another = world.ordered(HERE, 5);
        UUID stranger = people.claimedAt("Kantor Lain", Role.OFFICER).id;
        assertThat(order.withdraw(stranger, another.id(), DESK)).isEqualTo(new Outcome.NotThere());
        assertThat(read.ofOfficer(stranger, another.id())).isEmpty();
        assertThat(order.withdraw(another.caller().officer(), another.id(), DESK)).isEqualTo(new Outcome.Done());
        assertThat(confirm.confirm(world.operator(), another.id(), DESK)).isEqualTo(ConfirmSeal.Outcome.UNCHANGED);
        assertThat(world.events(another.id())).containsExactly("seal.ordered", "seal.withdrawn");
    }

    @Test
    void whatWasConfirmedAndCutOffIsFinishedLater() {
        var made = world.ordered(HERE, 5);
        jdbc.sql("""
                UPDATE seal SET state = 'CONFIRMED', decided_by = :by, decided_at = TIMESTAMPTZ '2020-01-01', key = :key
                WHERE id = :id""").param("by", world.operator()).param("key", UUID.randomUUID()).param("id", made.id()).update();
        confirm.finish();
        assertThat(world.sheet(made).seal().state()).isEqualTo(Seal.State.ISSUED);
        assertThat(world.sheet(made).key()).isNotNull();
    }

    @Test
    void whoeverIsResponsibleCanBeAnotherAndOldCodesEnd() {
        var made = world.issued(HERE, 5);
        UUID key = world.sheet(made).key().id();
        UUID client = made.caller().client().id();
        String code = ((SealOutcome.Done<id.paraf.keyroom.SealCode>) keyroom.seals().request(key, client)).value().text();
        var next = people.claimedAt(HERE);
        assertThat(order.handOver(made.caller().officer(), made.id(), "tidak-ada", DESK))
                .isEqualTo(new Outcome.Flawed(Set.of(Flaw.RESPONSIBLE_UNKNOWN)));
        assertThat(order.handOver(made.caller().officer(), made.id(), next.email, DESK)).isEqualTo(new Outcome.Done());
        assertThat(keyroom.seals().activate(key, client, code)).isEqualTo(new SealOutcome.Refused<>(new SealRefusal.Expired()));
        assertThat(world.sheet(made).responsible().id()).isEqualTo(next.id);
        assertThat(world.events(made.id())).contains("seal.handed-over");
        assertThat(inbox.await(next.id, Template.SEAL_NEWS).body()).contains("Anda menjadi penanggung jawabnya");
        assertThat(world.news(made, "bukan penanggung jawabnya lagi")).isNotEmpty();
    }

    @Test
    void whoeverRevokesTheCertificateTheKeyGoes() {
        var made = world.issued(HERE, 5);
        revoke.byOperator(world.sheet(made).certificate().serial(), RevocationReason.KEY_COMPROMISE, DESK);
        assertThat(world.sheet(made).key().destroyed()).as("found by the job").isFalse();
        end.run();
        assertThat(world.sheet(made).key().destroyed()).isTrue();
        assertThat(world.sheet(made).seal().state()).isEqualTo(Seal.State.ENDED);
        assertThat(world.events(made.id())).endsWith("seal.ended");
        end.run();
        assertThat(world.events(made.id())).filteredOn("seal.ended"::equals).hasSize(1);
    }

    @Test
    void endingNeedsWordsAndAnOfficerOfTheInstitution() {
        var made = world.issued(HERE, 5);
        UUID stranger = people.claimedAt("Kantor Lain", Role.OFFICER).id;
        assertThat(order.end(stranger, made.id(), RevocationGround.NOT_NEEDED, "Tidak diperlukan lagi.", DESK))
                .isEqualTo(new Outcome.NotThere());
        assertThat(order.end(made.caller().officer(), made.id(), RevocationGround.NOT_NEEDED, "ya", DESK))
                .isEqualTo(new Outcome.Flawed(Set.of(Flaw.REASON_MISSING)));
        assertThat(order.end(made.caller().officer(), made.id(), RevocationGround.NOT_NEEDED, "Tidak diperlukan lagi.", DESK))
                .isEqualTo(new Outcome.Done());
        assertThat(order.end(made.caller().officer(), made.id(), RevocationGround.NOT_NEEDED, "Tidak diperlukan lagi.", DESK))
                .isEqualTo(new Outcome.Unchanged());
        assertThat(world.sheet(made).revocation().note()).isEqualTo("Tidak diperlukan lagi.");
    }

    @Test
    void aStoppedInstitutionGetsNoSealAndAClosedOneKeepsNone() {
        String name = "Kantor " + UUID.randomUUID().toString().substring(0, 8);
        var issued = world.issued(name, 5);
        var waiting = world.ordered(name, 5);
        var institution = accounts.get(issued.responsible().id).works().institution();
        stop.stop(institution.id(), null, DESK);
        assertThat(confirm.confirm(world.operator(), waiting.id(), DESK)).isEqualTo(ConfirmSeal.Outcome.STOPPED);
        assertThat(order.order(issued.caller().officer(), SealWorld.typed(issued.caller(), issued.responsible(), 5), DESK))
                .isEqualTo(new Outcome.Flawed(EnumSet.of(Flaw.INSTITUTION_STOPPED)));
        assertThat(stop.sheet(institution.id()).orElseThrow().certificates()).isEqualTo(1);
        assertThat(register.lastingSeals(name)).containsExactly(world.sheet(issued).certificate().id());
        assertThat(stop.revokeAll(institution.id(), null, DESK)).isEqualTo(StopInstitution.Outcome.DONE);
        assertThat(stop.report(institution.id())).singleElement()
                .satisfies(line -> assertThat(line.serial()).isNotBlank());
    }

    @Test
    void aCertificateThatWouldBreakARuleIsNotIssued() {
        var caller = esign.caller(HERE);
        // What looks like a NIK never stands in a certificate (LI-03).
        var typed = new OrderSeal.Typed("Segel 9900000101900012", "NTRID-1", people.claimedAt(HERE).username,
                caller.client().id().toString(), "5");
        UUID id = ((Outcome.Ordered) order.order(caller.officer(), typed, DESK)).seal();
        assertThat(confirm.confirm(world.operator(), id, DESK)).isEqualTo(ConfirmSeal.Outcome.UNISSUABLE);
        var sheet = read.one(id).orElseThrow();
        assertThat(sheet.seal().state()).isEqualTo(Seal.State.REFUSED);
        assertThat(sheet.seal().note()).contains("NIK");
        assertThat(sheet.key().destroyed()).isTrue();
        assertThat(world.events(id)).containsExactly("seal.ordered", "seal.confirmed", "seal.unissuable");
    }
}
