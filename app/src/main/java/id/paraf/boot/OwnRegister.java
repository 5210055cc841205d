package id.paraf.boot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import id.paraf.certificate.Authorities;
import id.paraf.certificate.Authority;
import id.paraf.certificate.RevocationLists;
import id.paraf.status.AnswerOcsp;
import id.paraf.verification.OwnAuthority;

/**
 * Tells of the operator's own authority what everybody may know: its certificates, and the same OCSP answer or revocation list
 * that anyone would fetch over the network. Verification looks at it, and signatures carry it.
 */
@Component
class OwnRegister implements OwnAuthority {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRegister.class);
    private static final Pattern LIST = Pattern.compile(".*/crl/([a-z0-9-]+)\\.crl");

    private final Authorities authorities;
    private final AnswerOcsp ocsp;
    private final RevocationLists lists;

    OwnRegister(Authorities authorities, AnswerOcsp ocsp, RevocationLists lists) {
        this.authorities = authorities;
        this.ocsp = ocsp;
        this.lists = lists;
    }

    @Override
    public List<X509Certificate> chain() {
        return Stream.of(authorities.root(), authorities.issuing()).map(OwnRegister::certificate).toList();
    }

    @Override
    public List<byte[]> statements(X509Certificate certificate, X509Certificate issuer) {
        if (!is(authorities.issuing(), issuer) && !is(authorities.root(), issuer)) {
            return List.of();
        }
        var said = about(holder(certificate));
        return Stream.concat(said.answer().stream(), said.list().stream()).toList();
    }

    /**
     * What is said of a certificate: one of both, or nothing.
     *
     * @param answer an OCSP response, DER
     * @param list a revocation list, DER
     */
    record Statement(Optional<byte[]> answer, Optional<byte[]> list) {
    }

    /** The responder answers from memory, for the issuing authority; what it does not know stands on a list. */
    Statement about(X509CertificateHolder certificate) {
        var answer = certificate.getIssuer().equals(authorities.issuing().subject()) ? answer(certificate)
                : Optional.<byte[]>empty();
        return new Statement(answer, answer.isPresent() ? Optional.empty() : list(certificate));
    }

    private Optional<byte[]> answer(X509CertificateHolder certificate) {
        var reply = ocsp.answer(question(certificate));
        // An answer without a nonce that may not be shared is none.
        return reply.shared() == null ? Optional.empty() : Optional.of(reply.der());
    }

    private byte[] question(X509CertificateHolder certificate) {
        try {
            var digest = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
            var id = new CertificateID(digest, authorities.issuing().certificate(), certificate.getSerialNumber());
            return new OCSPReqBuilder().addRequest(id).build().getEncoded();
        } catch (OperatorCreationException | OCSPException e) {
            throw new IllegalStateException("An OCSP request needs nothing that a JDK lacks", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list that the certificate itself names, if it is one of this operator's. */
    private Optional<byte[]> list(X509CertificateHolder certificate) {
        try {
            var point = certificate.getExtension(Extension.cRLDistributionPoints);
            if (point == null) {
                return Optional.empty();
            }
            return Arrays.stream(CRLDistPoint.getInstance(point.getParsedValue()).getDistributionPoints())
                    .filter(one -> one.getDistributionPoint() != null)
                    .flatMap(one -> Arrays.stream(GeneralNames.getInstance(one.getDistributionPoint().getName()).getNames()))
                    .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                    .map(name -> LIST.matcher(name.getName().toString())).filter(java.util.regex.Matcher::matches)
                    .flatMap(name -> lists.current(name.group(1)).stream()).map(RevocationLists.Published::der).findFirst();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The database is away: nothing is known of certificates that OCSP does not know");
            return Optional.empty();
        }
    }

    private static X509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new X509CertificateHolder(certificate.getEncoded());
        } catch (IOException | CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read can be read again", e);
        }
    }

    private static boolean is(Authority authority, X509Certificate certificate) {
        try {
            return Arrays.equals(authority.der(), certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read cannot be written", e);
        }
    }

    private static X509Certificate certificate(Authority authority) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(authority.der()));
        } catch (CertificateException e) {
            throw new IllegalStateException("The register holds what is no certificate", e);
        }
    }
}
