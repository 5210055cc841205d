package id.paraf.web.esign;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import id.paraf.kernel.Wib;
import id.paraf.pades.verify.FileVerdict;
import id.paraf.pades.verify.SignatureReport;
import id.paraf.pades.verify.Signer;
import id.paraf.pades.verify.TimestampReport;
import id.paraf.verification.Verification;
import id.paraf.verification.Words;

/** A verdict as API v1 tells it. */
final class VerdictV1 {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SS")
            .withZone(Wib.ZONE);

    private VerdictV1() {
    }

    static Map<String, @Nullable Object> of(Verification verification, String name) {
        var report = verification.report();
        var signatures = Signatures.of(report);
        boolean signed = report.verdict() != FileVerdict.NO_SIGNATURE;
        return Reply.fields("nama_dokumen", Words.plain(name), "jumlah_signature", signatures.size(), "notes",
                signed ? Signatures.sentence(report.verdict()) : null, "details",
                signatures.stream().map(VerdictV1::signature).toList(), "summary",
                signed ? report.verdict() == FileVerdict.VALID_AND_INTACT ? "VALID" : "INVALID" : null);
    }

    private static Map<String, @Nullable Object> signature(SignatureReport one) {
        var authority = one.timestamps().stream().map(TimestampReport::authority).flatMap(Optional::stream).findFirst();
        return Reply.fields("info_tsa",
                Reply.fields("name", authority.map(Signer::name).map(Words::cut).orElse(null), "tsa_cert_validity",
                        authority.map(VerdictV1::validity).orElse(null)),
                "signature_field", Words.cut(one.field()), "info_signer", signer(one), "signature_document",
                Reply.fields("signed_using_tsa", one.provenAt().isPresent(), "reason", Signatures.said(one.stated().reason()),
                        "document_integrity", Signatures.intact(one), "signature_value", null, "signed_in",
                        Signatures.time(one).map(TIME::format).orElse(null), "location", Signatures.said(one.stated().location()),
                        "hash_value", null));
    }

    private static Map<String, @Nullable Object> signer(SignatureReport one) {
        var signer = one.signer();
        return Reply.fields("issuer_dn", signer.map(Signer::issuer).map(Words::cut).orElse(null), "signer_name",
                signer.map(Signer::name).map(Words::cut).orElse(null), "signer_cert_validity",
                signer.map(VerdictV1::validity).orElse(null),
                "signer_dn", signer.map(Signer::subject).map(Words::cut).orElse(null), "cert_user_certified",
                Signatures.trusted(one));
    }

    private static @Nullable String validity(Signer signer) {
        return time(signer.notBefore()) + " to " + time(signer.notAfter());
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
