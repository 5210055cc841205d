/**
 * Reads a PDF by random access: nothing is loaded but the cross-reference sections and the objects that are asked for, so a
 * file of hundreds of megabytes costs as little as a small one. Strict, because what two readers understand differently
 * is where forged signatures live: whatever is ambiguous or damaged ends in {@link id.paraf.pades.pdf.MalformedPdf}, never
 * in a guess, an endless loop or an exhausted heap.
 *
 * <p>Doors:
 * <ul>
 * <li>{@link id.paraf.pades.pdf.PdfFile}: a file memory-mapped (or bytes in memory), its bytes, digests over them, and its
 * revisions, oldest first.</li>
 * <li>{@link id.paraf.pades.pdf.Revision}: one save of the file: where its startxref points, the objects its own
 * cross-reference section names, its trailer, and where its bytes end.</li>
 * <li>{@link id.paraf.pades.pdf.PdfView}: the document as it stood after one revision: objects by number, references
 * followed, streams decoded, the catalog.</li>
 * <li>{@link id.paraf.pades.pdf.PdfObject}: values, as records; strings know where in the file they stand.</li>
 * <li>{@link id.paraf.pades.pdf.PdfPassword}, {@link id.paraf.pades.pdf.Access}: what opens an encrypted file, and how far.</li>
 * <li>{@link id.paraf.pades.pdf.PdfUpdate}: objects to add or replace, as the bytes of one incremental update.</li>
 * </ul>
 * Understands cross-reference tables, streams and hybrids (ISO 32000-2 §7.5.4, §7.5.8), object streams (§7.5.7),
 * incremental updates (§7.5.6) and linearised files (Annex F: their two sections are one revision).
 * Decrypts what the standard security handler encrypts, once it is given a password, and encrypts what it adds to such
 * a file (§7.6). Does not repair.
 */
@NullMarked
package id.paraf.pades.pdf;

import org.jspecify.annotations.NullMarked;
