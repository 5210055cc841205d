/**
 * Signs PDFs in two steps, because the key is elsewhere: {@link id.paraf.pades.sign.SignPdf} writes the document with a gap and says
 * what is to be signed, {@link id.paraf.pades.sign.PreparedSignature} takes the signature value, fills the gap, checks the
 * result and only then lets it appear. {@link id.paraf.pades.sign.ExtendPdf} adds what long-term validation needs to a
 * document that is signed already.
 *
 * <p>Every output is the original byte for byte, followed by incremental updates. What is in memory, or small, is worked on in
 * memory; a large file as a hidden sibling of the target. Either way the target appears in one step when everything has been
 * checked: a crash leaves it as it was.
 * An encrypted document is opened with its password, and what is added to it is encrypted as the rest of it.
 * What this cannot sign faithfully (XFA or damaged files) is refused by name.
 */
@NullMarked
package id.paraf.pades.sign;

import org.jspecify.annotations.NullMarked;
