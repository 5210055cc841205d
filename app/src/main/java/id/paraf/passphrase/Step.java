package id.paraf.passphrase;

import static id.paraf.passphrase.JourneyState.APPROVED;
import static id.paraf.passphrase.JourneyState.CANCELLED;
import static id.paraf.passphrase.JourneyState.DONE;
import static id.paraf.passphrase.JourneyState.EXPIRED;
import static id.paraf.passphrase.JourneyState.LINK;
import static id.paraf.passphrase.JourneyState.OFFICER;
import static id.paraf.passphrase.JourneyState.PASSPHRASE;
import static id.paraf.passphrase.JourneyState.REJECTED;
import static id.paraf.passphrase.JourneyState.SAVING;
import static id.paraf.passphrase.JourneyState.SELFIE;
import static id.paraf.passphrase.JourneyState.STOPPED;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import id.paraf.selfie.SelfieCases;

/**
 * The table of the reset journey: every step there is, where it may be taken, where it leads, and what takes it back. A
 * step that is not in the row of the current state does not happen, whoever asks in whatever order.
 */
enum Step {

    CLAIM(Set.of(LINK), SELFIE, While.ALIVE),
    CLAIM_APPROVED(Set.of(APPROVED), PASSPHRASE, While.ALIVE),
    /** Another device claimed a newer link: its owner's face has to be seen there. */
    RECLAIM(Set.of(PASSPHRASE), SELFIE, While.ALIVE),
    RECOGNISE(Set.of(SELFIE), PASSPHRASE, While.ALIVE),
    ASK_OFFICER(Set.of(LINK, SELFIE), OFFICER, While.ALIVE),
    APPROVE(Set.of(OFFICER), APPROVED, While.ALIVE),
    REJECT(Set.of(OFFICER), REJECTED, While.ALIVE),
    SUBMIT(Set.of(PASSPHRASE), SAVING, While.ALIVE),
    COMPLETE(Set.of(SAVING), DONE, While.EVER),

    /** Nothing was committed: the passphrase can be typed again. */
    UNDO_SUBMIT(Set.of(SAVING), PASSPHRASE, While.EVER),
    /** The keyroom found the face proof too old. */
    RETAKE(Set.of(SAVING), SELFIE, While.EVER),
    /** The keyroom found the claim of the link too old. */
    RESEND(Set.of(SAVING), LINK, While.EVER),

    CANCEL(Set.of(LINK, SELFIE, PASSPHRASE, OFFICER, APPROVED), CANCELLED, While.ALIVE),
    EXPIRE(Set.of(LINK, SELFIE, PASSPHRASE, OFFICER, APPROVED), EXPIRED, While.OVERDUE),
    STOP(Set.of(LINK, SELFIE, PASSPHRASE, SAVING, OFFICER, APPROVED), STOPPED, While.EVER);

    /** When, measured by the journey's own time, a step may be taken. */
    enum While {
        ALIVE, OVERDUE, EVER
    }

    /** How long an officer has. */
    /** How long the signer has after an officer's approval; the keyroom takes the officer's proof as long. */
    private static final Duration APPROVED_TIME = Duration.ofHours(24);
    /** How long a signer has for the rest of the journey once the link of an approved case is claimed. */
    private static final Duration REST = Duration.ofMinutes(15);

    private final Set<JourneyState> from;
    private final JourneyState to;
    private final While when;

    Step(Set<JourneyState> from, JourneyState to, While when) {
        this.from = EnumSet.copyOf(from);
        this.to = to;
        this.when = when;
    }

    Set<JourneyState> from() {
        return from;
    }

    JourneyState to() {
        return to;
    }

    While when() {
        return when;
    }

    /** The step that takes this one back; null if only {@link #CANCEL} does, or nothing. */
    @Nullable Step undo() {
        return this == SUBMIT ? UNDO_SUBMIT : null;
    }

    /** How long the journey lives from this step on; null if its time stays as it is. */
    @Nullable Duration life() {
        return switch (this) {
            case ASK_OFFICER -> SelfieCases.OPEN_FOR;
            case APPROVE -> APPROVED_TIME;
            case CLAIM_APPROVED -> REST;
            default -> null;
        };
    }
}
