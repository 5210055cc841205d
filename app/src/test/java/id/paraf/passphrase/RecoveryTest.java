package id.paraf.passphrase;

import static id.paraf.passphrase.ResetWorld.NEW;
import static id.paraf.passphrase.ResetWorld.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Register;
import id.paraf.certificate.SupersedeCertificate;
import id.paraf.keyroom.ChangeOutcome;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetGrant;
import id.paraf.keyroom.ResetOutcome;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.selfie.CheckSelfie;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What the process leaves behind when it dies between two commits, and how it is carried on. */
@ParafTest
class RecoveryTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    Journeys journeys;
    @Autowired
    Changes changes;
    @Autowired
    Recovery recovery;
    @Autowired
    CheckSelfie selfie;
    @Autowired
    SupersedeCertificate supersede;
    @Autowired
    Register register;
    @Autowired
    MutableClock clock;

    private UUID order;
    private UUID activation;

    /** A journey whose intent is written, as if the process had died right after it. */
    private Journey intended(ResetWorld.Owner owner) {
        world.atPassphrase(owner);
        UUID id = world.journey(owner);
        order = UUID.randomUUID();
        activation = UUID.randomUUID();
        var agreement = world.agreements.current("id");
        assertThat(journeys.submit(id, order, activation,
                new AgreementAcceptance(agreement.version(), "id", agreement.sha256(), clock.instant()), ResetWorld.PHONE))
                .isTrue();
        return journeys.find(id).orElseThrow();
    }

    private ResetOutcome keyroom(Journey journey) {
        try (var passphrase = Passphrase.of(NEW)) {
            return world.keyroom.reset(order, new ResetGrant(journey.key(), journey.account(), journey.id(),
                    world.links.proof(journey.id()).orElseThrow(), selfie.proof(journey.id()).orElseThrow()), passphrase);
        }
    }

    @Test
    @Proves({"RP-30", "RE-02"})
    void anIntentThatWasNeverCarriedOutIsGivenUpAndThePassphraseCanBeTypedAgain() {
        var owner = world.owner(port);
        var journey = intended(owner);
        recovery.run();
        assertThat(world.state(owner)).as("a living caller gets its time").isEqualTo("SAVING");
        clock.advance(Duration.ofSeconds(21));
        recovery.run();
        assertThat(world.state(owner)).isEqualTo("PASSPHRASE");
        assertThat(keyroom(journey)).as("the slow caller comes too late").isInstanceOf(id.paraf.keyroom.Refusal.Replayed.class);
        assertThat(world.opens(owner, owner.key(), OLD)).isTrue();
        assertThat(world.opens(owner, owner.key(), NEW)).isFalse();
    }

    @Test
    @Proves({"RP-30", "RE-02"})
    void whatTheKeyroomCommittedIsCompletedOnce() {
        var owner = world.owner(port);
        var journey = intended(owner);
        assertThat(keyroom(journey)).isInstanceOf(ResetOutcome.Kept.class);
        recovery.run();
        recovery.run();
        assertThat(world.state(owner)).isEqualTo("DONE");
        assertThat(world.people.events(owner.person(), "passphrase.reset.completed")).isEqualTo(1);
        world.inbox.await(m -> m.to().equals(owner.person().email) && m.body().contains("direset"));
        assertThat(world.opens(owner, owner.key(), NEW)).isTrue();
        assertThat(world.opens(owner, owner.key(), OLD)).isFalse();
    }

    @Test
    @Proves({"RP-30", "RE-02"})
    void aRenewalIsCarriedOnFromEachOfItsSteps() {
        for (int died = 0; died < 3; died++) {
            var owner = world.owner(port, ResetPolicy.RENEW);
            var journey = intended(owner);
            var renewed = (ResetOutcome.Renewed) keyroom(journey);
            if (died > 0) {
                supersede.supersede(owner.certificate(), renewed.newKey(),
                        journeys.submitted(journey.id()).orElseThrow().agreement(),
                        "journey:" + journey.id(), owner.person().id, ResetWorld.PHONE);
            }
            if (died > 1) {
                world.keyroom.activate(activation, renewed.newKey(), owner.person().id);
            }
            recovery.run();
            assertThat(world.state(owner)).as("died after step " + died).isEqualTo("DONE");
            assertThat(register.ownedBy(owner.person().id)).hasSize(2);
            assertThat(world.opens(owner, renewed.newKey(), NEW)).isTrue();
            assertThat(world.opens(owner, owner.key(), OLD)).isFalse();
            assertThat(world.people.events(owner.person(), "passphrase.reset.completed")).isEqualTo(1);
        }
    }

    @Test
    @Proves("RE-02")
    void manyWhoCarryOneRenewalOnMakeOneCertificate() throws Exception {
        var owner = world.owner(port, ResetPolicy.RENEW);
        var renewed = (ResetOutcome.Renewed) keyroom(intended(owner));
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = IntStream.range(0, 6).mapToObj(i -> many.submit(recovery::run)).toList();
            for (var run : runs) {
                run.get();
            }
        }
        assertThat(world.state(owner)).isEqualTo("DONE");
        assertThat(world.opens(owner, renewed.newKey(), NEW)).isTrue();
        assertThat(register.ownedBy(owner.person().id)).hasSize(2);
        assertThat(world.people.events(owner.person(), "passphrase.reset.completed")).isEqualTo(1);
        assertThat(world.people.events(owner.person(), "certificate.abandoned")).as("nobody's work was given up").isZero();
    }

    @Test
    @Proves("RE-02")
    void aChangeIsSettledFromWhatTheKeyroomSays() {
        var owner = world.owner(port);
        UUID carriedOut = UUID.randomUUID();
        UUID never = UUID.randomUUID();
        for (UUID id : new UUID[] {carriedOut, never}) {
            changes.intend(
                    new Changes.Change(id, owner.person().id, owner.certificate(), owner.key(), clock.instant(), ResetWorld.PHONE));
        }
        try (var before = Passphrase.of(OLD); var after = Passphrase.of(NEW)) {
            assertThat(world.keyroom.change(carriedOut, owner.key(), owner.person().id, before, after))
                    .isInstanceOf(ChangeOutcome.Changed.class);
        }
        recovery.run();
        assertThat(world.people.events(owner.person(), "passphrase.changed")).isEqualTo(1);
        assertThat(changes.open()).extracting(Changes.Change::order).contains(never).doesNotContain(carriedOut);
        clock.advance(Duration.ofSeconds(21));
        recovery.run();
        assertThat(changes.open()).extracting(Changes.Change::order).doesNotContain(never);
        assertThat(world.people.events(owner.person(), "passphrase.changed")).isEqualTo(1);
    }
}
