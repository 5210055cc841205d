package id.paraf.web.verification;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;

/**
 * The file of a request, still on the wire: the part {@code file} of a form, or the body itself.
 *
 * @param name    what its sender calls it; empty where it has no name
 * @param field   whether it is the field of a form
 * @param content read once
 */
record Upload(String name, boolean field, InputStream content) {

    /** What a form may hold around its file. */
    static final long AROUND = 64 << 10;
    private static final String FIELD = "file";
    private static final int MOST_PARTS = 8;

    /**
     * Finds the file; what stands before it is skipped, what follows it is never read.
     *
     * @throws FileUploadException if the form cannot be read
     */
    static Optional<Upload> in(HttpServletRequest request) throws IOException, FileUploadException {
        String type = request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/pdf") || type.startsWith("application/octet-stream")) {
            return Optional.of(new Upload("", false, request.getInputStream()));
        }
        if (!type.startsWith("multipart/form-data")) {
            return Optional.empty();
        }
        var parts = new FileUpload();
        parts.setHeaderEncoding("UTF-8");
        parts.setFileCountMax(MOST_PARTS);
        var iterator = parts.getItemIterator(new ServletRequestContext(request));
        long before = 0;
        while (iterator.hasNext()) {
            var part = iterator.next();
            var content = part.openStream();
            if (FIELD.equals(part.getFieldName()) && !part.isFormField()) {
                return Optional.of(new Upload(part.getName() == null ? "" : part.getName(), true, content));
            }
            before += content.readNBytes((int) AROUND).length;
            if (before >= AROUND) {
                throw new FileUploadException("too much before the file");
            }
        }
        return Optional.empty();
    }

    /** WHATWG HTML §4.10.22.4: a field in which nothing was chosen is sent all the same, empty and without a name. */
    boolean unchosen() {
        return field && name.isEmpty();
    }

    /** Reads on to the end, at most that many bytes, and keeps nothing. */
    void drain(long most) throws IOException {
        var nowhere = new byte[64 << 10];
        long read = 0;
        for (int n = content.read(nowhere); n >= 0 && read < most; n = content.read(nowhere)) {
            read += n;
        }
    }
}
