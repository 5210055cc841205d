/**
 * What every feature stands on: time, identifiers, randomness, secrets and their rules, problems.
 *
 * <p>Doors: {@link id.paraf.kernel.Randomness}, {@link id.paraf.kernel.RootSecret}, {@link id.paraf.kernel.SecretText},
 * {@link id.paraf.kernel.SecretRules},
 * {@link id.paraf.kernel.Problem}, {@link id.paraf.kernel.Origin}. Owns no tables.
 */
@NullMarked
package id.paraf.kernel;

import org.jspecify.annotations.NullMarked;
