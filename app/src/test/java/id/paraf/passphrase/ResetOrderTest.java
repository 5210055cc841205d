package id.paraf.passphrase;

import static id.paraf.passphrase.ResetWorld.NEW;
import static id.paraf.passphrase.ResetWorld.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.certificate.RevokeCertificate;
import id.paraf.certificate.RevokeOutcome;
import id.paraf.kernel.Origin;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.pki.RevocationReason;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.CaptureSessions;
import id.paraf.selfie.LinkState;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** Steps, links, faces and certificates belong together: nothing is skipped, borrowed or sent by another site. */
@ParafTest
class ResetOrderTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    CaptureSessions sessions;
    @Autowired
    TestInbox inbox;
    @Autowired
    ResetPassphrase reset;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    MutableClock clock;

    @Test
    @Proves("RP-18")
    void stepsCannotBeSkipped() {
        var owner = world.owner(port);
        world.start(owner);
        var phone = world.phone(owner);
        phone.get("/capture/passphrase");
        var early = world.submit(phone, NEW);
        assertThat(early.statusCode()).as("before the selfie").isEqualTo(409);
        world.passSelfie(phone);
        owner.desktop().get(owner.path() + "/reset");
        assertThat(owner.desktop().post(owner.path() + "/reset/" + world.journey(owner) + "/cancel").statusCode()).isEqualTo(303);
        phone.get("/capture/passphrase");
        assertThat(world.submit(phone, NEW).statusCode()).as("after cancel").isIn(401, 409);
        assertThat(world.opens(owner, owner.key(), OLD)).isTrue();
        assertThat(world.opens(owner, owner.key(), NEW)).isFalse();
    }

    @Test
    @Proves("RP-10")
    void oneJourneysLinkAndFaceFinishNoOther() {
        var owner = world.owner(port);
        var phone = world.atPassphrase(owner);
        owner.desktop().get(owner.path() + "/reset");
        owner.desktop().post(owner.path() + "/reset/" + world.journey(owner) + "/cancel");
        clock.advance(Duration.ofSeconds(61));
        world.start(owner);
        assertThat(phone.get("/capture/passphrase").statusCode()).as("the session of the first").isEqualTo(401);
        var second = world.phone(owner);
        second.get("/capture/passphrase");
        assertThat(world.submit(second, NEW).statusCode()).as("the face of the first does not count").isEqualTo(409);
        assertThat(world.opens(owner, owner.key(), OLD)).isTrue();
    }

    @Test
    @Proves({"RP-10", "RP-18"})
    void anotherDeviceThatClaimsANewerLinkShowsTheFaceAgain() {
        var owner = world.owner(port);
        var first = world.atPassphrase(owner);
        clock.advance(Duration.ofSeconds(61));
        owner.desktop().get(owner.path() + "/reset");
        owner.desktop().post(owner.path() + "/reset/" + world.journey(owner) + "/resend", "channel", "mail");
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).as("the number that the new link asks for")
                .contains("class=\"match-number\"", "Cocokkan angka ini");
        var second = world.phone(owner);
        second.get("/capture/passphrase");
        assertThat(world.submit(second, NEW).statusCode()).as("the first device's face opens nothing here").isEqualTo(409);
        assertThat(first.get("/capture/passphrase").statusCode()).as("newest wins").isEqualTo(401);
        world.passSelfie(second);
        second.get("/capture/passphrase");
        assertThat(world.submit(second, NEW).statusCode()).isEqualTo(303);
        assertThat(world.opens(owner, owner.key(), NEW)).isTrue();
    }

    @Test
    void aResetEndsWithTheRevocationOfItsCertificate() {
        var owner = world.owner(port);
        var phone = world.atPassphrase(owner);
        assertThat(
                revoke.revoke(owner.certificate(), RevocationReason.AFFILIATION_CHANGED, null, new Origin("192.0.2.1", "officer")))
                .isInstanceOf(RevokeOutcome.Revoked.class);
        assertThat(world.people.events(owner.person(), "passphrase.reset.stopped")).isEqualTo(1);
        assertThat(owner.desktop().get(owner.path() + "/reset").body())
                .contains("Sertifikat ini sudah dicabut, maka reset passphrase dihentikan", "ajukan permohonan baru")
                .doesNotContain("/resend", "Anda dapat memulai lagi");
        phone.get("/capture/passphrase");
        assertThat(world.submit(phone, NEW).statusCode()).isIn(401, 409);
        assertThat(world.opens(owner, owner.key(), NEW)).isFalse();
    }

    @Test
    void ofTwoTabsTheSecondOneHearsThatItCameTooLate() {
        var owner = world.owner(port);
        var phone = world.atPassphrase(owner);
        var other = phone.twin();
        assertThat(world.submit(phone, NEW).statusCode()).isEqualTo(303);
        other.cookies().putAll(phone.cookies());
        var late = world.submit(other, "Sungai?19-Merpati-kuning");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("tidak disimpan");
        assertThat(phone.get("/capture/passphrase").body()).contains("Berhasil").doesNotContain("tidak disimpan");
        assertThat(world.opens(owner, owner.key(), NEW)).isTrue();
    }

    @Test
    @Proves("RP-20")
    void anAddressThatIsNewGetsNoLink() {
        var owner = world.owner(port);
        world.jdbc.sql(
                "INSERT INTO account_former_contact (account, kind, value, replaced_at) VALUES (:account, 'EMAIL', 'lama@contoh.example', :now)")
                .param("account", owner.person().id)
                .param("now", clock.instant().minusSeconds(420).atOffset(java.time.ZoneOffset.UTC)).update();
        world.start(owner);
        clock.advance(Duration.ofSeconds(61));
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).contains("baru diganti").doesNotContain("value=\"mail\"");
        int sent = world.people.events(owner.person(), "passphrase.reset.link-resent");
        var refused = owner.desktop().post(owner.path() + "/reset/" + world.journey(owner) + "/resend", "channel", "mail");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("baru diganti");
        assertThat(world.people.events(owner.person(), "passphrase.reset.link-resent")).isEqualTo(sent);
        assertThat(owner.desktop().post(owner.path() + "/reset/" + world.journey(owner) + "/resend", "channel", "whatsapp")
                .statusCode())
                .isEqualTo(303);
        clock.advance(Duration.ofDays(31));
        assertThat(world.reset.mailSettlesAt(owner.person().id)).isNull();
    }

    @Test
    void aCodeForAnotherDeviceEndsWhenAnOfficerIsAsked() {
        var owner = world.owner(port);
        world.start(owner);
        var phone = world.phone(owner);
        var session = sessions.find(phone.cookies().get(CaptureSessions.COOKIE)).orElseThrow();
        String code = world.links.handOver(session, ResetWorld.PHONE).orElseThrow().path().reveal();
        assertThat(new HttpBrowser(port).get(code).statusCode()).isEqualTo(200);
        phone.get("/capture");
        assertThat(phone.post("/capture/officer").statusCode()).isEqualTo(303);
        assertThat(world.state(owner)).isEqualTo("OFFICER");
        assertThat(new HttpBrowser(port).get(code).statusCode()).isEqualTo(410);
        assertThat(world.links.state(world.journey(owner))).as("what was shown is not what was sent")
                .isInstanceOf(LinkState.Claimed.class);
        assertThat(owner.desktop().get("/dashboard").body()).contains("Petugas sedang memeriksa").doesNotContain("Semuanya beres");
    }

    @Test
    void theDashboardSaysThatAResetIsUnderWayAndThatThePassphraseWaits() {
        var owner = world.owner(port);
        assertThat(owner.desktop().get("/dashboard").body()).doesNotContain("Reset passphrase sedang berjalan");
        for (int i = 0; i < 3; i++) {
            try (var wrong = id.paraf.keyroom.Passphrase.of("Salah-salah-9!" + i)) {
                world.keyroom.sign(new id.paraf.keyroom.SignOrder(UUID.randomUUID(), owner.key(), owner.person().id,
                        new id.paraf.keyroom.SignOrder.Challenge(new byte[] {1})), wrong);
            }
        }
        assertThat(owner.desktop().get("/dashboard").body()).contains("Passphrase baru diperiksa lagi mulai");
        world.start(owner);
        assertThat(owner.desktop().get("/dashboard").body()).contains("Reset passphrase sedang berjalan", owner.path() + "/reset")
                .doesNotContain("Semuanya beres");
    }

    @Test
    @Proves("RP-33")
    void anotherOwnersCertificateIsNotThere() {
        var owner = world.owner(port);
        var other = world.owner(port);
        world.start(other);
        for (String page : List.of("/passphrase", "/try", "/reset", "/reset/new", "/reset/live", "/passphrase/done")) {
            assertThat(owner.desktop().get(other.path() + page).statusCode()).as(page).isEqualTo(404);
        }
        owner.desktop().get(owner.path() + "/try");
        UUID journey = world.journey(other);
        for (String post : List.of("/passphrase", "/try", "/reset", "/reset/" + journey + "/resend",
                "/reset/" + journey + "/cancel",
                "/reset/" + journey + "/officer")) {
            assertThat(owner.desktop().post(other.path() + post, "phone", other.person().phone).statusCode()).as(post)
                    .isEqualTo(404);
            assertThat(owner.desktop().post(owner.path() + post.replace("/reset/" + journey, "/reset/" + journey), "phone", "x")
                    .statusCode())
                    .as("own certificate, foreign journey: " + post).isIn(404, 422);
        }
        assertThat(world.state(other)).isEqualTo("LINK");
        var phone = world.atPassphrase(owner);
        var agreement = world.agreements.current("id");
        phone.post("/capture/passphrase", "passphrase", NEW, "confirmation", NEW, "agreed", "yes", "version", agreement.version(),
                "language", "id", "sha256", agreement.sha256(), "certificate", other.certificate().toString(), "journey",
                journey.toString(),
                "key", other.key().toString());
        assertThat(world.opens(other, other.key(), OLD)).isTrue();
        assertThat(world.opens(owner, owner.key(), NEW)).isTrue();
    }

    @Test
    @Proves("RP-17")
    void formsWithoutTheirTokenAreRefused() {
        var owner = world.owner(port);
        var phone = world.atPassphrase(owner);
        for (String path : List.of("/reset", "/passphrase", "/try")) {
            assertThat(owner.desktop().post(owner.path() + path, "_csrf", "").statusCode()).as(path).isEqualTo(403);
        }
        assertThat(phone.post("/capture/passphrase", "_csrf", "").statusCode()).isEqualTo(403);
        phone.header("Sec-Fetch-Site", "cross-site");
        assertThat(world.submit(phone, NEW).statusCode()).isEqualTo(403);
        assertThat(world.opens(owner, owner.key(), OLD)).isTrue();
    }

    @Test
    @Proves("RP-05")
    void aLinkThatIsOpenedAgainIsToldToItsOwner() {
        var owner = world.owner(port);
        world.begin(owner);
        var link = link(owner);
        world.phone(owner);
        var thief = new HttpBrowser(port);
        thief.get("/help");
        assertThat(thief.post("/r/" + link.token(), "number", "42").statusCode()).isEqualTo(410);
        assertThat(world.people.events(owner.person(), "link.replayed")).isEqualTo(1);
        everywhere(owner, "yang sudah dipakai dibuka lagi");
    }

    @Test
    void whoOpensTheLinkOfADoneResetIsNotSentToAnotherDevice() {
        var owner = world.owner(port);
        world.start(owner);
        var link = link(owner);
        var phone = world.phone(owner);
        var stranger = new HttpBrowser(port);
        assertThat(stranger.get("/r/" + link.token()).body()).contains("Lanjutkan di perangkat yang membukanya");
        world.passSelfie(phone);
        phone.get("/capture/passphrase");
        assertThat(world.submit(phone, "Sungai?19-Merpati-kuning").statusCode()).isEqualTo(303);
        for (var browser : new HttpBrowser[] {stranger, phone}) {
            var gone = browser.get("/r/" + link.token());
            assertThat(gone.statusCode()).isEqualTo(410);
            assertThat(gone.body()).contains("sudah dipakai dan permintaannya sudah selesai", "/certificates")
                    .doesNotContain("Lanjutkan", "minta tautan baru");
        }
    }

    /** Somebody else began it, and its owner does not see the number: there is nothing right to type. */
    @Test
    @Proves("RP-32")
    void guessedNumbersStopTheJourneyAndItsOwnerHears() {
        var owner = world.owner(port);
        world.begin(owner);
        var link = link(owner);
        int right = ((LinkState.Waiting) world.links.state(world.journey(owner))).matchNumber();
        var victim = new HttpBrowser(port);
        victim.get("/r/" + link.token());
        for (int i = 0; i < CaptureLinks.TRIES; i++) {
            victim.post("/r/" + link.token(), "number", Integer.toString(right == 99 ? 10 : right + 1));
        }
        assertThat(world.state(owner)).isEqualTo("STOPPED");
        assertThat(victim.post("/r/" + link.token(), "number", Integer.toString(right)).statusCode()).isEqualTo(410);
        assertThat(world.people.events(owner.person(), "passphrase.reset.stopped")).isEqualTo(1);
        everywhere(owner, "angka yang dimasukkan tidak cocok");
    }

    @Test
    @Proves("RP-32")
    void notMeOnThePhoneStopsTheJourneyAndEndsWhoeverBeganIt() {
        var owner = world.owner(port);
        world.begin(owner);
        var link = link(owner);
        var victim = new HttpBrowser(port);
        victim.get("/r/" + link.token());
        assertThat(victim.post("/r/" + link.token(), "disown", "yes").statusCode()).isEqualTo(200);
        assertThat(world.state(owner)).isEqualTo("STOPPED");
        assertThat(owner.desktop().get("/dashboard").statusCode()).as("who began it is logged out").isEqualTo(303);
        everywhere(owner, "pada tautannya");
    }

    private TestInbox.Received link(ResetWorld.Owner owner) {
        return inbox.await(owner.person().id, Template.CAPTURE_LINK);
    }

    /** At every address, with a way to say "not me". */
    private void everywhere(ResetWorld.Owner owner, String what) {
        for (String address : List.of(owner.person().phone, owner.person().email)) {
            assertThat(inbox.await(m -> m.to().equals(address) && m.template() == Template.SECURITY && m.body().contains(what))
                    .link()).contains("/disavow/");
        }
    }
}
