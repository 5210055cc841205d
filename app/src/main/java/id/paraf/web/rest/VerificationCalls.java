package id.paraf.web.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;

import id.paraf.pades.pdf.PdfPassword;
import id.paraf.verification.ReportJson;
import id.paraf.verification.ReportXml;
import id.paraf.verification.Verification;
import id.paraf.verification.Verification.Outcome;
import id.paraf.verification.VerifyFile;
import id.paraf.web.verification.RefusalWords;
import id.paraf.web.verification.ReportPdf;

/** What a file proves; judged as at {@code /verify}, and kept as little. */
@Component
class VerificationCalls {

    static final List<String> FIELDS = List.of("file", "password");
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final VerifyFile verify;
    private final ReportJson json;
    private final ReportXml xml;
    private final ReportPdf pdf;

    VerificationCalls(VerifyFile verify, ReportJson json, ReportXml xml, ReportPdf pdf) {
        this.verify = verify;
        this.json = json;
        this.xml = xml;
        this.pdf = pdf;
    }

    Reply verify(Call call) throws IOException {
        var upload = new Upload(call.request(), Set.copyOf(FIELDS), "rest.error.fields-invalid.verifying");
        var files = upload.files("file");
        if (files.size() != 1) {
            upload.wrong("file", files.isEmpty() ? "missing" : "twice");
        }
        var password = upload.secret("password");
        upload.check();
        var file = new ByteArrayInputStream(files.getFirst().bytes());
        VerifyFile.Password said = () -> password.map(words -> PdfPassword.of(words.reveal())).orElse(null);
        var outcome = call.client().sandbox() ? verify.verifyInSandbox(file, said) : verify.verify(file, said);
        return switch (outcome) {
            case Outcome.Judged(var verification) -> report(verification, files.getFirst().name(), call);
            case Outcome.Refused(var why) -> throw switch (RefusalWords.status(why)) {
                case 413 -> new Failure(ErrorCode.TOO_LARGE);
                case 503 -> new Failure(ErrorCode.BUSY).after(AGAIN);
                default -> new Failure(ErrorCode.FILE_NOT_VERIFIABLE).saying("problem." + RefusalWords.code(why) + ".title");
            };
        };
    }

    private Reply report(Verification verification, String name, Call call) {
        return switch (call.accepts()) {
            case Reply.PDF -> Reply.of(Reply.PDF, pdf.of(verification, name, call.words().locale()));
            case Reply.XML -> Reply.of(Reply.XML, xml.of(verification).orElseThrow(
                    () -> new Failure(ErrorCode.NOT_ACCEPTABLE).saying("problem.verification.nothingInXml.detail")));
            default -> Reply.of(Reply.JSON, json.of(verification));
        };
    }
}
