package id.paraf.pades.verify;

import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.digests.SHA1Digest;

/** The mathematics of one SignedData: RFC 5652 §5.4 and §5.6, and the signed reference to the certificate (RFC 5035). */
final class CmsSignature {

    private CmsSignature() {
    }

    /** What a SignedData has to be. */
    record Expected(ASN1ObjectIdentifier contentType, boolean certificateNamed) {
    }

    /** The digest that the message digest attribute must be made with, or why there can be none. */
    static Optional<Digest> digest(Cms cms) {
        return Digest.of(cms.digestAlgorithm().getAlgorithm());
    }

    /**
     * Everything that is wrong with the signature as such; nothing about whom the certificate comes from.
     *
     * @param contentDigest what {@link #digest} gives over the content
     */
    static Set<Reason> check(Cms cms, byte[] contentDigest, Expected expected, Policy policy) {
        var reasons = EnumSet.noneOf(Reason.class);
        if (cms.signers() != 1) {
            reasons.add(Reason.SIGNERS_NOT_ONE);
        }
        var signed = cms.attributes();
        byte[] toBeSigned = cms.toBeSigned();
        // RFC 5652 §5.3: both are mandatory once there are signed attributes, and PDF signatures have them.
        if (toBeSigned == null || signed.doubled() || signed.messageDigests().size() != 1
                || !signed.contentTypes().equals(List.of(expected.contentType()))
                || !cms.contentType().equals(expected.contentType())) {
            reasons.add(Reason.SIGNED_ATTRIBUTES_ODD);
            return reasons;
        }
        if (!MessageDigest.isEqual(signed.messageDigests().getFirst(), contentDigest)) {
            reasons.add(Reason.DIGEST_DIFFERS);
        }
        var certificate = cms.signerCertificate();
        if (certificate.isEmpty()) {
            reasons.add(Reason.CERTIFICATE_MISSING);
            return reasons;
        }
        switch (SignatureScheme.of(cms.signatureAlgorithm(), digest(cms).orElse(null))) {
            case SignatureScheme.Refused(var why) -> reasons.add(why);
            case SignatureScheme.Known scheme -> {
                if (!scheme.verifies(certificate.get().getPublicKey(), toBeSigned, cms.signature())) {
                    reasons.add(Reason.SIGNATURE_BROKEN);
                }
            }
        }
        SignatureScheme.strength(certificate.get().getPublicKey(), policy).ifPresent(reasons::add);
        // RFC 6211 §2: where it is present it must name what the SignerInfo names.
        signed.protection().ifPresent(one -> {
            if (!same(one.getDigestAlgorithm(), cms.digestAlgorithm())
                    || !same(one.getSignatureAlgorithm(), cms.signatureAlgorithm())) {
                reasons.add(Reason.SIGNATURE_BROKEN);
            }
        });
        certificateReference(cms, certificate.get(), expected).ifPresent(reasons::add);
        return reasons;
    }

    private static boolean same(AlgorithmIdentifier one, AlgorithmIdentifier other) {
        return one != null && one.getAlgorithm().equals(other.getAlgorithm());
    }

    /** RFC 5035 §4: the first certificate named is the signer's; both versions count where both are there. */
    private static Optional<Reason> certificateReference(Cms cms, X509Certificate certificate, Expected expected) {
        var old = cms.attributes().certificates();
        var current = cms.attributes().certificatesV2();
        if (old.isEmpty() && current.isEmpty()) {
            return expected.certificateNamed() ? Optional.of(Reason.SIGNING_CERTIFICATE_UNNAMED) : Optional.empty();
        }
        byte[] der = encoded(certificate);
        if (!current.isEmpty()) {
            var named = current.getFirst();
            var digest = Digest.of(named.getHashAlgorithm().getAlgorithm());
            if (digest.isEmpty()) {
                return Optional.of(Digest.refusal(named.getHashAlgorithm().getAlgorithm()));
            }
            if (!Arrays.equals(named.getCertHash(), digest.get().of(der))) {
                return Optional.of(Reason.SIGNING_CERTIFICATE_DIFFERS);
            }
        }
        // RFC 2634 §5.4: SHA-1, still what timestamp authorities write. It only points; the signature covers what it points to.
        if (!old.isEmpty() && !Arrays.equals(old.getFirst().getCertHash(), sha1(der))) {
            return Optional.of(Reason.SIGNING_CERTIFICATE_DIFFERS);
        }
        return Optional.empty();
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] sha1(byte[] bytes) {
        var digest = new SHA1Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] value = new byte[digest.getDigestSize()];
        digest.doFinal(value, 0);
        return value;
    }

    /** "SHA-256 with RSA 2048". */
    static String describe(Cms cms) {
        String key = cms.signerCertificate().map(one -> " with " + SignatureScheme.describe(one.getPublicKey())).orElse("");
        return digest(cms).map(Digest::javaName).orElse(cms.digestAlgorithm().getAlgorithm().getId()) + key;
    }
}
