/**
 * DER as strangers send it, read strictly. Door: {@link id.paraf.pki.der.DerReader}. Owns no tables.
 */
@NullMarked
package id.paraf.pki.der;

import org.jspecify.annotations.NullMarked;
