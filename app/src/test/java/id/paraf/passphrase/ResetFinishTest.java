package id.paraf.passphrase;

import static id.paraf.passphrase.ResetWorld.NEW;
import static id.paraf.passphrase.ResetWorld.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.Accounts;
import id.paraf.kernel.Origin;
import id.paraf.notice.TestInbox;
import id.paraf.selfie.CaptureSessions;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** "Buat Passphrase": what is accepted, once, and in time. */
@ParafTest
class ResetFinishTest {

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld world;
    @Autowired
    TestInbox inbox;
    @Autowired
    ResetPassphrase reset;
    @Autowired
    MutableClock clock;
    @Autowired
    Accounts accounts;

    @Test
    @Proves({"RP-07", "RP-15"})
    void fiftyFinishesAtOnceHaveOneWinner() throws Exception {
        var owner = world.owner(port);
        var phone = world.atPassphrase(owner);
        String before = phone.cookies().get(CaptureSessions.COOKIE);
        var browsers = new java.util.ArrayList<HttpBrowser>();
        for (int i = 0; i < 50; i++) {
            var copy = new HttpBrowser(port);
            copy.cookies().put(CaptureSessions.COOKIE, before);
            copy.get("/capture/passphrase");
            browsers.add(copy);
        }
        List<Callable<Integer>> work = new java.util.ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            work.add(() -> world.submit(browsers.get(number), NEW + number).statusCode());
        }
        try (var threads = Executors.newFixedThreadPool(50)) {
            for (var answer : threads.invokeAll(work)) {
                assertThat(answer.get()).isIn(303, 401, 409);
            }
        }
        int open = 0;
        for (int i = 0; i < 50; i++) {
            open += world.opens(owner, owner.key(), NEW + i) ? 1 : 0;
        }
        assertThat(open).isEqualTo(1);
        assertThat(world.opens(owner, owner.key(), OLD)).isFalse();
        assertThat(world.people.events(owner.person(), "passphrase.reset.completed")).isEqualTo(1);
        inbox.await(m -> m.to().equals(owner.person().email) && m.body().contains("direset"));
        assertThat(world.notices(owner, "direset")).as("one for each address").isLessThanOrEqualTo(2);
        var old = new HttpBrowser(port);
        old.cookies().put(CaptureSessions.COOKIE, before);
        assertThat(old.get("/capture/passphrase").statusCode()).as("a cookie seen before the finish").isEqualTo(401);
    }

    @Test
    @Proves("RP-31")
    void withoutTheAgreementNothingHappens() {
        var owner = world.owner(port);
        var phone = world.atPassphrase(owner);
        var agreement = world.agreements.current("id");
        assertThat(phone
                .post("/capture/passphrase", "passphrase", NEW, "confirmation", NEW, "version", agreement.version(), "language",
                        "id", "sha256", agreement.sha256())
                .statusCode()).isEqualTo(422);
        var other = phone.post("/capture/passphrase", "passphrase", NEW, "confirmation", NEW, "agreed", "yes", "version",
                agreement.version(), "language", "id", "sha256", "0".repeat(64));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("setujui Perjanjian").doesNotContain(NEW);
        assertThat(world.opens(owner, owner.key(), OLD)).isTrue();
    }

    @Test
    @Proves("AU-02")
    void weakPassphrasesComeBackWithTheReason() {
        var owner = world.owner(port);
        var phone = world.atPassphrase(owner);
        assertThat(world.submit(phone, "P@ssw0rd!").body()).contains("kata ini umum atau pernah bocor");
        assertThat(world.submit(phone, "Xy9#" + owner.person().username).body()).contains("mengandung");
        assertThat(world.submit(phone, "aa1#").body()).contains("Pakai minimal 8 karakter", "Tambahkan huruf besar");
        phone.get("/capture/passphrase");
        assertThat(phone.post("/capture/passphrase").body()).as("everything that is missing").contains("href=\"#passphrase\"",
                "href=\"#agreed\"");
    }

    @Test
    @Proves({"RP-08", "RP-18"})
    void theJourneyEndsAfterThirtyMinutesAndNothingHappens() {
        var owner = world.owner(port);
        var phone = world.atPassphrase(owner);
        clock.advance(Duration.ofMinutes(30).plusSeconds(1));
        assertThat(world.submit(phone, NEW).statusCode()).isIn(401, 409);
        assertThat(reset.current(owner.person().id, owner.certificate()).orElseThrow().state()).isEqualTo(JourneyState.EXPIRED);
        var again = world.people.browser(owner.person(), port);
        assertThat(again.get(owner.path() + "/reset").body()).contains("Waktu reset sudah habis", "Mulai lagi");
        assertThat(world.opens(owner, owner.key(), OLD)).isTrue();
        assertThat(world.people.events(owner.person(), "passphrase.reset.expired")).isEqualTo(1);
    }

    @Test
    @Proves("SE-05")
    void aDisabledAccountFinishesNothing() {
        var owner = world.owner(port);
        var phone = world.atPassphrase(owner);
        accounts.disable(owner.person().id, null, Origin.SYSTEM);
        assertThat(phone.follow(world.submit(phone, NEW)).body()).doesNotContain("Berhasil");
        assertThat(world.opens(owner, owner.key(), NEW)).isFalse();
        assertThat(world.state(owner)).isEqualTo("STOPPED");
        assertThat(world.people.events(owner.person(), "passphrase.reset.stopped")).isEqualTo(1);
        assertThat(phone.get("/capture/passphrase").statusCode()).as("the phone's session is over, too").isEqualTo(401);
    }
}
