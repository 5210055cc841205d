package id.paraf.keyroom;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A root key that no database ever held: a file, sealed under the passphrases of two people, each of whom knows one. It is open
 * only as long as both are there, and signs what a root signs: certificates, lists, and the transcript of what was done with it.
 */
public final class OfflineRoot implements AutoCloseable {

    /** 256 MiB, three passes: a ceremony can wait, and whoever steals the file guesses two passphrases at once. */
    public static final Argon2Cost COST = new Argon2Cost(262_144, 3, 1);
    /** What every transcript begins with: nothing else is signed as one. */
    public static final String TRANSCRIPT = "Paraf ceremony transcript v1\n";

    private static final int SALT = 16;
    private static final String HEAD = "Paraf root key v1";
    private static final Pattern FILE = Pattern.compile("""
            Paraf root key v1
            algorithm: (P384|RSA4096)
            public key: ([A-Za-z0-9+/=]+)
            argon2id: (\\d{1,8}) KiB, (\\d{1,3}) passes
            first salt: ([A-Za-z0-9+/=]+)
            second salt: ([A-Za-z0-9+/=]+)
            sealed: ([A-Za-z0-9+/=]+)
            """);

    private final KeyAlgorithm algorithm;
    private final byte[] publicKey;
    private final byte[] pkcs8;
    private final SecureRandom random;

    private OfflineRoot(KeyAlgorithm algorithm, byte[] publicKey, byte[] pkcs8, SecureRandom random) {
        this.algorithm = algorithm;
        this.publicKey = publicKey;
        this.pkcs8 = pkcs8;
        this.random = random;
    }

    /** What was made: the file to keep. */
    public record Made(String file, byte[] publicKey) {
    }

    /** Makes a key and seals it. The two passphrases are different. */
    public static Made make(KeyAlgorithm algorithm, Passphrase first, Passphrase second, Argon2Cost cost, SecureRandom random) {
        if (algorithm != KeyAlgorithm.P384 && algorithm != KeyAlgorithm.RSA4096) {
            throw new IllegalArgumentException("A root uses P-384 or RSA-4096, not " + algorithm);
        }
        if (first.sameAs(second)) {
            throw new IllegalArgumentException("Two people have two passphrases");
        }
        KeyPair pair = KeyPairs.generate(algorithm, random);
        byte[] plain = pair.getPrivate().getEncoded();
        byte[] publicKey = pair.getPublic().getEncoded();
        byte[] firstSalt = salt(random);
        byte[] secondSalt = salt(random);
        byte[] wrapping = wrapping(first, firstSalt, second, secondSalt, cost);
        try {
            byte[] sealed = Seal.seal(wrapping, plain, binding(algorithm, publicKey, cost), random);
            var encoder = Base64.getEncoder();
            return new Made(HEAD + "\nalgorithm: " + algorithm + "\npublic key: " + encoder.encodeToString(publicKey)
                    + "\nargon2id: "
                    + cost.memoryKib() + " KiB, " + cost.passes() + " passes\nfirst salt: " + encoder.encodeToString(firstSalt)
                    + "\nsecond salt: " + encoder.encodeToString(secondSalt) + "\nsealed: " + encoder.encodeToString(sealed) + "\n",
                    publicKey);
        } finally {
            Seal.wipe(plain, wrapping);
        }
    }

    /**
     * Opens the file; empty if one of the passphrases is wrong or the file was changed.
     *
     * @throws IllegalArgumentException if it is no such file
     */
    public static Optional<OfflineRoot> open(String file, Passphrase first, Passphrase second, SecureRandom random) {
        var parts = FILE.matcher(file);
        if (!parts.matches()) {
            throw new IllegalArgumentException("This is no file of a root key");
        }
        var algorithm = KeyAlgorithm.valueOf(parts.group(1));
        var decoder = Base64.getDecoder();
        byte[] publicKey = decoder.decode(parts.group(2));
        var cost = new Argon2Cost(Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)), 1);
        byte[] wrapping = wrapping(first, decoder.decode(parts.group(5)), second, decoder.decode(parts.group(6)), cost);
        try {
            return Optional.ofNullable(Seal.open(wrapping, decoder.decode(parts.group(7)), binding(algorithm, publicKey, cost)))
                    .map(pkcs8 -> new OfflineRoot(algorithm, publicKey, pkcs8, random));
        } finally {
            Seal.wipe(wrapping);
        }
    }

    private static byte[] salt(SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return salt;
    }

    /** Neither half says anything about the key without the other. */
    private static byte[] wrapping(Passphrase first, byte[] firstSalt, Passphrase second, byte[] secondSalt, Argon2Cost cost) {
        byte[] one = Argon2.stretch(first.utf8(), firstSalt, cost);
        byte[] other = Argon2.stretch(second.utf8(), secondSalt, cost);
        byte[] material = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, material, one.length, other.length);
        try {
            return Seal.hkdf(material, new byte[0], "paraf offline root v1");
        } finally {
            Seal.wipe(one, other, material);
        }
    }

    private static byte[] binding(KeyAlgorithm algorithm, byte[] publicKey, Argon2Cost cost) {
        return (HEAD + "|" + algorithm + "|" + Base64.getEncoder().encodeToString(publicKey) + "|" + cost.memoryKib() + "|"
                + cost.passes()).getBytes(StandardCharsets.US_ASCII);
    }

    /** SubjectPublicKeyInfo in DER. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** Signs a DER TBSCertificate that names this key's algorithm, and nothing else. */
    public AuthorityOutcome signCertificate(byte[] tbs) {
        return sign(tbs, "TBSCertificate",
                Authorities.is(tbs, Authorities.certificateAlgorithm(Authorities.identifier(algorithm))));
    }

    /** Signs a DER TBSCertList that names this key's algorithm, and nothing else. */
    public AuthorityOutcome signCrl(byte[] tbs) {
        return sign(tbs, "TBSCertList", Authorities.isCertList(tbs, algorithm));
    }

    /** Signs the transcript of a ceremony: text that begins as none of the others can. */
    public AuthorityOutcome signTranscript(byte[] text) {
        return sign(text, "transcript", new String(text, StandardCharsets.UTF_8).startsWith(TRANSCRIPT));
    }

    private AuthorityOutcome sign(byte[] message, String name, boolean fits) {
        return fits ? new AuthorityOutcome.Signed(KeyPairs.sign(algorithm, pkcs8, message, random))
                : new AuthorityOutcome.Refused("not a " + name + " for " + algorithm.signatureName());
    }

    /** From here on the key is a file again. */
    @Override
    public void close() {
        Seal.wipe(pkcs8);
    }

    @Override
    public String toString() {
        return "OfflineRoot[" + algorithm + "]";
    }
}
