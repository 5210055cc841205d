package id.paraf.keyroom;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id, version 1.3 (RFC 9106), 32 bytes. */
final class Argon2 {

    private Argon2() {
    }

    static byte[] stretch(byte[] passphrase, byte[] salt, Argon2Cost cost) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib()).withIterations(cost.passes()).withParallelism(cost.lanes()).withSalt(salt)
                .build();
        byte[] stretched = new byte[32];
        var argon2 = new Argon2BytesGenerator();
        argon2.init(parameters);
        argon2.generateBytes(passphrase, stretched);
        return stretched;
    }
}
