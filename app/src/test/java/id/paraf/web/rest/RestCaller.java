package id.paraf.web.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.esign.EsignWorld;

/** An application that calls the REST API, with nothing but a URL and its credentials. */
final class RestCaller {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final Map<String, String> headers;

    private RestCaller(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    static RestCaller of(int port, EsignWorld.Caller caller) {
        return of(port, caller.client().username(), caller.secret().reveal());
    }

    static RestCaller of(int port, String username, String secret) {
        return new RestCaller("http://localhost:" + port, Map.of("Authorization", "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + secret).getBytes(StandardCharsets.UTF_8))));
    }

    /** The same with another header. */
    RestCaller with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new RestCaller(base, more);
    }

    RestCaller keyed() {
        return with("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** What came back. */
    record Answer(int status, HttpResponse<byte[]> response) {

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String code() {
            return json().path("code").asString("");
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        byte[] bytes() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer get(String path) {
        return send("GET", path, null, HttpRequest.BodyPublishers.noBody());
    }

    Answer send(String method, String path, String type, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        headers.forEach(request::header);
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError("There was no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Names and values one after the other: texts become fields, bytes become files. */
    Answer post(String path, List<Object> namesAndValues) {
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            Object value = namesAndValues.get(i + 1);
            String name = String.valueOf(namesAndValues.get(i));
            String file = value instanceof byte[] ? "; filename=\"surat " + (i / 2 + 1) + ".pdf\"\r\nContent-Type: application/pdf"
                    : "";
            body.writeBytes(("--batas\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(value instanceof byte[] bytes ? bytes : String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--batas--\r\n".getBytes(StandardCharsets.UTF_8));
        return send("POST", path, "multipart/form-data; boundary=batas",
                HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    }
}
