package id.paraf.web.esign;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

import org.jspecify.annotations.Nullable;

import id.paraf.kernel.Hashes;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfFile;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.verify.SignatureReport;
import id.paraf.pades.verify.TimestampReport;
import id.paraf.verification.Verification;
import id.paraf.verification.Words;

/** A verdict as API v2 tells it; its misspelt keys are what applications read. */
final class VerdictV2 {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx")
            .withZone(ZoneOffset.UTC);
    /** RFC 5280 §4.2.1.3, in the order of the bits. */
    private static final List<String> USAGES = List.of("digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment",
            "keyAgreement", "keyCertSign", "crlSign", "encipherOnly", "decipherOnly");

    private VerdictV2() {
    }

    /** @param store whether the file carries validation material */
    static Map<String, @Nullable Object> of(Verification verification, boolean store) {
        var report = verification.report();
        var signatures = Signatures.of(report);
        return Reply.fields("description", Signatures.sentence(report.verdict()), "conclusion", switch (report.verdict()) {
            case VALID_AND_INTACT -> "VALID";
            case NO_SIGNATURE -> "NO_SIGNATURE";
            case INTACT_SIGNER_UNCHECKED, CHANGED_AFTER_SIGNING, INVALID -> "INVALID";
        }, "signatureInformations", signatures.stream().map(one -> signature(verification, one, store)).toList(), "signatureCount",
                signatures.size());
    }

    private static Map<String, @Nullable Object> signature(Verification verification, SignatureReport one, boolean store) {
        boolean stamped = one.timestamps().stream().anyMatch(TimestampReport::proves);
        return Reply.fields("location", Signatures.said(one.stated().location()), "id",
                "S-" + id(verification.sha256() + ":" + one.field()), "fieldName", Words.cut(one.field()), "signerName",
                one.signer().map(signer -> Words.cut(signer.name())).orElse(null), "digestAlgorithm", null, "signatureAlgorithm",
                null,
                "signatureFormat", "PAdES-BASELINE-" + (stamped ? store ? "LT" : "T" : "B"), "certificateDetails",
                one.signer().map(signer -> signer.path().stream().map(VerdictV2::certificate).toList()).orElse(List.of()),
                "signatureDate", Signatures.time(one).map(TIME::format).orElse(null), "certLevelCode", 0, "integrityValid",
                Signatures.intact(one), "certificateTrusted", Signatures.trusted(one), "timestampInfomation", timestamp(one), "ltv",
                stamped && store, "lastSignature", false, "reason", Signatures.said(one.stated().reason()), "modified",
                !one.changes().isEmpty() && !Signatures.intact(one));
    }

    private static @Nullable Map<String, @Nullable Object> timestamp(SignatureReport one) {
        return one.timestamps().stream().filter(TimestampReport::proves).findFirst().map(stamp -> {
            var time = stamp.time().orElse(Instant.EPOCH);
            var authority = stamp.authority();
            return Reply.fields("id", "T-" + id(authority.map(who -> who.issuer() + who.serialNumber()).orElse("") + ":" + time),
                    "signerName", authority.map(who -> Words.cut(who.name())).orElse(null), "timestampDate", TIME.format(time));
        }).orElse(null);
    }

    private static Map<String, @Nullable Object> certificate(X509Certificate one) {
        return Reply.fields("id", "C-" + hex(encoded(one)), "issuerName", Words.cut(one.getIssuerX500Principal().getName()),
                "notBeforeDate", TIME.format(one.getNotBefore().toInstant()), "notAfterDate",
                TIME.format(one.getNotAfter().toInstant()), "signatureAlgoritm", algorithm(one.getSigAlgName()), "keyUsages",
                usages(one.getKeyUsage()), "serialNumber", one.getSerialNumber().toString(), "commonName", commonName(one));
    }

    /** {@code SHA256withRSA} is called "RSA with SHA256". */
    private static String algorithm(String name) {
        var parts = name.split("with", 2);
        return parts.length == 2 ? parts[1] + " with " + parts[0] : name;
    }

    private static List<String> usages(boolean @Nullable [] bits) {
        var usages = new ArrayList<String>();
        for (int i = 0; bits != null && i < Math.min(bits.length, USAGES.size()); i++) {
            if (bits[i]) {
                usages.add(USAGES.get(i));
            }
        }
        return usages;
    }

    private static String commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName()).getRdns().stream()
                    .filter(part -> part.getType().equalsIgnoreCase("CN")).map(part -> Words.cut(String.valueOf(part.getValue())))
                    .findFirst().orElse("");
        } catch (InvalidNameException odd) {
            return "";
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read can be written", e);
        }
    }

    private static String id(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(Hashes.sha256(bytes));
    }

    /** Whether a file that was judged carries a store of validation material (ISO 32000-2 §12.8.4.3). */
    static boolean hasStore(byte[] pdf) {
        try (var file = PdfFile.beginningOf(pdf, Limits.ORDINARY)) {
            var view = file.current();
            return view.get(view.catalog(), "DSS") instanceof PdfObject.Dictionary;
        } catch (MalformedPdf damaged) {
            return false;
        }
    }
}
