package id.paraf.web.status;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.pki.ocsp.OcspRequest;
import id.paraf.status.AnswerOcsp;
import id.paraf.status.Reply;
import id.paraf.web.HttpDate;

/** OCSP over HTTP (RFC 6960 appendix A, RFC 9919 §5 and §7) as a function: method, path, headers and body in, response out. */
@Component
class OcspExchange {

    static final String PATH = "/ocsp";
    private static final String TYPE = "application/ocsp-response";
    private static final byte[] NOTHING = new byte[0];
    /** Base64 of the longest request; percent-encoding may triple it. */
    private static final int LONGEST_TEXT = (OcspRequest.LONGEST + 2) / 3 * 4;
    /** OC-13: a shared cache may hold an answer this long, so that a revocation is seen within a minute behind it, too. */
    private static final long SHOWN_FOR = 45;

    private static final HttpReply WRONG_METHOD = plain(405, "Allow", "GET, POST");
    private static final HttpReply WRONG_TYPE = plain(415, "Accept-Post", "application/ocsp-request");
    static final HttpReply TOO_LONG = plain(413);
    private static final HttpReply PATH_TOO_LONG = plain(414);
    /** To be cut off by the edge: one byte more than is read. */
    static final int READ_AT_MOST = OcspRequest.LONGEST + 1;

    private final AnswerOcsp answers;

    OcspExchange(AnswerOcsp answers) {
        this.answers = answers;
    }

    /**
     * A request as an edge received it.
     *
     * @param path as sent, still encoded, without the query
     * @param type Content-Type, or null
     * @param ifNoneMatch the header, or null
     * @param ifModifiedSince the header, or null
     * @param body at most {@link #READ_AT_MOST} bytes
     */
    record Request(String method, String path, @Nullable String type, @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince, byte[] body) {
    }

    /** Whether a path belongs to OCSP. */
    static boolean takes(String path) {
        return path.startsWith(PATH) && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
    }

    /** The response; may wait for a signature. */
    HttpReply respond(Request request) {
        return java.util.Objects.requireNonNull(respond(request, true));
    }

    /** The response if it needs no signature, else null. Never waits. */
    @Nullable HttpReply respondAtOnce(Request request) {
        return respond(request, false);
    }

    private @Nullable HttpReply respond(Request request, boolean mayWait) {
        byte[] der;
        switch (request.method()) {
            case "GET" -> {
                if (request.path().length() > LONGEST_TEXT * 3 + PATH.length() + 1) {
                    return PATH_TOO_LONG;
                }
                der = decode(request.path());
            }
            case "POST" -> {
                // RFC 6960 A.1: POST to the address itself, application/ocsp-request.
                if (!ocspRequest(request.type())) {
                    return WRONG_TYPE;
                }
                if (request.body().length > OcspRequest.LONGEST) {
                    return TOO_LONG;
                }
                der = request.body();
            }
            default -> {
                return WRONG_METHOD;
            }
        }
        var reply = mayWait ? answers.answer(der) : answers.atOnce(der);
        return reply == null ? null : over(request, reply);
    }

    private static HttpReply over(Request request, Reply reply) {
        var shared = reply.shared();
        if (shared == null) {
            return new HttpReply(200, new String[] {"Content-Type", TYPE, "Cache-Control", "no-store", "X-Content-Type-Options",
                    "nosniff"}, reply.der());
        }
        String tag = "\"" + HexFormat.of().formatHex(shared.tag()) + "\"";
        String[] headers = {"Content-Type", TYPE, "ETag", tag, "Last-Modified", HttpDate.of(shared.thisUpdate()), "Expires",
                HttpDate.of(shared.nextUpdate()), "Cache-Control",
                "max-age=" + Math.min(SHOWN_FOR, shared.nextUpdate() - shared.now()) + ", public, no-transform, must-revalidate",
                "X-Content-Type-Options", "nosniff"};
        boolean same = request.method().equals("GET") && unchanged(request, tag, shared.thisUpdate());
        return same ? new HttpReply(304, headers, NOTHING) : new HttpReply(200, headers, reply.der());
    }

    /** RFC 9110 §13.2.2: If-None-Match decides alone where it is there. */
    private static boolean unchanged(Request request, String tag, long thisUpdate) {
        if (request.ifNoneMatch() != null) {
            for (String one : request.ifNoneMatch().split(",")) {
                String stripped = one.strip();
                if (stripped.equals("*") || stripped.equals(tag) || stripped.equals("W/" + tag)) {
                    return true;
                }
            }
            return false;
        }
        Long since = request.ifModifiedSince() == null ? null : HttpDate.read(request.ifModifiedSince());
        return since != null && thisUpdate <= since;
    }

    private static boolean ocspRequest(@Nullable String type) {
        return type != null && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/ocsp-request");
    }

    /** RFC 6960 A.1: the url-encoding of the base64 of the DER; what cannot be decoded is answered as an empty request. */
    private static byte[] decode(String path) {
        byte[] text = new byte[Math.max(0, path.length() - PATH.length() - 1)];
        int length = 0;
        for (int i = PATH.length() + 1; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' && i + 2 < path.length() && Character.digit(path.charAt(i + 1), 16) >= 0
                    && Character.digit(path.charAt(i + 2), 16) >= 0) {
                c = (char) (Character.digit(path.charAt(i + 1), 16) << 4 | Character.digit(path.charAt(i + 2), 16));
                i += 2;
            }
            if (c > 0x7f) {
                return NOTHING;
            }
            text[length++] = (byte) c;
        }
        try {
            return Base64.getDecoder().decode(java.util.Arrays.copyOf(text, length));
        } catch (IllegalArgumentException notBase64) {
            return NOTHING;
        }
    }

    private static HttpReply plain(int status, String... headers) {
        return new HttpReply(status, headers, NOTHING);
    }
}
