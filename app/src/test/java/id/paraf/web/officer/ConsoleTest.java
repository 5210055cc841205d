package id.paraf.web.officer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Role;
import id.paraf.account.StepUp;
import id.paraf.account.TestPeople;
import id.paraf.certificate.Agreements;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.Apply;
import id.paraf.enrolment.Identity;
import id.paraf.enrolment.State;
import id.paraf.kernel.Origin;
import id.paraf.selfie.ProposedPhotos;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.selfie.SelfieCases;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** The console as a browser without scripts sees it: many at once, results by row, and a fresh code before every decision. */
@ParafTest
class ConsoleTest {

    private static final Origin ORIGIN = new Origin("192.0.2.8", "test");

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Apply apply;
    @Autowired
    Applications applications;
    @Autowired
    Agreements agreements;
    @Autowired
    ReferencePhotos photos;
    @Autowired
    SelfieCases cases;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    private UUID submitted(String name) {
        return submitted(name, people.claimed().id);
    }

    private UUID submitted(String name, UUID account) {
        apply.start(account, ORIGIN);
        UUID id = applications.openOf(account).orElseThrow().id();
        apply.consent(account, id, "0".repeat(64), ORIGIN);
        apply.identity(account, id, new Identity(name, "9900000101900012", null, "Analis"), ORIGIN);
        ProposedPhotos.propose(photos, account, id);
        var agreement = agreements.current("id");
        apply.agree(account, id, agreement.version(), agreement.language(), agreement.sha256(), ORIGIN);
        apply.passphrase(account, id, "Kuda-Laut-Biru-58", ORIGIN);
        people.provePhone(account);
        apply.submit(account, id, ORIGIN);
        return id;
    }

    @Test
    @Proves("WF-04")
    void manyAreDecidedTogetherAndEachHasItsResult() {
        UUID one = submitted("Satu Contoh");
        UUID two = submitted("Dua Contoh");
        var officer = people.browser(people.officer(port), port);
        assertThat(officer.get("/officer/bulk").body()).contains("Belum ada permohonan yang dipilih");
        assertThat(officer.get("/officer/bulk?chosen=x&chosen=" + UUID.randomUUID()).body()).contains("Belum ada permohonan");
        String queue = officer.get("/officer?search=" + one.toString().substring(0, 8)).body();
        assertThat(queue).contains("name=\"chosen\" value=\"" + one).contains("Putuskan yang dipilih")
                .as("a filter that filters stands open").contains("<details class=\"fold\" open>");
        assertThat(officer.get("/officer").body()).as("folded otherwise").contains("<details class=\"fold\">");
        assertThat(officer.get("/officer/bulk?chosen=" + one + "&chosen=" + two).body()).contains("Satu Contoh")
                .contains("Dua Contoh");
        String both = one + "," + two;
        assertThat(officer.post("/officer/bulk", "chosen", both).body()).contains("Pilih satu keputusan").contains("Dua Contoh");
        var half = officer.post("/officer/bulk", "chosen", both, "decision", "return", "note", "Tulis nama yang lengkap.");
        assertThat(half.statusCode()).isEqualTo(422);
        assertThat(half.body()).contains("Pilih paling sedikit satu hal").contains("Tulis nama yang lengkap.");
        assertThat(officer.post("/officer/bulk", "decision", "approve").statusCode()).isEqualTo(422);
        var done = officer.post("/officer/bulk", "chosen", both + "," + UUID.randomUUID(), "decision", "return", "steps",
                "IDENTITY",
                "note", "Tulis nama yang lengkap.");
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(officer.get(location(done)).body()).contains("2 dari 3 dikembalikan").contains("Satu Contoh")
                .contains("Tidak: tidak ada di instansi Anda");
        var file = officer.get(location(done) + "/file");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(file.body()).contains("\"Dua Contoh\"").contains("\"Dikembalikan\"");
        var again = officer.post("/officer/bulk", "chosen", both, "decision", "approve", "compared", "CARD_SHOWN");
        assertThat(officer.get(location(again)).body()).contains("0 dari 2 disetujui").contains("Tidak: sudah diputuskan");
        assertThat(officer.get("/officer/bulk/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void theNextApplicationIsOfferedOnlyIfThereIsOne() {
        UUID only = submitted("Empat Contoh", people.claimedAt("Kantor Sunyi").id);
        var officer = people.enrol(people.claimedAt("Kantor Sunyi", Role.OFFICER), port);
        assertThat(officer.get("/officer/applications/" + only).body()).contains("Empat Contoh")
                .doesNotContain("Permohonan berikutnya");
        UUID second = submitted("Lima Contoh", people.claimedAt("Kantor Sunyi").id);
        assertThat(officer.get("/officer/applications/" + only).body()).contains("Permohonan berikutnya")
                .contains("/officer/applications/" + second);
    }

    @Test
    void theHistoryIsThatOfTheAccountAndNamesTheOthersWithTheSameNumber() {
        String here = "Kantor Riwayat";
        UUID first = submitted("Enam Contoh", people.claimedAt(here).id);
        UUID second = submitted("Tujuh Contoh", people.claimedAt(here).id);
        String body = people.enrol(people.claimedAt(here, Role.OFFICER), port).get("/officer/applications/" + second).body();
        String history = body.substring(body.indexOf("Riwayat akun ini"));
        assertThat(body).contains("NIK ini juga dipakai akun lain").doesNotContain("Riwayat orang ini");
        assertThat(history).contains("Belum ada permohonan, sertifikat, atau kasus lain dari akun ini.",
                "Akun lain dengan NIK yang sama", "/officer/applications/" + first);
    }

    /** Moves the clock by the life of a code. */
    @Test
    @Proves("SE-06")
    void everyDecisionNeedsAFreshCodeWhichIsAskedForBeforeAnythingIsTyped() {
        UUID id = submitted("Tiga Contoh");
        var open = cases.open(UUID.randomUUID(), people.claimed().id, UUID.randomUUID(), SelfieCases.Cause.CHOSEN, ORIGIN);
        var person = people.officer(port);
        var officer = people.browser(person, port);
        String path = "/officer/applications/" + id;
        assertThat(officer.get(path).body()).contains("Setujui dan terbitkan").doesNotContain("Konfirmasi lagi");
        clock.advance(StepUp.FRESH.plusSeconds(1));
        assertThat(officer.get(path).body()).contains("Konfirmasi lagi").contains("/step-up?next=").doesNotContain("<textarea");
        assertThat(officer.get("/officer/cases/" + open.id()).body()).contains("Konfirmasi lagi").doesNotContain("<textarea");
        for (String form : new String[] {path + "/approve", path + "/return", path + "/reject", path + "/try-again",
                "/officer/bulk",
                "/officer/cases/" + open.id(), "/officer/cases/" + open.id() + "/meeting", "/officer/keys/" + UUID.randomUUID()}) {
            assertThat(
                    location(officer.post(form, "reason", "Data belum lengkap.", "chosen", id.toString(), "decision", "approve")))
                    .as(form).startsWith("/step-up");
        }
        assertThat(location(officer.get("/officer/bulk?chosen=" + id))).startsWith("/step-up?next=%2Fofficer%2Fbulk%3Fchosen");
        assertThat(applications.ownedBy(applicant(id), id).orElseThrow().state()).isEqualTo(State.SUBMITTED);
        officer.get("/step-up?next=" + path);
        assertThat(location(people.stepUp(officer, person, path))).isEqualTo(path);
        officer.get(path);
        assertThat(officer.post(path + "/approve", "compared", "CARD_SHOWN").statusCode()).isEqualTo(303);
        assertThat(applications.ownedBy(applicant(id), id).orElseThrow().state()).isEqualTo(State.ISSUED);
    }

    /** Moves the clock by the life of a code. */
    @Test
    @Proves("SE-06")
    void aNoteOutlivesTheCodeThatGrewOldOverIt() {
        var open = cases.open(UUID.randomUUID(), people.claimed().id, UUID.randomUUID(), SelfieCases.Cause.CHOSEN, ORIGIN);
        var person = people.officer(port);
        var officer = people.browser(person, port);
        String path = "/officer/cases/" + open.id();
        officer.get(path);
        clock.advance(StepUp.FRESH.plusSeconds(1));
        var late = officer.post(path, "decision", "approve", "compared", "CARD_SHOWN", "note", "Dikenali di loket dengan KTP.");
        assertThat(location(late)).startsWith("/step-up?next=");
        assertThat(late.headers().allValues("Set-Cookie").toString()).as("sealed").contains("officer-note=")
                .doesNotContain("Dikenali");
        assertThat(cases.find(open.id()).orElseThrow().state()).isEqualTo(SelfieCases.State.OPEN);
        officer.get("/step-up?next=" + path);
        assertThat(location(people.stepUp(officer, person, path))).isEqualTo(path);
        assertThat(officer.get(path).body()).contains("Dikenali di loket dengan KTP.")
                .containsPattern("value=\"CARD_SHOWN\"[^>]* checked");
        assertThat(officer.get(path).body()).as("once").doesNotContain("Dikenali di loket");
        officer.post(path, "decision", "approve", "compared", "CARD_SHOWN", "note", "Dikenali di loket dengan KTP.");
        assertThat(cases.find(open.id()).orElseThrow().state()).isEqualTo(SelfieCases.State.APPROVED);
    }

    private UUID applicant(UUID application) {
        return jdbc.sql("SELECT account FROM enrolment_application WHERE id = :id").param("id", application).query(UUID.class)
                .single();
    }
}
