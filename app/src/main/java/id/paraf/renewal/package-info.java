/**
 * "Perpanjangan": a certificate that ends soon is followed by a newer one of the same subject, with the same key or a new one,
 * as long as the evidence of who its owner is has not become too old; and owners hear in time that one ends.
 *
 * <p>Door: {@link id.paraf.renewal.RenewCertificate}. Tables: {@code renewal}, {@code renewal_notice}.
 */
@NullMarked
package id.paraf.renewal;

import org.jspecify.annotations.NullMarked;
