/**
 * OCSP as pure functions: request bytes to what is asked, and what is known to response bytes. Reads and writes DER by hand,
 * because every request passes here; the tests hold each byte against Bouncy Castle.
 *
 * <p>Doors: {@link id.paraf.pki.ocsp.OcspRequest}, {@link id.paraf.pki.ocsp.OcspAnswer},
 * {@link id.paraf.pki.ocsp.ResponderIdentity}. Owns no tables.
 */
@NullMarked
package id.paraf.pki.ocsp;

import org.jspecify.annotations.NullMarked;
