/**
 * ECDSA for those who sign or verify thousands of times a second. Door: {@link id.paraf.pki.ecdsa.Ecdsa}. Owns no tables.
 */
@NullMarked
package id.paraf.pki.ecdsa;

import org.jspecify.annotations.NullMarked;
