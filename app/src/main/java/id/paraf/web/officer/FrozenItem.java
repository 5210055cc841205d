package id.paraf.web.officer;

import org.jspecify.annotations.Nullable;

import id.paraf.account.Account;
import id.paraf.enrolment.DecideOutcome.Conflict;
import id.paraf.passphrase.FreezeKey;

/** A frozen key as the console shows it; {@code conflict} says why this officer cannot free it, or is null. */
public record FrozenItem(FreezeKey.FrozenKey frozen, Account owner, @Nullable Conflict conflict) {
}
