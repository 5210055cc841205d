package id.paraf.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A list of revoked certificates, to be signed: complete for its scope, or a delta of what changed since a complete one.
 *
 * @param issuer the authority's name, exactly as in its certificate
 * @param issuerKey the authority's public key
 * @param number larger than that of any earlier list of this scope
 * @param thisUpdate when the list is right
 * @param nextUpdate when the next one is there at the latest
 * @param scope which certificates it is about
 * @param entries what was revoked and has not been over for a whole list; in a delta only what its base does not name
 */
public record CrlBody(X500Name issuer, SubjectPublicKeyInfo issuerKey, BigInteger number, Instant thisUpdate, Instant nextUpdate,
        Scope scope, List<Entry> entries) {

    /**
     * What a list is about.
     *
     * @param distributionPoint address of the list if there are others beside it, or null if it is about every certificate
     * @param delta address of the delta list, or null if there is none
     * @param base number of the complete list that a delta stands on, or null for a complete list
     */
    public record Scope(@Nullable String distributionPoint, @Nullable String delta, @Nullable BigInteger base) {

        /** Every certificate of the authority, and no delta. */
        public static final Scope EVERYTHING = new Scope(null, null, null);
    }

    /**
     * One certificate.
     *
     * @param serial its serial number
     * @param revokedAt when it was revoked
     * @param reason why, or null in a delta for what its base names and is in force again
     */
    public record Entry(SerialNumber serial, Instant revokedAt, @Nullable RevocationReason reason) {
    }

    public CrlBody {
        entries = List.copyOf(entries);
        if (!nextUpdate.isAfter(thisUpdate)) {
            throw new IllegalArgumentException("nextUpdate lies after thisUpdate");
        }
        if (entries.stream().anyMatch(entry -> entry.revokedAt().isAfter(thisUpdate))) {
            throw new IllegalArgumentException("A list tells of what was revoked up to thisUpdate");
        }
        // RFC 5280 §5.3.1: removeFromCRL MUST only appear in delta CRLs.
        if (scope.base() == null && entries.stream().anyMatch(entry -> entry.reason() == null)) {
            throw new IllegalArgumentException("A complete list does not name what is in force");
        }
    }

    /** The DER TBSCertList (RFC 5280 §5.1). */
    public byte[] toBeSigned() {
        var tbs = new V2TBSCertListGenerator();
        tbs.setSignature(SignatureAlgorithm.of(issuerKey).identifier());
        tbs.setIssuer(issuer);
        tbs.setThisUpdate(CertificateBody.time(thisUpdate));
        tbs.setNextUpdate(CertificateBody.time(nextUpdate));
        try {
            // RFC 5280 §5.1.2.6: when there are no revoked certificates, the revoked certificates list MUST be absent.
            for (var entry : entries) {
                tbs.addCRLEntry(new ASN1Integer(entry.serial().value()), CertificateBody.time(entry.revokedAt()), reason(entry));
            }
            tbs.setExtensions(extensions());
            return tbs.generateTBSCertList().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Extensions reason(Entry entry) throws IOException {
        // RFC 5280 §5.3.1: the reason code extension SHOULD be absent instead of using unspecified (0).
        if (entry.reason() == RevocationReason.UNSPECIFIED) {
            return null;
        }
        int code = entry.reason() == null ? CRLReason.removeFromCRL : entry.reason().code();
        return new Extensions(Extension.create(Extension.reasonCode, false, CRLReason.lookup(code)));
    }

    private Extensions extensions() throws IOException {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.authorityKeyIdentifier, false,
                new AuthorityKeyIdentifier(KeyIdentifiers.of(issuerKey)));
        extensions.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
        if (scope.base() != null) {
            // RFC 5280 §5.2.4: the delta CRL indicator is a critical extension.
            extensions.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(scope.base()));
        }
        if (scope.distributionPoint() != null) {
            // RFC 5280 §5.2.5: critical; and a delta has the same scope as its base.
            extensions.addExtension(Extension.issuingDistributionPoint, true,
                    new IssuingDistributionPoint(at(scope.distributionPoint()), false, false));
        }
        if (scope.delta() != null && scope.base() == null) {
            // RFC 5280 §5.2.6: not critical, and never in a delta.
            extensions.addExtension(Extension.freshestCRL, false,
                    new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(at(scope.delta()), null, null)}));
        }
        return extensions.generate();
    }

    private static DistributionPointName at(String uri) {
        return new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, new DERIA5String(uri, true))));
    }
}
