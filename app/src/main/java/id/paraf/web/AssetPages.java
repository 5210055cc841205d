package id.paraf.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

import id.paraf.kernel.Problem;

/** Serves the static files: forever from the cache under the current fingerprint, checked each time under any other. */
@Controller
class AssetPages {

    private final Assets assets;

    AssetPages(Assets assets) {
        this.assets = assets;
    }

    @GetMapping("/assets/{fingerprint}/{*path}")
    void file(@PathVariable String fingerprint, @PathVariable String path, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        var asset = assets.find(path.substring(1)).orElseThrow(() -> new Problem(404, "notFound"));
        boolean current = fingerprint.equals(assets.fingerprint());
        response.setHeader(HttpHeaders.CACHE_CONTROL, current ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        String tag = '"' + assets.fingerprint() + '"';
        response.setHeader(HttpHeaders.ETAG, tag);
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.type());
        String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        byte[] gzip = accepted != null && accepted.contains("gzip") ? asset.gzip() : null;
        if (gzip != null) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        byte[] body = gzip == null ? asset.plain() : gzip;
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
