/**
 * What a visible signature looks like: lines of text and a picture, as an appearance stream (ISO 32000-2 §12.5.5). Colours are given
 * independent of the device, and letters can be embedded, so that a PDF/A stays one.
 *
 * <p>Doors: {@link id.paraf.pades.mark.Mark}, {@link id.paraf.pades.mark.Appearance}.
 */
@NullMarked
package id.paraf.pades.mark;

import org.jspecify.annotations.NullMarked;
