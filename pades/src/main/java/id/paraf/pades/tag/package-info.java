/**
 * Finds words in the text of pages, for marks that are placed by a tag in the text as the Esign API has it. Text is read by PDFBox, because
 * fonts and their encodings are a world of their own; our own reader goes first and refuses what is damaged or would unpack without end.
 *
 * <p>Door: {@link id.paraf.pades.tag.FindTag}.
 */
@NullMarked
package id.paraf.pades.tag;

import org.jspecify.annotations.NullMarked;
