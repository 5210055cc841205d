package id.paraf.web.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.pades.SamplePdfs;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;

/** "Tanda Tangan" for documents with a password of their own, as a browser without scripts sees it. */
@ParafTest
@ExtendWith(OutputCaptureExtension.class)
class ProtectedDocumentPagesTest {

    private static final String PASSWORD = "kata-sandi-berkas-7";
    private static final Pattern DIGEST = Pattern.compile("name=\"sha256\" value=\"([^\"]+)\"");

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

    private static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    /** Uploads one file. @return its address */
    private String uploaded(String name, byte[] pdf) {
        browser.get("/documents/new");
        var answer = browser.upload("/documents/new", "files", Map.of(name, pdf));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return location(answer);
    }

    private static String signPath(String path) {
        return "/documents/sign?document=" + path.substring(path.lastIndexOf('/') + 1);
    }

    private HttpResponse<String> sign(String path, String... more) {
        var digest = DIGEST.matcher(browser.get(signPath(path)).body());
        assertThat(digest.find()).isTrue();
        var fields = new LinkedHashMap<>(Map.of("document", path.substring(path.lastIndexOf('/') + 1), "sha256", digest.group(1),
                "certificate", owner.certificate().toString(), "mark", "visible", "where", "last", "spot", "at", "x", "25,5", "y",
                "30", "passphrase", ResetWorld.OLD));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i], more[i + 1]);
        }
        return browser.post("/documents/sign",
                fields.entrySet().stream().flatMap(each -> Stream.of(each.getKey(), each.getValue())).toArray(String[]::new));
    }

    @Test
    void aSignerIsAskedForThePasswordBesideThePassphraseAndLosesNothing(CapturedOutput log) {
        String path = uploaded("Slip Gaji.pdf", SamplePdfs.protectedBy("pemilik", PASSWORD, new AccessPermission()));
        assertThat(browser.get(path).body()).contains("Dilindungi kata sandi", "hanya terbuka dengan kata sandinya", "data-unlock")
                .doesNotContain("0 halaman");
        assertThat(browser.get("/documents").body()).contains("Dilindungi kata sandi").doesNotContain("0 halaman");
        assertThat(browser.get(signPath(path)).body()).contains("name=\"pdfPassword\"", "autocomplete=\"off\"",
                "tampil di sini setelah kata sandinya", "data-place");

        var missing = sign(path);
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("Galat:", "Masukkan kata sandi PDF-nya", "href=\"#pdfPassword\"");
        var wrong = sign(path, "pdfPassword", "bukan-" + PASSWORD);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Kata sandi PDF tidak cocok dengan dokumen ini", "href=\"#pdfPassword\"",
                "value=\"25,5\"").doesNotContain(PASSWORD);
        assertThat(people.events(owner.person(), "document.refused")).isEqualTo(1);
        assertThat(people.events(owner.person(), "passphrase.refused")).isZero();

        var signed = sign(path, "pdfPassword", PASSWORD);
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(303);
        assertThat(location(signed)).doesNotContain(PASSWORD);
        assertThat(browser.follow(signed).body()).contains("1 dokumen ditandatangani");
        assertThat(browser.get(path).body()).contains("Ditandatangani", "Dilindungi kata sandi", "data-unlock");
        assertThat(people.events(owner.person(), "document.signed")).isEqualTo(1);
        assertThat(log.getAll()).doesNotContain(PASSWORD);
    }

    @Test
    void whatEverybodyReadsIsShownAndItsOwnersPasswordAskedFor() {
        String path = uploaded("Formulir.pdf", SamplePdfs.forbidding(""));
        assertThat(browser.get(path).body()).contains("dapat dibaca tanpa kata sandi", "1 halaman").doesNotContain("data-unlock");
        assertThat(browser.get(signPath(path)).body()).contains("name=\"pdfPassword\"", "data-place", "kata sandi pemiliknya");
        assertThat(browser.follow(sign(path, "pdfPassword", "pemilik")).body()).contains("1 dokumen ditandatangani");
    }

    @Test
    void whatNeedsNoPasswordIsNotAskedForOne() {
        String open = uploaded("Terbuka.pdf", SamplePdfs.protectedBy("pemilik", "", new AccessPermission()));
        assertThat(browser.get(open).body()).doesNotContain("Dilindungi kata sandi").doesNotContain("data-unlock");
        assertThat(browser.get(signPath(open)).body()).doesNotContain("pdfPassword");
        assertThat(browser.follow(sign(open)).body()).contains("1 dokumen ditandatangani");
        String plain = uploaded("Biasa.pdf", SigningWorld.pdf("Surat", 1));
        assertThat(browser.get(signPath(plain)).body()).doesNotContain("pdfPassword");
        var otherwise = browser.upload("/documents/new", "files", Map.of("Lain.pdf", SamplePdfs.encryptedOtherwise()));
        assertThat(otherwise.statusCode()).isEqualTo(422);
        assertThat(otherwise.body()).contains("Lain.pdf: PDF ini dikunci dengan cara yang tidak dapat dibuka di sini");
    }

    /** A password that one of several needs, and a result for each. */
    @Test
    void amongSeveralTheOneThatStaysLockedSaysSo() {
        String locked = uploaded("Terkunci.pdf", SamplePdfs.encrypted());
        String plain = uploaded("Biasa.pdf", SigningWorld.pdf("Surat", 1));
        String address = signPath(locked) + "&document=" + plain.substring(plain.lastIndexOf('/') + 1);
        String page = browser.get(address).body();
        assertThat(page).contains("1 dokumen di atas dilindungi kata sandi");
        var digests = DIGEST.matcher(page).results().map(match -> match.group(1)).toList();
        var answer = browser.post(address + "&sha256=" + digests.getFirst() + "&sha256=" + digests.getLast(), "certificate",
                owner.certificate().toString(), "mark", "none", "passphrase", ResetWorld.OLD, "pdfPassword", "salah");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(browser.follow(answer).body()).contains("1 dari 2 dokumen ditandatangani", "Lanjutkan 1 dokumen",
                "Kata sandi PDF tidak cocok dengan dokumen ini");
        assertThat(people.events(owner.person(), "document.signed")).isEqualTo(1);
        assertThat(people.events(owner.person(), "document.refused")).isEqualTo(1);
    }
}
