/**
 * Files that people hand in as proof: taken in only as pixels made anew or as a document that does nothing, kept sealed, shown
 * under audit, and deleted when their time is over.
 *
 * <p>Doors: {@link id.paraf.evidence.CheckFile}, {@link id.paraf.evidence.EvidenceFiles}. Table: {@code evidence_file}.
 */
@NullMarked
package id.paraf.evidence;

import org.jspecify.annotations.NullMarked;
