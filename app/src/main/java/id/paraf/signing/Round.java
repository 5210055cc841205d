package id.paraf.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A document that its owner asks others to sign, one after the other.
 *
 * @param asker whose document it is
 * @param document the asker's, which carries each signature as it comes
 * @param name of the document
 * @param message what the asker wants to say; empty for nothing
 * @param via the application that asked in the asker's name; null for the asker in person
 * @param endsAt when it ends by itself
 * @param endedAt when it ended; null while it runs
 * @param turns of the signers, in their order
 */
public record Round(UUID id, UUID asker, UUID document, String name, String message, @Nullable String via,
        State state, Instant begunAt, Instant endsAt,
        @Nullable Instant endedAt, List<Turn> turns) {

    /** At most so many are asked. */
    public static final int MOST = 10;
    /** The most that the asker may say to them. */
    public static final int LONGEST_MESSAGE = 500;

    public Round {
        turns = List.copyOf(turns);
    }

    /** Where it stands. */
    public enum State {
        /** Somebody's turn has come. */
        RUNNING,
        /** Everybody whose turn came has signed. */
        FINISHED,
        /** One of them does not sign. */
        DECLINED,
        /** Its time was over before all had signed. */
        EXPIRED,
        /** The asker has ended it. */
        WITHDRAWN
    }

    public boolean running() {
        return state == State.RUNNING;
    }

    /** Whose turn it is; empty once it is over. */
    public Optional<Turn> current() {
        return turns.stream().filter(turn -> turn.state() == Turn.State.ASKED).findFirst();
    }

    /** The turn of an account, come or not. */
    public Optional<Turn> turnOf(UUID account) {
        return turns.stream().filter(turn -> turn.account().equals(account)).findFirst();
    }

    public Optional<Turn> turn(int position) {
        return turns.stream().filter(turn -> turn.position() == position).findFirst();
    }

    /** How many have signed. */
    public long signed() {
        return turns.stream().filter(turn -> turn.state() == Turn.State.SIGNED).count();
    }

    /** Whether this account may know of it: the asker, and whoever's turn has come at some time. */
    boolean concerns(UUID account) {
        return asker.equals(account) || turnOf(account).filter(turn -> turn.askedAt() != null).isPresent();
    }
}
