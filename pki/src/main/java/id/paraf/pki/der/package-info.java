/**
 * DER, read strictly as strangers send it, and written where every byte and microsecond counts. Doors:
 * {@link id.paraf.pki.der.DerReader}, {@link id.paraf.pki.der.DerWriter}, {@link id.paraf.pki.der.Shapes}. Owns no tables.
 */
@NullMarked
package id.paraf.pki.der;

import org.jspecify.annotations.NullMarked;
