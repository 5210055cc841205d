package id.paraf.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.TestPeople;
import id.paraf.kernel.Wib;
import id.paraf.notice.Template;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** Reminders and ends of rounds, on a clock that the test moves. */
@ParafTest
class RemindSignersTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld resets;
    @Autowired
    TestPeople people;
    @Autowired
    SigningWorld world;
    @Autowired
    RemindSigners remind;
    @Autowired
    EndRound end;
    @Autowired
    AskOthers ask;
    @Autowired
    Rounds rounds;
    @Autowired
    Documents documents;
    @Autowired
    Accounts accounts;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private ResetWorld.Owner asker;
    private ResetWorld.Owner signer;

    @BeforeEach
    void people() {
        asker = resets.owner(port);
        signer = resets.owner(port);
    }

    /** Moves on to the next time that a clock in Jakarta shows this. */
    private void at(int hour, int minute) {
        var now = ZonedDateTime.ofInstant(clock.instant(), Wib.ZONE);
        var then = now.with(LocalTime.of(hour, minute));
        clock.advance(Duration.between(now, then.isAfter(now) ? then : then.plusDays(1)));
    }

    private void runOnManyNodes() throws Exception {
        AtOnce.all(Collections.nCopies(4, (Callable<Boolean>) () -> {
            remind.run();
            return true;
        }));
    }

    private long messages(ResetWorld.Owner owner, Template template) {
        return jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = :template")
                .param("account", owner.person().id).param("template", template.name()).query(Long.class).single();
    }

    private Turn turn(Round round) {
        return rounds.find(asker.person().id, round.id()).orElseThrow().turns().getFirst();
    }

    @Test
    void whoDoesNotSignIsRemindedThreeTimesByDayAndEachTimeOnce() throws Exception {
        at(10, 0);
        var round = world.round(asker, signer);
        runOnManyNodes();
        assertThat(turn(round).reminders()).isZero();
        clock.advance(Duration.ofDays(1));
        at(20, 0);
        clock.advance(Duration.ofDays(1));
        runOnManyNodes();
        assertThat(turn(round).reminders()).as("not at night").isZero();
        at(7, 59);
        runOnManyNodes();
        assertThat(turn(round).reminders()).as("not before work").isZero();
        for (int i = 1; i <= 5; i++) {
            at(9, 0);
            runOnManyNodes();
            assertThat(turn(round).reminders()).isEqualTo(Math.min(i, 3));
            assertThat(messages(signer, Template.SIGNATURE_REMINDER)).isEqualTo(2L * Math.min(i, 3));
            assertThat(people.events(asker.person(), "round.turn.reminded")).isEqualTo(Math.min(i, 3));
            clock.advance(Duration.ofDays(1));
        }
        world.signs(signer, round);
        assertThat(messages(signer, Template.SIGNATURE_ROUND)).isZero();
    }

    @Test
    void theAskerRemindsNowAndThen() throws Exception {
        var round = world.round(asker, signer);
        assertThat(remind.byHand(signer.person().id, round.id(), SigningWorld.PLACE))
                .isEqualTo(new RemindSigners.Outcome.NotPossible());
        Callable<RemindSigners.Outcome> click = () -> remind.byHand(asker.person().id, round.id(), SigningWorld.PLACE);
        assertThat(AtOnce.all(Collections.nCopies(4, click)).stream().filter(RemindSigners.Outcome.Reminded.class::isInstance))
                .hasSize(1);
        assertThat(remind.possible(rounds.find(asker.person().id, round.id()).orElseThrow())).isFalse();
        assertThat(messages(signer, Template.SIGNATURE_REMINDER)).isEqualTo(2);
        assertThat(people.events(asker.person(), "round.turn.reminded")).isEqualTo(1);
        for (int i = 2; i <= RemindSigners.MOST_BY_HAND; i++) {
            clock.advance(RemindSigners.BETWEEN);
            assertThat(click.call()).isEqualTo(new RemindSigners.Outcome.Reminded());
        }
        clock.advance(RemindSigners.BETWEEN);
        assertThat(click.call()).isEqualTo(new RemindSigners.Outcome.NotPossible());
    }

    @Test
    void onTheDayBeforeTheEndItIsToldOnceAndAfterwardsTheRoundIsOver() throws Exception {
        at(10, 0);
        var document = world.document(asker);
        var until = ask.earliest().plusDays(1);
        var begun = (AskOthers.Outcome.Begun) ask.ask(asker.person().id, document.id(),
                List.of(new AskOthers.Signer(signer.person().id, "Penanda Tangan", null)), "", until, SigningWorld.PLACE);
        var round = rounds.find(asker.person().id, begun.round()).orElseThrow();
        assertThat(round.endsAt()).isEqualTo(until.atTime(17, 0).atZone(Wib.ZONE).toInstant());
        clock.advance(Duration.ofHours(6));
        runOnManyNodes();
        assertThat(messages(signer, Template.SIGNATURE_DEADLINE)).as("two days before").isZero();
        at(7, 59);
        runOnManyNodes();
        assertThat(messages(signer, Template.SIGNATURE_DEADLINE)).as("before work").isZero();
        at(8, 0);
        runOnManyNodes();
        runOnManyNodes();
        assertThat(messages(signer, Template.SIGNATURE_DEADLINE)).isEqualTo(2);
        assertThat(people.events(asker.person(), "round.turn.warned")).isEqualTo(1);
        assertThat(messages(signer, Template.SIGNATURE_REMINDER)).as("one message a day is enough").isZero();
        at(17, 0);
        end.expire();
        assertThat(rounds.find(asker.person().id, round.id()).orElseThrow().running()).as("a day is left").isTrue();
        at(17, 0);
        AtOnce.all(Collections.nCopies(4, (Callable<Boolean>) () -> {
            end.expire();
            return true;
        }));
        assertThat(rounds.find(asker.person().id, round.id()).orElseThrow().state()).isEqualTo(Round.State.EXPIRED);
        assertThat(people.events(asker.person(), "round.ended")).isEqualTo(1);
        assertThat(messages(asker, Template.SIGNATURE_ROUND)).isEqualTo(2);
        assertThat(messages(signer, Template.SIGNATURE_ROUND)).isEqualTo(2);
        assertThat(documents.ownedBy(signer.person().id)).isEmpty();
        assertThat(documents.ownedBy(asker.person().id, document.id()).orElseThrow().waiting()).isTrue();
        clock.advance(Duration.ofDays(32));
        end.expire();
        assertThat(rounds.find(asker.person().id, round.id())).isEmpty();
        assertThat(people.events(asker.person(), "round.forgotten")).isEqualTo(1);
    }

    @Test
    void nobodyWhoCannotLogInIsWrittenTo() throws Exception {
        at(10, 0);
        var round = world.round(asker, signer);
        long told = messages(signer, Template.SIGNATURE_ASKED);
        accounts.disable(signer.person().id, null, SigningWorld.PLACE);
        clock.advance(Duration.ofDays(3));
        at(10, 0);
        runOnManyNodes();
        assertThat(messages(signer, Template.SIGNATURE_ASKED)).isEqualTo(told);
        assertThat(messages(signer, Template.SIGNATURE_REMINDER)).isZero();
        assertThat(turn(round).reminders()).as("what was not sent does not count").isZero();
    }
}
