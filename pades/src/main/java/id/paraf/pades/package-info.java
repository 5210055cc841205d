/**
 * PDF signatures by PAdES (ETSI EN 319 142-1): a PDF in, a signed PDF or a verdict out. Knows no Spring and no HTTP, and holds no
 * key: what is to be signed goes out, the signature value comes back.
 *
 * <p>Doors: {@link id.paraf.pades.sign} signs and extends, {@link id.paraf.pades.verify} verifies, {@link id.paraf.pades.pdf}
 * reads, {@link id.paraf.pades.inert} says whether a document only shows something. Owns no tables.
 */
@NullMarked
package id.paraf.pades;

import org.jspecify.annotations.NullMarked;
