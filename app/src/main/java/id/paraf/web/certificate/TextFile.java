package id.paraf.web.certificate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import id.paraf.certificate.PublishedText;

/** A published text as the file that its fingerprint is of. */
final class TextFile {

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private TextFile() {
    }

    /** @param kind the beginning of the file's name */
    static ResponseEntity<byte[]> of(String kind, PublishedText text) {
        String name = kind + "-" + text.version() + "-" + text.language() + ".txt";
        // A version is never edited, so a copy stays right for as long as anybody keeps it.
        return ResponseEntity.ok().contentType(TEXT).eTag("\"" + text.sha256() + "\"")
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(name).build().toString())
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic().noTransform()).body(text.file());
    }
}
