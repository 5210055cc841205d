package id.paraf.web.verification;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.MultipartStream.MalformedStreamException;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

import id.paraf.kernel.Origin;
import id.paraf.kernel.Problem;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.verification.Refusal;
import id.paraf.verification.ReportJson;
import id.paraf.verification.ReportXml;
import id.paraf.verification.TrustList;
import id.paraf.verification.Verification;
import id.paraf.verification.Verification.Outcome;
import id.paraf.verification.VerificationSettings;
import id.paraf.verification.VerifyFile;
import id.paraf.web.Form;
import id.paraf.web.Page;
import id.paraf.web.PageResolver;
import id.paraf.web.StreamedBodies;

/**
 * One address for people and programs: who asks for a page gets the verdict in a sentence, who asks for JSON, XML or PDF the report. The
 * upload is read here as it arrives, so that it is counted before it costs anything, and never touches a disk.
 */
@Controller
class VerificationPages {

    private static final String PATH = "/verify";
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final VerifyFile verify;
    private final ReportJson json;
    private final ReportXml xml;
    private final ReportPdf pdf;
    private final TrustList trust;
    private final Limits limits;
    private final long most;

    VerificationPages(VerifyFile verify, ReportJson json, ReportXml xml, ReportPdf pdf, TrustList trust,
            Limits limits, VerificationSettings settings) {
        this.verify = verify;
        this.json = json;
        this.xml = xml;
        this.pdf = pdf;
        this.trust = trust;
        this.limits = limits;
        this.most = settings.mostBytes().toBytes();
    }

    @Bean
    static StreamedBodies streamedBodies() {
        return new StreamedBodies(PATH);
    }

    @GetMapping(PATH)
    String choose(Page page, Model model) {
        return form(Optional.empty(), page, model);
    }

    @PostMapping(PATH)
    Object verify(HttpServletRequest request, HttpServletResponse response, Origin origin, Page page, Model model)
            throws IOException {
        if (limits.take(Limit.VERIFICATION_PER_ADDRESS, origin.address()) instanceof Limits.Outcome.Refused(Duration wait)) {
            throw new Problem(429, "verification.tooMany", wait);
        }
        boolean reads = wantsPage(request);
        var upload = upload(request);
        return switch (outcome(upload, request)) {
            case Outcome.Judged(var verification) -> reads
                    ? verdict(verification, name(upload), page, model)
                    : report(verification, name(upload), request);
            case Outcome.Refused(var why) -> {
                if (!reads) {
                    throw problem(why);
                }
                response.setStatus(RefusalWords.status(why));
                yield form(Optional.of(why), page, model);
            }
        };
    }

    private static String name(Optional<Upload> upload) {
        return upload.map(Upload::name).orElse("");
    }

    /** JSON, or the report of ETSI TS 119 102-2 for who asks for XML, or the one for people for who asks for a PDF. */
    private ResponseEntity<byte[]> report(Verification verification, String name, HttpServletRequest request) {
        if (accepts(request, MediaType.APPLICATION_PDF_VALUE)) {
            var language = PageResolver.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(pdf.of(verification, name, language));
        }
        if (!accepts(request, MediaType.APPLICATION_XML_VALUE)) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.of(verification));
        }
        return xml.of(verification).map(report -> ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(report))
                .orElseThrow(() -> new Problem(406, "verification.nothingInXml"));
    }

    private Optional<Upload> upload(HttpServletRequest request) throws IOException {
        try {
            return Upload.in(request);
        } catch (FileUploadException | MalformedStreamException e) {
            throw new Problem(400, "verification.cutOff").leadingTo(PATH);
        }
    }

    private Outcome outcome(Optional<Upload> upload, HttpServletRequest request) throws IOException {
        if (upload.isEmpty()) {
            return new Outcome.Refused(Refusal.MISSING);
        }
        try {
            var outcome = request.getContentLengthLong() > most + Upload.AROUND ? new Outcome.Refused(Refusal.TOO_LARGE)
                    : verify.verify(upload.get().content(), upload.get()::password);
            if (outcome instanceof Outcome.Refused(var why)) {
                // A browser reads the answer after it has sent the file: what is a little over the limit goes nowhere.
                upload.get().drain(most);
                return why == Refusal.EMPTY && upload.get().unchosen() ? new Outcome.Refused(Refusal.MISSING) : outcome;
            }
            return outcome;
        } catch (FileUploadException | MalformedStreamException e) {
            throw new Problem(400, "verification.cutOff").leadingTo(PATH);
        }
    }

    private String form(Optional<Refusal> why, Page page, Model model) {
        // The verdict takes this page's place, and draws what was signed.
        page.withWorkers();
        var form = Form.empty();
        boolean locked = why.filter(one -> one == Refusal.ENCRYPTED || one == Refusal.PASSWORD_WRONG).isPresent();
        // Whoever did not know of the password did nothing wrong: that is a question, and no error.
        why.filter(one -> one != Refusal.ENCRYPTED).ifPresent(
                one -> form.error(locked ? "password" : "file", "problem." + RefusalWords.code(one) + ".title", megabytes()));
        model.addAttribute("form", form).addAttribute("next",
                why.filter(one -> !locked).map(one -> page.t("problem." + RefusalWords.code(one) + ".detail", megabytes()))
                        .orElse(""))
                .addAttribute("locked", locked).addAttribute("most", most).addAttribute("megabytes", megabytes())
                .addAttribute("trusted", trust.entries());
        return "verification/choose";
    }

    private String verdict(Verification verification, String name, Page page, Model model) {
        model.addAttribute("verdict", VerdictView.of(verification, name, json.of(verification), xml.of(verification),
                pdf.of(verification, name, page.locale())));
        return "verification/verdict";
    }

    private Problem problem(Refusal why) {
        return why == Refusal.BUSY ? new Problem(RefusalWords.status(why), RefusalWords.code(why), AGAIN)
                : new Problem(RefusalWords.status(why), RefusalWords.code(why), megabytes());
    }

    private String megabytes() {
        return Long.toString(most >> 20);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        return accepts(request, MediaType.TEXT_HTML_VALUE);
    }

    private static boolean accepts(HttpServletRequest request, String type) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(type);
    }
}
