package id.paraf.pki.lint;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.jspecify.annotations.Nullable;

import id.paraf.pki.Profile;

/**
 * A certificate taken apart by hand, so that a broken one (an extension twice, an odd version) can still be judged.
 *
 * @param der the whole certificate
 * @param version as people count: 3 for v3
 * @param innerAlgorithm of the TBSCertificate
 * @param outerAlgorithm beside the signature
 * @param uniqueIds whether issuerUniqueID or subjectUniqueID is there
 * @param extensions in their order, duplicates included
 * @param profile what it is meant to be
 * @param parent the issuer's certificate; null while a root is its own issuer
 */
record Sample(byte[] der, int version, BigInteger serial, AlgorithmIdentifier innerAlgorithm, AlgorithmIdentifier outerAlgorithm,
        X500Name issuer, Time notBefore, Time notAfter, X500Name subject, SubjectPublicKeyInfo key, boolean uniqueIds,
        List<Extension> extensions, Profile profile, @Nullable Sample parent) {

    /** One extension as it stands there. */
    record Extension(ASN1ObjectIdentifier id, boolean critical, byte[] value) {

        ASN1Primitive parsed() {
            try {
                return ASN1Primitive.fromByteArray(value);
            } catch (IOException e) {
                throw new IllegalArgumentException("Extension " + id + " is not DER", e);
            }
        }
    }

    /** @throws IllegalArgumentException if this is no certificate at all */
    static Sample of(byte[] der, Profile profile, @Nullable Sample parent) {
        try {
            var certificate = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
            if (!java.util.Arrays.equals(certificate.getEncoded(ASN1Encoding.DER), der)) {
                throw new IllegalArgumentException("not DER");
            }
            var tbs = ASN1Sequence.getInstance(certificate.getObjectAt(0));
            int at = 0;
            int version = 1;
            if (tbs.getObjectAt(0) instanceof ASN1TaggedObject tagged && tagged.getTagNo() == 0) {
                version = ASN1Integer.getInstance(tagged, true).intValueExact() + 1;
                at = 1;
            }
            var validity = ASN1Sequence.getInstance(tbs.getObjectAt(at + 3));
            boolean uniqueIds = false;
            var extensions = new ArrayList<Extension>();
            for (int i = at + 6; i < tbs.size(); i++) {
                var tagged = ASN1TaggedObject.getInstance(tbs.getObjectAt(i));
                if (tagged.getTagNo() == 3) {
                    ASN1Sequence.getInstance(tagged, true).forEach(extension -> extensions.add(extension(extension)));
                } else {
                    uniqueIds = true;
                }
            }
            return new Sample(der, version, ASN1Integer.getInstance(tbs.getObjectAt(at)).getValue(),
                    AlgorithmIdentifier.getInstance(tbs.getObjectAt(at + 1)),
                    AlgorithmIdentifier.getInstance(certificate.getObjectAt(1)), X500Name.getInstance(tbs.getObjectAt(at + 2)),
                    Time.getInstance(validity.getObjectAt(0)), Time.getInstance(validity.getObjectAt(1)),
                    X500Name.getInstance(tbs.getObjectAt(at + 4)), SubjectPublicKeyInfo.getInstance(tbs.getObjectAt(at + 5)),
                    uniqueIds, List.copyOf(extensions), profile, parent);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("Not a certificate: " + e.getMessage(), e);
        }
    }

    private static Extension extension(ASN1Encodable encoded) {
        var parts = ASN1Sequence.getInstance(encoded);
        boolean critical = parts.size() == 3 && ASN1Boolean.getInstance(parts.getObjectAt(1)).isTrue();
        return new Extension(ASN1ObjectIdentifier.getInstance(parts.getObjectAt(0)), critical,
                ASN1OctetString.getInstance(parts.getObjectAt(parts.size() - 1)).getOctets());
    }

    /** The first extension with this id. */
    Optional<Extension> find(ASN1ObjectIdentifier id) {
        return extensions.stream().filter(extension -> extension.id().equals(id)).findFirst();
    }

    /** The issuer's certificate, which for a root is this one. */
    Sample parentOrSelf() {
        return Objects.requireNonNullElse(parent, this);
    }

    boolean root() {
        return parent == null;
    }
}
