package id.paraf.passphrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** The dialog "Verifikasi" and the screen that follows the journey: a fresh code, the own number, links and their limits. */
@ParafTest
@ExtendWith(OutputCaptureExtension.class)
class ResetStartTest {

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
    JdbcClient jdbc;
    @Autowired
    Limits limits;

    @Test
    @Proves({"SE-06", "RP-19"})
    void startingNeedsAFreshCode() {
        var owner = world.owner(port);
        owner.desktop().get("/dashboard");
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        var page = owner.desktop().get(owner.path() + "/reset/new");
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location").orElseThrow()).startsWith("/step-up");
        assertThat(owner.desktop().post(owner.path() + "/reset", "phone", owner.person().phone).statusCode()).isEqualTo(303);
        assertThat(jdbc.sql("SELECT count(*) FROM reset_journey WHERE account = :id").param("id", owner.person().id)
                .query(Integer.class)
                .single()).isZero();
    }

    @Test
    void anotherNumberIsRefusedWithItsEndingAndEveryWritingOfTheOwnOneIsTheSame() {
        var owner = world.owner(port);
        owner.desktop().get(owner.path() + "/reset/new");
        var refused = owner.desktop().post(owner.path() + "/reset", "phone", "0812 3456 7899");
        assertThat(refused.statusCode()).isEqualTo(422);
        String phone = owner.person().phone;
        assertThat(refused.body()).contains("(berakhiran " + phone.substring(phone.length() - 2) + ")", "value=\"0812 3456 7899\"");
        assertThat(owner.desktop().post(owner.path() + "/reset", "phone", "halo").statusCode()).isEqualTo(422);
        String spaced = "+62 " + phone.substring(3, 6) + "-" + phone.substring(6);
        assertThat(owner.desktop().post(owner.path() + "/reset", "phone", spaced).statusCode()).isEqualTo(303);
    }

    @Test
    @Proves({"RP-09", "RP-13"})
    void linksAreLimitedHoweverTheNumberIsWrittenAndTheNewestWins() {
        var owner = world.owner(port);
        world.start(owner);
        String resend = owner.path() + "/reset/" + world.journey(owner) + "/resend";
        owner.desktop().get(owner.path() + "/reset");
        assertThat(owner.desktop().post(resend).statusCode()).as("the visible pause").isEqualTo(429);
        int first = ResetWorld.matchNumber(owner.desktop().get(owner.path() + "/reset").body());
        clock.advance(Duration.ofSeconds(61));
        owner.desktop().get(owner.path() + "/reset");
        assertThat(owner.desktop().post(resend, "channel", "mail").statusCode()).isEqualTo(303);
        assertThat(owner.desktop().get(owner.path() + "/reset").body()).contains("email");
        assertThat(first).isPositive();
        clock.advance(Duration.ofSeconds(61));
        owner.desktop().get(owner.path() + "/reset");
        assertThat(owner.desktop().post(resend).statusCode()).isEqualTo(303);
        clock.advance(Duration.ofSeconds(61));
        owner.desktop().get(owner.path() + "/reset");
        var fourth = owner.desktop().post(resend);
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.body()).contains("Sudah terlalu banyak permintaan");
    }

    @Test
    void theLivePartIsQuietUntilSomethingChanges() {
        var owner = world.owner(port);
        String page = world.start(owner);
        inbox.await(owner.person().id, Template.CAPTURE_LINK);
        String fresh = owner.desktop().get(owner.path() + "/reset/live").body();
        var stamp = java.util.regex.Pattern.compile("stamp=([^\"&]+)\"").matcher(fresh);
        assertThat(stamp.find()).isTrue();
        assertThat(owner.desktop().get(owner.path() + "/reset/live?stamp=" + stamp.group(1)).statusCode()).isIn(200, 204);
        world.phone(owner);
        var moved = owner.desktop().get(owner.path() + "/reset/live?stamp=" + stamp.group(1));
        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(moved.body()).contains("Ponsel Anda sudah tersambung").doesNotContain("<html");
        assertThat(page).contains("<html");
    }

    @Test
    @Proves("RP-13")
    void onePhoneGetsFiveLinksADay() {
        var owner = world.owner(port);
        for (int i = 0; i < 5; i++) {
            assertThat(start(owner, "198.51.100.1")).as("link " + (i + 1)).isInstanceOf(StartOutcome.Sent.class);
            assertThat(reset.cancel(owner.person().id, world.journey(owner), ResetWorld.PHONE)).isTrue();
            clock.advance(Duration.ofMinutes(11));
        }
        assertThat(start(owner, "198.51.100.1")).isInstanceOfSatisfying(StartOutcome.TooMany.class,
                many -> assertThat(many.retryAfter()).isGreaterThan(Duration.ofHours(20)));
        clock.advance(Duration.ofDays(1));
        assertThat(start(owner, "198.51.100.1")).isInstanceOf(StartOutcome.Sent.class);
    }

    @Test
    @Proves("RP-13")
    void oneAddressAndTheWholeSystemSendOnlySoManyAndSomebodyHears(CapturedOutput output) {
        var owner = world.owner(port);
        String address = "198.51.100.2";
        use(Limit.LINK_PER_ADDRESS, address);
        assertThat(start(owner, address)).isInstanceOf(StartOutcome.TooMany.class);
        use(Limit.LINK_GLOBAL, "all");
        assertThat(start(owner, "198.51.100.3")).isInstanceOf(StartOutcome.TooMany.class);
        assertThat(output.getAll()).contains("ALERT: no capture links");
        assertThat(world.people.events(owner.person(), "link.issued")).isZero();
        clock.advance(Duration.ofMinutes(11));
        assertThat(start(owner, "198.51.100.3")).isInstanceOf(StartOutcome.Sent.class);
    }

    private void use(Limit limit, String key) {
        while (limits.take(limit, key).granted()) {
            continue;
        }
    }

    private StartOutcome start(ResetWorld.Owner owner, String address) {
        return reset.start(owner.person().id, owner.certificate(), owner.person().phone, null, new Origin(address, "test"));
    }
}
