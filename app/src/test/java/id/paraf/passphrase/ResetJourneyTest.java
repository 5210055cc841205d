package id.paraf.passphrase;

import static id.paraf.passphrase.ResetWorld.NEW;
import static id.paraf.passphrase.ResetWorld.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Role;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.Register;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.pki.RevocationReason;
import id.paraf.selfie.SelfieCases;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** "Reset passphrase" from the first page to the last, on each of its ways. */
@ParafTest
@ExtendWith(OutputCaptureExtension.class)
class ResetJourneyTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    TestInbox inbox;
    @Autowired
    Register register;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    SelfieCases cases;
    @Autowired
    ResetPassphrase reset;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    @Test
    @Proves({"RP-19", "RP-23", "RP-24", "RP-29", "RP-31", "RP-34", "AL-04"})
    void theWholeJourneyKeepsTheCertificateAndKillsTheOldPassphrase(CapturedOutput output) {
        var owner = world.owner(port);
        var elsewhere = world.people.browser(owner.person(), port);
        assertThat(elsewhere.get("/dashboard").statusCode()).isEqualTo(200);
        assertThat(owner.desktop().get(owner.path() + "/reset/new").body()).contains("Sertifikat Anda tetap sama");
        String page = world.start(owner);
        assertThat(page).contains("Cocokkan angka ini pada ponsel Anda").contains("Kirim ulang ke WhatsApp");
        assertThat(ResetWorld.matchNumber(page)).isBetween(10, 99);

        var phone = world.phone(owner);
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).contains("Ponsel Anda sudah tersambung");
        world.passSelfie(phone);
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).contains("Foto diri cocok");
        String form = phone.get("/capture/passphrase").body();
        assertThat(form).contains("Buat Passphrase", "Perjanjian", "Setuju").doesNotContain("Demo Pemilik");
        var done = world.submit(phone, NEW);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(phone.follow(done).body()).contains("Berhasil", "Passphrase Anda berhasil diubah.",
                "Sertifikat Anda tetap sama.");
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).contains("Berhasil", "Passphrase Anda berhasil diubah.");

        assertThat(world.opens(owner, owner.key(), NEW)).isTrue();
        assertThat(world.opens(owner, owner.key(), OLD)).isFalse();
        assertThat(register.find(owner.certificate()).orElseThrow().status()).isEqualTo(CertificateStatus.ISSUED);
        assertThat(world.people.events(owner.person(), "passphrase.reset.completed")).isEqualTo(1);
        var agreement = world.agreements.current("id");
        assertThat(jdbc.sql("SELECT agreement_version || agreement_sha256 || agreement_language FROM reset_journey WHERE id = :id "
                + "AND agreement_at = :now").param("id", world.journey(owner)).param("now", Journeys.at(clock.instant()))
                .query(String.class).single()).isEqualTo(agreement.version() + agreement.sha256() + "id");
        assertThat(agreement.sha256()).as("the hash is of the text that the page shows").isEqualTo(HexFormat.of()
                .formatHex(Hashes.sha256((agreement.title() + "\n" + agreement.text()).getBytes(StandardCharsets.UTF_8))));
        assertThat(elsewhere.get("/dashboard").statusCode()).as("the other login is over").isEqualTo(303);
        assertThat(owner.desktop().get("/dashboard").statusCode()).as("this one goes on").isEqualTo(200);
        for (String address : List.of(owner.person().phone, owner.person().email)) {
            assertThat(inbox.await(m -> m.to().equals(address) && m.template() == Template.SECURITY
                    && m.body().contains("direset")).link()).contains("/disavow/");
        }
        var again = world.people.browser(owner.person(), port);
        assertThat(again.get("/dashboard").statusCode()).as("the authenticator is the same").isEqualTo(200);
        assertThat(output.getAll()).doesNotContain(NEW).doesNotContain(OLD);
    }

    @Test
    @Proves("RP-29")
    void afterTheResetTheNewOneSignsAndTheOldOneDoesNot() {
        var owner = world.owner(port);
        world.submit(world.atPassphrase(owner), NEW);
        owner.desktop().get(owner.path() + "/try");
        var wrong = owner.desktop().post(owner.path() + "/try", "passphrase", OLD);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Passphrase tidak cocok. Sisa percobaan: 2.", "<title>Galat:").doesNotContain(OLD);
        var right = owner.desktop().post(owner.path() + "/try", "passphrase", NEW);
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(right.body()).contains("Tanda tangan cocok dengan sertifikat Anda.");
        assertThat(world.people.events(owner.person(), "passphrase.refused")).isEqualTo(1);
        assertThat(world.people.events(owner.person(), "passphrase.tried")).isEqualTo(1);
    }

    @Test
    void whoForgetsAgainStartsAgain() {
        var owner = world.owner(port);
        world.submit(world.atPassphrase(owner), NEW);
        String again = owner.path() + "/reset/new";
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).contains("Berhasil", "Reset sekali lagi", again);
        assertThat(owner.desktop().get(owner.path() + "/try").body()).contains("href=\"" + again + "\"");
        assertThat(owner.desktop().get(again).body()).contains("Verifikasi");
        clock.advance(Duration.ofMinutes(31));
        var later = owner.desktop().get(owner.path() + "/reset");
        assertThat(later.statusCode()).isEqualTo(303);
        assertThat(later.headers().firstValue("Location")).contains(again);
    }

    @Test
    void theRenewPolicyRenewsAtOnceWithoutAFreeze() {
        var owner = world.owner(port, ResetPolicy.RENEW);
        var phone = world.atPassphrase(owner);
        world.submit(phone, NEW);
        var fresh = register.ownedBy(owner.person().id).stream().filter(c -> !c.id().equals(owner.certificate())).findFirst()
                .orElseThrow();
        assertThat(world.opens(owner, fresh.key(), NEW)).isTrue();
        assertThat(world.opens(owner, owner.key(), OLD)).isFalse();
    }

    @Test
    @Proves({"RP-20", "RP-22", "RP-23"})
    void aYoungNumberRenewsTheCertificateFreezesTheKeyAndSaysSoBefore() {
        var owner = world.owner(port);
        jdbc.sql("UPDATE account SET phone_changed_at = :at WHERE id = :id")
                .param("at", Journeys.at(clock.instant().minus(Duration.ofDays(3))))
                .param("id", owner.person().id).update();
        assertThat(owner.desktop().get(owner.path() + "/reset/new").body()).contains("Sertifikat baru akan diterbitkan", "30 hari");
        var phone = world.atPassphrase(owner);
        assertThat(phone.follow(world.submit(phone, NEW)).body()).contains("Sertifikat baru sudah diterbitkan",
                "dapat dipakai mulai");
        var certificates = register.ownedBy(owner.person().id);
        assertThat(certificates).hasSize(2);
        var fresh = certificates.stream().filter(c -> !c.id().equals(owner.certificate())).findFirst().orElseThrow();
        var old = register.find(owner.certificate()).orElseThrow();
        assertThat(old.status()).isEqualTo(CertificateStatus.RENEW);
        assertThat(fresh.notAfter()).isEqualTo(old.notAfter());
        assertThat(world.opens(owner, owner.key(), OLD)).as("the old key is gone").isFalse();
        assertThat(world.opens(owner, fresh.key(), NEW)).as("frozen in the keyroom").isFalse();
        clock.advance(Duration.ofHours(24));
        assertThat(world.opens(owner, fresh.key(), NEW)).isTrue();
    }

    @Test
    @Proves({"RP-28", "SF-13"})
    void anOfficersApprovalLeadsToANewLinkAndNeverToAPassphrase() {
        var owner = world.owner(port);
        world.start(owner);
        String first = "/r/"
                + inbox.await(m -> m.to().equals(owner.person().phone) && m.template() == Template.CAPTURE_LINK).token();
        owner.desktop().get(owner.path() + "/reset");
        assertThat(owner.desktop().post(owner.path() + "/reset/" + world.journey(owner) + "/officer").statusCode()).isEqualTo(303);
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).contains("Petugas sedang memeriksa", "Pemeriksaan petugas");
        assertThat(new HttpBrowser(port).get(first).body()).as("nothing took its place").contains("Tautan ini tidak berlaku lagi")
                .doesNotContain("pesan yang paling akhir");
        UUID officer = world.people.claimed(Role.OFFICER).id;
        var open = cases.ofJourney(world.journey(owner)).orElseThrow();
        assertThat(cases.decide(open.id(), officer, true, "Dikenal di loket", Map.of(), new Origin("192.0.2.1", "officer")))
                .isTrue();
        clock.advance(Duration.ofSeconds(61));
        String page = owner.desktop().get(owner.path() + "/reset").body();
        assertThat(page).contains("Petugas sudah menyetujui", "Catatan petugas: Dikenal di loket", "Kirim tautan")
                .doesNotContain("match-number", "Menunggu tautan dibuka");
        inbox.await(m -> m.to().equals(owner.person().phone) && m.body().contains("menyetujui reset passphrase"));
        assertThat(owner.desktop().post(owner.path() + "/reset/" + world.journey(owner) + "/resend", "channel", "whatsapp")
                .statusCode())
                .isEqualTo(303);
        var phone = world.phone(owner);
        assertThat(phone.get("/capture").headers().firstValue("Location").orElseThrow()).as("no photo is asked for")
                .endsWith("/capture/passphrase");
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).as("no photo matched")
                .contains("Petugas sudah menyetujui", "Pemeriksaan petugas")
                .doesNotContain("Foto diri cocok", "Pengecekan Foto Diri");
        assertThat(phone.get("/capture/passphrase").body()).contains("Pemeriksaan petugas").doesNotContain("Pengecekan Foto Diri");
        assertThat(phone.follow(world.submit(phone, NEW)).body()).contains("Berhasil", "dapat dipakai mulai");
        // Every page that offers a signature says until when there is none.
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).contains("Catatan petugas: Dikenal di loket",
                "Kembali ke daftar sertifikat").doesNotContain(owner.path() + "/try").doesNotContain("Mulai lagi");
        assertThat(owner.desktop().get(owner.path()).body()).contains("baru dapat menandatangani dengannya mulai")
                .doesNotContain("Anda dapat menandatangani dengannya.");
        assertThat(owner.desktop().get("/dashboard").body()).contains("Anda dapat menandatangani lagi mulai");
        assertThat(owner.desktop().get("/certificates").body()).contains("Menandatangani lagi mulai");
        assertThat(world.opens(owner, owner.key(), NEW)).as("rests a day after an officer's help").isFalse();
        clock.advance(Duration.ofHours(24));
        assertThat(world.opens(owner, owner.key(), NEW)).isTrue();
    }

    @Test
    @Proves("RP-23")
    void notMeFreezesTheKeyWithoutALogin() {
        var owner = world.owner(port);
        world.submit(world.atPassphrase(owner), NEW);
        var notice = inbox.await(
                m -> m.to().equals(owner.person().phone) && m.template() == Template.SECURITY && m.body().contains("direset"));
        var stranger = new HttpBrowser(port);
        assertThat(stranger.get("/disavow/" + notice.token()).body()).contains("Bekukan kunci");
        assertThat(stranger.follow(stranger.post("/disavow/" + notice.token())).body()).contains("Kunci Anda sudah dibekukan");
        assertThat(world.keyroom.state(owner.key()).orElseThrow().frozen()).isTrue();
        assertThat(world.opens(owner, owner.key(), NEW)).isFalse();
        assertThat(world.people.events(owner.person(), "key.frozen")).isEqualTo(1);
        assertThat(owner.desktop().get("/dashboard").statusCode()).as("sessions ended").isEqualTo(303);
        var desktop = world.people.browser(owner.person(), port);
        assertThat(desktop.get(owner.path()).body()).contains("kuncinya dibekukan")
                .doesNotContain("Anda dapat menandatangani dengannya.");
        assertThat(desktop.get("/dashboard").body()).contains("Kunci tanda tangan Anda dibekukan");
        assertThat(desktop.get(owner.path() + "/reset").body()).as("before any number is typed")
                .contains("Kunci tanda tangan Anda dibekukan").doesNotContain("name=\"phone\"");
        assertThat(desktop.get(owner.path() + "/reset/new").body()).doesNotContain("name=\"phone\"");
    }

    @Test
    @Proves("RP-23")
    void afterARevocationThereIsNoKeyToFreeze() {
        var owner = world.owner(port);
        revoke.revoke(owner.certificate(), RevocationReason.CESSATION_OF_OPERATION, owner.person().id, Origin.SYSTEM);
        var notice = inbox.await(m -> m.to().equals(owner.person().phone) && m.body().contains("dicabut"));
        var stranger = new HttpBrowser(port);
        assertThat(stranger.get("/disavow/" + notice.token()).body()).contains("tidak ada yang perlu dibekukan")
                .doesNotContain("Bekukan kunci");
        assertThat(stranger.follow(stranger.post("/disavow/" + notice.token())).body()).contains("Semua sesi Anda sudah diakhiri")
                .doesNotContain("sudah dibekukan");
        assertThat(world.people.events(owner.person(), "key.frozen")).isZero();
        assertThat(owner.desktop().get("/dashboard").statusCode()).as("sessions ended").isEqualTo(303);
    }
}
