/** "Tanda Tangan": the pages on which signers upload, read, sign and download their documents. */
@NullMarked
package id.paraf.web.signing;

import org.jspecify.annotations.NullMarked;
