package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.esign.EsignWorld;
import id.paraf.limits.Limit;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** The checklist of the wire format, one test a line. What is signed is signed by a test signer; the calls are the same. */
@ParafTest
class ChecklistTest {

    private static final String NIK = "1000000000000001";

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    MutableClock clock;

    private Caller caller;

    @BeforeEach
    void anApplication() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        caller = Caller.of(port, world.sandbox("Kantor Uji"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Map<String, Object> v1(Object... more) {
        var parts = map("file", SigningWorld.pdf("Surat", 1), "nik", NIK, "passphrase", "x");
        parts.putAll(map(more));
        return parts;
    }

    private static Map<String, Object> v2(Object... more) {
        var body = map("nik", NIK, "passphrase", "x", "signatureProperties", List.of(map("tampilan", "INVISIBLE")), "file",
                List.of(base64(SigningWorld.pdf("Surat", 1))));
        body.putAll(map(more));
        return body;
    }

    private static byte[] png(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    private static PDRectangle box(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getSignatureFields().getLast().getWidgets().getFirst().getRectangle();
        }
    }

    @Test
    void line1BooleansTampilanAndNumbersInEverySpelling() throws IOException {
        Object[] box = {"page", "1", "xAxis", "10.21347882534775", "yAxis", "10", "width", "110.5", "height", "110"};
        for (String yes : List.of("true", "1", "on", "TRUE")) {
            var parts = v1("tampilan", "VISIBLE", "image", yes, "imageTTD", png(8, 8), "linkQR", "https://contoh.example/");
            parts.putAll(map(box));
            assertThat(caller.form("/api/sign/pdf", parts).status()).as(yes).isEqualTo(200);
            parts.remove("imageTTD");
            assertThat(caller.form("/api/sign/pdf", parts).json().path("error").asString()).as(yes)
                    .isEqualTo("imageTTD harus diisi");
        }
        for (String no : Arrays.asList("false", "0", "", null)) {
            var parts = v1("tampilan", "visible", "linkQR", "https://contoh.example/");
            parts.putAll(map(box));
            if (no != null) {
                parts.put("image", no);
            }
            var answer = caller.form("/api/sign/pdf", parts);
            assertThat(answer.status()).as("%s %s", no, answer.text()).isEqualTo(200);
            assertThat(box(answer.response().body()).getLowerLeftX()).isCloseTo(10.2135f,
                    org.assertj.core.data.Offset.offset(0.01f));
        }
        for (String invisible : List.of("invisible", "INVISIBLE", "Invisible")) {
            assertThat(caller.form("/api/sign/pdf", v1("tampilan", invisible)).status()).isEqualTo(200);
            assertThat(caller.json("/api/v2/sign/pdf", v2("signatureProperties", List.of(map("tampilan", invisible)))).status())
                    .isEqualTo(200);
        }
        var strings = map("tampilan", "VISIBLE", "page", "1", "originX", "10.5", "originY", "20", "width", "100.25", "height", "50",
                "imageBase64", base64(png(8, 8)));
        assertThat(caller.json("/api/v2/sign/pdf", v2("signatureProperties", List.of(strings))).status()).isEqualTo(200);
    }

    @Test
    void line2EitherNameOfTheFileAndFieldsFromTheQuery() {
        byte[] pdf = SigningWorld.pdf("Surat", 1);
        for (String name : List.of("file", "signed_file")) {
            assertThat(caller.form("/api/sign/verify", map(name, pdf)).json().path("jumlah_signature").asInt(-1)).isZero();
        }
        assertThat(caller.form("/api/sign/pdf?nik=" + NIK + "&passphrase=x&tampilan=invisible", map("file", pdf)).status())
                .isEqualTo(200);
        assertThat(caller.form("/api/sign/pdf", v1("tampilan", "invisible")).status()).isEqualTo(200);
    }

    @Test
    void line3HeadersOfWhatIsSignedAndFetched() {
        var signed = caller.form("/api/sign/pdf", v1("tampilan", "invisible"));
        String id = signed.header("id_dokumen");
        assertThat(id).isNotEmpty();
        for (var answer : List.of(signed, caller.get("/api/sign/download/" + id))) {
            assertThat(answer.header("id_dokumen")).isEqualTo(id);
            assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
            assertThat(answer.header("Content-Disposition")).matches("attachment; filename=\"[^\"]+\\.pdf\"");
        }
    }

    @Test
    void line4CornersBelowAndSizesFromTheTop() throws IOException {
        var v1 = caller.form("/api/sign/pdf",
                v1("tampilan", "visible", "linkQR", "https://contoh.example/", "xAxis", "410", "yAxis",
                        "191", "width", "552", "height", "141"));
        var corners = box(v1.response().body());
        assertThat(List.of(corners.getLowerLeftX(), corners.getLowerLeftY(), corners.getUpperRightX(), corners.getUpperRightY()))
                .containsExactly(410f, 141f, 552f, 191f);
        var properties = map("tampilan", "VISIBLE", "imageBase64", base64(png(8, 8)), "page", 1, "originX", 10.0, "originY", 20.0,
                "width", 200.0, "height", 100.0);
        var v2 = caller.json("/api/v2/sign/pdf", v2("signatureProperties", List.of(properties)));
        var sizes = box(v2.json().path("file").path(0).binaryValue());
        assertThat(sizes.getUpperRightY()).isCloseTo(PDRectangle.A4.getHeight() - 20, org.assertj.core.data.Offset.offset(0.01f));
        assertThat(List.of(sizes.getLowerLeftX(), sizes.getWidth(), sizes.getHeight())).containsExactly(10f, 200f, 100f);
    }

    @Test
    void line5ErrorsAreJsonInOneOfTwoShapes() {
        var wrong = List.of(caller.form("/api/sign/pdf", map("nik", NIK)), caller.form("/api/sign/pdf", v1("tampilan", "mungkin")),
                caller.form("/api/sign/pdf", v1("tampilan", "visible", "image", "true")), caller.json("/api/v2/sign/pdf", map()),
                caller.json("/api/v2/sign/pdf", v2("passphrase", "salah")), caller.json("/api/v2/verify/pdf", map("file", "")),
                caller.json("/api/v2/verify/pdf", map("file", "bukan pdf")),
                caller.get("/api/v2/user/certificate/chain/3216785087543986"));
        for (var answer : wrong) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).isEqualTo("application/json");
            assertThat(answer.json().path("error").asString("")).isNotBlank();
            assertThat(answer.json().path("status_code").isInt()).as(answer.text()).isTrue();
        }
        var stranger = new Caller(port, "esign", "qwerty").get("/api/user/status/" + NIK);
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.json().propertyNames()).containsExactly("timestamp", "status", "error", "path");
        assertThat(stranger.json().path("error").asString()).isEqualTo("Unauthorized");
    }

    @Test
    void line6JsonInEverySpelling() {
        var order = v2("email", "issue@sandbox.invalid", "unknown", List.of(1, map("a", null)), "signatureProperties",
                List.of(map("tampilan", "INVISIBLE", "reason", "null", "location", null, "contactInfo", "", "imageBase64", "",
                        "originX", 5, "pdfPassword", "")));
        for (String path : List.of("/api/v2/sign/pdf", "/api/v2/sign/pdf/", "//api/v2/sign/pdf", "/api//v2///sign/pdf//")) {
            var answer = caller.json(path, order);
            assertThat(answer.status()).as(path + answer.text()).isEqualTo(200);
            assertThat(answer.json().path("time").isInt()).isTrue();
            assertThat(answer.json().path("file").isArray()).isTrue();
            byte[] signed = answer.json().path("file").path(0).binaryValue();
            var one = caller.json("/api/v2/verify/pdf", map("file", base64(signed))).json().path("signatureInformations").path(0);
            assertThat(one.path("reason").isNull()).isTrue();
            assertThat(one.path("location").isNull()).isTrue();
        }
        assertThat(caller.json("/api/v2/sign/pdf", v2("file", base64(SigningWorld.pdf("Surat", 1)))).status())
                .as("one file that is no array").isEqualTo(200);
        assertThat(caller.json("/api/v2/sign/pdf", v2("nik", Long.parseLong(NIK))).status()).as("a number").isEqualTo(200);
        // A code in the place of the passphrase has two names, and the number of files two spellings.
        for (String name : List.of("totp", "otp")) {
            var body = v2(name, "123456");
            body.remove("passphrase");
            assertThat(caller.json("/api/v2/sign/pdf", body).status()).as(name).isEqualTo(200);
        }
        for (Object data : List.of(2, "2")) {
            assertThat(caller.json("/api/v2/sign/get/totp", map("nik", NIK, "data", data)).json().path("success").asBoolean())
                    .as("asked for " + data).isTrue();
        }
    }

    @Test
    void line7OneCallUnderSeveralNames() {
        for (String path : List.of("/api/v2/user/registration", "/api/v2/user/register", "/api/v2/user/register/")) {
            var answer = caller.json(path, map("nama", "Orang Contoh", "email", "orang.contoh@kantor.example"));
            assertThat(answer.text()).isEqualTo("{\"success\":true,\"message\":\"Pendaftaran berhasil\",\"data\":null}");
        }
        for (String path : List.of("/api/v2/user/check/status", "/api/v2/user/check-status", "/api/v2/user/check-status/")) {
            assertThat(caller.json(path, map("nik", NIK)).json().path("status").asString()).isEqualTo("ISSUE");
        }
        for (String path : List.of("/api/v2/user/certificate/chain/", "/api/user/certificate/chain/")) {
            assertThat(caller.get(path + NIK).json().path("data").size()).isEqualTo(3);
            assertThat(caller.get(path + "issue@sandbox.invalid").json().path("data").size()).isEqualTo(3);
        }
    }

    @Test
    void line8TensOfMegabytesAndEarlierSignaturesStay() throws IOException {
        byte[] large = large(15 << 20);
        var answer = caller.json("/api/v2/sign/pdf", v2("file", List.of(base64(large))));
        assertThat(answer.status()).isEqualTo(200);
        byte[] once = answer.json().path("file").path(0).binaryValue();
        assertThat(Arrays.mismatch(large, once)).isEqualTo(large.length);

        byte[] first = caller.json("/api/v2/sign/pdf", v2()).json().path("file").path(0).binaryValue();
        byte[] second = caller.json("/api/v2/sign/pdf", v2("file", List.of(base64(first)))).json().path("file").path(0)
                .binaryValue();
        assertThat(Arrays.mismatch(first, second)).isEqualTo(first.length);
        var verdict = caller.json("/api/v2/verify/pdf", map("file", base64(second))).json();
        assertThat(verdict.path("signatureCount").asInt()).isEqualTo(2);
        assertThat(verdict.path("conclusion").asString()).isEqualTo("VALID");
    }

    /** A page and a stream of noise that nothing can make smaller. */
    private static byte[] large(int size) throws IOException {
        byte[] noise = new byte[size];
        new Random(1).nextBytes(noise);
        try (var document = new PDDocument()) {
            document.addPage(new PDPage(PDRectangle.A4));
            COSStream stream = document.getDocument().createCOSStream();
            try (var out = stream.createRawOutputStream()) {
                out.write(noise);
            }
            document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Noise"), stream);
            return SigningWorld.bytes(document);
        }
    }
}
