package id.paraf.keyroom;

import java.nio.ByteBuffer;
import javax.crypto.spec.SecretKeySpec;

/**
 * What opens the commitments of a signer's key: its owner alone can tell which events are of this key, and that there are no
 * others, because each has the next number.
 *
 * @param keySha256 SHA-256 of the public key (SubjectPublicKeyInfo in DER), as its certificate has it
 * @param salt 32 bytes that only the keyroom and the owner know
 * @param events how many events the key has had
 */
public record KeyOpening(byte[] keySha256, byte[] salt, int events) {

    /** HMAC-SHA256 (RFC 2104) under the salt of the key's hash and the number of the event, which is counted from 1. */
    public byte[] commitment(int number) {
        return Seal.hmac(new SecretKeySpec(salt, "HmacSHA256"), keySha256, ByteBuffer.allocate(4).putInt(number).array());
    }

    @Override
    public String toString() {
        return "KeyOpening[•••]";
    }
}
