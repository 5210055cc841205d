/**
 * Says whether a document only shows something: {@link id.paraf.pades.inert.InspectPdf}, for documents that are kept and looked
 * at, and were written by somebody else.
 */
@NullMarked
package id.paraf.pades.inert;

import org.jspecify.annotations.NullMarked;
