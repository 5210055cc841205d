package id.paraf.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RootSecret;
import id.paraf.kernel.SecretText;

/**
 * Hashes of login passwords: HMAC-SHA256, keyed outside the database, over Argon2id (RFC 9106). Parameters stand in each
 * hash, so stronger ones reach old passwords at their next login.
 */
@Component
class Passwords {

    private static final int PASSES = 2;
    private static final String FORMAT = "v1$%d$%d$%s$%s";

    private final int memoryKib;
    private final SecretKey pepper;
    private final Randomness randomness;
    private final String nobody;
    /** Each hash takes tens of megabytes; a flood of logins must not take the heap. */
    private final Semaphore hashes = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors() * 2));

    Passwords(RootSecret root, Randomness randomness, @Value("${paraf.password.argon2-memory-kib:19456}") int memoryKib) {
        this.memoryKib = memoryKib;
        this.pepper = root.derive("account/password", "HmacSHA256");
        this.randomness = randomness;
        // What is compared with it costs as much as with a real one, and fits it as little.
        this.nobody = FORMAT.formatted(memoryKib, PASSES, base64(randomness.bytes(16)), base64(randomness.bytes(32)));
    }

    String hash(SecretText password) {
        byte[] salt = randomness.bytes(16);
        return FORMAT.formatted(memoryKib, PASSES, base64(salt), base64(keyed(password, salt, memoryKib, PASSES)));
    }

    /** Whether the password belongs to the hash. Without a hash the same work is done for nothing (RP-11). */
    boolean matches(SecretText password, @Nullable String hash) {
        String[] parts = (hash == null ? nobody : hash).split("\\$");
        byte[] expected = Base64.getDecoder().decode(parts[4]);
        byte[] actual = keyed(password, Base64.getDecoder().decode(parts[3]), Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]));
        return MessageDigest.isEqual(expected, actual) && hash != null;
    }

    /** Whether the hash was made with other parameters than today's. */
    boolean outdated(String hash) {
        return !hash.startsWith("v1$" + memoryKib + "$" + PASSES + "$");
    }

    private byte[] keyed(SecretText password, byte[] salt, int memoryKib, int passes) {
        byte[] stretched = new byte[32];
        hashes.acquireUninterruptibly();
        try {
            var argon2 = new Argon2BytesGenerator();
            argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memoryKib).withIterations(passes).withParallelism(1).withSalt(salt).build());
            // NIST SP 800-63B-4 §3.1.1.2: normalise before hashing; nothing is cut off.
            argon2.generateBytes(Normalizer.normalize(password.reveal(), Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8),
                    stretched);
        } finally {
            hashes.release();
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(pepper);
            return mac.doFinal(stretched);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
