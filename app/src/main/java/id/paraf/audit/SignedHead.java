package id.paraf.audit;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.jspecify.annotations.Nullable;

/**
 * How far the trail went at a moment, signed: a line of the export, right after the event that it is about.
 *
 * @param token the TimeStampToken over the SHA-256 of the signature, or null if no authority gave one
 */
record SignedHead(long position, byte[] hash, Instant at, byte[] publicKey, byte[] signature, byte @Nullable [] token) {

    private static final Pattern LINE = Pattern.compile("\\{\"signed\":([0-9]{1,18}),\"hash\":\"([0-9a-f]{64})\","
            + "\"at\":\"([0-9TZ:.-]{1,32})\",\"key\":\"([A-Za-z0-9+/=]{1,1024})\",\"signature\":\"([A-Za-z0-9+/=]{1,1024})\"(?:,\"time\":\"([A-Za-z0-9+/=]{1,65536})\")?\\}");

    /** What is signed: the keyroom reads it and signs nothing else with this key. */
    static byte[] message(long position, byte[] hash, Instant at) {
        var parts = new ASN1EncodableVector();
        parts.add(new DERUTF8String("paraf audit head v1"));
        parts.add(new ASN1Integer(position));
        parts.add(new DEROctetString(hash));
        parts.add(new DERGeneralizedTime(Date.from(at)));
        try {
            return new DERSequence(parts).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("Memory does not fail", e);
        }
    }

    String line() {
        var base64 = Base64.getEncoder();
        return "{\"signed\":" + position + ",\"hash\":\"" + HexFormat.of().formatHex(hash) + "\",\"at\":\"" + at
                + "\",\"key\":\"" + base64.encodeToString(publicKey) + "\",\"signature\":\"" + base64.encodeToString(signature)
                + (token == null ? "" : "\",\"time\":\"" + base64.encodeToString(token)) + "\"}\n";
    }

    /** The signed head that a line says; empty if it is another kind of line. */
    static Optional<SignedHead> of(String line) {
        var found = LINE.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            var base64 = Base64.getDecoder();
            return Optional.of(new SignedHead(Long.parseLong(found.group(1)), HexFormat.of().parseHex(found.group(2)),
                    Instant.parse(found.group(3)), base64.decode(found.group(4)), base64.decode(found.group(5)),
                    found.group(6) == null ? null : base64.decode(found.group(6))));
        } catch (DateTimeParseException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** SHA-256 of the public key in hex: what an operator publishes and a verifier compares. */
    String key() {
        return HexFormat.of().formatHex(id.paraf.kernel.Hashes.sha256(publicKey));
    }

    boolean holds() {
        try {
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey)));
            verifier.update(message(position, hash, at));
            return verifier.verify(signature);
        } catch (GeneralSecurityException notSigned) {
            return false;
        }
    }
}
