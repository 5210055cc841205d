package id.paraf.web.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What others left in a document before it is uploaded: signatures, and fields that wait for one. */
@ParafTest
class SignedBeforeTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld resets;
    @Autowired
    TestPeople people;

    private ResetWorld.Owner owner;
    private HttpBrowser browser;

    @BeforeEach
    void someone() {
        owner = resets.owner(port);
        browser = owner.desktop();
        browser.get("/documents/new");
    }

    private static String location(java.net.http.HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static List<String> all(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(match -> match.group(1)).toList();
    }

    private java.net.http.HttpResponse<String> sign(String path, String passphrase, String... more) {
        return SignPage.sign(owner, browser, path, passphrase, more);
    }

    @Test
    void aFieldThatTheDocumentBringsIsAPlaceToSign() throws Exception {
        String path = location(browser.upload("/documents/new", "files",
                Map.of("Formulir.pdf", SigningWorld.withFields("Saksi", "TandaTangan1"))));
        String signPath = "/documents/sign?document=" + path.substring("/documents/".length());
        assertThat(browser.get(signPath).body()).contains("Di kolom Saksi", "Di kolom TandaTangan1");
        var nowhere = sign(signPath, ResetWorld.OLD, "spot", "field-2");
        assertThat(nowhere.statusCode()).isEqualTo(422);

        assertThat(sign(signPath, ResetWorld.OLD, "spot", "field-1").statusCode()).isEqualTo(303);

        try (var signed = Loader.loadPDF(browser.download(path + "/file").body())) {
            assertThat(signed.getSignatureFields()).hasSize(2);
            var form = signed.getDocumentCatalog().getAcroForm();
            assertThat(form.getField("TandaTangan1").getCOSObject().containsKey("V")).isTrue();
            assertThat(form.getField("Saksi").getCOSObject().containsKey("V")).isFalse();
        }
        assertThat(people.events(owner.person(), "document.signed")).isOne();
    }

    @Test
    void severalDocumentsAreOfferedTheFieldsThatAllHave() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("a.pdf", SigningWorld.withFields("Saksi", "Kepala"));
        files.put("b.pdf", SigningWorld.withFields("Kepala"));
        browser.upload("/documents/new", "files", files);
        var ids = all(Pattern.compile("name=\"document\" value=\"([^\"]+)\""), browser.get("/documents").body());
        assertThat(ids).hasSize(2);
        assertThat(browser.get("/documents/sign?document=" + String.join("&document=", ids)).body()).contains("Di kolom Kepala")
                .doesNotContain("Di kolom Saksi");
    }

    @Test
    @Proves("PD-06")
    void whatWasChangedAfterItWasSignedIsRefusedWhenItIsUploaded() {
        String path = location(browser.upload("/documents/new", "files", Map.of("Nota.pdf", SigningWorld.pdf("Nota", 1))));
        assertThat(sign("/documents/sign?document=" + path.substring("/documents/".length()), ResetWorld.OLD).statusCode())
                .isEqualTo(303);
        var signed = browser.download(path + "/file").body();

        var answer = browser.upload("/documents/new", "files", Map.of("Nota baru.pdf", SigningWorld.changed(signed)));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Nota baru.pdf",
                "diubah setelah ditandatangani oleh Demo Pemilik Contoh (kolom Signature1)");
        assertThat(people.events(owner.person(), "document.uploaded")).isOne();
        assertThat(browser.upload("/documents/new", "files", Map.of("Nota.pdf", signed)).statusCode())
                .as("untouched it is signed again").isEqualTo(303);
    }
}
