package id.paraf.signing;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One signer's part in a {@link Round}.
 *
 * @param position 1 for the first
 * @param called what the asker may call this person: the name within an institution, otherwise the address as it was typed
 * @param spot where the asker wants the mark; null leaves that to the signer
 * @param document the signer's own row of the document; null until the turn comes
 * @param askedAt when the turn came; null if it never did
 * @param doneAt when it was over; null while it is not
 * @param reason why the signer does not sign; null otherwise
 * @param reminders that came by themselves
 * @param nudges reminders that the asker sent
 * @param remindedAt when the last of either was sent
 */
public record Turn(UUID round, int position, UUID account, String called, MarkChoice.@Nullable Spot spot, State state,
        @Nullable UUID document, @Nullable Instant askedAt, @Nullable Instant doneAt, @Nullable String reason, int reminders,
        int nudges, @Nullable Instant remindedAt) {

    /** Where it stands. */
    public enum State {
        /** Others come first. */
        LATER,
        /** It is this signer's turn. */
        ASKED, SIGNED, DECLINED,
        /** The asker goes on without this signer. */
        SKIPPED,
        /** The round was over first. */
        LAPSED
    }

    /** Whether it can still be skipped, or given to somebody else. */
    public boolean open() {
        return state == State.LATER || state == State.ASKED;
    }
}
