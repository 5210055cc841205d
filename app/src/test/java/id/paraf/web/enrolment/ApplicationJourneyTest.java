package id.paraf.web.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.certificate.Register;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.State;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Wib;
import id.paraf.selfie.ProposedPhotos;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.selfie.SelfieCases;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** From "Permohonan Baru" to the certificate and its pages, as a browser without scripts sees it. */
@ParafTest
class ApplicationJourneyTest {

    private static final String PASSPHRASE = "Kuda-Laut-Biru-58";
    private static final Pattern HIDDEN = Pattern.compile("name=\"(version|language|sha256)\" value=\"([^\"]*)\"");

    @LocalServerPort
    int port;
    @Autowired
    MutableClock clock;

    @Autowired
    TestPeople people;
    @Autowired
    Applications applications;
    @Autowired
    ReferencePhotos photos;
    @Autowired
    Register register;
    @Autowired
    SelfieCases cases;
    @Autowired
    JdbcClient jdbc;

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    private static String hidden(String body, String name) {
        var matcher = HIDDEN.matcher(body);
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return matcher.group(2);
            }
        }
        throw new AssertionError("No field " + name);
    }

    /** Fills in everything up to the check. */
    private String filled(TestPeople.Person person, HttpBrowser browser) {
        assertThat(browser.get("/applications/new").body()).contains("Mulai permohonan");
        String consent = location(browser.post("/applications"));
        assertThat(consent).endsWith("/consent");
        String path = consent.substring(0, consent.lastIndexOf('/'));
        UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));

        browser.get(consent);
        var refused = browser.post(consent);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("<title>Galat:").contains("href=\"#consent\"");
        // A deep link leads to the furthest step that is open.
        assertThat(location(browser.get(path + "/passphrase"))).isEqualTo(consent);
        assertThat(location(browser.post(consent, "consent", "yes"))).isEqualTo(path + "/identity");

        browser.get(path + "/identity");
        var wrong = browser.post(path + "/identity", "fullName", "Sri Contoh", "nik", "12", "nip", "", "position", "Arsiparis");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("NIK terdiri atas tepat 16 angka").contains("value=\"Sri Contoh\"")
                .contains("value=\"Arsiparis\"");
        later(person, browser, path);
        assertThat(location(browser.post(path + "/identity", "fullName", "Sri Contoh", "nik", "9900 0015 0285 0033", "nip", "",
                "position", "Arsiparis"))).isEqualTo(path + "/documents");
        assertThat(browser.get(path + "/documents").body()).contains("Surat rekomendasi", "Foto KTP", "boleh melewatinya");
        assertThat(location(browser.post(path + "/documents"))).isEqualTo(path + "/photos");

        assertThat(browser.get(path + "/photos").body()).contains("Buka kamera").contains("Pilih pemeriksaan oleh petugas");
        assertThat(location(browser.post(path + "/photos/camera"))).isEqualTo("/capture");
        assertThat(browser.get("/capture").body()).as("who did not agree is asked").contains("Sebelum kamera dibuka");
        assertThat(people.events(person, "selfie.consented")).isZero();
        browser.get(path + "/photos");
        assertThat(location(browser.post(path + "/photos/camera", "agree", "yes"))).as("one press opens the camera")
                .isEqualTo("/capture?open=yes");
        assertThat(browser.get("/capture?open=yes").body()).contains("data-open=\"yes\"");
        assertThat(people.events(person, "selfie.consented")).isEqualTo(1);
        assertThat(browser.cookies()).containsKey("__Host-capture");
        ProposedPhotos.propose(photos, person.id, id);
        assertThat(browser.get(path + "/photos").body()).contains("Tiga foto tersimpan");

        String agreement = browser.get(path + "/agreement").body();
        assertThat(agreement).contains("PERJANJIAN PEMILIK SERTIFIKAT ELEKTRONIK");
        assertThat(browser.post(path + "/agreement", "version", hidden(agreement, "version"), "language", "id", "sha256",
                hidden(agreement, "sha256")).statusCode()).isEqualTo(422);
        assertThat(browser.post(path + "/agreement", "agree", "yes", "version", "1999-01", "language", "id", "sha256",
                hidden(agreement, "sha256")).statusCode()).isEqualTo(422);
        assertThat(location(browser.post(path + "/agreement", "agree", "yes", "version", hidden(agreement, "version"), "language",
                hidden(agreement, "language"), "sha256", hidden(agreement, "sha256")))).isEqualTo(path + "/passphrase");

        browser.get(path + "/passphrase");
        assertThat(browser.post(path + "/passphrase", "passphrase", PASSPHRASE, "confirmation", "lain").statusCode())
                .isEqualTo(422);
        var weak = browser.post(path + "/passphrase", "passphrase", "kantor", "confirmation", "kantor");
        assertThat(weak.statusCode()).isEqualTo(422);
        assertThat(weak.body()).contains("Terlalu pendek").doesNotContain("value=\"kantor\"");
        assertThat(location(browser.post(path + "/passphrase", "passphrase", PASSPHRASE, "confirmation", PASSPHRASE)))
                .isEqualTo(path + "/check");
        assertThat(browser.get(path + "/check").body()).contains("Sri Contoh").contains("•••• 0033")
                .doesNotContain("9900001502850033")
                .doesNotContain(PASSPHRASE);
        return path;
    }

    /** "Simpan, lanjutkan nanti" keeps what is typed, right or not, and comes back with it. */
    private void later(TestPeople.Person person, HttpBrowser browser, String path) {
        browser.get(path + "/identity");
        assertThat(location(browser.post(path + "/identity", "fullName", "Sri Contoh", "nik", "9900 0015 02", "nip", "12",
                "position", "Arsiparis Ahli", "later", "yes"))).isEqualTo("/applications");
        assertThat(browser.get("/applications").body()).contains("Isian Anda tersimpan");
        assertThat(people.events(person, "application.draft-kept")).isEqualTo(1);
        assertThat(location(browser.get(path + "/photos"))).as("a draft is no finished step").isEqualTo(path + "/identity");
        assertThat(browser.get(path + "/identity").body()).contains("value=\"9900001502\"", "value=\"12\"",
                "value=\"Arsiparis Ahli\"", "Ini isian yang Anda simpan terakhir kali", "formnovalidate");
        browser.post(path + "/identity", "fullName", "Sri Contoh", "nik", "9900001502", "nip", "12", "position", "Arsiparis Ahli",
                "later", "yes");
        assertThat(people.events(person, "application.draft-kept")).as("nothing new is no event").isEqualTo(1);
        browser.get(path + "/identity");
    }

    @Test
    void whoseNumberIsNotProvenIsLedToProveItAndLosesNothing() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        String path = filled(person, browser);
        jdbc.sql("UPDATE account SET phone_verified_at = NULL WHERE id = :id").param("id", person.id).update();
        assertThat(browser.get(path + "/check").body()).contains("Nomor HP Anda belum diverifikasi",
                "/settings/phone?next=" + path + "/check").doesNotContain("Kirim permohonan");
        var refused = browser.post(path + "/submit");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Belum terkirim", "Sri Contoh");
        assertThat(people.events(person, "application.submitted")).isZero();
    }

    @Test
    @Proves({"RA-01", "RP-33", "WF-05"})
    void anApplicationIsFilledInDecidedAndBecomesACertificate() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        assertThat(browser.get("/certificates").body()).contains("Anda belum memiliki sertifikat elektronik")
                .contains("Ajukan permohonan");
        String path = filled(person, browser);
        // Somebody else's application does not exist.
        var stranger = people.browser(people.signer(port), port);
        for (String step : List.of("", "/consent", "/check", "/passphrase")) {
            assertThat(stranger.get(path + step).statusCode()).isEqualTo(404);
        }
        stranger.get("/applications");
        assertThat(stranger.post(path + "/submit").statusCode()).isEqualTo(404);

        browser.get(path + "/identity");
        assertThat(location(browser.post(path + "/identity", "fullName", "Sri Contoh", "nik", "9900001502850033", "nip", "",
                "position", "Arsiparis"))).as("back to where the correction began").isEqualTo(path + "/check");
        browser.get(path + "/check");
        assertThat(location(browser.post(path + "/submit"))).isEqualTo(path);
        assertThat(browser.get(path).body()).contains("Menunggu verifikasi").contains("Otoritas Pendaftaran Kantor Uji");
        assertThat(browser.get("/applications").body()).contains("Menunggu verifikasi");
        assertThat(location(browser.get(path + "/identity"))).isEqualTo(path);
        var closed = browser.get("/officer");
        assertThat(closed.statusCode()).isEqualTo(403);
        assertThat(closed.body()).as("with the menu").contains("tidak berhak membukanya", "href=\"/certificates\"")
                .doesNotContain("terlalu lama terbuka");

        var officer = people.browser(people.officer(port), port);
        String queue = officer.get("/officer?search=" + path.substring("/applications/".length()).substring(0, 8)).body();
        String officerPath = "/officer" + path;
        assertThat(queue).contains(officerPath);
        assertThat(officer.get("/officer?search=tidak-ada-yang-begini").body()).doesNotContain(officerPath);
        assertThat(queue).contains("menunggu ");
        // Whatever an address says, it is a page.
        for (String odd : List.of("state=X&unit=%22&officer=1&late=maybe&after=_", "after=99999999999999999_" + UUID.randomUUID(),
                "after=1_x", "search=%25%27&state=ALL", "unit=tidak+ada")) {
            assertThat(officer.get("/officer?" + odd).statusCode()).as(odd).isEqualTo(200);
        }
        assertThat(officer.get(officerPath).body()).contains("9900001502850033").contains("Setujui dan terbitkan");
        var photo = officer.get(officerPath + "/photos/0");
        assertThat(photo.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(photo.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(photo.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        officer.get(officerPath);
        assertThat(officer.post(officerPath + "/reject", "reason", "jelek").statusCode()).isEqualTo(422);
        var unsaid = officer.post(officerPath + "/approve");
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(unsaid.body()).contains("Pilih dengan apa Anda membandingkan");
        assertThat(location(officer.post(officerPath + "/approve", "compared", "PERSONNEL_RECORD"))).startsWith("/officer");
        assertThat(location(officer.post(officerPath + "/approve", "compared", "PERSONNEL_RECORD")))
                .as("too late: the case says by whom")
                .isEqualTo(officerPath);
        assertThat(jdbc.sql("SELECT details::text FROM audit_event WHERE type = 'application.approved' AND subject = :subject")
                .param("subject", "application:" + path.substring("/applications/".length())).query(String.class).single())
                .contains("PERSONNEL_RECORD");

        var certificate = register.ownedBy(person.id).getFirst();
        assertThat(browser.get(path).body()).contains("/certificates/" + certificate.id());
        assertThat(browser.get("/certificates").body()).contains("Sri Contoh").contains("Issued").contains("Esign")
                .contains("Individu")
                .contains("WIB").contains("Belum diunduh").contains("Ubah passphrase").contains("Reset passphrase")
                .contains("Pencabutan");
    }

    @Test
    void aRejectedApplicantReadsWhyAndMayTryAgain() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        String path = filled(person, browser);
        browser.post(path + "/submit");
        var officer = people.browser(people.officer(port), port);
        officer.get("/officer" + path);
        officer.post("/officer" + path + "/reject", "reason", "Foto kedua kabur. Ulangi di tempat terang.");
        assertThat(browser.get(path).body()).contains("Foto kedua kabur").contains("Ajukan permohonan");
        assertThat(browser.get("/applications/new").body()).contains("Mulai permohonan");
        assertThat(people.events(person, "application.rejected")).isEqualTo(1);
        // What was typed is there again, to be looked at; everything else is done anew, and it is nobody else's.
        assertThat(identityOfANewApplication(browser)).contains("Kami mengisinya dari permohonan Anda yang ditolak")
                .contains("value=\"Sri Contoh\"", "value=\"9900001502850033\"", "value=\"Arsiparis\"");
        var stranger = people.signer(port);
        assertThat(identityOfANewApplication(people.browser(stranger, port))).doesNotContain("Kami mengisinya")
                .doesNotContain("9900001502850033");
    }

    private static String identityOfANewApplication(HttpBrowser browser) {
        browser.get("/applications/new");
        String consent = location(browser.post("/applications"));
        browser.get(consent);
        return browser.get(location(browser.post(consent, "consent", "yes"))).body();
    }

    /** As a browser without scripts sees it: the note at the step, what is open and what is not, and the way back to the officer. */
    @Test
    void anApplicantReadsWhatToCorrectAtTheStepAndSendsItAgain() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        String path = filled(person, browser);
        browser.post(path + "/submit");
        var officer = people.browser(people.officer(port), port);
        officer.get("/officer" + path);
        String note = "Tulis jabatan yang lengkap.";
        var nothing = officer.post("/officer" + path + "/return", "note", note);
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("Pilih paling sedikit satu hal").contains(note);
        assertThat(officer.post("/officer" + path + "/return", "note", "ya", "steps", "IDENTITY").body())
                .contains("Tulis alasan yang dapat ditindaklanjuti").contains("value=\"IDENTITY\" checked");
        assertThat(officer.post("/officer" + path + "/return", "note", note, "steps", "IDENTITY,CONSENT").statusCode())
                .isEqualTo(303);
        assertThat(officer.get("/officer?state=RETURNED").body()).contains("/officer" + path);
        assertThat(browser.get("/dashboard").body()).contains("Permohonan Anda perlu diperbaiki").contains(path);
        assertThat(browser.get(path).body()).contains("Perlu perbaikan").contains(note).contains(path + "/identity");
        for (String closed : List.of("/consent", "/photos", "/agreement", "/passphrase", "/check")) {
            assertThat(location(browser.get(path + closed))).as(closed).isEqualTo(path + "/identity");
        }
        assertThat(browser.get(path + "/identity").body()).contains("Petugas meminta perbaikan").contains(note)
                .contains("value=\"Arsiparis\"");
        browser.post(path + "/identity", "fullName", "Sri Contoh", "nik", "9900001502850033", "nip", "", "position",
                "Arsiparis Ahli Muda");
        assertThat(browser.get(path + "/check").body()).contains("Arsiparis Ahli Muda").contains(path + "/identity")
                .doesNotContain(path + "/passphrase\"").doesNotContain(path + "/photos\"");
        clock.advance(Duration.ofMinutes(1));
        assertThat(location(browser.post(path + "/submit"))).isEqualTo(path);
        assertThat(browser.get(path).body()).contains("Menunggu verifikasi").contains("Dikirim lagi");
        assertThat(officer.get("/officer" + path).body()).contains("Pernah dikembalikan").contains(note)
                .contains("Arsiparis Ahli Muda");
    }

    @Test
    void aDraftIsResumedAndCanBeTakenBack() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        String path = filled(person, browser);
        var later = people.browser(person, port);
        assertThat(location(later.get("/applications/new"))).isEqualTo(path + "/check");
        later.get(path);
        assertThat(location(later.post(path + "/withdraw"))).isEqualTo(path);
        assertThat(applications.ownedBy(person.id).getFirst().state()).isEqualTo(State.WITHDRAWN);
        assertThat(later.get(path).body()).contains("Dibatalkan");
    }

    @Test
    @Proves({"RP-28", "SF-13"})
    void anOfficerClosesACaseAndNeverSeesAPassphrase() {
        var person = people.signer(port);
        var open = cases.open(UUID.randomUUID(), person.id, UUID.randomUUID(), SelfieCases.Cause.CHOSEN,
                new Origin("192.0.2.7", "test"));
        var officer = people.browser(people.officer(port), port);
        assertThat(officer.get("/officer/cases").body()).contains("/officer/cases/" + open.id());
        String page = officer.get("/officer/cases/" + open.id()).body();
        assertThat(page).doesNotContain("type=\"password\"");
        String path = "/officer/cases/" + open.id();
        var flawed = officer.post(path + "/meeting", "kind", "VIDEO", "date", "2026-13-40", "time", "9", "place",
                "Ruang rapat 204");
        assertThat(flawed.statusCode()).isEqualTo(422);
        assertThat(flawed.body()).contains("Isi tanggal dan jam pertemuan.", "value=\"Ruang rapat 204\"");
        String day = LocalDate.ofInstant(clock.instant(), Wib.ZONE).plusDays(2).toString();
        assertThat(location(officer.post(path + "/meeting", "kind", "IN_PERSON", "date", day, "time", "09:30", "place",
                "Ruang rapat 204"))).isEqualTo(path);
        assertThat(officer.get(path).body()).contains("Bertemu langsung, ", "pukul 09.30 WIB", "Ruang rapat 204",
                "value=\"" + day + "\"");
        assertThat(people.events(person, "selfie.case.arranged")).isEqualTo(1);
        assertThat(officer.post(path, "decision", "approve", "compared", "CARD_SHOWN", "note", "ya").statusCode()).isEqualTo(422);
        assertThat(officer.post(path, "decision", "approve", "compared", "PERSONNEL_RECORD", "note", "Bertemu langsung dan cocok.")
                .body()).contains("Pilih bagaimana Anda melihat orangnya", "value=\"Ruang rapat 204\"");
        assertThat(location(officer.post(path, "decision", "approve", "compared", "CARD_SHOWN", "note",
                "Bertemu langsung dan cocok."))).isEqualTo("/officer/cases");
        assertThat(cases.find(open.id()).orElseThrow().state()).isEqualTo(SelfieCases.State.APPROVED);
        assertThat(people.browser(person, port).get(path).statusCode()).isEqualTo(403);
    }
}
