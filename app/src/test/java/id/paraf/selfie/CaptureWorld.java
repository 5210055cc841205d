package id.paraf.selfie;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.face.TestFaces;
import id.paraf.kernel.Origin;
import id.paraf.testing.HttpBrowser;

/** What tests of captures need again and again: people with reference photos, journeys, links, uploads. */
@Component
class CaptureWorld {

    static final Origin DESKTOP = new Origin("192.0.2.7", "Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36");

    private final CaptureLinks links;
    private final ReferencePhotos references;
    private final JdbcClient jdbc;
    private final Clock clock;

    CaptureWorld(CaptureLinks links, ReferencePhotos references, JdbcClient jdbc, Clock clock) {
        this.links = links;
        this.references = references;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new account whose reference photos show this person. */
    UUID enrolled(TestFaces person) {
        UUID account = UUID.randomUUID();
        UUID application = UUID.randomUUID();
        references.propose(account, application, person.references(), DESKTOP);
        references.adopt(account, application, UUID.randomUUID(), DESKTOP);
        return account;
    }

    CaptureOrder reset(UUID account) {
        return CaptureOrder.reset(UUID.randomUUID(), account, UUID.randomUUID(), clock.instant().minus(Duration.ofDays(400)),
                "A•• C••", null);
    }

    IssuedLink issue(CaptureOrder order) {
        return links.issue(order, DESKTOP).orElseThrow();
    }

    /** A phone that has claimed the link of a new journey. */
    HttpBrowser claimed(int port, CaptureOrder order) {
        var phone = new HttpBrowser(port);
        var link = issue(order);
        phone.get(link.path().reveal());
        var answer = phone.post(link.path().reveal(), "number", Integer.toString(link.matchNumber()));
        if (answer.statusCode() != 303) {
            throw new AssertionError("claim answered " + answer.statusCode());
        }
        return phone;
    }

    /** The same, with consent given. */
    HttpBrowser ready(int port, CaptureOrder order) {
        var phone = claimed(port, order);
        phone.get("/capture");
        phone.post("/capture/consent", "agree", "yes");
        phone.get("/capture");
        return phone;
    }

    /** Asks for a challenge: {@code LEFT <nonce>}. */
    static String[] challenge(HttpBrowser phone) {
        String body = asScript(phone, () -> phone.post("/capture/challenge")).body();
        return new String[] {body.replaceAll(".*\"outcome\":\"(\\w+)\".*", "$1"),
                body.replaceAll(".*\"nonce\":\"([^\"]+)\".*", "$1")};
    }

    static HttpResponse<String> upload(HttpBrowser phone, String nonce, List<byte[]> frontal, List<byte[]> turned, String camera) {
        var body = new ByteArrayOutputStream();
        field(body, "nonce", nonce);
        field(body, "camera", camera);
        frontal.forEach(frame -> file(body, "frontal", frame));
        turned.forEach(frame -> file(body, "turned", frame));
        return send(phone, "/capture/frames", body);
    }

    static HttpResponse<String> hint(HttpBrowser phone, byte[] frame) {
        var body = new ByteArrayOutputStream();
        file(body, "frame", frame);
        return send(phone, "/capture/hint", body);
    }

    private static HttpResponse<String> send(HttpBrowser phone, String path, ByteArrayOutputStream body) {
        body.writeBytes("--frontier--\r\n".getBytes(StandardCharsets.US_ASCII));
        return asScript(phone, () -> phone.send(HttpRequest.newBuilder(phone.resolve(path)).header("X-CSRF-TOKEN", phone.csrf())
                .header("Content-Type", "multipart/form-data; boundary=frontier")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))));
    }

    /** Asks as the page's script does. */
    static HttpResponse<String> asScript(HttpBrowser phone, Supplier<HttpResponse<String>> request) {
        phone.header("Accept", "application/json");
        try {
            return request.get();
        } finally {
            phone.header("Accept", "text/html");
        }
    }

    private static void field(ByteArrayOutputStream body, String name, String value) {
        body.writeBytes(("--frontier\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void file(ByteArrayOutputStream body, String name, byte[] content) {
        body.writeBytes(("--frontier\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"f.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** How often an event of this type was recorded for the account. */
    int events(String type, UUID account) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE type = :type AND account = :account").param("type", type)
                .param("account", account).query(Integer.class).single();
    }
}
