package id.paraf.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class LoginTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    TestInbox inbox;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    @Test
    void aFirstLoginEnrolsHandsOutCodesAndCompletes() {
        var person = people.claimed();
        var browser = people.enrol(person, port);
        assertThat(browser.get("/dashboard").statusCode()).isEqualTo(200);
        assertThat(people.events(person, "authenticator.enrolled")).isEqualTo(1);
        assertThat(people.events(person, "recovery-codes.replaced")).isEqualTo(1);
        assertThat(people.events(person, "login.completed")).isEqualTo(1);
        assertThat(inbox.await(m -> person.id.equals(m.account()) && m.to().equals(person.email)
                && m.body().contains("autentikator"))).isNotNull();
    }

    @Test
    void aRememberedNameThatWeDidNotWriteIsForgotten() {
        var browser = new HttpBrowser(port);
        browser.cookies().put("__Host-name", "%zz");
        assertThat(browser.get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    @Proves({"RP-15", "SE-01"})
    void everyFactorChangesTheCookieAndTheOldOneGainsNothing() {
        var person = people.signer(port);
        var browser = new HttpBrowser(port);
        browser.cookies().put("__Host-paraf", "planted-by-somebody-else");
        browser.get("/login");
        var response = browser.post("/login", "login", person.username, "password", person.password);
        String half = browser.cookies().get("__Host-paraf");
        assertThat(half).isNotEqualTo("planted-by-somebody-else").hasSizeGreaterThanOrEqualTo(22);
        assertThat(response.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie).startsWith("__Host-paraf=")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Domain", "Max-Age"));
        assertThat(browser.get("/dashboard").headers().firstValue("Location")).hasValue("/login/otp?next=%2Fdashboard");
        browser.get("/login/otp");
        browser.post("/login/otp", "code", person.code());
        assertThat(browser.cookies().get("__Host-paraf")).isNotEqualTo(half);
        var thief = new HttpBrowser(port);
        thief.cookies().put("__Host-paraf", half);
        assertThat(thief.get("/dashboard").headers().firstValue("Location").orElseThrow()).startsWith("/login?");
        assertThat(browser.cookies().keySet()).doesNotContain("JSESSIONID");
        assertThat(jdbc.sql("SELECT count(*) FROM account_session WHERE token = convert_to(:token, 'UTF8')")
                .param("token", browser.cookies().get("__Host-paraf")).query(Integer.class).single()).isZero();
    }

    @Test
    @Proves("AU-07")
    void aCodeWorksOnceAlsoTheOneOfTheEnrolment() {
        var person = people.claimed();
        var first = new HttpBrowser(port);
        first.get("/login");
        first.post("/login", "login", person.username, "password", person.password);
        var enrolled = people.enrol(person, port);
        assertThat(enrolled.get("/dashboard").statusCode()).isEqualTo(200);
        String used = person.code();
        var second = half(person);
        assertThat(second.post("/login/otp", "code", used).statusCode()).isEqualTo(303);
        var third = half(person);
        var refused = third.post("/login/otp", "code", used);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("sudah dipakai").contains("<title>Galat:");
        assertThat(people.events(person, "login.code.refused")).isEqualTo(1);
    }

    @Test
    @Proves("AU-07")
    void ofParallelLoginsWithOneCodeOneWins() throws Exception {
        var person = people.signer(port);
        var halves = new ArrayList<HttpBrowser>();
        for (int i = 0; i < 4; i++) {
            halves.add(half(person));
        }
        String code = person.code();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = halves.stream()
                    .<Callable<Integer>>map(browser -> () -> browser.post("/login/otp", "code", code).statusCode())
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var result : executor.invokeAll(calls)) {
                statuses.add(result.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(303, 422, 422, 422);
        }
    }

    @Test
    @Proves("AU-09")
    void afterFiveWrongCodesTheNextOneWaits() {
        var person = people.signer(port);
        var browser = half(person);
        for (int i = 0; i < 5; i++) {
            assertThat(browser.post("/login/otp", "code", "00000" + i).statusCode()).isEqualTo(422);
        }
        var waiting = browser.post("/login/otp", "code", "999999");
        assertThat(waiting.statusCode()).isEqualTo(429);
        assertThat(waiting.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 31L);
        assertThat(inbox.await(m -> person.id.equals(m.account()) && m.template() == Template.SECURITY
                && m.body().contains("Kode OTP yang salah")).to()).isIn(person.email, person.phone);
        clock.advance(Duration.ofSeconds(31));
        assertThat(browser.post("/login/otp", "code", person.code()).statusCode()).isEqualTo(303);
    }

    @Test
    @Proves({"AU-06", "RP-27"})
    void wrongPasswordsMakeAStrangerWaitButNotTheOwner() {
        var person = people.signer(port);
        var home = people.browser(person, port);
        home.get("/dashboard");
        home.post("/logout");
        var stranger = new HttpBrowser(port);
        stranger.get("/login");
        for (int i = 0; i < 5; i++) {
            assertThat(stranger.post("/login", "login", person.username, "password", "salah sekali " + i).statusCode())
                    .isEqualTo(422);
        }
        assertThat(stranger.post("/login", "login", person.username, "password", person.password).statusCode()).isEqualTo(429);
        // The owner's own device is not in the stranger's bucket.
        assertThat(people.logIn(home, person).get("/dashboard").statusCode()).isEqualTo(200);
        // Ten wrong ones: a quarter of an hour, and never more than that.
        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        for (int i = 0; i < 5; i++) {
            stranger.post("/login", "login", person.email, "password", "salah lagi " + i);
        }
        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(stranger.post("/login", "login", person.username, "password", person.password).statusCode()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(15));
        assertThat(stranger.post("/login", "login", person.username, "password", person.password).statusCode()).isEqualTo(303);
    }

    @Test
    @Proves("RP-11")
    void aKnownAndAnUnknownNameLookTheSame() {
        var person = people.signer(port);
        var known = wrong(person.username);
        var unknown = wrong("takada" + person.username.substring(6));
        assertThat(known.getFirst()).isEqualTo(unknown.getFirst()).isEqualTo("422");
        assertThat(known.get(1)).isEqualTo(unknown.get(1));
    }

    private List<String> wrong(String name) {
        var browser = new HttpBrowser(port);
        browser.get("/login");
        var response = browser.post("/login", "login", name, "password", "bukan kata sandinya");
        String body = response.body().replace(name, "NAME")
                .replaceAll("value=\"[A-Za-z0-9_-]{60,}\"|nonce[-=\"]+[\\w-]+|data-csrf=\"[^\"]*\"", "");
        return List.of(String.valueOf(response.statusCode()), String.valueOf(body.length()));
    }

    @Test
    @Proves("AU-13")
    void theOwnerIsToldOfANewDeviceAndOfASuccessAfterFailures() {
        var person = people.signer(port);
        inbox.forget(person.id);
        var other = new HttpBrowser(port).header("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0");
        other.get("/login");
        for (int i = 0; i < 3; i++) {
            other.post("/login", "login", person.username, "password", "keliru terus " + i);
        }
        people.logIn(other, person);
        assertThat(inbox.await(m -> person.id.equals(m.account()) && m.body().contains("perangkat baru")).body())
                .contains("Firefox, Windows");
        assertThat(inbox.await(m -> person.id.equals(m.account()) && m.body().contains("beberapa kali gagal")).link())
                .contains("/disavow/");
        assertThat(people.events(person, "login.new-device")).isEqualTo(1);
    }

    @Test
    @Proves("AU-10")
    void recoveryCodesThatNobodyKeptAreAskedForUntilSomebodyDid() {
        var person = people.claimed();
        var first = new HttpBrowser(port);
        first.get("/login");
        first.post("/login", "login", person.username, "password", person.password);
        people.adopt(person, first.get("/login/enrol").body());
        assertThat(first.post("/login/enrol", "code", person.code()).headers().firstValue("Location").orElseThrow())
                .startsWith("/settings/recovery-codes/new");
        assertThat(first.get("/settings/recovery-codes/new").body()).as("leads nowhere else").doesNotContain("href=\"/dashboard\"")
                .doesNotContain("href=\"/\"");
        assertThat(first.get("/dashboard").headers().firstValue("Location")).hasValue("/settings/recovery-codes/new");
        // The browser was closed: what was shown there is gone, and the next login says so.
        var second = people.browser(person, port);
        assertThat(second.get("/dashboard").body()).contains("Kode pemulihan belum Anda simpan")
                .contains("href=\"/settings/recovery-codes\"");
        second.get("/settings/recovery-codes");
        second.post("/settings/recovery-codes");
        second.get("/settings/recovery-codes/new");
        assertThat(second.post("/settings/recovery-codes/new").statusCode()).isEqualTo(422);
        second.post("/settings/recovery-codes/new", "kept", "yes");
        assertThat(second.get("/dashboard").body()).doesNotContain("Kode pemulihan belum Anda simpan");
        assertThat(people.events(person, "recovery-codes.kept")).isEqualTo(1);
    }

    @Test
    @Proves("AU-10")
    void aRecoveryCodeWorksOnceAndIsNotAFreshAuthenticator() {
        var person = people.claimed();
        var browser = new HttpBrowser(port);
        people.enrol(person, port);
        var login = people.browser(person, port);
        login.get("/settings/recovery-codes");
        login.post("/settings/recovery-codes");
        var codes = java.util.regex.Pattern.compile("<code>([0-9A-Z-]{34})</code>")
                .matcher(login.get("/settings/recovery-codes/new").body()).results().map(m -> m.group(1)).toList();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(login.get("/settings/recovery-codes/new.txt").body()).contains(codes);
        assertThat(login.post("/settings/recovery-codes/new", "kept", "").statusCode()).isEqualTo(422);
        assertThat(login.post("/settings/recovery-codes/new", "kept", "yes").statusCode()).isEqualTo(303);
        assertThat(login.get("/settings/recovery-codes/new").statusCode()).as("shown only until kept").isEqualTo(303);
        browser.get("/login");
        browser.post("/login", "login", person.username, "password", person.password);
        browser.get("/login/recovery");
        assertThat(browser.post("/login/recovery", "code", codes.get(3).toLowerCase(java.util.Locale.ROOT)).statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/dashboard").statusCode()).isEqualTo(200);
        assertThat(browser.get("/settings/phone").headers().firstValue("Location").orElseThrow()).startsWith("/step-up?");
        assertThat(people.events(person, "recovery-code.used")).isEqualTo(1);
        var again = half(person);
        again.get("/login/recovery");
        assertThat(again.post("/login/recovery", "code", codes.get(3)).statusCode()).isEqualTo(422);
        inbox.await(m -> person.id.equals(m.account()) && m.body().contains("kode pemulihan dipakai"));
    }

    @Test
    @Proves("RP-25")
    void nextIsAlwaysAPathHere() {
        var person = people.signer(port);
        for (String evil : List.of("https://jahat.example/", "//jahat.example", "/\\jahat.example", "\\\\jahat.example",
                "data:text/html,x", "/login", "/%0d%0aLocation:x", "javascript:alert(1)")) {
            var browser = half(person);
            String location = browser.post("/login/otp", "code", person.code(), "next", evil).headers().firstValue("Location")
                    .orElseThrow();
            assertThat(location).as(evil).startsWith("/").doesNotStartWith("//").doesNotContain("jahat.example", "\\");
        }
        var browser = half(person);
        for (int i = 0; i < 20; i++) {
            assertThat(browser.post("/login/otp", "code", " ").statusCode()).as("nothing typed is no attempt").isEqualTo(422);
        }
        assertThat(browser.post("/login/otp", "code", person.code(), "next", "/settings/sessions").headers().firstValue("Location"))
                .hasValue("/settings/sessions");
    }

    @Test
    void rememberingKeepsTheNameAndNeverTheLogin() {
        var person = people.signer(port);
        var browser = new HttpBrowser(port);
        browser.get("/login");
        browser.post("/login", "login", person.email, "password", person.password, "remember", "yes");
        browser.cookies().remove("__Host-paraf");
        assertThat(browser.get("/login").body()).contains("value=\"" + person.email + "\"");
        assertThat(browser.get("/dashboard").statusCode()).isEqualTo(303);
    }

    @Test
    @Proves("AU-04")
    void theFieldsWelcomePasswordManagersAndPasting() {
        var page = new HttpBrowser(port).get("/login").body();
        assertThat(page).contains("autocomplete=\"username webauthn\"").contains("autocomplete=\"current-password\"")
                .contains("data-reveal=\"password\"").doesNotContainIgnoringCase("onpaste").contains("Selamat Datang Signer")
                .contains("Username atau Email").contains("Ingat Akun ini").contains("Lupa Password").contains("Kebijakan Privasi");
        var otp = half(people.signer(port)).get("/login/otp").body();
        assertThat(otp).contains("autocomplete=\"one-time-code\"").contains("inputmode=\"numeric\"").contains("Kode OTP");
    }

    @Test
    @Proves("AU-06")
    void afterAHundredWrongPasswordsInARowOnlyAKnownDeviceOrALinkHelps() {
        var person = people.signer(port);
        var home = people.browser(person, port);
        home.get("/dashboard");
        home.post("/logout");
        jdbc.sql("UPDATE account SET failures = 100 WHERE id = :id").param("id", person.id).update();
        var stranger = new HttpBrowser(port);
        stranger.get("/login");
        assertThat(stranger.post("/login", "login", person.username, "password", person.password).statusCode()).isEqualTo(422);
        assertThat(people.logIn(home, person).get("/dashboard").statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("SELECT failures FROM account WHERE id = :id").param("id", person.id).query(Integer.class).single())
                .isZero();
    }

    private HttpBrowser half(TestPeople.Person person) {
        var browser = new HttpBrowser(port);
        browser.get("/login");
        assertThat(browser.post("/login", "login", person.username, "password", person.password).statusCode()).isEqualTo(303);
        browser.get("/login/otp");
        return browser;
    }
}
