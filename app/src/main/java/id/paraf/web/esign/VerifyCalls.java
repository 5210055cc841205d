package id.paraf.web.esign;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.ServletException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.pades.pdf.PdfPassword;
import id.paraf.verification.Verification;
import id.paraf.verification.Verification.Outcome;
import id.paraf.verification.VerifyFile;

/** What a file proves, in the shapes of both versions; judged as at {@code /verify}, and kept as little. */
@Component
class VerifyCalls {

    private final VerifyFile verify;

    VerifyCalls(VerifyFile verify) {
        this.verify = verify;
    }

    Reply v1(Call call) throws IOException {
        call.readForm();
        // Applications send either.
        String part = call.part("signed_file").isPresent() ? "signed_file" : "file";
        byte[] pdf = call.part(part).orElseThrow(() -> Refused.missing("signed_file"));
        return Reply.ok(VerdictV1.of(verified(call, pdf, null), fileName(call, part)));
    }

    private static String fileName(Call call, String part) throws IOException {
        try {
            String name = call.request().getPart(part).getSubmittedFileName();
            return name == null || name.isBlank() ? "dokumen.pdf"
                    : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        } catch (ServletException malformed) {
            throw Refused.request("Isi permintaan bukan multipart/form-data yang utuh");
        }
    }

    Reply v2(Call call) throws IOException {
        var body = call.json();
        var file = body.path("file").isArray() ? body.path("file").path(0) : body.path("file");
        byte[] pdf = Optional.of(file).filter(one -> one.isString() && !one.asString().isEmpty())
                .map(one -> Call.bytes(one.asString(), "file")).orElseThrow(() -> Refused.missing("file"));
        var password = Call.text(body, "password").map(PdfPassword::of).orElse(null);
        return Reply.ok(VerdictV2.of(verified(call, pdf, password), VerdictV2.hasStore(pdf)));
    }

    private Verification verified(Call call, byte[] pdf, @Nullable PdfPassword password) throws IOException {
        var file = new ByteArrayInputStream(pdf);
        return switch (call.client().sandbox() ? verify.verifyInSandbox(file, () -> password)
                : verify.verify(file, () -> password)) {
            case Outcome.Judged(var verification) -> verification;
            case Outcome.Refused(var why) -> throw Refused.request("Verifikasi gagal : " + switch (why) {
                case MISSING, EMPTY -> "berkas kosong";
                case NOT_A_PDF -> "bukan berkas PDF";
                case DAMAGED -> "berkas PDF rusak";
                case ENCRYPTED, PASSWORD_WRONG, ENCRYPTION_UNSUPPORTED ->
                    "berkas PDF terenkripsi, dan password tidak ada atau salah";
                case TOO_LARGE -> "berkas terlalu besar";
                case TOO_COMPLEX -> "berkas terlalu rumit";
                case TOO_SLOW -> "pemeriksaan berkas terlalu lama";
                case BUSY -> "sedang sibuk, coba lagi sebentar lagi";
            });
        };
    }
}
