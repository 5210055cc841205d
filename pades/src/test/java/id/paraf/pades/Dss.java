package id.paraf.pades;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;

/**
 * The European Commission's DSS: what it thinks of a file under its own policy, as it comes, and files that it signs. Nothing is
 * fetched; what it knows of certificates is the root, what the file holds, and the lists that are handed to it.
 */
public final class Dss {

    private final CommonCertificateVerifier verifier = new CommonCertificateVerifier();

    /**
     * What DSS says of one signature.
     *
     * @param level  of EN 319 142-1 that it finds
     * @param because what its policy finds wrong
     */
    public record Opinion(SignatureLevel level, Indication indication, SubIndication more, List<String> because) {
    }

    /** @param lists of revoked certificates, in DER, beside those in the file */
    public Dss(X509Certificate root, List<byte[]> lists) {
        var trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(root));
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        if (!lists.isEmpty()) {
            verifier.setCrlSource(
                    new ExternalResourcesCRLSource(lists.stream().map(ByteArrayInputStream::new).toArray(InputStream[]::new)));
        }
    }

    /** On each signature, in the order of the file; timestamps over the document are none. */
    public List<Opinion> about(byte[] file, Instant at) {
        return about(new InMemoryDocument(file), at, null);
    }

    /** @param password of a file that is encrypted; null for others */
    public List<Opinion> about(DSSDocument file, Instant at, char[] password) {
        var validator = new PDFDocumentValidator(file);
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(at));
        if (password != null) {
            validator.setPasswordProtection(password);
        }
        var report = validator.validateDocument().getSimpleReport();
        return report.getSignatureIdList().stream()
                .map(id -> new Opinion(report.getSignatureFormat(id), report.getIndication(id), report.getSubIndication(id),
                        report.getAdESValidationErrors(id).stream().map(each -> each.getKey() + ": " + each.getValue()).toList()))
                .toList();
    }

    /** The file with one more signature by DSS. */
    public byte[] sign(byte[] file, TestPki pki, TestPki.Holder holder, SignatureLevel level) {
        var parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(level);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.getSignatureTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.getArchiveTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(token(holder.certificate()));
        parameters.setCertificateChain(pki.chain(holder).stream().map(Dss::token).toList());
        parameters.bLevel().setSigningDate(Date.from(TestPki.NOW));
        parameters.setContentSize(20_000);
        var service = new PAdESService(verifier);
        service.setTspSource((_, digest) -> new TimestampBinary(pki.token(digest)));
        var document = new InMemoryDocument(file);
        var algorithm = holder.keys().getPublic().getAlgorithm().equals("RSA") ? SignatureAlgorithm.RSA_SHA256
                : SignatureAlgorithm.ECDSA_SHA256;
        var value = new SignatureValue(algorithm, holder.sign(service.getDataToSign(document, parameters).getBytes()));
        return DSSUtils.toByteArray(service.signDocument(document, parameters, value));
    }

    private static CertificateToken token(org.bouncycastle.cert.X509CertificateHolder certificate) {
        try {
            return DSSUtils.loadCertificate(certificate.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
