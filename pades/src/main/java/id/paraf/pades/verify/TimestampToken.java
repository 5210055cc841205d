package id.paraf.pades.verify;

import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.TSTInfo;

import id.paraf.pades.verify.CertificateStatus.Moment;
import id.paraf.pades.verify.CertificateStatus.Purpose;

/**
 * A timestamp token, RFC 3161 §2.4.2: a SignedData over a TSTInfo.
 *
 * @param imprint          the digest of what was stamped
 * @param imprintAlgorithm the digest's algorithm
 */
record TimestampToken(Cms cms, byte[] info, Instant time, ASN1ObjectIdentifier imprintAlgorithm, byte[] imprint) {

    static Optional<TimestampToken> parse(byte[] der) {
        return Cms.parse(der).flatMap(TimestampToken::of);
    }

    static Optional<TimestampToken> of(Cms cms) {
        byte[] content = cms.content();
        if (content == null || !cms.contentType().equals(PKCSObjectIdentifiers.id_ct_TSTInfo)) {
            return Optional.empty();
        }
        try {
            var info = TSTInfo.getInstance(content);
            var imprint = info.getMessageImprint();
            return Optional.of(new TimestampToken(cms, content, info.getGenTime().getDate().toInstant(),
                    imprint.getHashAlgorithm().getAlgorithm(), imprint.getHashedMessage()));
        } catch (ParseException | RuntimeException e) {
            // Bouncy Castle reports malformed DER by many kinds of exception; all of them mean the same here.
            return Optional.empty();
        }
    }

    /**
     * Whether the token stands by itself and is about these bytes; empty where it does.
     *
     * @param stamped the digest of what should be stamped
     */
    Set<Reason> integrity(Function<Digest, byte[]> stamped, Policy policy) {
        var reasons = EnumSet.noneOf(Reason.class);
        Digest.of(imprintAlgorithm).ifPresentOrElse(digest -> {
            if (!MessageDigest.isEqual(stamped.apply(digest), imprint)) {
                reasons.add(Reason.DIGEST_DIFFERS);
            }
        }, () -> reasons.add(Digest.refusal(imprintAlgorithm)));
        CmsSignature.digest(cms).ifPresentOrElse(
                digest -> reasons.addAll(CmsSignature.check(cms, digest.of(info),
                        new CmsSignature.Expected(PKCSObjectIdentifiers.id_ct_TSTInfo, true), policy)),
                () -> reasons.add(Digest.refusal(cms.digestAlgorithm().getAlgorithm())));
        return reasons;
    }

    /**
     * The whole judgement.
     *
     * @param seen the moment at which the token is proven to have existed, or the time of verification
     */
    TimestampReport judge(Function<Digest, byte[]> stamped, CertificateStatus status, Instant seen, boolean seenProven,
            Policy policy) {
        var reasons = integrity(stamped, policy);
        var certificate = cms.signerCertificate();
        if (certificate.isEmpty()) {
            return TimestampReport.of(Optional.of(time), reasons);
        }
        var judgement = status.with(cms.certificates()).judge(certificate.get(), Purpose.TIMESTAMPING,
                new Moment(seen, seenProven, Optional.of(time)));
        reasons.addAll(judgement.reasons());
        if (time.isBefore(certificate.get().getNotBefore().toInstant()) || time.isAfter(seen.plus(policy.clockSkew()))) {
            reasons.add(Reason.NOT_YET_VALID);
        }
        if (time.isAfter(certificate.get().getNotAfter().toInstant())) {
            reasons.add(Reason.EXPIRED);
        }
        return TimestampReport.of(Optional.of(time),
                Optional.of(Certificates.signer(certificate.get(), judgement.path())), judgement.status(), reasons);
    }
}
