package id.paraf.web.officer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.Accounts;
import id.paraf.account.TestPeople;
import id.paraf.certificate.Agreements;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.Apply;
import id.paraf.enrolment.Identity;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Wib;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** An application without photos: how the applicant is met, told at both ends, and what the decision says afterwards. */
@ParafTest
class MeetingPagesTest {

    private static final Origin PLACE = new Origin("192.0.2.7", "test");

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Accounts accounts;
    @Autowired
    Apply apply;
    @Autowired
    Applications applications;
    @Autowired
    Agreements agreements;
    @Autowired
    MutableClock clock;

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    /** Handed in by who would rather be seen by an officer than by a camera. */
    private UUID applied(UUID account) {
        apply.start(account, PLACE);
        UUID id = applications.openOf(account).orElseThrow().id();
        apply.consent(account, id, "0".repeat(64), PLACE);
        apply.identity(account, id, new Identity("Sri Contoh", "9900001502850033", null, "Arsiparis"), PLACE);
        apply.askOfficer(account, id, true, PLACE);
        var agreement = agreements.current("id");
        apply.agree(account, id, agreement.version(), agreement.language(), agreement.sha256(), PLACE);
        apply.passphrase(account, id, "Kuda-Laut-Biru-58", PLACE);
        people.provePhone(account);
        apply.submit(account, id, PLACE);
        return id;
    }

    @Test
    @Proves({"RA-01", "SF-13"})
    void whoChoseAnOfficerIsToldOfTheMeetingAndTheDecisionSaysByWhomAndByWhat() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        String path = "/applications/" + applied(person.id);
        assertThat(browser.get(path).body()).contains("petugas menemui Anda lebih dulu")
                .doesNotContain("tidak perlu melakukan apa pun");
        var deciding = people.officer(port);
        var officer = people.browser(deciding, port);
        String console = "/officer" + path;
        assertThat(officer.get(console).body()).contains("Atur pertemuan di bawah ini", console + "/meeting",
                "Setujui setelah Anda bertemu").doesNotContain("ketiga foto");
        var flawed = officer.post(console + "/meeting", "kind", "VIDEO", "date", "2026-13-40", "time", "9", "place", "Ruang 204");
        assertThat(flawed.statusCode()).isEqualTo(422);
        assertThat(flawed.body()).contains("Isi tanggal dan jam pertemuan.", "value=\"Ruang 204\"");
        String day = LocalDate.ofInstant(clock.instant(), Wib.ZONE).plusDays(2).toString();
        assertThat(location(officer.post(console + "/meeting", "kind", "IN_PERSON", "date", day, "time", "09:30", "place",
                "Ruang 204"))).isEqualTo(console);
        assertThat(officer.get(console).body()).contains("Bertemu langsung, ", "pukul 09.30 WIB", "Ruang 204")
                .doesNotContain("Kamera menyerahkan");
        assertThat(browser.get(path).body()).contains("Petugas ingin bertemu dengan Anda", "pukul 09.30 WIB", "Ruang 204",
                "Siapkan KTP asli");
        officer.get(console);
        assertThat(officer.post(console + "/approve", "compared", "CARD_SHOWN").statusCode()).isEqualTo(303);
        String decided = officer.get(console).body();
        assertThat(decided)
                .contains("Disetujui oleh " + accounts.get(deciding.id).name(),
                        "Dibandingkan dengan: KTP asli, ditunjukkan langsung",
                        "Tanpa foto diri: petugas yang melihat orangnya.")
                .doesNotContain("sebelum menyetujui", console + "/meeting");
        assertThat(browser.get(path).body()).doesNotContain("Petugas ingin bertemu");
    }
}
