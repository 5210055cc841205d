package id.paraf.keyroom;

import java.util.UUID;

import id.paraf.keyroom.proof.FaceProof;
import id.paraf.keyroom.proof.LinkProof;

/**
 * The permission to set a new passphrase without the old one: two proofs by two others, which the keyroom checks itself.
 * Good for one reset of one key.
 *
 * @param key the key to reset
 * @param account whose key it is
 * @param journey the journey both proofs must belong to
 * @param link that the link was claimed
 * @param face that the face was recognised afterwards
 */
public record ResetGrant(UUID key, UUID account, UUID journey, LinkProof link, FaceProof face) {
}
