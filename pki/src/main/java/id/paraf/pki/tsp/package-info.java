/**
 * Timestamps by RFC 3161 and RFC 5816 as pure functions: request bytes to what is asked, what is certified to what has to be
 * signed, and both with a signature to a token; and what comes back from another authority to a token that can be believed.
 *
 * <p>Doors: {@link id.paraf.pki.tsp.TimestampRequest}, {@link id.paraf.pki.tsp.TimestampInfo},
 * {@link id.paraf.pki.tsp.TimestampToken}, {@link id.paraf.pki.tsp.TimestampFailure},
 * {@link id.paraf.pki.tsp.ForeignToken}. Owns no tables.
 */
@NullMarked
package id.paraf.pki.tsp;

import org.jspecify.annotations.NullMarked;
