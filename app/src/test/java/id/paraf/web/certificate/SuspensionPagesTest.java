package id.paraf.web.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.Register;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.notice.TestInbox;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class SuspensionPagesTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    TestPeople people;
    @Autowired
    TestInbox inbox;
    @Autowired
    Register register;
    @Autowired
    Limits limits;
    @Autowired
    MutableClock clock;

    private static String location(java.net.http.HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    private CertificateStatus status(ResetWorld.Owner owner) {
        return register.find(owner.certificate()).orElseThrow().status();
    }

    /** Over WhatsApp and by e-mail, each with a "bukan saya" of its own. */
    private void told(ResetWorld.Owner owner, String words) {
        for (boolean whatsApp : new boolean[] {true, false}) {
            var message = inbox.await(m -> owner.person().id.equals(m.account()) && m.whatsApp() == whatsApp
                    && m.body().contains(words));
            assertThat(message.link()).contains("/disavow/");
        }
    }

    @Test
    @Proves({"SE-06", "RP-23"})
    void ownersStopAndResumeTheirCertificateWithAFreshCode() {
        var owner = world.owner(port);
        var browser = owner.desktop();
        String path = owner.path();
        assertThat(browser.get("/certificates").body()).contains(path + "/suspend", "Blokir sementara");
        assertThat(browser.get(path).body()).contains(path + "/suspend");

        clock.advance(Duration.ofMinutes(6));
        assertThat(location(browser.get(path + "/suspend"))).startsWith("/step-up?next=");
        assertThat(location(browser.post(path + "/suspend"))).startsWith("/step-up?next=");
        assertThat(status(owner)).isEqualTo(CertificateStatus.ISSUED);
        browser.get("/step-up?next=" + path + "/suspend");
        browser.post("/step-up", "code", owner.person().code(), "next", path + "/suspend");
        assertThat(browser.get(path + "/suspend").body()).contains("Blokir sekarang", "certificateHold");
        assertThat(location(browser.post(path + "/suspend"))).isEqualTo(path);
        assertThat(status(owner)).isEqualTo(CertificateStatus.SUSPENDED);
        assertThat(people.events(owner.person(), "certificate.suspended")).isEqualTo(1);
        assertThat(browser.get(path).body())
                .contains("Suspended", "Anda memblokirnya pada", "Sertifikat diblokir.", path + "/resume",
                        path + "/revoke")
                .doesNotContain(path + "/try\"");
        assertThat(browser.get("/certificates").body()).contains(path + "/resume", path + "/revoke")
                .doesNotContain(path + "/suspend");
        assertThat(browser.get("/dashboard").body()).contains("Sertifikat Anda diblokir sementara");
        assertThat(location(browser.get(path + "/suspend"))).isEqualTo(path);

        // The page and the keyroom each refuse.
        for (String sub : new String[] {"/try", "/passphrase", "/reset/new"}) {
            assertThat(browser.get(path + sub).body()).as(sub).contains("Sertifikat ini diblokir sementara");
            var refused = browser.get(path + sub);
            assertThat(refused.statusCode()).as(sub).isEqualTo(409);
            assertThat(refused.body()).contains("href=\"" + path + "\"").contains("Buka Info sertifikat");
        }
        assertThat(world.opens(owner, owner.key(), ResetWorld.OLD)).isFalse();
        assertThat(browser.get(path + "/revoke").statusCode()).isEqualTo(200);
        // Nor does another certificate lead around it.
        assertThat(browser.get("/applications/new").body()).contains("Selama diblokir, permohonan baru tidak dapat diajukan");
        browser.post("/applications");
        assertThat(people.events(owner.person(), "application.started")).isZero();

        assertThat(browser.get(path + "/resume").body()).contains("kunci dan passphrase yang sama");
        assertThat(location(browser.post(path + "/resume"))).isEqualTo(path);
        assertThat(status(owner)).isEqualTo(CertificateStatus.ISSUED);
        assertThat(people.events(owner.person(), "certificate.resumed")).isEqualTo(1);
        assertThat(world.opens(owner, owner.key(), ResetWorld.OLD)).isTrue();
        assertThat(browser.get(path).body()).contains("Blokir dibuka.");
        assertThat(browser.get("/dashboard").body()).doesNotContain("diblokir sementara");
        told(owner, "diblokir sementara");
        told(owner, "Blokir sertifikat elektronik Anda dibuka");
        assertThat(browser.get("/settings/activity").body()).contains("Sertifikat diblokir sementara", "Blokir sertifikat dibuka");
        assertThat(browser.get("/certificates").body()).contains("Issued");
    }

    /** Each turn makes lists and messages. Stopping is never refused, letting go on is in the end. */
    @Test
    void suspensionsCannotBeLiftedAllDayLong() {
        var owner = world.owner(port);
        for (int i = 0; i < Limit.RESUME_PER_ACCOUNT.permits(); i++) {
            limits.take(Limit.RESUME_PER_ACCOUNT, owner.person().id.toString());
        }
        owner.desktop().get(owner.path() + "/suspend");
        assertThat(owner.desktop().post(owner.path() + "/suspend").statusCode()).isEqualTo(303);
        owner.desktop().get(owner.path() + "/resume");
        assertThat(owner.desktop().post(owner.path() + "/resume").statusCode()).isEqualTo(429);
        assertThat(status(owner)).isEqualTo(CertificateStatus.SUSPENDED);
    }

    /** The decision: as long as it is suspended, nothing about the passphrase changes, and what was under way stops. */
    @Test
    void aResetThatIsUnderWayStopsWithTheSuspension() {
        var owner = world.owner(port);
        var phone = world.atPassphrase(owner);
        owner.desktop().get(owner.path() + "/suspend");
        owner.desktop().post(owner.path() + "/suspend");
        assertThat(world.state(owner)).isEqualTo("STOPPED");
        assertThat(people.events(owner.person(), "passphrase.reset.stopped")).isEqualTo(1);
        assertThat(world.submit(phone, ResetWorld.NEW).statusCode()).isNotEqualTo(200);
        assertThat(people.events(owner.person(), "passphrase.reset.completed")).isZero();
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).contains("Setelah blokirnya dibuka");
        owner.desktop().get(owner.path() + "/resume");
        owner.desktop().post(owner.path() + "/resume");
        assertThat(world.opens(owner, owner.key(), ResetWorld.OLD)).isTrue();
        assertThat(world.opens(owner, owner.key(), ResetWorld.NEW)).isFalse();
    }
}
