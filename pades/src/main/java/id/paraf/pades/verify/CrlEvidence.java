package id.paraf.pades.verify;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.jspecify.annotations.Nullable;

/** A CRL (RFC 5280 §5), asked about one certificate as §6.3.3 says, without delta and indirect lists. */
record CrlEvidence(X509CRL crl, byte[] der) {

    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    private static final String DISTRIBUTION_POINTS = "2.5.29.31";
    /** X.509 §9.5.2.7: from when on expired certificates stay on the list. */
    private static final String EXPIRED_CERTS_ON_CRL = "2.5.29.60";
    private static final Set<String> UNDERSTOOD = Set.of(ISSUING_DISTRIBUTION_POINT);

    static Optional<CrlEvidence> read(byte[] der) {
        try {
            var crl = CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
            return crl instanceof X509CRL x509 ? Optional.of(new CrlEvidence(x509, der)) : Optional.empty();
        } catch (CRLException | CertificateException | RuntimeException e) {
            // Java and Bouncy Castle report malformed DER by many kinds of exception; all of them mean the same here.
            return Optional.empty();
        }
    }

    /** What it says about the certificate; empty where it says nothing that can be believed. */
    Optional<Statement> about(X509Certificate certificate, X509Certificate issuer, Policy policy, SignatureMemo memo) {
        if (!crl.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()) || !covers(certificate)
                || !isSignedBy(issuer, policy, memo)) {
            return Optional.empty();
        }
        var entry = crl.getRevokedCertificate(certificate.getSerialNumber());
        if (entry != null && entry.hasUnsupportedCriticalExtension()) {
            return Optional.empty();
        }
        var next = crl.getNextUpdate();
        return Optional.of(new Statement(StatusReport.Form.CRL, crl.getThisUpdate().toInstant(),
                next == null ? null : next.toInstant(), coversSince(),
                Optional.ofNullable(entry)
                        .map(one -> new Statement.Revoked(one.getRevocationDate().toInstant(), one.getRevocationReason()))));
    }

    private boolean isSignedBy(X509Certificate issuer, Policy policy, SignatureMemo memo) {
        boolean[] usage = issuer.getKeyUsage();
        // RFC 5280 §6.3.3 (f): a key usage extension must have the cRLSign bit.
        if (usage != null && !usage[6] || SignatureScheme.strength(issuer.getPublicKey(), policy).isPresent()
                || Paths.refusedAlgorithm(crl.getSigAlgOID(), crl.getSigAlgParams())) {
            return false;
        }
        return memo.holds(der, issuer.getPublicKey(), () -> verifies(issuer));
    }

    private boolean verifies(X509Certificate issuer) {
        try {
            return SignatureScheme.signs(issuer.getPublicKey(), crl.getSigAlgOID(), crl.getTBSCertList(), crl.getSignature(),
                    crl::verify);
        } catch (CRLException e) {
            return false;
        }
    }

    /** RFC 5280 §6.3.3 (b): the list's scope includes the certificate. */
    private boolean covers(X509Certificate certificate) {
        var critical = crl.getCriticalExtensionOIDs();
        if (critical != null && !UNDERSTOOD.containsAll(critical)) {
            return false;
        }
        byte[] value = crl.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
        if (value == null) {
            return true;
        }
        try {
            var scope = Certificates.unwrap(value).map(IssuingDistributionPoint::getInstance).orElse(null);
            boolean authority = certificate.getBasicConstraints() >= 0;
            if (scope == null || scope.isIndirectCRL() || scope.onlyContainsAttributeCerts()
                    || scope.getOnlySomeReasons() != null || scope.onlyContainsUserCerts() && authority
                    || scope.onlyContainsCACerts() && !authority) {
                return false;
            }
            return scope.getDistributionPoint() == null || isNamed(scope.getDistributionPoint(), certificate);
        } catch (RuntimeException e) {
            // Java and Bouncy Castle report malformed DER by many kinds of exception; all of them mean the same here.
            return false;
        }
    }

    /** One of the list's names must be one of the certificate's distribution points. */
    private static boolean isNamed(DistributionPointName list, X509Certificate certificate) {
        var points = Certificates.extension(certificate, DISTRIBUTION_POINTS).map(CRLDistPoint::getInstance);
        if (points.isEmpty() || list.getType() != DistributionPointName.FULL_NAME) {
            return false;
        }
        Set<GeneralName> names = Set.copyOf(Arrays.asList(GeneralNames.getInstance(list.getName()).getNames()));
        for (var point : points.get().getDistributionPoints()) {
            var name = point.getDistributionPoint();
            if (name != null && name.getType() == DistributionPointName.FULL_NAME
                    && Arrays.stream(GeneralNames.getInstance(name.getName()).getNames()).anyMatch(names::contains)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Instant coversSince() {
        byte[] value = crl.getExtensionValue(EXPIRED_CERTS_ON_CRL);
        if (value == null) {
            return null;
        }
        try {
            var time = Certificates.unwrap(value).map(ASN1GeneralizedTime::getInstance).orElse(null);
            return time == null ? null : time.getDate().toInstant();
        } catch (ParseException | RuntimeException e) {
            // Java and Bouncy Castle report malformed DER by many kinds of exception; all of them mean the same here.
            return null;
        }
    }
}
