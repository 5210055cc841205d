package id.paraf.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.TestPeople;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.SecretText;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Documents that several sign in turn, with real keys, from the first request to what all of them have in the end. */
@ParafTest
class RoundsTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld resets;
    @Autowired
    TestPeople people;
    @Autowired
    SigningWorld world;
    @Autowired
    Documents documents;
    @Autowired
    DeleteDocument delete;
    @Autowired
    SignDocuments sign;
    @Autowired
    AskOthers ask;
    @Autowired
    Rounds rounds;
    @Autowired
    ChangeTurn change;
    @Autowired
    EndRound end;
    @Autowired
    FindSigner find;
    @Autowired
    Accounts accounts;
    @Autowired
    SuspendCertificate suspend;
    @Autowired
    Limits limits;
    @Autowired
    TestInbox inbox;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private ResetWorld.Owner asker;
    private ResetWorld.Owner first;
    private ResetWorld.Owner second;

    @BeforeEach
    void people() {
        asker = resets.owner(port);
        first = resets.owner(port);
        second = resets.owner(port);
    }

    private byte[] askersCopy(Round round) {
        return documents.content(round.asker(), round.document()).orElseThrow().pdf();
    }

    private static int signatures(byte[] pdf) throws IOException {
        try (var read = Loader.loadPDF(pdf)) {
            return read.getSignatureDictionaries().size();
        }
    }

    private List<Turn.State> states(Round round) {
        return world.now(round).turns().stream().map(Turn::state).toList();
    }

    /** How many messages of a kind somebody has by now, over both channels. */
    private long messages(ResetWorld.Owner owner, Template template) {
        return jdbc.sql("SELECT count(*) FROM notice_message WHERE account = :account AND template = :template")
                .param("account", owner.person().id).param("template", template.name()).query(Long.class).single();
    }

    private boolean there(ResetWorld.Owner owner, UUID document) {
        return documents.content(owner.person().id, document).isPresent();
    }

    @Test
    @Proves({"PD-04", "PD-10"})
    void eachSignsInTurnWhatTheOneBeforeHasSignedAndAllHaveItInTheEnd() throws IOException {
        var pdf = SigningWorld.pdf("Perjanjian", 2);
        var round = world.round(asker, world.document(asker, pdf), first, second);
        assertThat(people.events(asker.person(), "round.begun")).isEqualTo(1);
        assertThat(people.events(first.person(), "round.turn.begun")).isEqualTo(1);
        assertThat(messages(first, Template.SIGNATURE_ASKED)).as("by e-mail and WhatsApp").isEqualTo(2);
        assertThat(inbox.await(first.person().email, Template.SIGNATURE_ASKED).link()).endsWith("/documents/rounds/" + round.id());
        assertThat(rounds.waitingFor(first.person().id)).isEqualTo(1);
        var given = world.before(first, round);
        assertThat(given.sha256()).isEqualTo(Hashes.sha256(pdf));
        assertThat(documents.content(first.person().id, given.id()).orElseThrow().pdf()).isEqualTo(pdf);

        // Whose turn has not come knows of nothing.
        assertThat(rounds.find(second.person().id, round.id())).isEmpty();
        assertThat(documents.ownedBy(second.person().id)).isEmpty();
        assertThat(messages(second, Template.SIGNATURE_ASKED)).isZero();

        assertThat(world.signs(first, round)).isInstanceOf(SignDocuments.Outcome.Begun.class);
        assertThat(states(round)).containsExactly(Turn.State.SIGNED, Turn.State.ASKED);
        assertThat(people.events(first.person(), "document.signed")).isEqualTo(1);
        assertThat(people.events(asker.person(), "round.turn.signed")).isEqualTo(1);
        var once = askersCopy(round);
        assertThat(once).startsWith(pdf);
        assertThat(signatures(once)).isEqualTo(1);
        var next = world.before(second, round);
        assertThat(next.sha256()).as("what the second reads is what the first has signed").isEqualTo(Hashes.sha256(once));
        assertThat(documents.content(second.person().id, next.id()).orElseThrow().pdf()).isEqualTo(once);

        assertThat(world.signs(second, round)).isInstanceOf(SignDocuments.Outcome.Begun.class);
        assertThat(world.now(round).state()).isEqualTo(Round.State.FINISHED);
        var whole = askersCopy(round);
        assertThat(whole).startsWith(once);
        assertThat(signatures(whole)).isEqualTo(2);
        for (var signer : List.of(first, second)) {
            assertThat(documents.content(signer.person().id, world.before(signer, round).id()).orElseThrow().pdf())
                    .as("everybody who signed has the whole document").isEqualTo(whole);
            assertThat(messages(signer, Template.SIGNATURE_ROUND)).isEqualTo(signer.equals(first) ? 2 : 0);
        }
        assertThat(messages(asker, Template.SIGNATURE_ROUND)).isEqualTo(2);
        assertThat(people.events(asker.person(), "round.ended")).isEqualTo(1);
        var done = documents.ownedBy(asker.person().id, round.document()).orElseThrow();
        assertThat(done.held()).isFalse();
        assertThat(done.signed()).isTrue();
        assertThat(jdbc.sql("""
                SELECT details ->> 'signedSha256' FROM audit_event WHERE account = :account AND type = 'document.signed'""")
                .param("account", second.person().id).query(String.class).single())
                .isEqualTo(HexFormat.of().formatHex(Hashes.sha256(whole)));
    }

    @Test
    void whatIsStoredForASignerIsBoundToTheSignersOwnRow() {
        var round = world.round(asker, first, second);
        world.signs(first, round);
        byte[] askers = sealed(round.document());
        jdbc.sql("UPDATE signing_document SET sealed = :sealed WHERE id = :id").param("sealed", askers)
                .param("id", world.before(second, round).id()).update();
        var given = world.before(second, round);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> documents.content(second.person().id, given.id()))
                .hasMessageContaining("altered");
    }

    private byte[] sealed(UUID document) {
        return jdbc.sql("SELECT sealed FROM signing_document WHERE id = :id").param("id", document).query(byte[].class).single();
    }

    @Test
    void whatDoesNotCommitWholeDoesNotCommitAtAll() throws IOException {
        var round = world.round(asker, first, second);
        // The next one cannot be asked: the signature is not stored either.
        give(round, UUID.randomUUID());
        world.signs(first, round);
        assertThat(states(round)).containsExactly(Turn.State.ASKED, Turn.State.LATER);
        assertThat(world.before(first, round).trouble()).isEqualTo(Trouble.DEFECT);
        assertThat(people.events(first.person(), "document.signed")).isZero();
        assertThat(signatures(askersCopy(round))).isZero();
        give(round, second.person().id);
        world.signs(first, round);
        assertThat(states(round)).containsExactly(Turn.State.SIGNED, Turn.State.ASKED);
        assertThat(people.events(first.person(), "document.signed")).isEqualTo(1);
        assertThat(signatures(askersCopy(round))).isEqualTo(1);
    }

    private void give(Round round, UUID account) {
        jdbc.sql("UPDATE signing_turn SET account = :account WHERE round = :round AND position = 2").param("account", account)
                .param("round", round.id()).update();
    }

    @Test
    void asLongAsItRunsTheDocumentStaysAndItsOwnerSignsOnlyInTurn() {
        var round = world.round(asker, first, asker);
        var mine = documents.ownedBy(asker.person().id, round.document()).orElseThrow();
        assertThat(mine.lent()).isTrue();
        assertThat(delete.delete(asker.person().id, mine.id(), SigningWorld.PLACE)).isFalse();
        assertThat(delete.delete(first.person().id, world.before(first, round).id(), SigningWorld.PLACE)).isFalse();
        assertThat(sign.sign(asker.person().id, asker.certificate(),
                List.of(new SignDocuments.Chosen(mine.id(), mine.sha256())), new MarkChoice.Invisible(),
                SecretText.of(ResetWorld.OLD), SecretText.of(""), SigningWorld.PLACE))
                .isEqualTo(new SignDocuments.Outcome.NotThere());
        assertThat(ask.ask(asker.person().id, mine.id(), List.of(new AskOthers.Signer(second.person().id, "x", null)), "", null,
                SigningWorld.PLACE)).isEqualTo(new AskOthers.Outcome.NotNow());
        clock.advance(Duration.ofDays(20));
        while (delete.expire() > 0) {
            continue;
        }
        assertThat(there(asker, mine.id())).isTrue();
        world.signs(first, round);
        world.signs(asker, round);
        assertThat(world.now(round).state()).isEqualTo(Round.State.FINISHED);
        assertThat(documents.ownedBy(asker.person().id)).as("the list has the document, and no copy beside it")
                .extracting(Document::id).containsExactly(mine.id());
        assertThat(delete.delete(asker.person().id, mine.id(), SigningWorld.PLACE)).isTrue();
    }

    @Test
    void whoDeclinesEndsItForAllAndWhatWasSignedStaysWithTheAsker() throws IOException {
        var round = world.round(asker, first, second);
        world.signs(first, round);
        var given = world.before(second, round);
        assertThat(end.decline(first.person().id, round.id(), "Bukan giliran saya", SigningWorld.PLACE)).isFalse();
        assertThat(end.decline(second.person().id, round.id(), "Isinya belum benar", SigningWorld.PLACE)).isTrue();
        assertThat(end.decline(second.person().id, round.id(), "Isinya belum benar", SigningWorld.PLACE)).isFalse();
        assertThat(world.now(round).state()).isEqualTo(Round.State.DECLINED);
        assertThat(world.now(round).turn(2).orElseThrow().reason()).isEqualTo("Isinya belum benar");
        assertThat(there(second, given.id())).isFalse();
        assertThat(there(first, world.before(first, round).id())).as("what was signed").isTrue();
        assertThat(signatures(askersCopy(round))).isEqualTo(1);
        assertThat(people.events(second.person(), "round.turn.declined")).isEqualTo(1);
        assertThat(people.events(asker.person(), "round.ended")).isEqualTo(1);
        assertThat(messages(asker, Template.SIGNATURE_ROUND)).isEqualTo(2);
        assertThat(messages(first, Template.SIGNATURE_ROUND)).isEqualTo(2);
        assertThat(messages(second, Template.SIGNATURE_ROUND)).as("who did it knows it").isZero();
        // With the one signature it can be sent to others.
        var again = world.round(asker, documents.ownedBy(asker.person().id, round.document()).orElseThrow(), second);
        world.signs(second, again);
        assertThat(signatures(askersCopy(again))).isEqualTo(2);
    }

    @Test
    @Proves("WF-03")
    void aWithdrawnRoundEndsAccessAtOnce() {
        var round = world.round(asker, first, second);
        var given = world.before(first, round);
        assertThat(end.withdraw(first.person().id, round.id(), SigningWorld.PLACE)).as("by a signer").isFalse();
        assertThat(end.withdraw(asker.person().id, round.id(), SigningWorld.PLACE)).isTrue();
        assertThat(end.withdraw(asker.person().id, round.id(), SigningWorld.PLACE)).isFalse();
        assertThat(there(first, given.id())).isFalse();
        assertThat(rounds.find(first.person().id, round.id()).orElseThrow().state()).isEqualTo(Round.State.WITHDRAWN);
        assertThat(rounds.find(second.person().id, round.id())).isEmpty();
        assertThat(states(round)).containsExactly(Turn.State.LAPSED, Turn.State.LAPSED);
        assertThat(messages(first, Template.SIGNATURE_ROUND)).isEqualTo(2);
        assertThat(messages(second, Template.SIGNATURE_ROUND)).isZero();
        assertThat(people.events(asker.person(), "round.ended")).isEqualTo(1);
        assertThat(documents.ownedBy(asker.person().id, round.document()).orElseThrow().waiting()).isTrue();
    }

    @Test
    void theAskerSkipsOrReplacesWhoDoesNotSign() throws IOException {
        var third = resets.owner(port);
        var round = world.round(asker, first, second);
        var given = world.before(first, round);
        assertThat(change.skip(first.person().id, round.id(), 1, SigningWorld.PLACE)).isEqualTo(ChangeTurn.Outcome.TOO_LATE);
        assertThat(replace(round, 1, second)).isEqualTo(ChangeTurn.Outcome.THERE_ALREADY);
        assertThat(replace(round, 1, third)).isEqualTo(ChangeTurn.Outcome.CHANGED);
        assertThat(there(first, given.id())).isFalse();
        assertThat(rounds.find(first.person().id, round.id())).isEmpty();
        assertThat(messages(first, Template.SIGNATURE_ROUND)).isEqualTo(2);
        assertThat(messages(third, Template.SIGNATURE_ASKED)).isEqualTo(2);
        assertThat(people.events(asker.person(), "round.turn.replaced")).isEqualTo(1);
        world.signs(third, round);
        assertThat(change.skip(asker.person().id, round.id(), 1, SigningWorld.PLACE)).as("signed")
                .isEqualTo(ChangeTurn.Outcome.TOO_LATE);
        assertThat(change.skip(asker.person().id, round.id(), 2, SigningWorld.PLACE)).isEqualTo(ChangeTurn.Outcome.CHANGED);
        assertThat(people.events(asker.person(), "round.turn.skipped")).isEqualTo(1);
        assertThat(states(round)).containsExactly(Turn.State.SIGNED, Turn.State.SKIPPED);
        assertThat(world.now(round).state()).isEqualTo(Round.State.FINISHED);
        assertThat(signatures(askersCopy(round))).isEqualTo(1);
    }

    private ChangeTurn.Outcome replace(Round round, int position, ResetWorld.Owner other) {
        return change.replace(asker.person().id, round.id(), position,
                new FindSigner.Outcome.Found(other.person().id, "Pengganti"), SigningWorld.PLACE);
    }

    @Test
    void theAskerLearnsThatSomebodyCannotSignAndNotWhyBeyondTheOwnInstitution() {
        var newcomer = people.signer(port);
        var round = world.round(asker, first, second);
        assertThat(rounds.obstacle(round)).isEmpty();
        suspend.byOwner(first.certificate(), first.person().id, SigningWorld.PLACE);
        assertThat(rounds.obstacle(world.now(round))).contains(Obstacle.CERTIFICATE);
        resets.keyroom.freeze(second.key(), null);
        change.skip(asker.person().id, round.id(), 1, SigningWorld.PLACE);
        assertThat(rounds.obstacle(world.now(round))).contains(Obstacle.CERTIFICATE);
        assertThat(messages(asker, Template.SIGNATURE_ROUND)).as("a turn that begins with an obstacle is told of").isEqualTo(2);
        change.replace(asker.person().id, round.id(), 2, new FindSigner.Outcome.Found(newcomer.id, "Baru"), SigningWorld.PLACE);
        assertThat(rounds.obstacle(world.now(round))).contains(Obstacle.NO_CERTIFICATE);
        accounts.disable(newcomer.id, null, SigningWorld.PLACE);
        assertThat(rounds.obstacle(world.now(round))).contains(Obstacle.ACCOUNT);
        jdbc.sql("UPDATE account SET unit = (SELECT unit FROM account WHERE id = :other) WHERE id = :id")
                .param("other", people.claimedAt("Kantor Jauh").id).param("id", newcomer.id).update();
        assertThat(rounds.obstacle(world.now(round))).contains(Obstacle.UNSAID);
    }

    @Test
    void nobodyAsksWithoutEnd() {
        var round = world.round(asker, first);
        for (int i = 1; i < Limit.ROUND_PER_ACCOUNT.permits(); i++) {
            assertThat(limits.take(Limit.ROUND_PER_ACCOUNT, asker.person().id.toString()).granted()).isTrue();
        }
        assertThat(replace(round, 1, second)).isEqualTo(ChangeTurn.Outcome.TOO_MANY);
        var another = world.document(asker);
        assertThat(ask.ask(asker.person().id, another.id(), List.of(new AskOthers.Signer(second.person().id, "x", null)), "", null,
                SigningWorld.PLACE)).isEqualTo(new AskOthers.Outcome.TooMany());
        assertThat(messages(second, Template.SIGNATURE_ASKED)).isZero();
        assertThat(people.events(asker.person(), "round.begun")).isEqualTo(1);
    }

    @Test
    void colleaguesAreFoundByNameOthersByTheirWholeAddressAndGuessesAreCounted() {
        var stranger = people.claimedAt("Kantor Jauh");
        var me = asker.person().id;
        assertThat(find.find(me, first.person().username)).isEqualTo(new FindSigner.Outcome.Found(first.person().id,
                accounts.get(first.person().id).name()));
        assertThat(find.find(me, stranger.username)).isEqualTo(new FindSigner.Outcome.Nobody());
        assertThat(find.find(me, " " + stranger.email + " ")).isEqualTo(new FindSigner.Outcome.Found(stranger.id, stranger.email));
        for (int i = 0; i < 29; i++) {
            assertThat(find.find(me, "tidak-ada-" + i)).isEqualTo(new FindSigner.Outcome.Nobody());
        }
        assertThat(find.find(me, first.person().username)).as("after thirty wrong ones")
                .isInstanceOf(FindSigner.Outcome.TooMany.class);
        clock.advance(Duration.ofHours(1).plusMinutes(1));
        assertThat(find.find(me, first.person().username)).isInstanceOf(FindSigner.Outcome.Found.class);
    }
}
