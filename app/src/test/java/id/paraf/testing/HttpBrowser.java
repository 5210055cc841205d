package id.paraf.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A small browser without scripts: it keeps cookies, never follows a redirect by itself and fills the hidden
 * {@code _csrf} field of the last page into the forms it posts.
 */
public final class HttpBrowser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"\\s+value=\"([^\"]*)\"");
    private static final HttpClient CLIENT = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private final URI origin;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String csrf = "";

    public HttpBrowser(int port) {
        origin = URI.create("http://localhost:" + port);
        headers.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) HttpBrowser/1");
        headers.put("Accept", "text/html");
        headers.put("Accept-Language", "id");
    }

    /** Another tab of this browser: the same cookies, each on its own from now on. */
    public HttpBrowser twin() {
        var twin = new HttpBrowser(origin.getPort());
        twin.cookies.putAll(cookies);
        twin.headers.putAll(headers);
        twin.csrf = csrf;
        return twin;
    }

    /** Sends a header with every request from now on; null removes it. */
    public HttpBrowser header(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, value);
        }
        return this;
    }

    /** The cookies this browser holds; a test may add or remove some. */
    public Map<String, String> cookies() {
        return cookies;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(origin.resolve(path)).GET());
    }

    /** Follows redirects with GET until a page comes. */
    public HttpResponse<String> follow(HttpResponse<String> response) {
        var current = response;
        for (int hops = 0; hops < 10 && current.statusCode() / 100 == 3; hops++) {
            current = get(current.headers().firstValue("Location").orElseThrow());
        }
        return current;
    }

    /** Posts a form; names and values alternate. The CSRF field is added unless it is given. */
    public HttpResponse<String> post(String path, String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        fields.putIfAbsent("_csrf", csrf);
        String body = fields.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(origin.resolve(path)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Posts with the token and nothing else, as a script does that wants JSON; gives what comes. */
    public String ask(String path) {
        String accepted = headers.put("Accept", "application/json");
        String answer = post(path).body();
        header("Accept", accepted);
        return answer;
    }

    /** Posts files, all under one name, with the token: each by its name. */
    public HttpResponse<String> upload(String path, String field, Map<String, byte[]> files) {
        var body = new ByteArrayOutputStream();
        String edge = "--paraf-test-edge";
        body.writeBytes(("%s\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n%s\r\n".formatted(edge, csrf))
                .getBytes(StandardCharsets.UTF_8));
        files.forEach((name, bytes) -> {
            body.writeBytes(
                    "%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/pdf\r\n\r\n"
                            .formatted(edge, field, name).getBytes(StandardCharsets.UTF_8));
            body.writeBytes(bytes);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes((edge + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(origin.resolve(path))
                .header("Content-Type", "multipart/form-data; boundary=" + edge.substring(2))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** What a path answers, as it comes. */
    public HttpResponse<byte[]> download(String path) {
        try {
            var request = HttpRequest.newBuilder(origin.resolve(path)).GET();
            headers.forEach(request::setHeader);
            request.setHeader("Cookie",
                    cookies.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("; ")));
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError("The application did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Sends any request, for instance a multipart upload or a method of its own. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            request.setHeader("Cookie",
                    cookies.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("; ")));
        }
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            var token = CSRF.matcher(response.body());
            if (token.find()) {
                csrf = token.group(1);
            }
            return response;
        } catch (IOException e) {
            throw new AssertionError("The application did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The CSRF token of the last page that carried one. */
    public String csrf() {
        return csrf;
    }

    /** The absolute address of a path on this application. */
    public URI resolve(String path) {
        return origin.resolve(path);
    }

    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        String name = pair.substring(0, equals);
        if (setCookie.toLowerCase(java.util.Locale.ROOT).matches(".*max-age=0(;.*|$)") || pair.length() == equals + 1) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(equals + 1));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
