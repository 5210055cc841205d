package id.paraf.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.Accounts;
import id.paraf.account.Contacts;
import id.paraf.account.TestPeople;
import id.paraf.notice.DisavowLinks;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class SettingsTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Accounts accounts;
    @Autowired
    Contacts contacts;
    @Autowired
    DisavowLinks disavowLinks;
    @Autowired
    TestInbox inbox;
    @Autowired
    MutableClock clock;

    @Test
    @Proves({"RP-20", "AU-11", "RP-23"})
    void aNewNumberNeedsAFreshCodeItsOwnCodeAndTellsTheOldOne() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        clock.advance(Duration.ofMinutes(6));
        assertThat(browser.get("/settings/phone").headers().firstValue("Location").orElseThrow()).startsWith("/step-up?next=");
        browser.get("/step-up?next=/settings/phone");
        browser.post("/step-up", "code", person.code(), "next", "/settings/phone");
        browser.get("/settings/phone");
        assertThat(browser.post("/settings/phone", "value", "bukan nomor").statusCode()).isEqualTo(422);
        String fresh = "+628990" + person.phone.substring(person.phone.length() - 7);
        browser.post("/settings/phone", "value", "0" + fresh.substring(3));
        String code = inbox.await(fresh, Template.CONTACT_CODE).parameters().getFirst();
        assertThat(browser.get("/settings/phone/code").body()).contains(id.paraf.account.PhoneNumber.readable(fresh),
                "ganti nomor").doesNotContain(fresh);
        assertThat(browser.post("/settings/phone/code", "code", code.equals("000000") ? "111111" : "000000").statusCode())
                .isEqualTo(422);
        assertThat(accounts.get(person.id).phone()).as("not before the code").isEqualTo(person.phone);
        assertThat(browser.post("/settings/phone/code", "code", code).statusCode()).isEqualTo(303);
        var account = accounts.get(person.id);
        assertThat(account.phone()).isEqualTo(fresh);
        assertThat(account.phoneChangedAt()).isEqualTo(clock.instant());
        inbox.await(m -> m.to().equals(person.phone) && m.body().contains("Nomor HP akun Anda diganti"));
        inbox.await(m -> m.to().equals(person.email) && m.body().contains("Nomor HP akun Anda diganti"));
        inbox.await(m -> m.to().equals(fresh) && m.body().contains("Nomor HP akun Anda diganti"));
        assertThat(people.events(person, "contact.changed")).isEqualTo(1);
        assertThat(contacts.everyAddressOf(person.id)).extracting(Contacts.Address::value).contains(person.phone, fresh,
                person.email);
        clock.advance(Duration.ofDays(30).plusSeconds(1));
        assertThat(contacts.everyAddressOf(person.id)).extracting(Contacts.Address::value).doesNotContain(person.phone);
    }

    @Test
    @Proves("RP-12")
    void fiveWrongCodesKillTheChange() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        browser.get("/settings/email");
        String fresh = "baru." + person.email;
        browser.post("/settings/email", "value", fresh);
        String code = inbox.await(fresh, Template.CONTACT_CODE).parameters().getFirst();
        browser.get("/settings/email/code");
        for (String none : List.of("", "12345", "kode saya", "1234567")) {
            assertThat(browser.post("/settings/email/code", "code", none).body()).contains("Masukkan enam angka");
        }
        assertThat(people.events(person, "contact.code.refused")).as("what is no code costs no try").isZero();
        for (int i = 0; i < 5; i++) {
            browser.post("/settings/email/code", "code", code.equals("00000" + i) ? "999999" : "00000" + i);
        }
        browser.post("/settings/email/code", "code", code);
        assertThat(accounts.get(person.id).email()).isEqualTo(person.email);
        assertThat(people.events(person, "contact.code.refused")).isEqualTo(5);
    }

    @Test
    @Proves("AU-12")
    void anotherAuthenticatorNeedsPasswordAndCodeAndIsTold() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        var elsewhere = people.browser(person, port);
        assertThat(browser.get("/settings/authenticator/new").headers().firstValue("Location")).hasValue("/settings/authenticator");
        browser.get("/settings/authenticator");
        assertThat(browser.post("/settings/authenticator", "password", "salah", "code", person.code()).statusCode()).isEqualTo(422);
        assertThat(browser.post("/settings/authenticator", "password", person.password, "code", "000000").statusCode())
                .isEqualTo(422);
        assertThat(people.events(person, "authenticator.change.refused")).isEqualTo(1);
        assertThat(browser.post("/settings/authenticator", "password", person.password, "code", person.code()).statusCode())
                .isEqualTo(303);
        String old = person.code();
        people.adopt(person, browser.get("/settings/authenticator/new").body());
        assertThat(browser.post("/settings/authenticator/new", "code", old).statusCode()).as("the old one's code").isEqualTo(422);
        assertThat(browser.post("/settings/authenticator/new", "code", person.code()).statusCode()).isEqualTo(303);
        assertThat(elsewhere.get("/settings").statusCode()).as("other sessions end").isEqualTo(303);
        assertThat(people.events(person, "authenticator.enrolled")).isEqualTo(2);
        for (String address : List.of(person.phone, person.email)) {
            assertThat(inbox.await(m -> m.to().equals(address) && m.body().contains("autentikator")).link()).contains("/disavow/");
        }
        assertThat(people.browser(person, port).get("/dashboard").statusCode()).isEqualTo(200);
    }

    @Test
    @Proves({"AU-03", "RP-24", "AU-02"})
    void aNewPasswordNeedsTheOldOneAndEndsOtherSessions() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        var elsewhere = people.browser(person, port);
        browser.get("/settings/password");
        String chosen = "gunung kabut senja hijau";
        assertThat(browser.post("/settings/password", "old", "salah", "password", chosen, "again", chosen).statusCode())
                .isEqualTo(422);
        var own = browser.post("/settings/password", "old", person.password, "password", person.username + " gunung", "again",
                person.username + " gunung");
        assertThat(own.statusCode()).isEqualTo(422);
        assertThat(own.body()).contains("mengandung").contains(person.username)
                .doesNotContain("value=\"" + person.username + " gunung\"");
        assertThat(
                browser.post("/settings/password", "old", person.password, "password", chosen, "again", chosen + "x").statusCode())
                .isEqualTo(422);
        String present = person.password;
        assertThat(browser.post("/settings/password", "old", "salah", "password", present, "again", present).body())
                .as("nobody learns it without proving it").doesNotContain("Ini password Anda yang sekarang");
        var same = browser.post("/settings/password", "old", present, "password", present, "again", present);
        assertThat(same.statusCode()).isEqualTo(422);
        assertThat(same.body()).contains("Ini password Anda yang sekarang");
        assertThat(browser.post("/settings/password", "old", person.password, "password", chosen, "again", chosen).statusCode())
                .isEqualTo(303);
        assertThat(elsewhere.get("/settings").statusCode()).isEqualTo(303);
        assertThat(browser.get("/settings").statusCode()).isEqualTo(200);
        assertThat(people.events(person, "password.changed")).isEqualTo(1);
        inbox.await(m -> person.id.equals(m.account()) && m.body().contains("Password akun Anda baru saja diubah"));
        person.password = chosen;
        clock.advance(Duration.ofDays(800));
        assertThat(people.browser(person, port).get("/dashboard").statusCode()).as("no rotation is forced").isEqualTo(200);
    }

    @Test
    @Proves("AU-10")
    void ofTwoRacingUsesOfARecoveryCodeOneWinsAndNewCodesEndOldOnes() throws Exception {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        browser.get("/settings/recovery-codes");
        browser.post("/settings/recovery-codes");
        String code = codes(browser)[0];
        inbox.await(m -> person.id.equals(m.account()) && m.body().contains("Kode pemulihan akun Anda diganti"));
        var halves = new ArrayList<HttpBrowser>();
        for (int i = 0; i < 4; i++) {
            var half = new HttpBrowser(port);
            half.get("/login");
            half.post("/login", "login", person.username, "password", person.password);
            half.get("/login/recovery");
            halves.add(half);
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = halves.stream()
                    .<Callable<Integer>>map(half -> () -> half.post("/login/recovery", "code", code).statusCode()).toList();
            var statuses = new ArrayList<Integer>();
            for (var result : executor.invokeAll(calls)) {
                statuses.add(result.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(303, 422, 422, 422);
        }
        String second = codes(browser)[1];
        browser.post("/settings/recovery-codes/new", "kept", "yes");
        browser.get("/settings/recovery-codes");
        browser.post("/settings/recovery-codes");
        var late = new HttpBrowser(port);
        late.get("/login");
        late.post("/login", "login", person.username, "password", person.password);
        late.get("/login/recovery");
        assertThat(late.post("/login/recovery", "code", second).statusCode()).as("a code of the replaced set").isEqualTo(422);
    }

    @Test
    @Proves("RP-23")
    void notMeEndsEverySessionWithoutALogin() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        browser.get("/settings/recovery-codes");
        browser.post("/settings/recovery-codes");
        String token = inbox.await(m -> person.id.equals(m.account()) && m.body().contains("Kode pemulihan akun Anda diganti"))
                .token();
        assertThat(disavowLinks.find(token)).isPresent();
        var anybody = new HttpBrowser(port);
        anybody.get("/disavow/" + token);
        assertThat(browser.get("/settings").statusCode()).as("looking changes nothing").isEqualTo(200);
        anybody.post("/disavow/" + token);
        assertThat(browser.get("/settings").statusCode()).isEqualTo(303);
        assertThat(people.events(person, "account.disavowed")).isEqualTo(1);
    }

    @Test
    @Proves("WF-04")
    void theFileOfOnesActivityHoldsNoFormulas() {
        var person = people.signer(port);
        var browser = new HttpBrowser(port).header("User-Agent", "=HYPERLINK(\"http://jahat.example\",\"klik\")");
        people.logIn(browser, person);
        var file = browser.get("/settings/activity/file");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(file.headers().firstValue("Content-Disposition")).hasValueSatisfying(
                value -> assertThat(value).startsWith("attachment"));
        var lines = file.body().lines().toList();
        assertThat(lines.getFirst()).contains("Waktu").contains("Peramban");
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("\"login.completed\"")
                .endsWith("\"'=HYPERLINK(\"\"http://jahat.example\"\",\"\"klik\"\")\""));
        assertThat(file.body()).doesNotContain(",\"=").doesNotContain(person.email);
    }

    @Test
    void everyPageOfTheSettingsShowsItselfInBothLanguages() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        for (String language : new String[] {"id", "en"}) {
            browser.cookies().put("lang", language);
            for (String path : new String[] {"/dashboard", "/settings", "/settings/phone", "/settings/email", "/settings/password",
                    "/settings/authenticator", "/settings/recovery-codes", "/settings/sessions", "/settings/activity", "/"}) {
                assertThat(browser.follow(browser.get(path)).statusCode()).as(language + " " + path).isEqualTo(200);
            }
        }
        browser.get("/settings");
        browser.post("/settings/language", "language", "en");
        assertThat(accounts.get(person.id).language()).isEqualTo("en");
        assertThat(people.events(person, "account.language.changed")).isEqualTo(1);
        assertThat(browser.get("/settings/activity").body()).contains("Language of messages changed").contains("Logged in");
    }

    private static String[] codes(HttpBrowser browser) {
        return Pattern.compile("<code>([0-9A-Z-]{34})</code>").matcher(browser.get("/settings/recovery-codes/new").body()).results()
                .map(m -> m.group(1)).toArray(String[]::new);
    }
}
