package id.paraf.web.esign;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.esign.EsignWorld;
import id.paraf.limits.Limit;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/**
 * The requests of published clients, as they were seen on the wire when those clients were run: their headers, their multipart bodies,
 * their order of fields. What they read of the answers is looked for where they look for it.
 */
@ParafTest
class PublishedClientsTest {

    private static final String NIK = "1000000000000001";
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    MutableClock clock;

    private String authorization = "";

    @BeforeEach
    void anApplication() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        var caller = world.sandbox("Kantor Uji");
        authorization = "Basic " + Base64.getEncoder().encodeToString(
                (caller.client().username() + ":" + caller.secret().reveal()).getBytes(StandardCharsets.UTF_8));
    }

    /** Multipart as one library writes it. */
    private static final class Body {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final String boundary;
        private final boolean lengths;

        Body(String boundary, boolean lengths) {
            this.boundary = boundary;
            this.lengths = lengths;
        }

        Body field(String name, String value) {
            return part("form-data; name=\"" + name + "\"", null, value.getBytes(StandardCharsets.UTF_8));
        }

        Body file(String name, String fileName, String type, byte[] bytes) {
            return part("form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"", type, bytes);
        }

        private Body part(String disposition, String type, byte[] bytes) {
            line("--" + boundary);
            line("Content-Disposition: " + disposition);
            if (lengths) {
                line("Content-Length: " + bytes.length);
            }
            if (type != null) {
                line("Content-Type: " + type);
            }
            line("");
            out.writeBytes(bytes);
            line("");
            return this;
        }

        private void line(String text) {
            out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        byte[] end() {
            line("--" + boundary + "--");
            return out.toByteArray();
        }
    }

    private static byte[] png() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private HttpResponse<byte[]> send(String method, String path, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).method(method, body)
                .header("Authorization", authorization);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** {@code axios} with {@code form-data}: no type on fields, and without a known length when a file comes as a stream. */
    @Test
    void axiosWithFormData() throws Exception {
        String boundary = "--------------------------278047256895249014933284";
        byte[] body = new Body(boundary, false).file("file", "a.pdf", "application/pdf", SigningWorld.pdf("Surat", 1))
                .file("imageTTD", "i.png", "image/png", png()).field("nik", NIK).field("passphrase", "P")
                .field("tampilan", "visible")
                .field("image", "true").field("linkQR", "https://contoh.example/").field("page", "1").field("xAxis", "10")
                .field("yAxis", "10").field("width", "110").field("height", "110").end();
        var chunked = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
        for (var publisher : List.of(HttpRequest.BodyPublishers.ofByteArray(body), chunked)) {
            var signed = send("POST", "/api/sign/pdf", publisher, "Accept", "application/json, text/plain, */*", "Content-Type",
                    "multipart/form-data; boundary=" + boundary, "User-Agent", "axios/1.8.2", "Accept-Encoding",
                    "gzip, compress, deflate, br");
            assertThat(signed.statusCode()).isEqualTo(200);
            assertThat(new String(signed.body(), 0, 5, StandardCharsets.ISO_8859_1)).as("nothing is packed").isEqualTo("%PDF-");
            String id = header(signed, "id_dokumen");
            var again = send("GET", "/api/sign/download/" + id, HttpRequest.BodyPublishers.noBody());
            assertThat(again.body()).isEqualTo(signed.body());
            byte[] question = new Body(boundary, false).file("signed_file", "s.pdf", "application/pdf", signed.body()).end();
            var verdict = JsonMapper.builder().build().readTree(send("POST", "/api/sign/verify",
                    HttpRequest.BodyPublishers.ofByteArray(question), "Content-Type", "multipart/form-data; boundary=" + boundary)
                    .body());
            assertThat(verdict.path("nama_dokumen").asString()).isEqualTo("s.pdf");
            assertThat(verdict.path("summary").asString()).isEqualTo("VALID");
        }
    }

    /** {@code fetch} of Node with its own {@code FormData}, which calls itself {@code cors} and is no browser. */
    @Test
    void nodeFetchWithFormData() throws Exception {
        String boundary = "----formdata-undici-095760492941";
        byte[] body = new Body(boundary, false).field("nik", NIK).field("passphrase", "P").field("tampilan", "visible")
                .file("file", "a.pdf", "application/pdf", SigningWorld.pdf("Surat", 1)).field("image", "true")
                .file("imageTTD", "i.png", "image/png", png()).field("page", "1").field("xAxis", "100").field("yAxis", "100")
                .field("width", "250").field("height", "150").field("reason", "P").end();
        var signed = send("POST", "/api/sign/pdf", HttpRequest.BodyPublishers.ofByteArray(body), "content-type",
                "multipart/form-data; boundary=" + boundary, "accept", "*/*", "accept-language", "*", "sec-fetch-mode", "cors",
                "user-agent", "node", "accept-encoding", "gzip, deflate");
        assertThat(signed.statusCode()).isEqualTo(200);
        assertThat(header(signed, "id_dokumen")).isNotEmpty();
        String order = "{\"signatureProperties\":[{\"tampilan\":\"VISIBLE\",\"imageBase64\":\""
                + Base64.getEncoder().encodeToString(png())
                + "\",\"page\":1,\"originX\":100,\"originY\":100,\"width\":150,\"height\":50,\"location\":null,\"reason\":\"\"}],"
                + "\"file\":[\"" + Base64.getEncoder().encodeToString(SigningWorld.pdf("Surat", 1)) + "\"],\"nik\":\"" + NIK
                + "\",\"email\":\"issue@sandbox.invalid\",\"passphrase\":\"P\"}";
        var json = send("POST", "/api/v2/sign/pdf", HttpRequest.BodyPublishers.ofString(order), "Content-Type", "application/json",
                "Accept", "application/json", "accept-language", "*", "sec-fetch-mode", "cors", "user-agent", "node");
        assertThat(json.statusCode()).as(new String(json.body(), StandardCharsets.UTF_8)).isEqualTo(200);
    }

    /** Guzzle: a length in every part, PHP's "1" for true and "" for false, and a body with a GET. */
    @Test
    void guzzleMultipart() throws Exception {
        String boundary = "4b2dbd4b0d3e8b6d0b3ad4fbd70e46a8cf4dc7d1";
        for (String image : List.of("1", "")) {
            var fields = new Body(boundary, true).file("file", "surat.pdf", "application/pdf", SigningWorld.pdf("Surat", 1))
                    .field("nik", NIK).field("passphrase", "P").field("tampilan", "visible").field("image", image)
                    .field("linkQR", "https://contoh.example/").field("halaman", "terakhir").field("xAxis", "410.21347882534775")
                    .field("yAxis", "141.9").field("width", "552.2").field("height", "191.1");
            byte[] body = (image.isEmpty() ? fields : fields.file("imageTTD", "ttd.png", "image/png", png())).end();
            var signed = send("POST", "/api/sign/pdf", HttpRequest.BodyPublishers.ofByteArray(body), "Content-Type",
                    "multipart/form-data; boundary=" + boundary, "User-Agent", "GuzzleHttp/7", "X-API-Key", "x", "X-Requested-With",
                    "XMLHttpRequest");
            assertThat(signed.statusCode())
                    .as("%s %s", image, new String(signed.body(), StandardCharsets.UTF_8).lines().findFirst())
                    .isEqualTo(200);
            assertThat(header(signed, "Content-Disposition")).isNotEmpty();
        }
        var status = send("GET", "/api/user/status/" + NIK, HttpRequest.BodyPublishers.ofString("[]"), "Content-Type",
                "application/json");
        assertThat(new String(status.body(), StandardCharsets.UTF_8)).contains("\"status_code\":1111");
    }
}
