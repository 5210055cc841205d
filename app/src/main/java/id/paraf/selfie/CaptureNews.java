package id.paraf.selfie;

import java.util.UUID;

import id.paraf.kernel.Origin;

/**
 * What happens during a capture and concerns whoever asked for it. Published as application events inside the transaction
 * of the change, so that a listener's writes commit with it.
 */
public sealed interface CaptureNews {

    UUID journey();

    UUID account();

    Origin origin();

    /** The link was claimed with the right number. */
    record LinkClaimed(UUID journey, UUID account, Origin origin) implements CaptureNews {
    }

    /** Somebody opened a link that had already been claimed, and tried to claim it again. Tell the owner. */
    record LinkReplayed(UUID journey, UUID account, Origin origin) implements CaptureNews {
    }

    /** A wrong match number was typed. Tell the owner: it may be a journey that somebody else started. */
    record WrongNumber(UUID journey, UUID account, int left, Origin origin) implements CaptureNews {
    }

    /** Too many wrong numbers, or "bukan saya" pressed on the phone: the journey must end. Tell the owner. */
    record JourneyDied(UUID journey, UUID account, LinkState.DeathCause cause, Origin origin) implements CaptureNews {
    }

    /** The photos passed; {@link CheckSelfie#proof} holds the proof of a reset, {@link ReferencePhotos} those of an enrolment. */
    record SelfiePassed(UUID journey, UUID account, Purpose purpose, Origin origin) implements CaptureNews {
    }

    /** The photos were refused and this counted as an attempt. */
    record SelfieRefused(UUID journey, UUID account, int attemptsLeft, Origin origin) implements CaptureNews {
    }

    /** The camera cannot decide, or the person would rather not use it: an officer has the case now. */
    record OfficerNeeded(UUID journey, UUID account, SelfieCases.Cause cause, Origin origin) implements CaptureNews {
    }

    /** An officer said how, when and where the person is met. Tell the owner. */
    record MeetingArranged(UUID journey, UUID account, Meeting meeting, Origin origin) implements CaptureNews {
    }

    /** The officer decided; if approved, {@link CheckSelfie#proof} holds the proof. */
    record OfficerDecided(UUID journey, UUID account, boolean approved, Origin origin) implements CaptureNews {
    }
}
