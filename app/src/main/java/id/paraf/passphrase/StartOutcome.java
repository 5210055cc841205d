package id.paraf.passphrase;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What became of the wish to reset a passphrase, or to have another link. */
public sealed interface StartOutcome {

    /** A link is on its way. */
    record Sent(Journey journey) implements StartOutcome {
    }

    /** A journey of this certificate is open already; it goes on where it is. */
    record AlreadyOpen(Journey journey) implements StartOutcome {
    }

    /** The certificate is not there, not this account's, or not in force. */
    record NotPossible() implements StartOutcome {
    }

    /** What was typed is no phone number. */
    record NotANumber() implements StartOutcome {
    }

    /** The typed number is not the account's. @param ending the last two digits of the account's */
    record OtherNumber(String ending) implements StartOutcome {
    }

    /** The account has no proven number. */
    record NoVerifiedNumber() implements StartOutcome {
    }

    /** The key is frozen and only an officer can lift that. @param until when it ends by itself, or null */
    record Frozen(@Nullable Instant until) implements StartOutcome {
    }

    /** The e-mail address is so new that a link sent there would prove nothing (RP-20). @param until when it has settled */
    record NewMailbox(Instant until) implements StartOutcome {
    }

    /** Too many links. */
    record TooMany(Duration retryAfter) implements StartOutcome {
    }

    /** The visible pause between two links is not over. */
    record TooSoon(Instant from) implements StartOutcome {
    }

    /** The journey cannot have a link where it stands. */
    record NotNow(JourneyState state) implements StartOutcome {
    }
}
