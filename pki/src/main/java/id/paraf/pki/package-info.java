/**
 * Certificates, profiles, CRLs, OCSP answers and timestamps as pure functions over Bouncy Castle. No key is ever here: this
 * package builds what is to be signed, the keyroom signs it, and this package puts the two together.
 *
 * <p>Doors: {@link id.paraf.pki.CertificateBody}, {@link id.paraf.pki.CrlBody}, {@link id.paraf.pki.SignedDer},
 * {@link id.paraf.pki.lint.Lints}. Owns no tables.
 */
@NullMarked
package id.paraf.pki;

import org.jspecify.annotations.NullMarked;
