package id.paraf.keyroom;

import javax.crypto.SecretKey;

/**
 * The secrets the keyroom holds, none of which is ever in the database.
 *
 * @param keyroom 256 bits that seal authority keys and recovery slots and take part in every passphrase slot
 * @param linkProof verifies {@link id.paraf.keyroom.proof.LinkProof}
 * @param faceProof verifies {@link id.paraf.keyroom.proof.FaceProof}
 */
public record KeyroomSecrets(SecretKey keyroom, SecretKey linkProof, SecretKey faceProof) {

    @Override
    public String toString() {
        return "KeyroomSecrets[•••]";
    }
}
