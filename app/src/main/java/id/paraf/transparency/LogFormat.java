package id.paraf.transparency;

import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.kernel.Hashes;
import id.paraf.pki.merkle.TreeHead;

/** What the log says and what verifiers read: JSON, with bytes in base64 (RFC 4648 §4). */
public final class LogFormat {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL)).build();

    private LogFormat() {
    }

    /**
     * The log's key.
     *
     * @param logId SHA-256 of the public key
     * @param publicKey SubjectPublicKeyInfo in DER
     * @param maximumMergeDelay seconds within which an entry is under a signed head
     */
    public record Key(String logId, String publicKey, String signatureAlgorithm, String hashAlgorithm, long maximumMergeDelay) {

        static Key of(byte[] publicKey) {
            return new Key(base64(Hashes.sha256(publicKey)), base64(publicKey), "ecdsa-with-SHA256", "SHA-256",
                    Heads.MERGE_DELAY.toSeconds());
        }
    }

    /** A signed head; the signature is over {@code TreeHeadDataV2} of RFC 9162 §4.10. */
    public record Head(String logId, long timestamp, long treeSize, String rootHash, String signature) {

        static Head of(byte[] logId, Heads.Signed signed) {
            return new Head(base64(logId), signed.head().timestamp(), signed.head().size(), base64(signed.head().root()),
                    base64(signed.signature()));
        }

        /** @throws IllegalArgumentException if it is malformed */
        TreeHead head() {
            return new TreeHead(timestamp, treeSize, bytes(rootHash));
        }
    }

    public record Inclusion(long index, long treeSize, String leafHash, List<String> path) {
    }

    public record Consistency(long first, long second, List<String> path) {
    }

    /** Leaves from {@code start} on, without a gap. */
    public record Entries(long start, List<String> leaves) {
    }

    /**
     * What an owner takes home: the entries about one certificate and its key, each with its proof under one signed head.
     *
     * @param certificate in DER
     * @param opening opens the entries about the key; not for others
     */
    public record Receipt(String format, Key log, Head head, String certificate, Opening opening, List<Proven> entries) {

        static final String FORMAT = "paraf-log-receipt-1";
    }

    public record Proven(long index, String leaf, List<String> path) {
    }

    /** @param events how many events the key had when this was made */
    public record Opening(String keySha256, String salt, int events) {
    }

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** Reads one of these; null if it is something else. */
    static <T> @Nullable T read(byte[] json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JacksonException other) {
            return null;
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static List<String> base64(List<byte[]> hashes) {
        return hashes.stream().map(LogFormat::base64).toList();
    }

    /** @throws IllegalArgumentException if it is no base64 */
    static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    static List<byte[]> bytes(List<String> base64) {
        return base64.stream().map(LogFormat::bytes).toList();
    }
}
