package id.paraf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.Institutions;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.esign.Geometry;
import id.paraf.esign.LookAfterClient;
import id.paraf.kernel.Origin;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;

/** People of a stopped institution read so on every page, before they type what would be refused. */
@ParafTest
class StoppedInstitutionPagesTest {

    private static final String BANNER = "Instansi Anda sedang dihentikan";
    private static final Origin PLACE = new Origin("192.0.2.14", "test");

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Institutions institutions;
    @Autowired
    LookAfterClient clients;

    private final String name = "Instansi " + UUID.randomUUID().toString().substring(0, 8);

    private void stop(boolean stopped) {
        assertThat(institutions.stop(institutions.named(name).orElseThrow(), stopped, null, PLACE)).isTrue();
    }

    private static void says(boolean stopped, HttpBrowser browser, String... paths) {
        for (String path : paths) {
            var page = browser.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body().contains(BANNER)).as(path).isEqualTo(stopped);
        }
    }

    @Test
    void signersReadItBeforeTheyTypeAnything() {
        var browser = people.enrol(people.claimedAt(name), port);
        browser.get("/documents/new");
        var uploaded = browser.upload("/documents/new", "files", Map.of("Surat.pdf", SigningWorld.pdf("Surat", 1)));
        String document = uploaded.headers().firstValue("Location").orElseThrow();
        String sign = "/documents/sign?document=" + document.substring(document.lastIndexOf('/') + 1);
        String[] paths = {"/dashboard", "/documents", "/documents/new", "/certificates", document, sign};
        says(false, browser, paths);
        assertThat(browser.get("/documents").body()).contains(sign);
        stop(true);
        says(true, browser, paths);
        for (String path : List.of("/documents", document)) {
            assertThat(browser.get(path).body()).as("no way to what would be refused").doesNotContain(sign).contains(document);
        }
        assertThat(browser.get(sign).body()).contains("Anda belum dapat menandatangani", "Dokumen Anda tetap tersimpan")
                .doesNotContain("name=\"passphrase\"");
        var other = people.enrol(people.claimed(), port);
        says(false, other, "/dashboard");
        stop(false);
        says(false, browser, paths);
        assertThat(browser.get("/documents").body()).contains(sign);
    }

    /** What does nothing now is no link, and says why; the refusal itself says its sentence once. */
    @Test
    void theMenuOffersNothingThatWouldBeRefused() {
        var signer = people.enrol(people.claimedAt(name), port);
        var vera = people.enrol(people.claimedAt(name, Role.VERIFIKATOR), port);
        assertThat(signer.get("/dashboard").body()).contains("href=\"/applications/new\"", ">Tanda Tangan<")
                .doesNotContain("Instansi dihentikan");
        assertThat(vera.get("/institution/units").body()).contains("href=\"/institution/invitations\"");
        stop(true);
        assertThat(signer.get("/dashboard").body())
                .contains("Instansi dihentikan", "aria-disabled", "href=\"/documents\"", ">Dokumen<")
                .doesNotContain("href=\"/applications/new\"", ">Tanda Tangan<");
        assertThat(vera.get("/institution/units").body()).contains("Instansi dihentikan")
                .doesNotContain("href=\"/institution/invitations\"");
        var refused = signer.header("Accept", "text/html").post("/applications");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body().split("permohonan, sertifikat, dan tanda tangan baru", -1)).as("once").hasSize(2);
        stop(false);
        assertThat(signer.get("/dashboard").body()).contains("href=\"/applications/new\"");
    }

    @Test
    void officersReadItInTheConsole() {
        var officer = people.claimedAt(name, Role.OFFICER);
        var made = clients.create(officer.id, "aplikasi-" + UUID.randomUUID().toString().substring(0, 8), false,
                new LookAfterClient.Typed("Aplikasi persuratan", "127.0.0.1", Geometry.CORNERS), PLACE);
        assertThat(made).isInstanceOf(LookAfterClient.Outcome.Secret.class);
        var browser = people.enrol(officer, port);
        String[] paths = {"/dashboard", "/officer", "/officer/clients", "/institution/invitations", "/institution/units"};
        says(false, browser, paths);
        assertThat(browser.get("/officer/clients").body()).contains("Aktif</span>").doesNotContain("Ditolak: instansi");
        stop(true);
        says(true, browser, paths);
        assertThat(browser.get("/officer").body()).contains("Tanyakan kepada penyelenggara");
        assertThat(browser.get("/officer/clients").body()).contains("Ditolak: instansi sedang dihentikan")
                .doesNotContain("Aktif</span>");
        assertThat(browser.get("/institution/invitations").body()).contains("Saat ini tidak ada yang dapat diundang")
                .doesNotContain("name=\"email\"");
        var late = browser.post("/institution/invitations", "name", "Orang Baru", "username", "orang-baru", "email",
                "baru@contoh.example", "unit", "Unit A", "language", "id");
        assertThat(late.statusCode()).isEqualTo(422);
        assertThat(late.body()).as("nothing typed is lost").contains("value=\"Orang Baru\"", "tidak ada yang dapat diundang")
                .doesNotContain("Unit yang belum ada ditambahkan");
    }
}
