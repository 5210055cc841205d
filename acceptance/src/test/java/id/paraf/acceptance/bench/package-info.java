/** Measurements against the raw limit, in one run; ratios, because absolute times say more about the machine. */
@NullMarked
package id.paraf.acceptance.bench;

import org.jspecify.annotations.NullMarked;
