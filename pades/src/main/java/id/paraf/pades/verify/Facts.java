package id.paraf.pades.verify;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject.Name;

/**
 * What one signature is by itself: its bytes and its mathematics, without time and trust.
 *
 * @param reasons what is wrong with it so far
 * @param token   the timestamp, where this is a document timestamp
 */
record Facts(FoundSignature found, Set<Reason> reasons, @Nullable SignedRange range, @Nullable Cms cms,
        @Nullable TimestampToken token, @Nullable Digest documentDigest) {

    private static final String DETACHED = "adbe.pkcs7.detached";
    private static final String CADES = "ETSI.CAdES.detached";
    private static final String TIMESTAMP = "ETSI.RFC3161";

    /** Reads all signatures and checks each one's value, hashing the file once. */
    static List<Facts> of(PdfFile file, List<FoundSignature> found, Policy policy) {
        var facts = new ArrayList<Facts>();
        var wanted = new ArrayList<PrefixDigests.Wanted>();
        for (var one : found) {
            var read = read(one);
            facts.add(read);
            read.wanted().ifPresent(wanted::add);
        }
        var digests = PrefixDigests.of(file, wanted);
        facts.forEach(one -> one.check(digests, policy));
        return facts;
    }

    private static Facts read(FoundSignature found) {
        var reasons = EnumSet.noneOf(Reason.class);
        if (!(found.range() instanceof SignedRange.Read.Good(var range))) {
            reasons.add(((SignedRange.Read.Bad) found.range()).reason());
            return new Facts(found, reasons, null, null, null, null);
        }
        if (found.permissions().odd()) {
            reasons.add(Reason.CERTIFICATION_ODD);
        }
        var cms = Cms.parse(range.contents());
        if (cms.isEmpty()) {
            reasons.add(subFilter(found).isEmpty() ? Reason.SUB_FILTER_UNKNOWN : Reason.CMS_MALFORMED);
            return new Facts(found, reasons, range, null, null, null);
        }
        String kind = subFilter(found).orElse("");
        if (kind.equals(TIMESTAMP)) {
            var token = TimestampToken.of(cms.get());
            if (token.isEmpty()) {
                reasons.add(Reason.CMS_MALFORMED);
                return new Facts(found, reasons, range, cms.get(), null, null);
            }
            return with(found, reasons, range, cms.get(), token.get(), token.get().imprintAlgorithm());
        }
        if (kind.isEmpty()) {
            reasons.add(Reason.SUB_FILTER_UNKNOWN);
        }
        if (cms.get().content() != null) {
            reasons.add(Reason.CMS_NOT_DETACHED);
        }
        return with(found, reasons, range, cms.get(), null, cms.get().digestAlgorithm().getAlgorithm());
    }

    private static Facts with(FoundSignature found, Set<Reason> reasons, SignedRange range, Cms cms,
            @Nullable TimestampToken token, ASN1ObjectIdentifier algorithm) {
        var digest = Digest.of(algorithm);
        if (digest.isEmpty()) {
            reasons.add(Digest.refusal(algorithm));
        }
        return new Facts(found, reasons, range, cms, token, digest.orElse(null));
    }

    private static Optional<String> subFilter(FoundSignature found) {
        return found.dictionary().get("SubFilter") instanceof Name(String name)
                && (name.equals(DETACHED) || name.equals(CADES) || name.equals(TIMESTAMP)) ? Optional.of(name) : Optional.empty();
    }

    private Optional<PrefixDigests.Wanted> wanted() {
        return range == null || documentDigest == null ? Optional.empty()
                : Optional.of(new PrefixDigests.Wanted(range, documentDigest));
    }

    private void check(Map<PrefixDigests.Wanted, byte[]> digests, Policy policy) {
        var wanted = wanted();
        if (wanted.isEmpty() || cms == null) {
            return;
        }
        byte[] value = digests.getOrDefault(wanted.get(), new byte[0]);
        if (token != null) {
            reasons.addAll(token.integrity(_ -> value, policy));
            return;
        }
        boolean named = subFilter(found).equals(Optional.of(CADES));
        reasons.addAll(CmsSignature.check(cms, value, new CmsSignature.Expected(PKCSObjectIdentifiers.data, named), policy));
    }

    /** Whether the signature proves nothing, whoever made it. */
    boolean isBroken() {
        return reasons.stream().anyMatch(one -> one.plain() == FileVerdict.INVALID);
    }

    /** The certificate that it names. */
    Optional<X509Certificate> certificate() {
        return cms == null ? Optional.empty() : cms.signerCertificate();
    }

    /** Where the covered bytes end; 0 where none are. */
    long end() {
        return range == null ? 0 : range.end();
    }

    SignatureReport.Kind kind() {
        return found.isTimestamp() ? SignatureReport.Kind.DOCUMENT_TIMESTAMP
                : found.permissions().certification().isPresent() ? SignatureReport.Kind.CERTIFICATION
                        : SignatureReport.Kind.APPROVAL;
    }
}
