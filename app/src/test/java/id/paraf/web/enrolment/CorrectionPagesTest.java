package id.paraf.web.enrolment;

import static id.paraf.passphrase.ResetWorld.NEW;
import static id.paraf.passphrase.ResetWorld.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.Register;
import id.paraf.enrolment.HandIn;
import id.paraf.enrolment.TestCorrections;
import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Origin;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Pictures;
import id.paraf.testing.Proves;

/** "Perbaikan data" as browsers without scripts see it: the signer's, and the officer's beside it. */
@ParafTest
class CorrectionPagesTest {

    private static final String REASON = "Nama salah ketik pada permohonan pertama.";

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    TestPeople people;
    @Autowired
    HandIn handIn;
    @Autowired
    Agreements agreements;
    @Autowired
    Register register;
    @Autowired
    Accounts accounts;
    @Autowired
    ApplicationContext application;

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    @Test
    @Proves({"RA-03", "SE-06"})
    void fromWhatIsRecordedToTheCertificateThatSaysIt() {
        var owner = world.owner(port);
        var browser = owner.desktop();
        assertThat(browser.get("/certificates").body()).contains("href=\"/corrections/new\"");
        assertThat(browser.get("/settings").body()).contains("href=\"/corrections/new\"");
        assertThat(browser.get("/corrections/new").body()).contains("Demo Pemilik Contoh", "NIK tidak dapat diperbaiki",
                "href=\"/settings/email\"");
        String page = location(browser.post("/corrections"));
        assertThat(page).endsWith("/identity");
        String path = page.replace("/identity", "");
        assertThat(location(browser.get(page))).isEqualTo(path + "/correction");
        assertThat(browser.get(path + "/correction").body()).contains("Tercatat sekarang: Demo Pemilik Contoh");
        var wrong = browser.post(path + "/correction", "fullName", "Demo 1", "reason", "x");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("value=\"Demo 1\"", "Nama hanya boleh berisi huruf", "Tulis alasannya");
        assertThat(location(browser.post(path + "/correction", "fullName", "Demo 1", "reason", "x", "later", "yes")))
                .isEqualTo("/applications");
        assertThat(browser.get(path + "/correction").body()).contains("value=\"Demo 1\"", "isian yang Anda simpan");
        assertThat(location(browser.post(path + "/correction", "fullName", "Demo Nama Benar", "reason", REASON)))
                .isEqualTo(path + "/documents");
        assertThat(browser.get(path + "/documents").body()).contains("diperlukan surat instansi");
        UUID id = UUID.fromString(path.replaceFirst(".*/", ""));
        handIn.file(owner.person().id, id, EvidenceKind.RECOMMENDATION, Pictures.jpeg(480, 320), new Origin("192.0.2.8", "test"));
        assertThat(browser.get(path + "/check").body()).contains("<del>Demo Pemilik Contoh</del>", "<ins>Demo Nama Benar</ins>");
        assertThat(location(browser.post(path + "/submit"))).isEqualTo(path);
        assertThat(browser.get("/dashboard").body()).contains("Perbaikan data sedang diperiksa");

        var officer = people.enrol(people.claimed(Role.OFFICER), port);
        String console = "/officer" + path;
        assertThat(officer.get("/officer?search=Benar").body()).contains("Perbaikan data");
        assertThat(officer.get(console).body()).contains("<del>Demo Pemilik Contoh</del>", "<ins>Demo Nama Benar</ins>", REASON,
                "name=\"old\"", "setelah disetujui, pemiliknya mengambil sertifikat baru", "Data pemohon menurut perbaikan ini");
        assertThat(officer.post(console + "/approve", "compared", "CARD_SHOWN", "old", "keep").statusCode()).isEqualTo(303);
        // Once more, as from another tab: it leads to the case, which says how it stands.
        assertThat(location(officer.post(console + "/approve", "compared", "CARD_SHOWN"))).isEqualTo(console);
        assertThat(officer.get(console).body()).contains("Data diperbaiki", "pemiliknya belum mengambil sertifikat baru")
                .doesNotContain("setelah disetujui");

        assertThat(browser.get(path).body()).contains("Data diperbaiki", "href=\"" + owner.path() + "/correct\"");
        assertThat(browser.get("/dashboard").body()).contains("Sertifikat Anda memuat data lama");
        assertThat(browser.get(owner.path() + "/correct").body()).contains("Demo Nama Benar", agreements.current("id").title());
        assertThat(browser.post(owner.path() + "/correct").statusCode()).isEqualTo(422);
        var agreement = agreements.current("id");
        var done = browser.post(owner.path() + "/correct", "order", UUID.randomUUID().toString(), "current", OLD, "passphrase", NEW,
                "confirmation", NEW, "agree", "yes", "version", agreement.version(), "language", "id", "sha256",
                agreement.sha256());
        assertThat(location(done)).isEqualTo(owner.path() + "/correct/done");
        assertThat(browser.get(owner.path() + "/correct/done").body()).contains("Sertifikat memuat data yang benar");
        assertThat(register.ownedBy(owner.person().id).getFirst().commonName()).isEqualTo("Demo Nama Benar");
        assertThat(location(browser.get(owner.path() + "/correct"))).isEqualTo(owner.path() + "/correct/done");
        assertThat(browser.get("/settings/activity").body())
                .contains("Sertifikat dengan data yang diperbaiki diminta",
                        "Kunci baru untuk sertifikat dengan data yang diperbaiki dibuat")
                .doesNotContain("Perpanjangan", "perpanjangan");
        assertThat(officer.get(console).body()).contains("Yang memuat data yang benar sudah terbit",
                "Sertifikat yang diganti dengan sertifikat berdata benar").doesNotContain("Sertifikat Renew");
        assertThat(browser.get(path).body()).contains("Sertifikat dengan data yang benar terbit");
    }

    @Test
    void theOfficerReadsWhichUnitIsAskedForAndARejectionIsTheEnd() {
        var owner = world.owner(port);
        String other = accounts.get(people.claimed().id).unit();
        UUID id = new TestCorrections(application).sent(owner.person().id, null, other);
        String path = "/applications/" + id;
        assertThat(owner.desktop().get(path).body()).doesNotContain(">Selesai<");
        var officer = people.enrol(people.claimed(Role.OFFICER), port);
        var account = accounts.get(owner.person().id);
        assertThat(officer.get("/officer" + path).body()).contains(account.institution() + ", " + other)
                .doesNotContain(account.institution() + ", " + account.unit());
        assertThat(officer.post("/officer" + path + "/reject", "reason", "Surat instansi menyebut unit yang lain.").statusCode())
                .isEqualTo(303);
        assertThat(owner.desktop().get(path).body()).contains(">Selesai<");
        assertThat(officer.get("/officer" + path).body()).contains("Tetap seperti semula");
    }

    @Test
    void whoWithdrawsReadsSoInTheHistory() {
        var owner = world.owner(port);
        owner.desktop().get("/corrections/new");
        String path = location(owner.desktop().post("/corrections")).replace("/identity", "");
        owner.desktop().get(path);
        assertThat(owner.desktop().post(path + "/withdraw").statusCode()).isEqualTo(303);
        assertThat(owner.desktop().get(path).body()).contains("<li>Dibatalkan", "Data dan sertifikat Anda tidak berubah");
    }
}
