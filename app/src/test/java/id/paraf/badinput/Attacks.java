package id.paraf.badinput;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that are broken in one way each, for any path. */
final class Attacks {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private Attacks() {
    }

    /** A request line with headers, and a body. */
    record Attack(String head, byte[] body) {
    }

    /** Broken queries, headers and methods on a path. */
    static Map<String, Attack> onAddress(String path, String cookies) {
        var attacks = new LinkedHashMap<String, Attack>();
        attacks.put("broken percent in query", get(path + "?q=%", cookies));
        attacks.put("half percent in query", get(path + "?q=%a&next=%zz", cookies));
        attacks.put("invalid UTF-8 in query", get(path + "?q=%ff%fe&page=%c3%28", cookies));
        attacks.put("NUL in query", get(path + "?q=%00&page=%00&next=%00", cookies));
        attacks.put("CR LF in query", get(path + "?next=%0d%0aSet-Cookie:%20a=b&lang=%0d%0aX:y", cookies));
        attacks.put("nonsense numbers",
                get(path + "?page=-1&page=99999999999999999999&size=NaN&before=0&after=x&format=%2e%2e", cookies));
        attacks.put("10000 parameters", get(path + "?" + "a=b&".repeat(1500), cookies));
        attacks.put("NUL in path", get(path + "%00", cookies));
        attacks.put("traversal", get(path + "/..%2f..%2fetc/passwd", cookies));
        attacks.put("matrix parameters", get(path + ";jsessionid=1;a=b", cookies));
        attacks.put("double slash", get("/" + path, cookies));
        attacks.put("backslash", get(path + "\\..\\x", cookies));
        attacks.put("overlong encoding", get(path + "/%c0%ae%c0%ae", cookies));
        attacks.put("long path", get(path + "/" + "a".repeat(7000), cookies));
        attacks.put("bad language and accept",
                get(path, cookies + "\nAccept-Language: " + "x".repeat(2000) + ";q=banana, */*;q=-1"));
        attacks.put("impossible accept", get(path, cookies + "\nAccept: application/x-nothing"));
        attacks.put("malformed accept", get(path, cookies + "\nAccept: ///;;q=zzz"));
        attacks.put("large header", get(path, cookies + "\nX-Large: " + "a".repeat(60_000)));
        attacks.put("many headers", get(path, cookies + "\nX-Many: a".repeat(300)));
        attacks.put("garbage cookies",
                get(path, "Cookie: =;;;=\"; a; __Host-session=\"\u0001; theme=<script>; language='; capture=%00"));
        attacks.put("nonsense ranges and conditions",
                get(path, cookies + "\nRange: bytes=9-1\nIf-Modified-Since: yesterday\nIf-None-Match: \"\"\"\"\nIf-Range: x"));
        attacks.put("htmx headers",
                get(path, cookies + "\nHX-Request: true\nHX-Target: <script>\nHX-Current-URL: javascript:alert(1)"));
        for (String method : new String[] {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "BREW", "get", "HEAD"}) {
            attacks.put("method " + method,
                    new Attack(method + " " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n" + cookies, new byte[0]));
        }
        attacks.put("method by parameter", form(path, cookies, "_method=DELETE"));
        attacks.put("method by header", form(path, cookies + "\nX-HTTP-Method-Override: DELETE", ""));
        return attacks;
    }

    /** Broken bodies for a path that takes a form. */
    static Map<String, Attack> onBody(String path, String cookies, String csrf) {
        var attacks = new LinkedHashMap<String, Attack>();
        String token = "_csrf=" + csrf;
        attacks.put("empty form", form(path, cookies, token));
        attacks.put("no CSRF token", form(path, cookies, "a=b"));
        attacks.put("broken percent in form", form(path, cookies, token + "&username=%&password=%z1&reason=%e"));
        attacks.put("invalid UTF-8 in form", form(path, cookies, token + "&username=%ff%fe%fd&name=%c3%28"));
        attacks.put("NUL and control characters",
                form(path, cookies, token + "&username=%00&password=a%00b&code=%07%08&name=%1b[31m"));
        attacks.put("1 MB field", form(path, cookies, token + "&username=" + "a".repeat(1 << 20)));
        attacks.put("3 MB form", form(path, cookies, token + "&password=" + "%41".repeat(1 << 20)));
        attacks.put("20000 parameters", form(path, cookies, token + "&a=b".repeat(20_000)));
        attacks.put("duplicates", form(path, cookies, token + "&" + token + "&username=a&username=b&code=1&code=2&id=1&id=2"));
        attacks.put("nested names", form(path, cookies, token + "&class.module.classLoader=x&a[0][1].b=c&a[999999999]=1&.=1&[]=2"));
        attacks.put("JSON",
                body(path, cookies + "\nX-CSRF-TOKEN: " + csrf, "application/json", "{\"role\":\"OFFICER\",\"a\":[".repeat(500)));
        attacks.put("XML", body(path, cookies + "\nX-CSRF-TOKEN: " + csrf, "application/xml",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"));
        attacks.put("text", body(path, cookies + "\nX-CSRF-TOKEN: " + csrf, "text/plain", "a=b"));
        attacks.put("no type", new Attack(post(path, cookies + "\nX-CSRF-TOKEN: " + csrf, 3), bytes("a=b")));
        attacks.put("malformed type", body(path, cookies + "\nX-CSRF-TOKEN: " + csrf, "///;charset=\"", "a=b"));
        attacks.put("unknown charset",
                body(path, cookies + "\nX-CSRF-TOKEN: " + csrf, "application/x-www-form-urlencoded;charset=klingon", token));
        attacks.put("multipart without boundary",
                body(path, cookies + "\nX-CSRF-TOKEN: " + csrf, "multipart/form-data", "--x\r\n\r\n"));
        attacks.put("multipart cut off", body(path, cookies + "\nX-CSRF-TOKEN: " + csrf, "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../a\0.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\u00ff\u00d8"));
        attacks.put("multipart garbage", body(path, cookies + "\nX-CSRF-TOKEN: " + csrf, "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: ;;;=\r\nX: y\r\n\r\nz\r\n--x\r\n\r\n\r\n--x--"));
        attacks.put("multipart with 2000 parts", body(path, cookies + "\nX-CSRF-TOKEN: " + csrf, "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n".repeat(2000) + "--x--\r\n"));
        attacks.put("shorter body than said", new Attack(post(path, cookies + "\n" + FORM, 1000), bytes(token)));
        attacks.put("negative length", new Attack(
                "POST " + path + " HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: -5\n" + cookies, bytes("a=b")));
        attacks.put("two lengths", new Attack(
                "POST " + path + " HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: 3\nContent-Length: 9\n" + cookies,
                bytes("a=b")));
        attacks.put("broken chunks",
                new Attack(
                        "POST " + path + " HTTP/1.1\nHost: localhost\nConnection: close\nTransfer-Encoding: chunked\n" + FORM + "\n"
                                + cookies,
                        bytes("zz\r\n" + token + "\r\n0\r\n\r\n")));
        attacks.put("smuggled request", new Attack(
                "POST " + path + " HTTP/1.1\nHost: localhost\nConnection: close\nTransfer-Encoding: chunked\nContent-Length: 5\n"
                        + FORM + "\n" + cookies,
                bytes("0\r\n\r\nGET /officer HTTP/1.1\r\nHost: localhost\r\n\r\n")));
        return attacks;
    }

    private static Attack get(String target, String headers) {
        return new Attack("GET " + target + " HTTP/1.1\nHost: localhost\nConnection: close\nAccept: text/html\n" + headers,
                new byte[0]);
    }

    static Attack form(String path, String headers, String body) {
        return body(path, headers, "application/x-www-form-urlencoded", body);
    }

    private static Attack body(String path, String headers, String type, String body) {
        byte[] bytes = bytes(body);
        return new Attack(post(path, headers + "\nContent-Type: " + type, bytes.length), bytes);
    }

    private static String post(String path, String headers, int length) {
        return "POST " + path + " HTTP/1.1\nHost: localhost\nConnection: close\nAccept: text/html\nContent-Length: " + length + "\n"
                + headers.strip();
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
