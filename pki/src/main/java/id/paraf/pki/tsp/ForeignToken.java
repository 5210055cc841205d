package id.paraf.pki.tsp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;

import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** What another authority answered: a token that can be believed, or the reason why not. */
public sealed interface ForeignToken {

    /** Imprint, nonce, policy, signature, the signer's certificate and its chain to a root that was named are right. */
    record Believed(byte[] token, Instant time) implements ForeignToken {
    }

    /** Nothing to keep; {@code why} is for the log. */
    record Refused(String why) implements ForeignToken {
    }

    /**
     * Holds an answer against the question (RFC 3161 §2.2: what the client SHALL verify). Whether a certificate of the chain
     * was revoked is not asked here: that belongs to whoever validates the signature that the token protects.
     *
     * @param response the TimeStampResp; any bytes will do
     * @param query what was asked, with certReq
     * @param roots where the chain has to end
     */
    static ForeignToken check(byte[] response, TimestampRequest.Query query, Collection<X509Certificate> roots) {
        try {
            var answer = new TimeStampResponse(response);
            if (answer.getStatus() != PKIStatus.GRANTED && answer.getStatus() != PKIStatus.GRANTED_WITH_MODS) {
                var failure = answer.getFailInfo();
                return new Refused("status " + answer.getStatus()
                        + (failure == null ? "" : ", failure " + Integer.toHexString(failure.intValue())));
            }
            answer.validate(new TimeStampRequest(query.der()));
            return check(answer.getTimeStampToken(), roots);
        } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
            return new Refused(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            return new Refused("not a TimeStampResp: " + e.getClass().getSimpleName());
        }
    }

    /**
     * Holds a token that was kept against the hash that it is said to be over.
     *
     * @param token the TimeStampToken; any bytes will do
     * @param roots where the chain has to end
     */
    static ForeignToken check(byte[] token, Imprint imprint, Collection<X509Certificate> roots) {
        try {
            var read = new TimeStampToken(ContentInfo.getInstance(token));
            var over = read.getTimeStampInfo().toASN1Structure().getMessageImprint();
            if (!over.getHashAlgorithm().getAlgorithm().equals(imprint.hash().identifier())
                    || !MessageDigest.isEqual(over.getHashedMessage(), imprint.value())) {
                return new Refused("it is over something else");
            }
            return check(read, roots);
        } catch (TSPException | OperatorCreationException | GeneralSecurityException e) {
            return new Refused(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            return new Refused("not a TimeStampToken: " + e.getClass().getSimpleName());
        }
    }

    private static ForeignToken check(TimeStampToken token, Collection<X509Certificate> roots)
            throws TSPException, OperatorCreationException, GeneralSecurityException, IOException {
        @SuppressWarnings("unchecked") Collection<X509CertificateHolder> matching = token.getCertificates()
                .getMatches(token.getSID());
        if (matching.size() != 1) {
            return new Refused("the certificate of the signer did not come along");
        }
        var signer = matching.iterator().next();
        for (SignerInformation each : token.toCMSSignedData().getSignerInfos()) {
            if (!Set.of(NISTObjectIdentifiers.id_sha256.getId(), NISTObjectIdentifiers.id_sha384.getId(),
                    NISTObjectIdentifiers.id_sha512.getId()).contains(each.getDigestAlgOID())) {
                return new Refused("the signature's digest is " + each.getDigestAlgOID());
            }
        }
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        Instant time = token.getTimeStampInfo().getGenTime().toInstant();
        requireChain(signer, token.getCertificates().getMatches(null), roots, time);
        return new Believed(token.getEncoded(), time);
    }

    private static void requireChain(X509CertificateHolder signer, Collection<X509CertificateHolder> along,
            Collection<X509Certificate> roots, Instant time) throws GeneralSecurityException {
        var converter = new JcaX509CertificateConverter();
        var certificates = new ArrayList<X509Certificate>();
        for (var certificate : along) {
            certificates.add(converter.getCertificate(certificate));
        }
        var target = new X509CertSelector();
        target.setCertificate(converter.getCertificate(signer));
        var parameters = new PKIXBuilderParameters(
                roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()), target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
        parameters.setDate(Date.from(time));
        parameters.setRevocationEnabled(false);
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }
}
