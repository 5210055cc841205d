package id.paraf.pades.verify;

import java.io.IOException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/** An OCSP answer (RFC 6960), asked about one certificate as §3.2 says. */
record OcspEvidence(byte[] toBeSigned, SignatureScheme scheme, byte[] signature, List<X509Certificate> certificates,
        ResponderID responder, Instant producedAt, List<SingleResponse> answers) {

    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";

    /** An OCSPResponse, or the BasicOCSPResponse in it: files carry either. */
    static Optional<OcspEvidence> read(byte[] der) {
        try {
            var object = ASN1Primitive.fromByteArray(der);
            var basic = BasicOCSPResponse.getInstance(inner(object));
            var data = basic.getTbsResponseData();
            var certificates = new ArrayList<X509Certificate>();
            if (basic.getCerts() != null) {
                for (var one : basic.getCerts()) {
                    Certificates.read(one.toASN1Primitive().getEncoded(ASN1Encoding.DER)).ifPresent(certificates::add);
                }
            }
            var answers = new ArrayList<SingleResponse>();
            for (var one : data.getResponses()) {
                answers.add(SingleResponse.getInstance(one));
            }
            return Optional.of(new OcspEvidence(data.getEncoded(ASN1Encoding.DER),
                    SignatureScheme.of(basic.getSignatureAlgorithm(), null), basic.getSignature().getOctets(), certificates,
                    data.getResponderID(), data.getProducedAt().getDate().toInstant(), answers));
        } catch (IOException | ParseException | RuntimeException | StackOverflowError e) {
            // Bouncy Castle reports malformed DER by many kinds of exception; all of them mean the same here.
            return Optional.empty();
        }
    }

    private static ASN1Primitive inner(ASN1Primitive object) throws IOException {
        var sequence = ASN1Sequence.getInstance(object);
        if (!(sequence.getObjectAt(0) instanceof ASN1Enumerated)) {
            return object;
        }
        var bytes = OCSPResponse.getInstance(object).getResponseBytes();
        if (bytes == null || !bytes.getResponseType().equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
            throw new IOException("no basic response");
        }
        return ASN1Primitive.fromByteArray(bytes.getResponse().getOctets());
    }

    /** What it says about the certificate; empty where it says nothing that can be believed. */
    Optional<Statement> about(X509Certificate certificate, X509Certificate issuer, Policy policy, SignatureMemo memo) {
        for (var answer : answers) {
            if (isAbout(answer.getCertID(), certificate, issuer)) {
                return isSigned(issuer, policy, memo) ? statement(answer) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isAbout(CertID id, X509Certificate certificate, X509Certificate issuer) {
        if (!id.getSerialNumber().getValue().equals(certificate.getSerialNumber())) {
            return false;
        }
        byte[] name = certificate.getIssuerX500Principal().getEncoded();
        byte[] key = keyBits(issuer);
        var oid = id.getHashAlgorithm().getAlgorithm();
        if (oid.equals(OIWObjectIdentifiers.idSHA1)) {
            // RFC 6960 §4.3: SHA-1 is only a name here; what it names is checked by the signature.
            return Arrays.equals(id.getIssuerNameHash().getOctets(), CmsSignature.sha1(name))
                    && Arrays.equals(id.getIssuerKeyHash().getOctets(), CmsSignature.sha1(key));
        }
        return Digest.of(oid).map(digest -> Arrays.equals(id.getIssuerNameHash().getOctets(), digest.of(name))
                && Arrays.equals(id.getIssuerKeyHash().getOctets(), digest.of(key))).orElse(false);
    }

    private static byte[] keyBits(X509Certificate certificate) {
        return SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded()).getPublicKeyData().getOctets();
    }

    /** RFC 6960 §4.2.2.2: by the issuer itself, or by a responder that the issuer certified for it. */
    private boolean isSigned(X509Certificate issuer, Policy policy, SignatureMemo memo) {
        if (!(scheme instanceof SignatureScheme.Known known)) {
            return false;
        }
        var candidates = new ArrayList<X509Certificate>();
        candidates.add(issuer);
        candidates.addAll(certificates);
        for (var one : candidates) {
            if (isResponder(one) && (one.equals(issuer) || isDelegated(one, issuer, policy, memo))
                    && SignatureScheme.strength(one.getPublicKey(), policy).isEmpty()
                    && known.verifies(one.getPublicKey(), toBeSigned, signature)) {
                return true;
            }
        }
        return false;
    }

    private boolean isResponder(X509Certificate certificate) {
        var id = responder.toASN1Primitive();
        if (id instanceof ASN1TaggedObject tagged && tagged.getTagNo() == 2) {
            return Arrays.equals(ASN1OctetString.getInstance(tagged, true).getOctets(), CmsSignature.sha1(keyBits(certificate)));
        }
        return responder.getName() != null
                && responder.getName().equals(X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()));
    }

    /** Only with ocsp-nocheck: a responder that could itself be revoked would need evidence about the evidence. */
    private boolean isDelegated(X509Certificate one, X509Certificate issuer, Policy policy, SignatureMemo memo) {
        try {
            var purposes = one.getExtendedKeyUsage();
            if (purposes == null || !purposes.contains(OCSP_SIGNING) || one.getExtensionValue(NO_CHECK) == null
                    || !one.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                    || Paths.refusedAlgorithm(one.getSigAlgOID(), one.getSigAlgParams())
                    || producedAt.plus(policy.clockSkew()).isBefore(one.getNotBefore().toInstant())
                    || producedAt.isAfter(one.getNotAfter().toInstant())) {
                return false;
            }
            return memo.holds(CmsSignature.encoded(one), issuer.getPublicKey(), () -> Paths.isSigned(one, issuer));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private Optional<Statement> statement(SingleResponse answer) {
        try {
            var status = answer.getCertStatus();
            var next = answer.getNextUpdate();
            if (status.getTagNo() == 2) {
                return Optional.empty();
            }
            Optional<Statement.Revoked> revoked = status.getTagNo() == 0 ? Optional.empty()
                    : Optional.of(revoked(RevokedInfo.getInstance(status.getStatus())));
            return Optional.of(new Statement(StatusReport.Form.OCSP, answer.getThisUpdate().getDate().toInstant(),
                    next == null ? null : next.getDate().toInstant(), archiveCutoff(answer), revoked));
        } catch (ParseException | RuntimeException e) {
            // Java and Bouncy Castle report malformed DER by many kinds of exception; all of them mean the same here.
            return Optional.empty();
        }
    }

    private static Statement.Revoked revoked(RevokedInfo info) throws ParseException {
        var reason = info.getRevocationReason();
        int code = reason == null ? -1 : reason.getValue().intValueExact();
        return new Statement.Revoked(info.getRevocationTime().getDate().toInstant(),
                code < 0 || code >= CRLReason.values().length ? null : CRLReason.values()[code]);
    }

    /** RFC 6960 §4.4.4: from when on the responder still knows expired certificates. */
    private static @Nullable Instant archiveCutoff(SingleResponse answer) throws ParseException {
        var extensions = answer.getSingleExtensions();
        var cutoff = extensions == null ? null : extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff);
        return cutoff == null ? null : ASN1GeneralizedTime.getInstance(cutoff.getParsedValue()).getDate().toInstant();
    }
}
