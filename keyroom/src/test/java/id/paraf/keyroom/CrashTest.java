package id.paraf.keyroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import id.paraf.keyroom.Room.Key;
import id.paraf.testing.Proves;

/** Dies at every named point, as far as one process can; the real kill -9 is in the acceptance tests. */
class CrashTest {

    private static final String OLD = "Matahari#2026";
    private static final String NEW = "Purnama#2027";

    private final Room room = new Room();

    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    private Keyroom dyingAt(FaultPoint deadly) {
        return room.again((FaultPoints) point -> {
            if (point == deadly) {
                throw new Died();
            }
        });
    }

    private static void untilDeath(Runnable work) {
        try {
            work.run();
        } catch (Died expected) {
            return;
        }
    }

    @ParameterizedTest
    @EnumSource(value = FaultPoint.class, names = "CHANGE_.*", mode = EnumSource.Mode.MATCH_ANY)
    @Proves({"RP-30", "RE-02"})
    void changeLeavesOnePassphraseAndTheOrderTellsWhich(FaultPoint point) {
        var key = room.key(OLD);
        var order = UUID.randomUUID();
        untilDeath(() -> dyingAt(point).change(order, key.id(), key.account(), Room.pass(OLD), Room.pass(NEW)));
        boolean done = room.keyroom.outcome(order).isPresent();
        assertThat(done).isEqualTo(point == FaultPoint.CHANGE_AFTER_COMMIT);
        assertThat(room.opens(key, NEW)).isEqualTo(done);
        assertThat(room.opens(key, OLD)).isEqualTo(!done);
    }

    @ParameterizedTest
    @EnumSource(value = FaultPoint.class, names = "RESET_.*", mode = EnumSource.Mode.MATCH_ANY)
    @Proves({"RP-30", "RE-02"})
    void keepingResetLeavesOnePassphraseAndTheGrantGoodIfNothingHappened(FaultPoint point) {
        var key = room.key(OLD);
        var grant = room.grant(key);
        var order = UUID.randomUUID();
        untilDeath(() -> dyingAt(point).reset(order, grant, Room.pass(NEW)));
        boolean done = room.keyroom.outcome(order).isPresent();
        assertThat(done).isEqualTo(point == FaultPoint.RESET_AFTER_COMMIT);
        assertThat(room.opens(key, NEW)).isEqualTo(done);
        assertThat(room.opens(key, OLD)).isEqualTo(!done);
        var again = room.keyroom.reset(order, grant, Room.pass(NEW));
        assertThat(again).isEqualTo(done ? new Refusal.Replayed() : new ResetOutcome.Kept(2, null));
    }

    @ParameterizedTest
    @EnumSource(value = FaultPoint.class, names = "(RESET|ACTIVATE)_.*", mode = EnumSource.Mode.MATCH_ANY)
    @Proves({"RP-30", "RE-02"})
    void renewingResetLeavesOneWorkingKey(FaultPoint point) {
        var key = room.key(OLD, KeyAlgorithm.P256, ResetPolicy.RENEW);
        var order = UUID.randomUUID();
        var activation = UUID.randomUUID();
        untilDeath(() -> {
            var dying = dyingAt(point);
            if (dying.reset(order, room.grant(key), Room.pass(NEW)) instanceof ResetOutcome.Renewed renewed) {
                dying.activate(activation, renewed.newKey(), key.account());
            }
        });
        boolean activated = room.keyroom.outcome(activation).isPresent();
        assertThat(activated).isEqualTo(point == FaultPoint.ACTIVATE_AFTER_COMMIT);
        assertThat(room.opens(key, OLD)).isEqualTo(!activated);
        room.keyroom.outcome(order).ifPresent(outcome -> {
            var made = room.keyroom.state(outcome.newKey()).orElseThrow();
            var fresh = new Key(made.id(), key.account(), key.algorithm(), made.publicKey());
            assertThat(room.opens(fresh, NEW)).isEqualTo(activated);
            if (!activated) {
                assertThat(room.keyroom.activate(activation, made.id(), key.account())).isEqualTo(new ActivateOutcome.Activated());
                assertThat(room.opens(fresh, NEW)).isTrue();
                assertThat(room.opens(key, OLD)).isFalse();
            }
        });
    }
}
