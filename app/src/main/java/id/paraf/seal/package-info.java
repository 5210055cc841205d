/**
 * Seals of institutions whose keys are in the keyroom: ordered, confirmed and ended at the console, used by one application of the
 * institution with codes that a person gets by mail.
 *
 * <p>Doors: {@link id.paraf.seal.OrderSeal}, {@link id.paraf.seal.ConfirmSeal}, {@link id.paraf.seal.ReadSeals},
 * {@link id.paraf.seal.FindSeal}, {@link id.paraf.seal.ActivateSeal}, {@link id.paraf.seal.SealFiles}. Table: {@code seal}.
 */
@NullMarked
package id.paraf.seal;

import org.jspecify.annotations.NullMarked;
