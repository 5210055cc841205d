package id.paraf.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/**
 * What an authority is asked to sign: everything a certificate says, as data.
 *
 * @param profile what kind of certificate
 * @param serial never used before by this issuer
 * @param issuer the issuer's name, exactly as in its own certificate
 * @param issuerKey the issuer's public key; equal to {@code key} for a root
 * @param subject whom it names
 * @param key the subject's public key
 * @param notBefore first second of validity
 * @param notAfter last second of validity
 * @param locations where status and issuer are found
 * @param dnsNames of a server; otherwise empty
 */
public record CertificateBody(Profile profile, SerialNumber serial, X500Name issuer, SubjectPublicKeyInfo issuerKey,
        X500Name subject,
        SubjectPublicKeyInfo key, Instant notBefore, Instant notAfter, Locations locations, List<String> dnsNames) {

    public CertificateBody {
        dnsNames = List.copyOf(dnsNames);
        if (notBefore.getNano() != 0 || notAfter.getNano() != 0) {
            throw new IllegalArgumentException("Certificates know whole seconds only");
        }
        // RFC 5280 §4.1.2.5: both ends are included, hence the second that is added.
        if (Duration.between(notBefore, notAfter).plusSeconds(1).compareTo(profile.longest()) > 0) {
            throw new IllegalArgumentException("Profile " + profile.name() + " allows at most " + profile.longest());
        }
    }

    /** What names no server. */
    public CertificateBody(Profile profile, SerialNumber serial, X500Name issuer, SubjectPublicKeyInfo issuerKey, X500Name subject,
            SubjectPublicKeyInfo key, Instant notBefore, Instant notAfter, Locations locations) {
        this(profile, serial, issuer, issuerKey, subject, key, notBefore, notAfter, locations, List.of());
    }

    /** The DER TBSCertificate (RFC 5280 §4.1), signed with the one algorithm of the issuer's key. */
    public byte[] toBeSigned() {
        var tbs = new V3TBSCertificateGenerator();
        tbs.setSerialNumber(new ASN1Integer(serial.value()));
        tbs.setSignature(SignatureAlgorithm.of(issuerKey).identifier());
        tbs.setIssuer(issuer);
        tbs.setStartDate(time(notBefore));
        tbs.setEndDate(time(notAfter));
        tbs.setSubject(subject);
        tbs.setSubjectPublicKeyInfo(key);
        try {
            tbs.setExtensions(extensions().generate());
            return tbs.generateTBSCertificate().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean selfSigned() {
        return issuerKey.equals(key);
    }

    private ExtensionsGenerator extensions() throws IOException {
        var extensions = new ExtensionsGenerator();
        if (!selfSigned()) {
            // RFC 5280 §4.2.1.1: the keyIdentifier field MUST be included; it is never critical.
            extensions.addExtension(Extension.authorityKeyIdentifier, false,
                    new AuthorityKeyIdentifier(KeyIdentifiers.of(issuerKey)));
        }
        extensions.addExtension(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(KeyIdentifiers.of(key)));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(profile.keyUsage()));
        if (profile.authority()) {
            extensions.addExtension(Extension.basicConstraints, true,
                    profile.pathLength() == null ? new BasicConstraints(true) : new BasicConstraints(profile.pathLength()));
        }
        if (!profile.purposes().isEmpty()) {
            extensions.addExtension(Extension.extendedKeyUsage, profile.purposesCritical(),
                    new ExtendedKeyUsage(profile.purposes().toArray(KeyPurposeId[]::new)));
        }
        if (!dnsNames.isEmpty()) {
            extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
                    dnsNames.stream().map(name -> new GeneralName(GeneralName.dNSName, name)).toArray(GeneralName[]::new)));
        }
        if (!profile.policies().isEmpty()) {
            extensions.addExtension(Extension.certificatePolicies, false, policies());
        }
        if (!locations.crls().isEmpty()) {
            extensions.addExtension(Extension.cRLDistributionPoints, false, distributionPoints());
        }
        if (locations.issuer() != null || locations.ocsp() != null) {
            extensions.addExtension(Extension.authorityInfoAccess, false, access());
        }
        if (profile.noCheck()) {
            extensions.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        }
        return extensions;
    }

    private CertificatePolicies policies() {
        var all = new PolicyInformation[profile.policies().size()];
        for (int i = 0; i < all.length; i++) {
            var oid = new ASN1ObjectIdentifier(profile.policies().get(i));
            // The statement stands with the first policy only: one pointer is enough.
            all[i] = i == 0 && locations.practiceStatement() != null
                    ? new PolicyInformation(oid, new DERSequence(new PolicyQualifierInfo(locations.practiceStatement())))
                    : new PolicyInformation(oid);
        }
        return new CertificatePolicies(all);
    }

    private CRLDistPoint distributionPoints() {
        return new CRLDistPoint(locations.crls().stream()
                .map(uri -> new DistributionPoint(new DistributionPointName(new GeneralNames(uri(uri))), null, null))
                .toArray(DistributionPoint[]::new));
    }

    private AuthorityInformationAccess access() {
        var descriptions = new ASN1EncodableVector();
        if (locations.ocsp() != null) {
            descriptions.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(locations.ocsp())));
        }
        if (locations.issuer() != null) {
            descriptions.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(locations.issuer())));
        }
        return AuthorityInformationAccess.getInstance(new DERSequence(descriptions));
    }

    private static GeneralName uri(String uri) {
        ASN1Encodable value = new DERIA5String(uri, true);
        return new GeneralName(GeneralName.uniformResourceIdentifier, value);
    }

    /** RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime from 2050; {@link Time} chooses by the year. */
    static Time time(Instant instant) {
        return new Time(Date.from(instant), Locale.ROOT);
    }
}
