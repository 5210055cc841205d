package id.paraf.web.status;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.pki.ocsp.OcspRequest;
import id.paraf.status.AnswerOcsp;
import id.paraf.status.Reply;
import id.paraf.web.HttpDate;

/** OCSP over HTTP (RFC 6960 appendix A, RFC 9919 §5 and §7) as a function: method, path, headers and body in, response out. */
@Component
class OcspExchange implements Exchange {

    static final String PATH = "/ocsp";
    private static final String TYPE = "application/ocsp-response";
    private static final byte[] NOTHING = new byte[0];
    /** Base64 of the longest request; percent-encoding may triple it. */
    private static final int LONGEST_TEXT = (OcspRequest.LONGEST + 2) / 3 * 4;
    /** OC-13: a shared cache may hold an answer this long, so that a revocation is seen within a minute behind it, too. */
    private static final long SHOWN_FOR = 45;

    private static final HttpReply WRONG_METHOD = HttpReply.plain(405, "Allow", "GET, POST");
    private static final HttpReply WRONG_TYPE = HttpReply.plain(415, "Accept-Post", "application/ocsp-request");
    static final HttpReply TOO_LONG = HttpReply.plain(413);
    private static final HttpReply PATH_TOO_LONG = HttpReply.plain(414);
    /** To be cut off by the edge: one byte more than is read. */
    static final int READ_AT_MOST = OcspRequest.LONGEST + 1;

    private final AnswerOcsp answers;

    OcspExchange(AnswerOcsp answers) {
        this.answers = answers;
    }

    /** Whether a path belongs to OCSP. */
    static boolean takesPath(String path) {
        return path.startsWith(PATH) && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
    }

    @Override
    public boolean takes(String path) {
        return takesPath(path);
    }

    @Override
    public CompletableFuture<HttpReply> respond(HttpCall call) {
        byte[] der;
        switch (call.method()) {
            case "GET" -> {
                if (call.path().length() > LONGEST_TEXT * 3 + PATH.length() + 1) {
                    return completedFuture(PATH_TOO_LONG);
                }
                der = decode(call.path());
            }
            case "POST" -> {
                // RFC 6960 A.1: POST to the address itself, application/ocsp-request.
                if (!ocspRequest(call.type())) {
                    return completedFuture(WRONG_TYPE);
                }
                if (call.body().length > OcspRequest.LONGEST) {
                    return completedFuture(TOO_LONG);
                }
                der = call.body();
            }
            default -> {
                return completedFuture(WRONG_METHOD);
            }
        }
        return answers.ask(der).thenApply(reply -> over(call, reply));
    }

    private static HttpReply over(HttpCall call, Reply reply) {
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
        boolean same = call.method().equals("GET") && call.has(tag, shared.thisUpdate());
        return same ? HttpReply.plain(304, headers) : new HttpReply(200, headers, reply.der());
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
}
