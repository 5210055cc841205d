package id.paraf.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.Accounts;
import id.paraf.account.TestPeople;
import id.paraf.kernel.Origin;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class SessionTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Accounts accounts;
    @Autowired
    MutableClock clock;

    @Test
    @Proves("SE-02")
    void aSignersSessionRestsAnHourAndLastsADay() {
        var browser = people.browser(people.signer(port), port);
        for (int i = 0; i < 24; i++) {
            assertThat(alive(browser)).as("after %s times 59 minutes", i).isTrue();
            clock.advance(Duration.ofMinutes(59));
        }
        assertThat(alive(browser)).isTrue();
        clock.advance(Duration.ofMinutes(25));
        assertThat(alive(browser)).as("after 24 hours").isFalse();
        var resting = people.browser(people.signer(port), port);
        clock.advance(Duration.ofMinutes(61));
        assertThat(alive(resting)).isFalse();
    }

    @Test
    @Proves("SE-02")
    void anOfficersSessionRestsAQuarterOfAnHourAndLastsTwelveHours() {
        var officer = people.officer(port);
        var browser = people.browser(officer, port);
        for (int i = 0; i < 51; i++) {
            assertThat(alive(browser)).isTrue();
            clock.advance(Duration.ofMinutes(14));
        }
        clock.advance(Duration.ofMinutes(7));
        assertThat(alive(browser)).as("after 12 hours").isFalse();
        var resting = people.browser(officer, port);
        clock.advance(Duration.ofMinutes(16));
        assertThat(alive(resting)).isFalse();
    }

    @Test
    void whoseSessionEndedIsToldSoAndComesBackToTheSamePage() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        clock.advance(Duration.ofMinutes(61));
        var login = browser.follow(browser.get("/settings/activity?number=2"));
        assertThat(login.body()).contains("Sesi Anda sudah berakhir").contains("value=\"/settings/activity?number=2\"");
        assertThat(new HttpBrowser(port).get("/login").body()).doesNotContain("Sesi Anda sudah berakhir");
        people.logIn(browser, person);
        browser.get("/dashboard");
        browser.post("/logout");
        assertThat(browser.get("/login").body()).doesNotContain("Sesi Anda sudah berakhir");
    }

    @Test
    void aFormSentAfterTheSessionEndedLeadsToTheLoginAndBackToItsPage() {
        var person = people.signer(port);
        var resting = people.browser(person, port);
        resting.get("/settings/email");
        var leftOpen = people.browser(person, port);
        leftOpen.get("/settings/email");
        var otherTab = leftOpen.twin();
        otherTab.post("/logout");
        var restarted = leftOpen.twin();
        restarted.cookies().clear();
        leftOpen.cookies().keySet().retainAll(otherTab.cookies().keySet());
        clock.advance(Duration.ofMinutes(61));
        int before = people.events(person, "contact.code.sent");
        for (var browser : List.of(resting, leftOpen, restarted)) {
            browser.header("Referer", browser.resolve("/settings/email?next=/dashboard").toString());
            var sent = browser.post("/settings/email", "value", "lain@surat.example");
            assertThat(sent.statusCode()).isEqualTo(303);
            assertThat(sent.headers().firstValue("Location"))
                    .hasValue("/login?next=%2Fsettings%2Femail%3Fnext%3D%2Fdashboard&ended=yes");
            var login = browser.follow(sent);
            assertThat(login.body()).contains("Sesi Anda sudah berakhir").contains("value=\"/settings/email?next=/dashboard\"");
            assertThat(people.events(person, "contact.code.sent")).isEqualTo(before);
        }
        // Whoever never was here is answered the same, also where nothing is.
        var stranger = new HttpBrowser(port);
        for (String path : List.of("/settings/email", "/applications/" + person.id + "/withdraw", "/nowhere")) {
            assertThat(stranger.post(path).headers().firstValue("Location")).hasValue("/login?next=%2F&ended=yes");
        }
    }

    @Test
    @Proves("SE-02")
    void thePageCanAskHowLongIsLeftWithoutMakingItLonger() {
        var browser = people.browser(people.signer(port), port);
        assertThat(browser.get("/dashboard").body()).contains("id=\"session-warning\"").contains("js/session.js");
        clock.advance(Duration.ofMinutes(58));
        browser.header("Sec-Fetch-Mode", "cors").header("Sec-Fetch-Site", "same-origin");
        assertThat(seconds(browser)).isBetween(100L, 150L);
        assertThat(seconds(browser)).isBetween(100L, 150L);
        assertThat(browser.post("/session/extend").statusCode()).isEqualTo(204);
        assertThat(seconds(browser)).isGreaterThan(3500);
    }

    private static long seconds(HttpBrowser browser) {
        var found = Pattern.compile("\"seconds\":(\\d+)")
                .matcher(browser.header("Accept", "application/json").get("/session/left").body());
        assertThat(found.find()).isTrue();
        return Long.parseLong(found.group(1));
    }

    @Test
    @Proves("SE-03")
    void logoutKillsTheSessionOnTheServer() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        var page = browser.get("/dashboard");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        String cookie = browser.cookies().get("__Host-paraf");
        var response = browser.post("/logout");
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(response.headers().firstValue("Clear-Site-Data").orElseThrow()).contains("\"cache\"");
        assertThat(browser.cookies()).doesNotContainKey("__Host-paraf");
        browser.cookies().put("__Host-paraf", cookie);
        assertThat(alive(browser)).isFalse();
        assertThat(people.events(person, "session.ended")).isEqualTo(2);
    }

    @Test
    @Proves("SE-04")
    void theOwnerSeesAndEndsSessionsAndNobodyElseDoes() {
        var person = people.signer(port);
        var here = people.browser(person, port);
        var there = people.logIn(new HttpBrowser(port).header("User-Agent", "Mozilla/5.0 (Linux; Android 14) Chrome/140.0"),
                person);
        var list = here.get("/settings/sessions");
        assertThat(list.body()).contains("Chrome, Android").contains("Perangkat ini");
        String other = people.login(there).session().id().toString();
        var stranger = people.browser(people.signer(port), port);
        stranger.get("/settings/sessions");
        stranger.post("/settings/sessions/" + other + "/end");
        assertThat(alive(there)).as("a stranger cannot end it").isTrue();
        here.post("/settings/sessions/" + other + "/end");
        assertThat(alive(there)).isFalse();
        var third = people.browser(person, port);
        here.get("/settings/sessions");
        here.post("/settings/sessions/end-others");
        assertThat(alive(third)).isFalse();
        assertThat(alive(here)).isTrue();
        assertThat(people.events(person, "session.all-ended")).isEqualTo(1);
    }

    @Test
    @Proves("SE-05")
    void disablingAnAccountEndsItsSessionsAtOnceAndNobodyLogsInAgain() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        assertThat(alive(browser)).isTrue();
        accounts.disable(person.id, null, Origin.SYSTEM);
        assertThat(alive(browser)).isFalse();
        assertThat(people.events(person, "account.disabled")).isEqualTo(1);
        var again = new HttpBrowser(port);
        again.get("/login");
        assertThat(again.post("/login", "login", person.username, "password", person.password).statusCode()).isEqualTo(422);
        accounts.enable(person.id, null, Origin.SYSTEM);
        assertThat(alive(people.browser(person, port))).isTrue();
    }

    @Test
    @Proves("SE-06")
    void whatMattersNeedsACodeNoOlderThanFiveMinutesAndComesBack() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        assertThat(browser.get("/settings/phone").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        var asked = browser.get("/settings/phone?next=/dashboard");
        assertThat(asked.statusCode()).isEqualTo(303);
        String stepUp = asked.headers().firstValue("Location").orElseThrow();
        assertThat(stepUp).isEqualTo("/step-up?next=%2Fsettings%2Fphone%3Fnext%3D%2Fdashboard");
        String before = browser.cookies().get("__Host-paraf");
        browser.get(stepUp);
        assertThat(browser.post("/step-up", "code", "000000", "next", "/settings/phone").statusCode()).isEqualTo(422);
        var back = browser.post("/step-up", "code", person.code(), "next", "/settings/phone");
        assertThat(back.headers().firstValue("Location")).hasValue("/settings/phone");
        assertThat(browser.cookies().get("__Host-paraf")).isNotEqualTo(before);
        assertThat(browser.get("/settings/phone").statusCode()).isEqualTo(200);
        assertThat(people.events(person, "step-up.completed")).isEqualTo(1);
        clock.advance(Duration.ofMinutes(6));
        var posted = browser.header("Referer", browser.resolve("/settings/phone").toString()).post("/settings/phone", "value",
                "0812 9999 0000");
        assertThat(posted.headers().firstValue("Location")).hasValue("/step-up?next=%2Fsettings%2Fphone");
    }

    private static boolean alive(HttpBrowser browser) {
        return browser.get("/settings").statusCode() == 200;
    }
}
