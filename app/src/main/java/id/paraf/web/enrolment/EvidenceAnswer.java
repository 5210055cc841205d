package id.paraf.web.enrolment;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import id.paraf.evidence.EvidenceFiles;
import id.paraf.web.Page;

/**
 * Hands out a file that somebody handed in (WF-05, ASVS 5.0 V3.2.1, V5.4): a photo as an image made anew, a document to be saved and
 * never opened here. Neither may run, load or frame anything, whatever a browser takes it for.
 */
public final class EvidenceAnswer {

    private EvidenceAnswer() {
    }

    public static void write(EvidenceFiles.Shown shown, Page page, HttpServletResponse response) throws IOException {
        boolean picture = shown.file().picture();
        response.setContentType(picture ? MediaType.IMAGE_JPEG_VALUE : MediaType.APPLICATION_PDF_VALUE);
        page.sandboxed();
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                (picture ? ContentDisposition.inline() : ContentDisposition.attachment())
                        .filename(page.t("enrolment.documents.file." + shown.file().kind()) + (picture ? ".jpg" : ".pdf")).build()
                        .toString());
        response.setContentLength(shown.bytes().length);
        response.getOutputStream().write(shown.bytes());
    }
}
