package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

import id.paraf.keyroom.Room.Key;
import id.paraf.testing.Proves;

/** Whatever happens in whatever order, exactly one passphrase opens exactly one key. */
class OnePassphraseTest {

    private static final Room ROOM = new Room();

    /** What can happen to a key. */
    enum Step {
        SIGN_RIGHT, SIGN_WRONG, CHANGE_RIGHT, CHANGE_WRONG, RESET, RESET_REPLAYED, RESET_FORGED, RESET_YOUNG_NUMBER, ACTIVATE,
        ACTIVATE_TWICE, FREEZE_AND_LIFT, WAIT_A_DAY
    }

    private Key current;
    private Key pending;
    private String passphrase;
    private String pendingPassphrase;
    private ResetGrant used;
    private UUID lastActivation;
    private int counter;

    @Property(tries = 25)
    @Proves({"RP-18", "RP-30"})
    void exactlyOnePassphraseOpensTheKeyAtAllTimes(@ForAll @Size(max = 10) List<Step> steps, @ForAll boolean renew) {
        counter = 0;
        passphrase = next();
        current = ROOM.key(passphrase, KeyAlgorithm.P256, renew ? ResetPolicy.RENEW : ResetPolicy.KEEP);
        pending = null;
        used = null;
        lastActivation = null;
        Set<String> everUsed = new HashSet<>(Set.of(passphrase));
        Set<Key> everMade = new HashSet<>(Set.of(current));
        for (Step step : steps) {
            take(step);
            everUsed.add(passphrase);
            everMade.add(current);
            if (pending != null) {
                everUsed.add(pendingPassphrase);
                everMade.add(pending);
            }
            thaw();
            // The key in force with every passphrase there was, and every key there was with the one in force.
            everUsed.forEach(candidate -> check(current, candidate, step));
            everMade.forEach(key -> check(key, passphrase, step));
        }
        // In the end everything with everything.
        everMade.forEach(key -> everUsed.forEach(candidate -> check(key, candidate, null)));
    }

    private void check(Key key, String candidate, @Nullable Step step) {
        assertThat(ROOM.opens(key, candidate)).as("%s after %s", candidate, step)
                .isEqualTo(key.equals(current) && candidate.equals(passphrase));
    }

    private String next() {
        return "Kunci#" + counter++ + "aA";
    }

    private void thaw() {
        ROOM.sql("UPDATE keyroom.signer_key SET attempts = 0, waiting_until = NULL, frozen = false, frozen_until = NULL");
    }

    private void take(Step step) {
        var room = ROOM.keyroom;
        switch (step) {
            case SIGN_RIGHT -> ROOM.sign(current, passphrase);
            case SIGN_WRONG -> ROOM.sign(current, "Salah#1aA");
            case CHANGE_RIGHT -> {
                String fresh = next();
                assertThat(room.change(UUID.randomUUID(), current.id(), current.account(), Room.pass(passphrase), Room.pass(fresh)))
                        .isInstanceOf(ChangeOutcome.Changed.class);
                passphrase = fresh;
            }
            case CHANGE_WRONG ->
                room.change(UUID.randomUUID(), current.id(), current.account(), Room.pass("Salah#1aA"), Room.pass(next()));
            case RESET -> reset(ROOM.grant(current));
            case RESET_REPLAYED -> {
                if (used != null) {
                    assertThat(room.reset(UUID.randomUUID(), used, Room.pass(next()))).isInstanceOf(Refusal.class);
                }
            }
            case RESET_FORGED -> {
                var g = ROOM.grant(current);
                assertThat(room.reset(UUID.randomUUID(),
                        new ResetGrant(g.key(), g.account(), UUID.randomUUID(), g.link(), g.face()), Room.pass(next())))
                        .isInstanceOf(Refusal.class);
            }
            case RESET_YOUNG_NUMBER ->
                reset(ROOM.grant(current, UUID.randomUUID(), ROOM.clock.instant().minus(Duration.ofDays(1)), false));
            case ACTIVATE -> activate();
            case ACTIVATE_TWICE -> {
                if (lastActivation != null) {
                    assertThat(room.activate(lastActivation, current.id(), current.account())).isInstanceOf(Refusal.class);
                }
            }
            case FREEZE_AND_LIFT -> {
                room.freeze(current.id(), null);
                assertThat(ROOM.sign(current, passphrase)).isInstanceOf(Refusal.Frozen.class);
                room.unfreeze(current.id());
            }
            case WAIT_A_DAY -> ROOM.clock.set(ROOM.clock.instant().plus(Duration.ofDays(1)));
        }
    }

    private void reset(ResetGrant grant) {
        String fresh = next();
        used = grant;
        switch (ROOM.keyroom.reset(UUID.randomUUID(), grant, Room.pass(fresh))) {
            case ResetOutcome.Kept kept -> passphrase = fresh;
            case ResetOutcome.Renewed renewed -> {
                pending = new Key(renewed.newKey(), current.account(), current.algorithm(), renewed.publicKey());
                pendingPassphrase = fresh;
            }
            case Refusal refusal -> throw new AssertionError(refusal);
        }
    }

    private void activate() {
        if (pending == null) {
            return;
        }
        lastActivation = UUID.randomUUID();
        assertThat(ROOM.keyroom.activate(lastActivation, pending.id(), pending.account()))
                .isEqualTo(new ActivateOutcome.Activated());
        current = pending;
        passphrase = pendingPassphrase;
        pending = null;
    }
}
