package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.esign.EsignWorld;
import id.paraf.esign.Geometry;
import id.paraf.esign.LookAfterClient;
import id.paraf.limits.Limit;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** Both versions of the API, as applications call them: what they send, what they get, and where the mark stands. */
@ParafTest
class SignApiTest {

    private static final String HERE = "Kantor Uji";

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    TestPeople people;
    @Autowired
    LookAfterClient clients;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private EsignWorld.Signer signer;
    private EsignWorld.Caller credentials;
    private Caller caller;

    @BeforeEach
    void anApplicationAndASigner() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        signer = world.signer(HERE);
        credentials = world.caller(HERE);
        caller = Caller.of(port, credentials);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private Map<String, Object> v2(Map<String, Object> properties, byte[]... files) {
        return map("nik", signer.nik(), "passphrase", ResetWorld.OLD, "signatureProperties", List.of(properties), "file",
                Arrays.stream(files).map(SignApiTest::base64).toList());
    }

    private Map<String, Object> v1(Object... more) {
        var parts = map("file", SigningWorld.pdf("Surat", 2), "nik", signer.nik(), "passphrase", ResetWorld.OLD);
        parts.putAll(map(more));
        return parts;
    }

    private static byte[] png() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    /** The rectangle of the last signature, and the page it stands on, from 0. */
    private record Seen(PDRectangle box, int page) {
    }

    private static Seen seen(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var widget = document.getSignatureFields().getLast().getWidgets().getFirst();
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                if (document.getPage(i).getAnnotations().stream()
                        .anyMatch(one -> one.getCOSObject().equals(widget.getCOSObject()))) {
                    return new Seen(widget.getRectangle(), i);
                }
            }
            return new Seen(widget.getRectangle(), -1);
        }
    }

    private static void isAt(byte[] pdf, double left, double bottom, double right, double top) throws IOException {
        var box = seen(pdf).box();
        assertThat(new float[] {box.getLowerLeftX(), box.getLowerLeftY(), box.getUpperRightX(), box.getUpperRightY()})
                .usingComparatorWithPrecision(0.01f).containsExactly((float) left, (float) bottom, (float) right, (float) top);
    }

    private List<String> events(String type) {
        return jdbc.sql("SELECT details ->> 'application' FROM audit_event WHERE account = :account AND type = :type")
                .param("account", signer.person().id).param("type", type).query(String.class).list();
    }

    @Test
    void v2SignsFilesInTheirOrderAndKeepsNothing() {
        byte[] first = SigningWorld.pdf("Satu", 1);
        byte[] second = SigningWorld.pdf("Dua", 1);
        var answer = caller.json("/api/v2/sign/pdf",
                v2(map("tampilan", "INVISIBLE", "reason", "null", "location", null), first, second));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().path("time").isInt()).isTrue();
        var files = answer.json().path("file");
        assertThat(files.size()).isEqualTo(2);
        for (var pair : List.of(List.of(first, files.path(0).binaryValue()), List.of(second, files.path(1).binaryValue()))) {
            assertThat(Arrays.mismatch(pair.getFirst(), pair.getLast())).isEqualTo(pair.getFirst().length);
            var verdict = caller.json("/api/v2/verify/pdf", map("file", base64(pair.getLast()))).json();
            assertThat(verdict.path("conclusion").asString()).as(verdict.toString()).isEqualTo("VALID");
        }
        assertThat(events("document.signed")).containsExactly(credentials.client().username(), credentials.client().username());
        assertThat(jdbc.sql("SELECT count(*) FROM esign_file WHERE account = :account").param("account", signer.person().id)
                .query(Integer.class).single()).isZero();
    }

    @Test
    void v2PlacesItsBoxFromTheUpperLeftCornerWithSizes() throws IOException {
        var answer = caller.json("//api//v2/sign/pdf/", v2(map("imageBase64", base64(png()), "tampilan", "visible", "page", "2",
                "originX", 10.5, "originY", "20", "width", 200.0, "height", 100), SigningWorld.pdf("Surat", 2)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        byte[] signed = answer.json().path("file").path(0).binaryValue();
        isAt(signed, 10.5, PDRectangle.A4.getHeight() - 120, 210.5, PDRectangle.A4.getHeight() - 20);
        assertThat(seen(signed).page()).isEqualTo(1);
    }

    @Test
    void v2TakesAnEmailAddressAndPropertiesForEachFile() throws IOException {
        var answer = caller.json("/api/v2/sign/pdf", map("email", signer.person().email.toUpperCase(Locale.ROOT), "nik", "",
                "passphrase", ResetWorld.OLD, "unknown", map("x", 1), "signatureProperties",
                List.of(map("tampilan", "INVISIBLE"),
                        map("tampilan", "VISIBLE", "originX", 0, "originY", 0, "width", 50, "height", 50)),
                "file", List.of(base64(SigningWorld.pdf("A", 1)), base64(SigningWorld.pdf("B", 1)))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        isAt(answer.json().path("file").path(1).binaryValue(), 0, PDRectangle.A4.getHeight() - 50, 50, PDRectangle.A4.getHeight());
    }

    @Test
    void v1CornersAreTwoOppositeOnesInAnyOrder() throws IOException {
        for (var corners : List.of(List.of("410.2", "141.9", "552.25", "191.1"), List.of("410.2", "191.1", "552.25", "141.9"))) {
            var answer = caller.form("/api/sign/pdf",
                    v1("tampilan", "VISIBLE", "image", "false", "linkQR", "https://contoh.example/q",
                            "halaman", "terakhir", "xAxis", corners.get(0), "yAxis", corners.get(1), "width", corners.get(2),
                            "height",
                            corners.get(3)));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            isAt(answer.response().body(), 410.2, 141.9, 552.25, 191.1);
            assertThat(seen(answer.response().body()).page()).isEqualTo(1);
        }
    }

    @Test
    void v1SizesAreForApplicationsThatWereWrittenSo() throws IOException {
        caller = Caller.of(port, world.caller(HERE, Geometry.SIZE, "127.0.0.0/8"));
        var answer = caller.form("/api/sign/pdf",
                v1("tampilan", "visible", "image", "1", "imageTTD", png(), "page", "1", "xAxis", "100",
                        "yAxis", "100", "width", "150", "height", "50"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        isAt(answer.response().body(), 100, 100, 250, 150);
        assertThat(seen(answer.response().body()).page()).isZero();
    }

    private Map<String, Object> placed(Object... more) {
        var form = v1("tampilan", "visible", "xAxis", "100", "yAxis", "100", "width", "250", "height", "150");
        form.putAll(map(more));
        return form;
    }

    @Test
    void v1SaysWhichOfItsWordsItDoesNotKnow() throws IOException {
        for (var one : Map.of("halaman", "halaman harus pertama atau terakhir", "image", "image harus true atau false")
                .entrySet()) {
            var refused = caller.form("/api/sign/pdf", placed(one.getKey(), "tengah"));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).isEqualTo("{\"error\":\"" + one.getValue() + "\",\"status_code\":400}");
        }
        assertThat(events("document.signed")).isEmpty();
        for (var known : List.of(placed("halaman", "PERTAMA", "image", "No"),
                placed("page", "1", "halaman", "tengah", "image", "0"))) {
            var answer = caller.form("/api/sign/pdf", known);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(seen(answer.response().body()).page()).isZero();
        }
    }

    @Test
    void v1RefusesLettersThatItCannotDraw() throws IOException {
        for (String text : List.of("Tanda \u8cc7", "\u0627", "\ud83d\ude00")) {
            var refused = caller.form("/api/sign/pdf", placed("text", text));
            assertThat(refused.status()).as(text).isEqualTo(400);
            assertThat(refused.json().path("error").asString()).startsWith("text ");
        }
        assertThat(events("document.signed")).isEmpty();
        String drawn = "Jos\u00e9 \u0141ukasz\n\u0416ukov\te\u0301";
        var answer = caller.form("/api/sign/pdf", placed("text", drawn));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        try (var document = Loader.loadPDF(answer.response().body())) {
            document.getDocumentCatalog().getAcroForm().flatten();
            assertThat(new PDFTextStripper().getText(document)).contains("\u0141ukasz", "\u0416ukov \u00e9").doesNotContain("?");
        }
    }

    @Test
    void aBoxThatReachesBeyondThePageIsMovedOntoItInBothVersions() throws IOException {
        float width = PDRectangle.A4.getWidth();
        float height = PDRectangle.A4.getHeight();
        var v1 = caller.form("/api/sign/pdf", placed("xAxis", "550", "width", "650", "yAxis", "-20", "height", "80"));
        assertThat(v1.status()).as(v1.text()).isEqualTo(200);
        isAt(v1.response().body(), width - 100, 0, width, 100);
        byte[] pdf = SigningWorld.pdf("Surat", 1);
        var v2 = caller.json("/api/v2/sign/pdf", v2(map("tampilan", "VISIBLE", "originX", -50, "originY", height - 40, "width", 80,
                "height", 60), pdf));
        assertThat(v2.status()).as(v2.text()).isEqualTo(200);
        isAt(v2.json().path("file").path(0).binaryValue(), 0, 0, 80, 60);
        var larger = caller.json("/api/v2/sign/pdf", v2(map("tampilan", "VISIBLE", "originX", -50, "originY", 10, "width", 800,
                "height", 60), pdf));
        assertThat(larger.status()).as(larger.text()).isEqualTo(200);
        isAt(larger.json().path("file").path(0).binaryValue(), -50, height - 70, 750, height - 10);
        var tagged = caller.json("/api/v2/sign/pdf",
                v2(map("tampilan", "VISIBLE", "tag_koordinat", "#", "width", 400, "height", 400), tagged()));
        assertThat(tagged.status()).as(tagged.text()).isEqualTo(200);
        isAt(tagged.json().path("file").path(0).binaryValue(), width - 400, 0, width, 400);
    }

    @Test
    void v1HandsOutAPdfWithItsIdAndOnceMore() {
        var answer = caller.form("/api/sign/pdf/", v1("tampilan", "invisible", "page", "", "image", "", "reason", "Setuju"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(answer.header("Content-Disposition")).startsWith("attachment; filename=");
        String id = answer.header("id_dokumen");
        var other = Caller.of(port, world.caller(HERE));
        assertThat(other.get("/api/sign/download/" + id).status()).isEqualTo(404);
        var again = caller.get("/api/sign/download/" + id);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.response().body()).isEqualTo(answer.response().body());
        assertThat(again.header("id_dokumen")).isEqualTo(id);
        var gone = caller.get("/api/sign/download/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().path("status_code").asInt()).isEqualTo(4044);
        assertThat(events("document.downloaded")).containsExactly(credentials.client().username());
    }

    @Test
    void v1TakesItsFieldsFromTheQueryToo() {
        var answer = caller.form("/api/sign/pdf?nik=" + signer.nik() + "&passphrase=" + ResetWorld.OLD + "&tampilan=invisible",
                map("file", SigningWorld.pdf("Surat", 1)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void aWrongPassphraseCountsAndSaysExactlyWhatApplicationsLookFor() {
        String wrong = "{\"error\":\"Passphrase anda salah\",\"status_code\":2031}";
        var first = v2(map("tampilan", "INVISIBLE"), SigningWorld.pdf("Surat", 1));
        first.put("passphrase", "Bukan-Itu-99");
        var answer = caller.json("/api/v2/sign/pdf", first);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo(wrong);
        assertThat(attempts()).isEqualTo(1);
        for (int i = 2; i <= 3; i++) {
            var second = caller.form("/api/sign/pdf", v1("tampilan", "invisible", "passphrase", "Bukan-Itu-99"));
            assertThat(second.status()).isEqualTo(400);
            assertThat(second.text()).isEqualTo(wrong);
            assertThat(attempts()).isEqualTo(i);
        }
        var waiting = caller.form("/api/sign/pdf", v1("tampilan", "invisible"));
        assertThat(waiting.status()).as("nothing is looked at while the key waits").isEqualTo(400);
        assertThat(waiting.json().path("error").asString()).contains("dapat dicoba lagi");
        assertThat(waiting.json().path("status_code").asInt()).isEqualTo(400);
        assertThat(people.events(signer.person(), "passphrase.refused")).isEqualTo(3);
        assertThat(events("document.signed")).isEmpty();
        var use = clients.one(credentials.officer(), credentials.client().id()).orElseThrow().use();
        assertThat(use.calls()).isEqualTo(4);
        assertThat(use.failures()).isEqualTo(4);
        assertThat(use.lastFailure()).contains("dapat dicoba lagi");
    }

    private int attempts() {
        return jdbc.sql("SELECT attempts FROM keyroom.signer_key WHERE id = :key").param("key", signer.certificate().key())
                .query(Integer.class).single();
    }

    @Test
    void onlySignersOfTheOwnInstitutionAreThere() {
        var stranger = Caller.of(port, world.caller("Kantor Lain"));
        var answer = stranger.json("/api/v2/sign/pdf", v2(map("tampilan", "INVISIBLE"), SigningWorld.pdf("Surat", 1)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("status_code").asInt()).isEqualTo(2011);
        assertThat(answer.json().path("error").asString()).contains("tidak terdaftar");
        assertThat(attempts()).isZero();
        assertThat(stranger.get("/api/user/status/" + signer.nik()).json().path("status").asString()).isEqualTo("NOT_REGISTERED");
        assertThat(stranger.get("/api/v2/user/certificate/chain/" + signer.nik()).status()).isEqualTo(400);
        assertThat(stranger.json("/api/v2/user/check/status", map("email", signer.person().email)).json().path("status").asString())
                .isEqualTo("NOT_REGISTERED");
    }

    /** A page on which "#" stands at 441.75, 172.45. */
    private static byte[] tagged() throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage(PDRectangle.A4));
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(441.75f, 172.45f);
                content.showText("#");
                content.endText();
            }
            return SigningWorld.bytes(document);
        }
    }

    @Test
    void aTagInTheTextIsTheMiddleOfTheBoxInBothVersions() throws IOException {
        var v2 = caller.json("/api/v2/sign/pdf",
                v2(map("tampilan", "VISIBLE", "tag_koordinat", "#", "width", 100, "height", 195.0), tagged()));
        assertThat(v2.status()).as(v2.text()).isEqualTo(200);
        var v1 = caller.form("/api/sign/pdf",
                v1("file", tagged(), "tampilan", "visible", "tag_koordinat", "#", "width", "100", "height", "195"));
        assertThat(v1.status()).as(v1.text()).isEqualTo(200);
        for (byte[] signed : List.of(v2.json().path("file").path(0).binaryValue(), v1.response().body())) {
            isAt(signed, 391.75, 74.95, 491.75, 269.95);
            assertThat(seen(signed).page()).isOne();
        }
        var without = caller.json("/api/v2/sign/pdf",
                v2(map("tampilan", "VISIBLE", "tag_koordinat", "[qr]", "width", 100, "height", 100), tagged()));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.json().path("error").asString()).contains("tag_koordinat tidak ada");
    }

    @Test
    void anEncryptedFileIsSignedWithItsPassword() throws IOException {
        byte[] encrypted;
        try (var document = Loader.loadPDF(tagged())) {
            var policy = new StandardProtectionPolicy("pemilik-contoh", "pembaca-contoh", new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            encrypted = SigningWorld.bytes(document);
        }
        var properties = map("tampilan", "VISIBLE", "tag_koordinat", "#", "width", 100, "height", 50);
        for (var password : List.of("", "salah")) {
            properties.put("pdfPassword", password);
            var refused = caller.json("/api/v2/sign/pdf", v2(properties, encrypted));
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        }
        properties.put("pdfPassword", "pembaca-contoh");
        var answer = caller.json("/api/v2/sign/pdf", v2(properties, encrypted));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        byte[] signed = answer.json().path("file").path(0).binaryValue();
        assertThat(Arrays.mismatch(encrypted, signed)).isEqualTo(encrypted.length);
        try (var read = Loader.loadPDF(signed, "pembaca-contoh")) {
            assertThat(read.getSignatureDictionaries()).hasSize(1);
        }
        assertThat(caller.form("/api/sign/pdf", v1("tampilan", "invisible", "file", encrypted)).text()).contains("pdfPassword");
        assertThat(caller.form("/api/sign/pdf", v1("tampilan", "invisible", "file", encrypted, "pdfPassword", "salah")).status())
                .isEqualTo(400);
        var v1 = caller.form("/api/sign/pdf", v1("tampilan", "invisible", "file", encrypted, "pdfPassword", "pembaca-contoh"));
        assertThat(v1.status()).as(v1.text()).isEqualTo(200);
        try (var read = Loader.loadPDF(v1.response().body(), "pembaca-contoh")) {
            assertThat(read.getSignatureDictionaries()).hasSize(1);
        }
        var verdict = caller.json("/api/v2/verify/pdf", map("file", base64(signed), "password", "pembaca-contoh"));
        assertThat(verdict.json().path("conclusion").asString()).as(verdict.text()).isEqualTo("VALID");
        for (var password : new String[] {"salah", null}) {
            assertThat(caller.json("/api/v2/verify/pdf", map("file", base64(signed), "password", password)).status())
                    .isEqualTo(400);
        }
        assertThat(attempts()).isZero();
    }

    @Test
    void whatIsWrongWithARequestIsSaidInTheShapeOfTheApi() {
        var properties = map("tampilan", "INVISIBLE");
        byte[] pdf = SigningWorld.pdf("Surat", 1);
        var wrong = List.of(map(), v2(properties), map("nik", signer.nik(), "file", List.of(base64(pdf)), "signatureProperties",
                List.of(properties), "totp", "123456"), v2(properties, "bukan pdf".getBytes(StandardCharsets.UTF_8)),
                v2(map("tampilan", "VISIBLE", "tag_koordinat", "#"), pdf), v2(map("tampilan", "VISIBLE"), pdf),
                v2(map("tampilan", "setengah"), pdf),
                v2(map("tampilan", "VISIBLE", "originX", 9000, "originY", 0, "width", 10, "height", 10), pdf),
                v2(map("tampilan", "VISIBLE", "page", 7, "originX", 0, "originY", 0, "width", 10, "height", 10), pdf),
                v2(map("tampilan", "VISIBLE", "originX", "NaN", "originY", 0, "width", 10, "height", 10), pdf),
                v2(map("tampilan", "VISIBLE", "imageBase64", base64(new byte[] {1, 2, 3}), "originX", 0, "originY", 0, "width", 10,
                        "height", 10), pdf));
        for (var body : wrong) {
            var answer = caller.json("/api/v2/sign/pdf", body);
            assertThat(answer.status()).as(body + " -> " + answer.text()).isEqualTo(400);
            assertThat(answer.json().path("error").asString()).isNotBlank();
            assertThat(answer.json().path("status_code").isInt()).isTrue();
        }
        for (var form : List.of(map(), v1(), v1("tampilan", "visible", "image", "true", "imageTTD", "/tmp/ttd.png"),
                v1("tampilan", "visible"), v1("tampilan", "visible", "tag_koordinat", "#"),
                v1("tampilan", "invisible", "nik", ""), placed("halaman", "tengah"), placed("halaman", "2"),
                placed("image", "mungkin"))) {
            var answer = caller.form("/api/sign/pdf", form);
            assertThat(answer.status()).as(form.keySet() + " -> " + answer.text()).isEqualTo(400);
            assertThat(answer.json().path("status_code").isInt()).isTrue();
        }
        assertThat(caller.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v2/sign/pdf"))
                .POST(HttpRequest.BodyPublishers.ofString("{rusak"))).status()).isEqualTo(400);
        assertThat(attempts()).as("the passphrase was right, and nothing counts").isZero();
    }

    @Test
    void verdictsHaveTheKeysThatApplicationsRead() {
        byte[] plain = SigningWorld.pdf("Surat", 1);
        byte[] signed = caller.form("/api/sign/pdf", v1("tampilan", "invisible", "reason", "Setuju")).response().body();
        var v2 = caller.json("/api/v2/verify/pdf", map("file", List.of(base64(signed)), "password", "")).json();
        assertThat(v2.path("conclusion").asString()).isEqualTo("VALID");
        assertThat(v2.path("signatureCount").asInt()).isEqualTo(1);
        var one = v2.path("signatureInformations").path(0);
        assertThat(one.path("signatureFormat").asString()).isEqualTo("PAdES-BASELINE-LT");
        assertThat(one.path("reason").asString()).isEqualTo("Setuju");
        assertThat(one.path("integrityValid").asBoolean()).isTrue();
        assertThat(one.path("certificateTrusted").asBoolean()).isTrue();
        assertThat(one.path("timestampInfomation").path("timestampDate").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+\\+00:00");
        assertThat(one.path("certificateDetails").size()).isEqualTo(3);
        assertThat(one.path("certificateDetails").path(0).path("signatureAlgoritm").asString()).contains(" with SHA");
        assertThat(one.path("certificateDetails").path(0).path("serialNumber").asString())
                .isEqualTo(signer.certificate().serial().toString());
        assertThat(caller.json("/api/v2/verify/pdf", map("file", base64(plain))).json().toString())
                .isEqualTo("{\"description\":\"Dokumen tidak memiliki tandatangan elektronik\",\"conclusion\":\"NO_SIGNATURE\","
                        + "\"signatureInformations\":[],\"signatureCount\":0}");
        byte[] broken = signed.clone();
        broken[plain.length / 2] ^= 1;
        assertThat(caller.json("/api/v2/verify/pdf", map("file", base64(broken))).text())
                .doesNotContain("\"conclusion\":\"VALID\"");
        for (String part : List.of("signed_file", "file")) {
            var v1 = caller.form("/api/sign/verify", map(part, signed)).json();
            assertThat(v1.path("summary").asString()).isEqualTo("VALID");
            assertThat(v1.path("jumlah_signature").asInt()).isEqualTo(1);
            assertThat(v1.path("details").path(0).path("info_signer").path("cert_user_certified").asBoolean()).isTrue();
            assertThat(v1.path("details").path(0).path("signature_document").path("signed_in").asString())
                    .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d\\d");
        }
        assertThat(caller.form("/api/sign/verify", map("signed_file", plain)).text()).isEqualTo(
                "{\"nama_dokumen\":\"signed_file.pdf\",\"jumlah_signature\":0,\"notes\":null,\"details\":[],\"summary\":null}");
        assertThat(caller.json("/api/v2/verify/pdf", map("file", base64(new byte[] {1}))).status()).isEqualTo(400);
    }
}
