/**
 * What others sign for the keyroom: that a link was claimed with its match number, and that a face was recognised. Each
 * kind has a key of its own, so that whoever makes one cannot make the other. No private keys, no tables.
 *
 * <p>Doors: {@link id.paraf.keyroom.proof.LinkProof}, {@link id.paraf.keyroom.proof.FaceProof}.
 */
@NullMarked
package id.paraf.keyroom.proof;

import org.jspecify.annotations.NullMarked;
