package id.paraf.pki;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * What certificates of one kind look like.
 *
 * @param name how records and logs call it
 * @param keyUsage bits of {@link KeyUsage}, always critical
 * @param purposes extended key usages, critical for timestamps alone; none: the extension is left out
 * @param authority whether it may sign certificates
 * @param pathLength how many authorities may follow, or null for no limit; authorities only
 * @param longest the longest validity
 * @param policies object identifiers of the certificate policies, first the most specific
 * @param noCheck whether a responder's own status need not be asked for (RFC 6960 §4.2.2.2.1)
 * @param keys the keys it takes
 */
public record Profile(String name, int keyUsage, List<KeyPurposeId> purposes, boolean authority, @Nullable Integer pathLength,
        Duration longest, List<String> policies, boolean noCheck, Set<KeyKind> keys) {

    /** Kinds of public keys that profiles tell apart. */
    public enum KeyKind {
        P256, P384, RSA2048, RSA3072, RSA4096
    }

    /** RFC 9336: id-kp-documentSigning. */
    public static final KeyPurposeId DOCUMENT_SIGNING = KeyPurposeId
            .getInstance(new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36"));

    /** The longest a signer's certificate may last (SMBR 6.3.2). */
    public static final Duration SIGNER_LONGEST = Duration.ofDays(825);

    /**
     * ETSI EN 319 411-1 §5.3: NCP, the normalised policy (NCP+ would claim a secure device). Operators that have an object
     * identifier of their own add it in front.
     */
    public static final String NCP = "0.4.0.2042.1.1";

    /** The root of a hierarchy: self-signed, kept to signing authorities and its own CRL. */
    public static final Profile ROOT = new Profile("root-ca", KeyUsage.keyCertSign | KeyUsage.cRLSign, List.of(), true, null,
            Duration.ofDays(25 * 365), List.of(), false, Set.of(KeyKind.P384, KeyKind.RSA4096));

    /** Signs the certificates of signers, and their CRL. */
    public static final Profile ISSUING = new Profile("issuing-ca", KeyUsage.keyCertSign | KeyUsage.cRLSign, List.of(), true, 0,
            Duration.ofDays(12 * 365), List.of(NCP), false, Set.of(KeyKind.P384, KeyKind.P256, KeyKind.RSA4096));

    /** A person who signs documents. EN 319 412-2 §4.3.2: type A, nonRepudiation alone. */
    public static final Profile SIGNER = new Profile("signer", KeyUsage.nonRepudiation, List.of(DOCUMENT_SIGNING), false, null,
            SIGNER_LONGEST, List.of(NCP), false, Set.of(KeyKind.P256, KeyKind.RSA3072));

    /** Answers OCSP requests in the name of an issuing authority. */
    public static final Profile OCSP_RESPONDER = new Profile("ocsp-responder", KeyUsage.digitalSignature,
            List.of(KeyPurposeId.id_kp_OCSPSigning), false, null, Duration.ofDays(90), List.of(NCP), true,
            Set.of(KeyKind.P256));

    /** Signs timestamps. RFC 3161 §2.3: a key for nothing else. Lasts so long that a token can be checked for years. */
    public static final Profile TIMESTAMP = new Profile("timestamp-authority", KeyUsage.digitalSignature,
            List.of(KeyPurposeId.id_kp_timeStamping), false, null, Duration.ofDays(3 * 365 + 1), List.of(NCP), false,
            Set.of(KeyKind.P256));

    public Profile {
        purposes = List.copyOf(purposes);
        policies = List.copyOf(policies);
        keys = Set.copyOf(keys);
    }

    /** RFC 3161 §2.3: extKeyUsage with id-kp-timeStamping alone MUST be critical; elsewhere it is not (RFC 9336, EN 319 412-2). */
    public boolean purposesCritical() {
        return purposes.equals(List.of(KeyPurposeId.id_kp_timeStamping));
    }
}
