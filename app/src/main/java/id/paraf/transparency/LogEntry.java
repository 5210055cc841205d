package id.paraf.transparency;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.kernel.Hashes;
import id.paraf.keyroom.KeyEvent;

/**
 * One thing that the log tells of.
 *
 * @param type what happened, {@code certificate.issued}; part of the leaf
 * @param facts what else the leaf says: hashes, numbers and codes, never a name and never an id of a person
 * @param subject whom it concerns, as {@code kind:id}; not part of the leaf
 * @param certificate SHA-256 of the certificate that it tells of, or null; who holds the certificate finds the entry by it
 */
public record LogEntry(String type, Map<String, String> facts, String subject, byte @Nullable [] certificate) {

    /** What becomes of a certificate. */
    public enum Change {
        /** Its content is fixed and passed the lints; the authority may sign it. */
        PREPARED,
        /** It was signed. */
        ISSUED,
        /** It is stopped for a while. */
        SUSPENDED,
        /** It counts again. */
        RESUMED,
        /** It is over for good. */
        REVOKED
    }

    /**
     * A certificate, named by what stands on the lists of revoked ones and by hashes that only who holds it can make.
     *
     * @param id the register's
     * @param issuer the authority's name in addresses
     * @param tbs what is or was to be signed, in DER
     */
    public record Certificate(UUID id, String issuer, BigInteger serial, byte[] tbs) {
    }

    /** @param lint the same content under the throw-away key, as it was linted */
    public static LogEntry prepared(Certificate certificate, byte[] lint) {
        return of(Change.PREPARED, certificate, Map.of("lint", hex(Hashes.sha256(lint))), null);
    }

    public static LogEntry issued(Certificate certificate, byte[] der) {
        byte[] hash = Hashes.sha256(der);
        return of(Change.ISSUED, certificate, Map.of("certificate", hex(hash)), hash);
    }

    /** @param reason a code of RFC 5280 §5.3.1 */
    public static LogEntry ended(Change change, Certificate certificate, String reason) {
        return of(change, certificate, Map.of("reason", reason), null);
    }

    private static LogEntry of(Change change, Certificate certificate, Map<String, String> more, byte @Nullable [] hash) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("issuer", certificate.issuer());
        facts.put("serial", certificate.serial().toString(16));
        facts.put("tbs", hex(Hashes.sha256(certificate.tbs())));
        facts.putAll(more);
        return new LogEntry("certificate." + code(change), facts, "certificate:" + certificate.id(), hash);
    }

    /** Of a signer's key the commitment alone; of the keys of authorities and institutions what everyone may know. */
    static LogEntry of(KeyEvent event) {
        return switch (event) {
            case KeyEvent.OfSigner signer -> new LogEntry("key." + code(signer.act()), Map.of("key", hex(signer.commitment())),
                    "key:" + signer.key(), null);
            case KeyEvent.OfSeal seal -> new LogEntry("seal-key." + code(seal.act()), Map.of("key", hex(seal.keySha256())),
                    "seal-key:" + seal.key(), null);
            case KeyEvent.OfAuthority authority -> {
                var facts = new LinkedHashMap<String, String>();
                facts.put("use", authority.use().name());
                facts.put("key", hex(authority.keySha256()));
                if (authority.serial() != null) {
                    facts.put("serial", authority.serial().toString(16));
                }
                if (authority.message() != null) {
                    facts.put("tbs", hex(authority.message()));
                }
                yield new LogEntry("authority." + code(authority.act()), facts, "authority-key:" + authority.key(), null);
            }
        };
    }

    /** The bytes that the tree is over. */
    byte[] leaf(Instant at) {
        return Leaf.write(type, at, facts);
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
