package id.paraf.keyroom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * One signature by a signer, good for one use.
 *
 * @param id the order's id: a second order with the same id is refused, whatever it asks for
 * @param key the signer key
 * @param account whose key it must be
 * @param what the thing to sign; its type keeps one purpose from passing for another
 */
public record SignOrder(UUID id, UUID key, UUID account, ToSign what) {

    /** Something a signer key may sign. There is no way to have arbitrary bytes signed. */
    public sealed interface ToSign {
        /** The 32 bytes that the signature algorithm takes as message digest. */
        byte[] digest();
    }

    /** SHA-256 over the signed attributes of a document's signature. */
    public record DocumentDigest(byte[] digest) implements ToSign {
        public DocumentDigest {
            if (digest.length != 32) {
                throw new IllegalArgumentException("A SHA-256 digest has 32 bytes, not " + digest.length);
            }
            digest = digest.clone();
        }
    }

    /**
     * A text that shows that the key works and is good for nothing else: what is signed is {@link #message}, which no
     * document format begins with.
     */
    public record Challenge(byte[] nonce) implements ToSign {

        private static final byte[] PREFIX = "Paraf challenge v1, signs nothing\n".getBytes(StandardCharsets.US_ASCII);

        public Challenge {
            nonce = nonce.clone();
        }

        /** The signed message, for the verifier. */
        public byte[] message() {
            var out = new ByteArrayOutputStream();
            out.writeBytes(PREFIX);
            out.writeBytes(nonce);
            return out.toByteArray();
        }

        @Override
        public byte[] digest() {
            try {
                return MessageDigest.getInstance("SHA-256").digest(message());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("SHA-256 is part of every JDK", e);
            }
        }
    }
}
