package id.paraf.testing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An authenticator with one passkey and the browser around it: real keys, real signatures, and the bytes of WebAuthn Level 3 as
 * devices write them. What it tells of itself can be made wrong.
 */
public final class SoftAuthenticator {

    /** A kind of key. */
    public enum Algorithm {
        ES256, EDDSA, RS256
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;
    private static final int ATTESTED = 0x40;

    private final Algorithm algorithm;
    private final KeyPair key;
    private final byte[] id = new byte[32];
    private final String origin;
    private byte[] handle = new byte[0];
    /** What it tells: a test may spoil each. */
    public String toldOrigin;
    public String toldRpId = "localhost";
    public boolean verified = true;
    public boolean synced;
    public long counter;
    public String toldType = "";

    public SoftAuthenticator(int port) {
        this(port, Algorithm.ES256);
    }

    public SoftAuthenticator(int port, Algorithm algorithm) {
        this.algorithm = algorithm;
        origin = "http://localhost:" + port;
        toldOrigin = origin;
        new SecureRandom().nextBytes(id);
        try {
            var generator = KeyPairGenerator.getInstance(switch (algorithm) {
                case ES256 -> "EC";
                case EDDSA -> "Ed25519";
                case RS256 -> "RSA";
            });
            if (algorithm == Algorithm.ES256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else if (algorithm == Algorithm.RS256) {
                generator.initialize(2048);
            }
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Makes the passkey that the server asked for, and gives the browser's answer. */
    public String create(String options) {
        var asked = JSON.readTree(options);
        handle = Base64.getUrlDecoder().decode(asked.at("/user/id").asString());
        byte[] client = client(toldType.isEmpty() ? "webauthn.create" : toldType, asked);
        var credential = new ByteArrayOutputStream();
        credential.writeBytes(new byte[16]);
        credential.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
        credential.writeBytes(id);
        credential.writeBytes(publicKey());
        byte[] data = concat(authenticatorData(ATTESTED), credential.toByteArray());
        // RFC 8949: a map of three; attestation "none" has an empty statement.
        var attestation = new ByteArrayOutputStream();
        attestation.write(0xa3);
        attestation.writeBytes(text("fmt"));
        attestation.writeBytes(text("none"));
        attestation.writeBytes(text("attStmt"));
        attestation.write(0xa0);
        attestation.writeBytes(text("authData"));
        attestation.writeBytes(bytes(data));
        return answer("\"clientDataJSON\":\"%s\",\"attestationObject\":\"%s\"".formatted(BASE64.encodeToString(client),
                BASE64.encodeToString(attestation.toByteArray())));
    }

    /** Signs what the server asked for, and gives the browser's answer. */
    public String get(String options) {
        counter++;
        byte[] client = client(toldType.isEmpty() ? "webauthn.get" : toldType, JSON.readTree(options));
        byte[] data = authenticatorData(0);
        return answer("\"clientDataJSON\":\"%s\",\"authenticatorData\":\"%s\",\"signature\":\"%s\",\"userHandle\":\"%s\"".formatted(
                BASE64.encodeToString(client), BASE64.encodeToString(data),
                BASE64.encodeToString(sign(concat(data, sha256(client)))), BASE64.encodeToString(handle)));
    }

    private String answer(String response) {
        String name = BASE64.encodeToString(id);
        return "{\"id\":\"%s\",\"rawId\":\"%s\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{%s}}"
                .formatted(name, name, response);
    }

    private byte[] client(String type, JsonNode asked) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, asked.get("challenge").asString(), toldOrigin).getBytes(StandardCharsets.UTF_8);
    }

    /** WebAuthn Level 3 §6.1. */
    private byte[] authenticatorData(int more) {
        int flags = PRESENT | (verified ? VERIFIED : 0) | (synced ? BACKUP_ELIGIBLE | BACKED_UP : 0) | more;
        return ByteBuffer.allocate(37).put(sha256(toldRpId.getBytes(StandardCharsets.UTF_8))).put((byte) flags)
                .putInt((int) counter)
                .array();
    }

    /** RFC 9053: the public key as COSE. */
    private byte[] publicKey() {
        var cose = new ByteArrayOutputStream();
        switch (key.getPublic()) {
            case ECPublicKey ec -> {
                cose.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
                cose.writeBytes(bytes(fixed(ec.getW().getAffineX(), 32)));
                cose.write(0x22);
                cose.writeBytes(bytes(fixed(ec.getW().getAffineY(), 32)));
            }
            case EdECPublicKey ed -> {
                byte[] encoded = ed.getEncoded();
                cose.writeBytes(new byte[] {(byte) 0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21});
                cose.writeBytes(bytes(java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
            }
            case RSAPublicKey rsa -> {
                cose.writeBytes(new byte[] {(byte) 0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20});
                cose.writeBytes(bytes(fixed(rsa.getModulus(), 256)));
                cose.write(0x21);
                cose.writeBytes(bytes(fixed(rsa.getPublicExponent(), 3)));
            }
            default -> throw new AssertionError("No such key");
        }
        return cose.toByteArray();
    }

    private byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance(switch (algorithm) {
                case ES256 -> "SHA256withECDSA";
                case EDDSA -> "Ed25519";
                case RS256 -> "SHA256withRSA";
            });
            signature.initSign(key.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, fixed, length - (bytes.length - from), bytes.length - from);
        return fixed;
    }

    private static byte[] text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return concat(new byte[] {(byte) (0x60 | utf8.length)}, utf8);
    }

    private static byte[] bytes(byte[] bytes) {
        byte[] head = bytes.length < 24 ? new byte[] {(byte) (0x40 | bytes.length)}
                : bytes.length < 256 ? new byte[] {0x58, (byte) bytes.length}
                        : new byte[] {0x59, (byte) (bytes.length >> 8), (byte) bytes.length};
        return concat(head, bytes);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
