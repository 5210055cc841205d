package id.paraf.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.AtOnce;
import id.paraf.testing.ParafTest;

/** Two things at once about one turn: one of them has its effect, and the file is whole. */
@ParafTest
class RoundRacesTest {

    private static final int TRIES = 5;
    /** From before the keyroom is asked to after the signature is stored. */
    private static final int STEP = 150;

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
    EndRound end;
    @Autowired
    ChangeTurn change;

    private ResetWorld.Owner asker;
    private ResetWorld.Owner signer;
    private ResetWorld.Owner next;

    @BeforeEach
    void people() {
        asker = resets.owner(port);
        signer = resets.owner(port);
        next = resets.owner(port);
    }

    private int signatures(Round round) throws IOException {
        try (var read = Loader.loadPDF(documents.content(round.asker(), round.document()).orElseThrow().pdf())) {
            return read.getSignatureDictionaries().size();
        }
    }

    @Test
    void aTurnSignedInManyTabsIsSignedOnceAndTheNextIsAskedOnce() throws Exception {
        var round = world.round(asker, signer, next);
        Callable<SignDocuments.Outcome> tab = () -> world.signs(signer, round);
        assertThat(AtOnce.all(Collections.nCopies(5, tab))).allMatch(SignDocuments.Outcome.Begun.class::isInstance);
        assertThat(signatures(round)).isEqualTo(1);
        assertThat(people.events(signer.person(), "document.signed")).isEqualTo(1);
        assertThat(people.events(asker.person(), "round.turn.signed")).isEqualTo(1);
        assertThat(people.events(next.person(), "round.turn.begun")).isEqualTo(1);
        assertThat(documents.ownedBy(next.person().id)).hasSize(1);
    }

    /** Another effect, later and later while the document is signed. */
    private interface Other {
        boolean happens(Round round);
    }

    private void against(Other other, Round.State otherwise) throws Exception {
        int signed = 0;
        int ended = 0;
        for (int i = 0; i < TRIES; i++) {
            var round = world.round(asker, signer, next);
            int before = people.events(signer.person(), "document.signed");
            int pause = i * STEP;
            var document = world.before(signer, round);
            boolean won = AtOnce.<Object>all(List.<Callable<Object>>of(() -> world.signs(signer, document), () -> {
                TimeUnit.MILLISECONDS.sleep(pause);
                return other.happens(round);
            })).getLast().equals(true);
            var after = world.now(round);
            int stored = people.events(signer.person(), "document.signed") - before;
            assertThat(signatures(round)).as("the file has what the trail has").isEqualTo(stored);
            assertThat((int) after.signed()).isEqualTo(stored);
            assertThat(after.state()).isEqualTo(won ? otherwise : Round.State.RUNNING);
            assertThat(after.current().isPresent()).isEqualTo(!won);
            signed += stored;
            ended += won ? 1 : 0;
            if (!won) {
                end.withdraw(asker.person().id, round.id(), SigningWorld.PLACE);
            }
        }
        assertThat(signed + ended).as("each time at least one had its effect").isGreaterThanOrEqualTo(TRIES);
        assertThat(ended).as("the other was quicker at least at first").isPositive();
    }

    @Test
    void declinedWhileItIsSignedOneOfBothHolds() throws Exception {
        against(round -> end.decline(signer.person().id, round.id(), "Tidak jadi", SigningWorld.PLACE), Round.State.DECLINED);
        assertThat(people.events(signer.person(), "round.turn.declined")).isPositive();
    }

    @Test
    void withdrawnWhileItIsSignedTheFileIsWholeEitherWay() throws Exception {
        against(round -> end.withdraw(asker.person().id, round.id(), SigningWorld.PLACE), Round.State.WITHDRAWN);
    }

    @Test
    void replacedManyTimesAtOnceOneIsAsked() throws Exception {
        var others = List.of(resets.owner(port), resets.owner(port), resets.owner(port));
        var round = world.round(asker, signer, next);
        AtOnce.all(others.stream().<Callable<ChangeTurn.Outcome>>map(other -> () -> change.replace(asker.person().id, round.id(), 1,
                new FindSigner.Outcome.Found(other.person().id, "Pengganti"), SigningWorld.PLACE)).toList());
        assertThat(world.now(round).turns()).extracting(Turn::state).containsExactly(Turn.State.ASKED, Turn.State.LATER);
        assertThat(others.stream().flatMap(other -> documents.ownedBy(other.person().id).stream())).hasSize(1);
        assertThat(documents.ownedBy(signer.person().id)).isEmpty();
    }
}
