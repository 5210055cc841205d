/** Pages of "Perpanjangan": what a renewal changes, the proof and the agreement, and the certificate that came of it. */
@NullMarked
package id.paraf.web.renewal;

import org.jspecify.annotations.NullMarked;
