package id.paraf.keyroom;

import java.util.List;

/** What became of signatures that were asked for with a code. */
public sealed interface CodeOutcome {

    /**
     * All of them were made.
     *
     * @param slot as it is now
     * @param signatures in the order of the orders, each as {@link SignOutcome.Signed} has it
     */
    record Signed(CodeSlot slot, List<byte[]> signatures) implements CodeOutcome {

        public Signed {
            signatures = List.copyOf(signatures);
        }
    }

    /** The code is right, and for fewer signatures than were asked for; none was made. */
    record TooFew(CodeSlot slot) implements CodeOutcome {
    }

    /** The code was looked at, and is wrong; the slot as it is now, which may be closed. */
    record Wrong(CodeSlot slot) implements CodeOutcome {
    }

    /** There is no open slot of this key for this application: no code was looked at. */
    record NotOpen() implements CodeOutcome {
    }

    /** One of the orders was carried out before; none was now. */
    record Replayed() implements CodeOutcome {
    }

    /** The row of the key does not belong to it. Somebody changed the database. */
    record Tampered() implements CodeOutcome {
    }
}
