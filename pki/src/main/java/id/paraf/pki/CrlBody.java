package id.paraf.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.ASN1Encoding;
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
import org.jspecify.annotations.Nullable;

import id.paraf.pki.der.DerReader;
import id.paraf.pki.der.DerWriter;

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

    /** Serial number, time and reason with their headers. */
    private static final int LONGEST_ENTRY = 64;
    private static final Map<Integer, byte[]> REASONS = reasons();

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

    /** The DER TBSCertList (RFC 5280 §5.1). A million entries are written in a moment, so not by an object for each. */
    public byte[] toBeSigned() {
        try {
            byte[] extensions = extensions().getEncoded(ASN1Encoding.DER);
            byte[] name = issuer.getEncoded(ASN1Encoding.DER);
            byte[] algorithm = SignatureAlgorithm.of(issuerKey).identifier().getEncoded(ASN1Encoding.DER);
            var out = new DerWriter(extensions.length + name.length + algorithm.length + 100 + LONGEST_ENTRY * entries.size());
            int all = out.mark();
            out.bytes(extensions);
            out.wrap(0xa0, all);
            // RFC 5280 §5.1.2.6: when there are no revoked certificates, the revoked certificates list MUST be absent.
            if (!entries.isEmpty()) {
                int list = out.mark();
                entries.reversed().forEach(entry -> write(out, entry));
                out.wrap(DerReader.SEQUENCE, list);
            }
            out.utcOrGeneralizedTime(nextUpdate.getEpochSecond());
            out.utcOrGeneralizedTime(thisUpdate.getEpochSecond());
            out.bytes(name);
            out.bytes(algorithm);
            // RFC 5280 §5.1.2.1: version 2 is the integer 1.
            out.value(DerReader.INTEGER, new byte[] {1});
            out.wrap(DerReader.SEQUENCE, all);
            return out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DerWriter out, Entry entry) {
        int mark = out.mark();
        byte[] reason = REASONS.get(entry.reason() == null ? CRLReason.removeFromCRL : entry.reason().code());
        if (reason != null) {
            out.bytes(reason);
        }
        out.utcOrGeneralizedTime(entry.revokedAt().getEpochSecond());
        out.value(DerReader.INTEGER, entry.serial().value().toByteArray());
        out.wrap(DerReader.SEQUENCE, mark);
    }

    /** The crlEntryExtensions of each reason; RFC 5280 §5.3.1: the reason code extension SHOULD be absent instead of using unspecified (0). */
    private static Map<Integer, byte[]> reasons() {
        var encoded = new HashMap<Integer, byte[]>();
        try {
            for (int code = 1; code <= 10; code++) {
                encoded.put(code, new Extensions(Extension.create(Extension.reasonCode, false, CRLReason.lookup(code)))
                        .getEncoded(ASN1Encoding.DER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(encoded);
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
