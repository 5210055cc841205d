package id.paraf.pades.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * A CMS SignedData (RFC 5652) with everything read out of it at once, so that no malformed part surfaces later.
 *
 * @param signers      how many SignerInfos there are; the rest of this record speaks about the first
 * @param toBeSigned   the DER of the signed attributes as a SET, RFC 5652 §5.4; null where there are none
 * @param attributes   the signed attributes
 * @param timestamps   signature timestamp tokens (RFC 3161 appendix A) among the unsigned attributes
 * @param evidence     CRLs and OCSP responses carried along, in DER
 */
record Cms(ASN1ObjectIdentifier contentType, byte @Nullable [] content, List<X509Certificate> certificates, int signers,
        SignerInfo signer, AlgorithmIdentifier digestAlgorithm, AlgorithmIdentifier signatureAlgorithm, byte[] signature,
        byte @Nullable [] toBeSigned, Signed attributes, List<byte[]> timestamps, List<byte[]> evidence) {

    /** What the signed attributes say; lists, because a second value of any is an error. */
    record Signed(List<ASN1ObjectIdentifier> contentTypes, List<byte[]> messageDigests, Optional<Instant> signingTime,
            List<ESSCertID> certificates, List<ESSCertIDv2> certificatesV2, Optional<CMSAlgorithmProtection> protection,
            boolean doubled) {
    }

    private static final ASN1ObjectIdentifier ADOBE_REVOCATION = new ASN1ObjectIdentifier("1.2.840.113583.1.1.8");

    /** The SignedData at the start of these bytes; only zeros may follow it. Empty where there is none. */
    static Optional<Cms> parse(byte[] bytes) {
        try {
            var rest = new ByteArrayInputStream(bytes);
            var object = new ASN1InputStream(rest, bytes.length).readObject();
            // Most of the room that was reserved; the stream hands out single bytes under a lock.
            for (int at = bytes.length - rest.available(); at < bytes.length; at++) {
                if (bytes[at] != 0) {
                    return Optional.empty();
                }
            }
            var info = ContentInfo.getInstance(object);
            return info == null || !CMSObjectIdentifiers.signedData.equals(info.getContentType()) ? Optional.empty()
                    : Optional.of(read(SignedData.getInstance(info.getContent())));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Bouncy Castle reports malformed DER by many kinds of exception; all of them mean the same here.
            return Optional.empty();
        }
    }

    private static Cms read(SignedData data) throws IOException {
        var signers = data.getSignerInfos();
        var signer = SignerInfo.getInstance(signers.getObjectAt(0));
        var signed = signer.getAuthenticatedAttributes();
        var content = data.getEncapContentInfo().getContent();
        var evidence = new ArrayList<byte[]>();
        if (data.getCRLs() != null) {
            for (var one : data.getCRLs()) {
                evidence.add(revocationInfo(one));
            }
        }
        var timestamps = new ArrayList<byte[]>();
        for (var one : attributes(signer.getUnauthenticatedAttributes())) {
            if (one.getAttrType().equals(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)) {
                for (var token : one.getAttrValues()) {
                    timestamps.add(der(token));
                }
            }
        }
        for (var one : attributes(signed)) {
            if (one.getAttrType().equals(ADOBE_REVOCATION)) {
                for (var value : one.getAttrValues()) {
                    evidence.addAll(archived(ASN1Sequence.getInstance(value)));
                }
            }
        }
        return new Cms(data.getEncapContentInfo().getContentType(),
                content == null ? null : ASN1OctetString.getInstance(content).getOctets(), certificates(data.getCertificates()),
                signers.size(), signer, signer.getDigestAlgorithm(), signer.getDigestEncryptionAlgorithm(),
                signer.getEncryptedDigest().getOctets(), signed == null ? null : signed.getEncoded(ASN1Encoding.DER),
                signed(signed), timestamps, evidence);
    }

    private static List<X509Certificate> certificates(@Nullable ASN1Set set) throws IOException {
        var found = new ArrayList<X509Certificate>();
        if (set != null) {
            for (var one : set) {
                // RFC 5652 §10.2.2: other choices are tagged, and none of them is an X.509 certificate.
                if (!(one instanceof ASN1TaggedObject)) {
                    Certificates.read(der(one)).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static Signed signed(@Nullable ASN1Set set) throws IOException {
        var contentTypes = new ArrayList<ASN1ObjectIdentifier>();
        var digests = new ArrayList<byte[]>();
        var certificates = new ArrayList<ESSCertID>();
        var certificatesV2 = new ArrayList<ESSCertIDv2>();
        Optional<Instant> time = Optional.empty();
        Optional<CMSAlgorithmProtection> protection = Optional.empty();
        var seen = new ArrayList<ASN1ObjectIdentifier>();
        boolean doubled = false;
        for (var one : attributes(set)) {
            var type = one.getAttrType();
            // RFC 5652 §5.3: no attribute twice.
            doubled |= seen.contains(type);
            seen.add(type);
            for (var value : one.getAttrValues()) {
                if (type.equals(CMSAttributes.contentType)) {
                    contentTypes.add(ASN1ObjectIdentifier.getInstance(value));
                } else if (type.equals(CMSAttributes.messageDigest)) {
                    digests.add(ASN1OctetString.getInstance(value).getOctets());
                } else if (type.equals(CMSAttributes.signingTime)) {
                    time = Optional.of(Time.getInstance(value).getDate().toInstant());
                } else if (type.equals(CMSAttributes.cmsAlgorithmProtect)) {
                    protection = Optional.of(CMSAlgorithmProtection.getInstance(value));
                } else if (type.equals(PKCSObjectIdentifiers.id_aa_signingCertificate)) {
                    certificates.addAll(List.of(SigningCertificate.getInstance(value).getCerts()));
                } else if (type.equals(PKCSObjectIdentifiers.id_aa_signingCertificateV2)) {
                    certificatesV2.addAll(List.of(SigningCertificateV2.getInstance(value).getCerts()));
                }
            }
        }
        return new Signed(contentTypes, digests, time, certificates, certificatesV2, protection, doubled);
    }

    private static List<Attribute> attributes(@Nullable ASN1Set set) {
        var found = new ArrayList<Attribute>();
        if (set != null) {
            for (var one : set) {
                found.add(Attribute.getInstance(one));
            }
        }
        return found;
    }

    /** RFC 5652 §10.2.1: a CRL, or another format such as id-ri-ocsp-response (RFC 5940). */
    private static byte[] revocationInfo(ASN1Encodable one) throws IOException {
        return one instanceof ASN1TaggedObject tagged
                ? der(ASN1Sequence.getInstance(tagged, false).getObjectAt(1))
                : der(one);
    }

    /** ISO 32000-2 §12.8.3.3.2: RevocationInfoArchival ::= SEQUENCE { crl [0], ocsp [1], other [2], each OPTIONAL }. */
    private static List<byte[]> archived(ASN1Sequence value) throws IOException {
        var found = new ArrayList<byte[]>();
        for (var one : value) {
            var tagged = ASN1TaggedObject.getInstance(one);
            if (tagged.getTagNo() < 2) {
                for (var item : ASN1Sequence.getInstance(tagged, true)) {
                    found.add(der(item));
                }
            }
        }
        return found;
    }

    private static byte[] der(ASN1Encodable one) throws IOException {
        return one.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    }

    /** The certificate that the SignerInfo names, RFC 5652 §5.3, where it is among those carried along. */
    Optional<X509Certificate> signerCertificate() {
        return certificates.stream().filter(this::isNamed).findFirst();
    }

    private boolean isNamed(X509Certificate certificate) {
        try {
            var id = signer.getSID().getId();
            if (id instanceof ASN1TaggedObject || id instanceof ASN1OctetString) {
                var named = id instanceof ASN1TaggedObject tagged ? ASN1OctetString.getInstance(tagged, false)
                        : ASN1OctetString.getInstance(id);
                return Certificates.extension(certificate, "2.5.29.14")
                        .map(one -> Arrays.equals(SubjectKeyIdentifier.getInstance(one).getKeyIdentifier(), named.getOctets()))
                        .orElse(false);
            }
            var named = IssuerAndSerialNumber.getInstance(id);
            return named.getSerialNumber().getValue().equals(certificate.getSerialNumber())
                    && named.getName().equals(X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded()));
        } catch (RuntimeException e) {
            // Java and Bouncy Castle report malformed DER by many kinds of exception; all of them mean the same here.
            return false;
        }
    }
}
