/**
 * What a signer does with a passphrase: set it, change it, reset it, try it; and the freeze of a key that somebody disowned.
 *
 * <p>Doors: {@link id.paraf.passphrase.ResetPassphrase} and {@link id.paraf.passphrase.FinishReset} for the two halves of
 * the reset journey, {@link id.paraf.passphrase.ChangePassphrase}, {@link id.paraf.passphrase.TrySignature},
 * {@link id.paraf.passphrase.FreezeKey}, {@link id.paraf.passphrase.PassphraseRules}, {@link id.paraf.passphrase.Refusals}. Tables: {@code reset_journey},
 * {@code passphrase_change}, {@code passphrase_freeze}.
 */
@NullMarked
package id.paraf.passphrase;

import org.jspecify.annotations.NullMarked;
