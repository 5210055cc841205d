/**
 * The transparency log: every certificate that is issued, suspended or revoked and every event of a key becomes one leaf of an
 * append-only Merkle tree whose heads are signed. What it stops and what it does not: docs/decisions/0015-transparency-log.md.
 *
 * <p>Doors: {@link id.paraf.transparency.TransparencyLog} writes, {@link id.paraf.transparency.PublicLog} answers anyone,
 * {@link id.paraf.transparency.OwnEntries} and {@link id.paraf.transparency.LoggedActivity} answer owners,
 * {@link id.paraf.transparency.LogVerifier} and {@link id.paraf.transparency.ReceiptVerifier} check what was answered without
 * any database; {@link id.paraf.transparency.LogExport} brings it into files and back. Tables: {@code transparency_log},
 * {@code transparency_pending}, {@code transparency_entry}, {@code transparency_tree}, {@code transparency_head}.
 */
@NullMarked
package id.paraf.transparency;

import org.jspecify.annotations.NullMarked;
