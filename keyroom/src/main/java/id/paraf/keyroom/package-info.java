/**
 * The only code that touches private keys: sealed storage, passphrase slots, attempt counters.
 *
 * <p>Door: {@link id.paraf.keyroom.Keyroom}, and through it {@link id.paraf.keyroom.SealKeys};
 * {@link id.paraf.keyroom.ThrowAwayKey} for lints. Tables, all in the schema {@code keyroom}: {@code signer_key},
 * {@code used_order}, {@code used_proof}, {@code authority_key}, {@code key_event}, {@code key_event_waiting}, {@code tree_head},
 * {@code seal_key}, {@code seal_code}, {@code seal_batch}, {@code code_slot}.
 */
@NullMarked
package id.paraf.keyroom;

import org.jspecify.annotations.NullMarked;
