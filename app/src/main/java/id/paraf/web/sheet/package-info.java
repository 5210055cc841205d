/**
 * Text on A4 pages: documents that this application itself writes, in its own typeface, readable by screen readers (PDF/UA-1) and for
 * archives (PDF/A-2a). The same content gives the same bytes.
 *
 * <p>Door: {@link id.paraf.web.sheet.Sheets}.
 */
@NullMarked
package id.paraf.web.sheet;

import org.jspecify.annotations.NullMarked;
