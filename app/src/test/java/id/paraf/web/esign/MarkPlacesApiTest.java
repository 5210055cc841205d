package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
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
import id.paraf.signing.SigningWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** Where the marks of both versions of the API stand, and what is seen of them. */
@ParafTest
class MarkPlacesApiTest {

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

    private Map<String, Object> v2(Map<String, Object> properties, byte[]... files) {
        return SignBodies.v2(signer, properties, files);
    }

    private Map<String, Object> v1(Object... more) {
        return SignBodies.v1(signer, more);
    }

    private Map<String, Object> placed(Object... more) {
        return SignBodies.placed(signer, more);
    }

    private List<String> events(String type) {
        return jdbc.sql("SELECT details ->> 'application' FROM audit_event WHERE account = :account AND type = :type")
                .param("account", signer.person().id).param("type", type).query(String.class).list();
    }

    @Test
    void v2PlacesItsBoxFromTheUpperLeftCornerWithSizes() throws IOException {
        var answer = caller.json("//api//v2/sign/pdf/",
                v2(map("imageBase64", SignBodies.base64(SignBodies.png()), "tampilan", "visible", "page", "2",
                        "originX", 10.5, "originY", "20", "width", 200.0, "height", 100), SigningWorld.pdf("Surat", 2)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        byte[] signed = answer.json().path("file").path(0).binaryValue();
        SeenMark.isAt(signed, 10.5, PDRectangle.A4.getHeight() - 120, 210.5, PDRectangle.A4.getHeight() - 20);
        assertThat(SeenMark.of(signed).page()).isEqualTo(1);
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
            SeenMark.isAt(answer.response().body(), 410.2, 141.9, 552.25, 191.1);
            assertThat(SeenMark.of(answer.response().body()).page()).isEqualTo(1);
        }
    }

    @Test
    void v1SizesAreForApplicationsThatWereWrittenSo() throws IOException {
        caller = Caller.of(port, world.caller(HERE, Geometry.SIZE, "127.0.0.0/8"));
        var answer = caller.form("/api/sign/pdf",
                v1("tampilan", "visible", "image", "1", "imageTTD", SignBodies.png(), "page", "1", "xAxis", "100",
                        "yAxis", "100", "width", "150", "height", "50"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        SeenMark.isAt(answer.response().body(), 100, 100, 250, 150);
        assertThat(SeenMark.of(answer.response().body()).page()).isZero();
    }

    @Test
    void aBoxThatReachesBeyondThePageIsMovedOntoItInBothVersions() throws IOException {
        float width = PDRectangle.A4.getWidth();
        float height = PDRectangle.A4.getHeight();
        var v1 = caller.form("/api/sign/pdf", placed("xAxis", "550", "width", "650", "yAxis", "-20", "height", "80"));
        assertThat(v1.status()).as(v1.text()).isEqualTo(200);
        SeenMark.isAt(v1.response().body(), width - 100, 0, width, 100);
        byte[] pdf = SigningWorld.pdf("Surat", 1);
        var v2 = caller.json("/api/v2/sign/pdf", v2(map("tampilan", "VISIBLE", "originX", -50, "originY", height - 40, "width", 80,
                "height", 60), pdf));
        assertThat(v2.status()).as(v2.text()).isEqualTo(200);
        SeenMark.isAt(v2.json().path("file").path(0).binaryValue(), 0, 0, 80, 60);
        var larger = caller.json("/api/v2/sign/pdf", v2(map("tampilan", "VISIBLE", "originX", -50, "originY", 10, "width", 800,
                "height", 60), pdf));
        assertThat(larger.status()).as(larger.text()).isEqualTo(200);
        SeenMark.isAt(larger.json().path("file").path(0).binaryValue(), -50, height - 70, 750, height - 10);
        var tagged = caller.json("/api/v2/sign/pdf",
                v2(map("tampilan", "VISIBLE", "tag_koordinat", "#", "width", 400, "height", 400), SignBodies.tagged()));
        assertThat(tagged.status()).as(tagged.text()).isEqualTo(200);
        SeenMark.isAt(tagged.json().path("file").path(0).binaryValue(), width - 400, 0, width, 400);
    }

    @Test
    void aTagInTheTextIsTheMiddleOfTheBoxInBothVersions() throws IOException {
        var v2 = caller.json("/api/v2/sign/pdf",
                v2(map("tampilan", "VISIBLE", "tag_koordinat", "#", "width", 100, "height", 195.0), SignBodies.tagged()));
        assertThat(v2.status()).as(v2.text()).isEqualTo(200);
        var v1 = caller.form("/api/sign/pdf",
                v1("file", SignBodies.tagged(), "tampilan", "visible", "tag_koordinat", "#", "width", "100", "height", "195"));
        assertThat(v1.status()).as(v1.text()).isEqualTo(200);
        for (byte[] signed : List.of(v2.json().path("file").path(0).binaryValue(), v1.response().body())) {
            SeenMark.isAt(signed, 391.75, 74.95, 491.75, 269.95);
            assertThat(SeenMark.of(signed).page()).isOne();
        }
        var without = caller.json("/api/v2/sign/pdf",
                v2(map("tampilan", "VISIBLE", "tag_koordinat", "[qr]", "width", 100, "height", 100), SignBodies.tagged()));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.json().path("error").asString()).contains("tag_koordinat tidak ada");
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
}
