package id.paraf.web.esign;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.esign.Client;
import id.paraf.kernel.Origin;

/**
 * One call of an application that was let in.
 *
 * @param variable what the path names at its end; empty if it names nothing
 * @param most     bytes of the body
 */
record Call(HttpServletRequest request, Client client, Origin origin, String variable, long most) {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).maxNestingDepth(32).build())
            .build()).build();

    /** The body as an object; keys that nobody knows are left alone. */
    JsonNode json() {
        byte[] body = body();
        if (body.length > most) {
            throw Refused.tooLarge(most >> 20);
        }
        try {
            var read = JSON.readTree(body);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (JacksonException malformed) {
            // What it was is nobody's business: there is a passphrase in it.
        } finally {
            Arrays.fill(body, (byte) 0);
        }
        throw Refused.request("Isi permintaan bukan objek JSON");
    }

    private byte[] body() {
        try {
            return request.getInputStream().readNBytes((int) most + 1);
        } catch (IOException broken) {
            throw Refused.request("Isi permintaan terputus");
        }
    }

    /** A text or a number of an object; empty where it is absent, null, blank or the word "null", which some samples send. */
    static Optional<String> text(JsonNode object, String... names) {
        for (String name : names) {
            var value = object.path(name);
            if (value.isValueNode() && !value.isNull()) {
                var text = said(value.asString());
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    static Optional<String> said(String text) {
        return Optional.of(text.strip()).filter(plain -> !plain.isEmpty() && !plain.equals("null"));
    }

    /** A file in base64, with line breaks or without, and with the prefix of a data URL where somebody left it. */
    static byte[] bytes(String base64, String field) {
        int start = base64.startsWith("data:") ? base64.indexOf(',') + 1 : 0;
        for (int at = start; at < base64.length(); at++) {
            if (!isBase64(base64.charAt(at))) {
                // The decoder would leave it out, and something else would be signed, or nothing.
                throw Refused.request(field + " bukan base64");
            }
        }
        try {
            return Base64.getMimeDecoder().decode(start == 0 ? base64 : base64.substring(start));
        } catch (IllegalArgumentException malformed) {
            throw Refused.request(field + " bukan base64");
        }
    }

    /** RFC 4648 §4, and the line breaks of RFC 2045. */
    private static boolean isBase64(char one) {
        return one >= 'A' && one <= 'Z' || one >= 'a' && one <= 'z' || one >= '0' && one <= '9' || "+/= \t\r\n".indexOf(one) >= 0;
    }

    /** A field of a form or of the query, whichever has it. */
    Optional<String> field(String name) {
        return Optional.ofNullable(request.getParameter(name)).flatMap(Call::said);
    }

    /** The bytes of a part, also if it came without a file name; empty if it is absent or has none. */
    Optional<byte[]> part(String name) throws IOException {
        if (!multipart()) {
            return Optional.empty();
        }
        try {
            var part = request.getPart(name);
            if (part == null || part.getSize() == 0) {
                return Optional.empty();
            }
            try (InputStream in = part.getInputStream()) {
                return Optional.of(in.readAllBytes());
            }
        } catch (ServletException malformed) {
            throw Refused.request("Isi permintaan bukan multipart/form-data yang utuh");
        }
    }

    /** Reads a form before its fields are asked for: afterwards a damaged one would only look empty. */
    void readForm() {
        if (request.getContentLengthLong() > most) {
            throw Refused.tooLarge(most >> 20);
        }
        try {
            if (multipart()) {
                request.getParts();
            }
            if (request.getParameterMap().values().stream().flatMap(Arrays::stream).noneMatch(value -> value.indexOf('\0') >= 0)) {
                return;
            }
        } catch (IOException | ServletException | IllegalStateException malformed) {
            // What Tomcat says of a body that it cannot read, or that is too large, comes as any of them.
        }
        throw Refused.request("Isi permintaan bukan formulir yang utuh, atau lebih besar dari " + (most >> 20) + " MB");
    }

    private boolean multipart() {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, 10);
    }
}
