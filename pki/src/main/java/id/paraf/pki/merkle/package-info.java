/**
 * Merkle trees as RFC 9162 section 2.1 defines them, with SHA-256: appending, proofs and their verification, and the head of a
 * log. Pure functions; where the nodes are kept is the caller's affair.
 *
 * <p>Doors: {@link id.paraf.pki.merkle.Frontier} appends, {@link id.paraf.pki.merkle.Paths} says which nodes prove what,
 * {@link id.paraf.pki.merkle.Proofs} verifies, {@link id.paraf.pki.merkle.TreeHead} is what a log signs.
 */
@NullMarked
package id.paraf.pki.merkle;

import org.jspecify.annotations.NullMarked;
