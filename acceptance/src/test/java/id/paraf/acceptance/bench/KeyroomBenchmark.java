package id.paraf.acceptance.bench;

import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import id.paraf.keyroom.Argon2Cost;
import id.paraf.keyroom.FaultPoints;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.KeyroomSecrets;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.keyroom.SignOrder;
import id.paraf.keyroom.SignOutcome;

/** Unlocking a key and signing with it, on a real database, against nothing but Argon2id and one signature. */
final class KeyroomBenchmark {

    private KeyroomBenchmark() {
    }

    static String run() throws Exception {
        try (var database = new DurableDatabase("classpath:db/keyroom")) {
            return run(database);
        }
    }

    private static String run(DurableDatabase database) throws Exception {
        var random = new SecureRandom();
        var secrets = new KeyroomSecrets(secret(random), secret(random), secret(random));
        var keyroom = new Keyroom(database.pool(), Clock.systemUTC(), random, secrets, FaultPoints.NONE);
        var account = UUID.randomUUID();
        var key = keyroom.createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP, Passphrase.of("Benchmark#2026"));

        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        var raw = generator.generateKeyPair().getPrivate();
        byte[] digest = new byte[32];
        byte[] salt = new byte[16];
        random.nextBytes(digest);
        random.nextBytes(salt);

        return Ratio.of(15, 60, () -> {
            var order = new SignOrder(UUID.randomUUID(), key.id(), account, new SignOrder.DocumentDigest(digest));
            if (!(keyroom.sign(order, Passphrase.of("Benchmark#2026")) instanceof SignOutcome.Signed)) {
                throw new IllegalStateException("The keyroom did not sign");
            }
        }, () -> {
            argon2id(salt);
            var signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(raw, random);
            signature.update(digest);
            signature.sign();
        }).row("keyroom: unlock and sign / Argon2id + one P-256 signature", 1.1);
    }

    private static void argon2id(byte[] salt) {
        var cost = Argon2Cost.DEFAULT;
        var argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib()).withIterations(cost.passes()).withParallelism(cost.lanes()).withSalt(salt)
                .build());
        argon2.generateBytes("Benchmark#2026".toCharArray(), new byte[32]);
    }

    private static SecretKeySpec secret(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
