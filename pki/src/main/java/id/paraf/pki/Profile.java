package id.paraf.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * What certificates of one kind look like, as {@link Profiles} reads it.
 *
 * @param kind which one it is
 * @param subject the attributes that a subject has, in their order
 * @param keys the keys it takes, first the one to prefer
 * @param keyUsage bits of {@link KeyUsage}, always critical
 * @param purposes extended key usages, critical for timestamps alone; none: the extension is left out
 * @param policies object identifiers of the certificate policies, first the most specific
 * @param validity how long a certificate lasts
 * @param longest the longest validity that is ever signed
 * @param pathLength how many authorities may follow, or null for no limit; authorities only
 */
public record Profile(Kind kind, List<Part> subject, List<KeyKind> keys, int keyUsage, List<KeyPurposeId> purposes,
        List<String> policies, Period validity, Duration longest, @Nullable Integer pathLength) {

    /** The kinds of certificates there are, and how records, logs and files call them. */
    public enum Kind {
        ROOT("root-ca"), ISSUING("issuing-ca"), SIGNER("signer"), SEAL("seal"), OCSP_RESPONDER("ocsp-responder"),
        TIMESTAMP("timestamp-authority"), TLS_SERVER("tls-server");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** The kind of this name. */
        public static Optional<Kind> of(String label) {
            return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
        }
    }

    /** Kinds of public keys that profiles tell apart. */
    public enum KeyKind {
        P256, P384, RSA2048, RSA3072, RSA4096
    }

    /** What a subject can say, named as RFC 4514 and EN 319 412-1 name it. */
    public enum Attribute {
        C(BCStyle.C), O(BCStyle.O), ORGANIZATION_IDENTIFIER(BCStyle.ORGANIZATION_IDENTIFIER), OU(BCStyle.OU), SN(BCStyle.SURNAME),
        GN(BCStyle.GIVENNAME), SERIAL_NUMBER(BCStyle.SERIALNUMBER), CN(BCStyle.CN);

        private final ASN1ObjectIdentifier type;

        Attribute(ASN1ObjectIdentifier type) {
            this.type = type;
        }

        public ASN1ObjectIdentifier type() {
            return type;
        }

        /** As files write it. */
        public String label() {
            return switch (this) {
                case ORGANIZATION_IDENTIFIER -> "organizationIdentifier";
                case SERIAL_NUMBER -> "serialNumber";
                case C, O, OU, SN, GN, CN -> name();
            };
        }
    }

    /**
     * One attribute of a subject.
     *
     * @param optional whether it may be missing
     */
    public record Part(Attribute attribute, boolean optional) {
    }

    /** RFC 9336: id-kp-documentSigning. */
    public static final KeyPurposeId DOCUMENT_SIGNING = KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36"));

    public Profile {
        subject = List.copyOf(subject);
        keys = List.copyOf(keys);
        purposes = List.copyOf(purposes);
        policies = List.copyOf(policies);
    }

    public String name() {
        return kind.label();
    }

    /** Whether it may sign certificates. */
    public boolean authority() {
        return kind == Kind.ROOT || kind == Kind.ISSUING;
    }

    /** Whether a responder's own status need not be asked for (RFC 6960 §4.2.2.2.1). */
    public boolean noCheck() {
        return kind == Kind.OCSP_RESPONDER;
    }

    /** RFC 3161 §2.3: extKeyUsage with id-kp-timeStamping alone MUST be critical; elsewhere it is not (RFC 9336, EN 319 412-2). */
    public boolean purposesCritical() {
        return kind == Kind.TIMESTAMP;
    }

    /** The last second of a certificate that begins then (RFC 5280 §4.1.2.5: both ends are included). */
    public Instant end(Instant notBefore) {
        return notBefore.atOffset(ZoneOffset.UTC).plus(validity).toInstant().minusSeconds(1);
    }
}
