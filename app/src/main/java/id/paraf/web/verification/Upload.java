package id.paraf.web.verification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.PdfPassword;

/** The file of a request, still on the wire: the part {@code file} of a form, or the body itself; and what opens it. */
final class Upload {

    /** What a form may hold around its file. */
    static final long AROUND = 64 << 10;
    private static final String FIELD = "file";
    private static final String PASSWORD = "password";
    private static final int LONGEST_PASSWORD = 1 << 10;
    private static final int MOST_PARTS = 8;

    private final String name;
    private final InputStream content;
    private final @Nullable FileItemIterator parts;
    private @Nullable PdfPassword password;
    private boolean over;

    /** @param parts what follows the file; null if it is no field of a form */
    private Upload(String name, InputStream content, @Nullable FileItemIterator parts, @Nullable PdfPassword password) {
        this.name = name;
        this.content = content;
        this.parts = parts;
        this.password = password;
    }

    /**
     * Finds the file; of what stands before it only a password is kept.
     *
     * @throws FileUploadException if the form cannot be read
     */
    static Optional<Upload> in(HttpServletRequest request) throws IOException, FileUploadException {
        String type = request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/pdf") || type.startsWith("application/octet-stream")) {
            return Optional.of(new Upload("", request.getInputStream(), null, null));
        }
        if (!type.startsWith("multipart/form-data")) {
            return Optional.empty();
        }
        var upload = new FileUpload();
        upload.setHeaderEncoding("UTF-8");
        upload.setFileCountMax(MOST_PARTS);
        var parts = upload.getItemIterator(new ServletRequestContext(request));
        PdfPassword password = null;
        long before = 0;
        while (parts.hasNext()) {
            var part = parts.next();
            if (FIELD.equals(part.getFieldName()) && !part.isFormField()) {
                return Optional.of(new Upload(part.getName() == null ? "" : part.getName(), part.openStream(), parts, password));
            }
            if (isPassword(part)) {
                password = read(part);
            } else {
                before += skip(part);
            }
            if (before >= AROUND) {
                throw new FileUploadException("too much before the file");
            }
        }
        return Optional.empty();
    }

    /** What its sender calls it; empty where it has no name. */
    String name() {
        return name;
    }

    /** Read once. */
    InputStream content() {
        return content;
    }

    /** WHATWG HTML §4.10.22.4: a field in which nothing was chosen is sent all the same, empty and without a name. */
    boolean unchosen() {
        return parts != null && name.isEmpty();
    }

    /**
     * What opens the file, whether it stands before or behind it; asked for when the file has been read. Null if nothing was said.
     *
     * @throws FileUploadException if the rest of the form cannot be read
     */
    @Nullable PdfPassword password() throws IOException, FileUploadException {
        over = true;
        long behind = 0;
        while (password == null && parts != null && parts.hasNext()) {
            var part = parts.next();
            if (isPassword(part)) {
                password = read(part);
            } else {
                behind += skip(part);
            }
            if (behind >= AROUND) {
                throw new FileUploadException("too much behind the file");
            }
        }
        return password;
    }

    private static boolean isPassword(FileItemStream part) {
        return PASSWORD.equals(part.getFieldName()) && part.isFormField();
    }

    private static @Nullable PdfPassword read(FileItemStream part) throws IOException, FileUploadException {
        byte[] typed = part.openStream().readNBytes(LONGEST_PASSWORD + 1);
        try {
            if (typed.length > LONGEST_PASSWORD) {
                throw new FileUploadException("no password is that long");
            }
            return typed.length == 0 ? null : PdfPassword.of(new String(typed, StandardCharsets.UTF_8));
        } finally {
            Arrays.fill(typed, (byte) 0);
        }
    }

    private static long skip(FileItemStream part) throws IOException {
        return part.openStream().readNBytes((int) AROUND).length;
    }

    /** Reads the file on to its end, at most that many bytes, and keeps nothing. */
    void drain(long most) throws IOException {
        var nowhere = new byte[64 << 10];
        long read = 0;
        for (int n = over ? -1 : content.read(nowhere); n >= 0 && read < most; n = content.read(nowhere)) {
            read += n;
        }
    }
}
