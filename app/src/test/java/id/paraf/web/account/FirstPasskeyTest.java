package id.paraf.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Passkeys;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.account.TestPeople.Person;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.testing.SoftAuthenticator;

/** The first login of who decides about others makes a passkey, once; signers are offered one. */
@ParafTest
class FirstPasskeyTest {

    private static final int AT_ONCE = 8;
    private static final String PAGE = "/login/passkey/new";

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Passkeys passkeys;
    @Autowired
    TestInbox inbox;
    @Autowired
    JdbcClient jdbc;

    private HttpBrowser half(Person person) {
        var browser = new HttpBrowser(port);
        browser.get("/login");
        browser.post("/login", "login", person.username, "password", person.password);
        return browser;
    }

    private String make(SoftAuthenticator authenticator, HttpBrowser browser) {
        return authenticator.create(browser.ask(PAGE + "/options"));
    }

    @Test
    @Proves("AU-16")
    void theFirstLoginOfAnOfficerMakesAPasskeyAndAsksForNothingElse() {
        var person = people.claimed(Role.OFFICER);
        var browser = half(person);
        for (String way : List.of("/login/otp", "/login/otp?by=code", "/login/enrol", "/login/recovery", "/login/passkey")) {
            String location = browser.get(way).headers().firstValue("Location").orElse("");
            assertThat(location).as(way).isIn(PAGE, "/login/otp");
        }
        var page = browser.get(PAGE);
        assertThat(page.body()).contains("Buat passkey Anda", "kunci keamanan", "tidak mendukung passkey", "membutuhkan JavaScript")
                .doesNotContain("kode OTP dulu");
        assertThat(browser.post("/login/enrol", "code", "123456").statusCode()).as("no authenticator instead").isEqualTo(303);
        var authenticator = new SoftAuthenticator(port);
        assertThat(browser.post(PAGE, "name", "<>", "answer", make(authenticator, browser)).body()).contains("Isi nama");
        assertThat(browser.post(PAGE, "name", "Laptop", "answer", "{}").statusCode()).isEqualTo(422);
        assertThat(people.events(person, "login.completed")).isZero();
        var done = browser.post(PAGE, "name", "Laptop", "answer", make(authenticator, browser), "next", "/officer");
        assertThat(done.headers().firstValue("Location")).hasValue("/officer");
        assertThat(browser.get("/officer").statusCode()).isEqualTo(200);
        assertThat(browser.get("/settings/password").statusCode()).as("fresh").isEqualTo(200);
        assertThat(people.events(person, "passkey.added")).isEqualTo(1);
        assertThat(people.events(person, "authenticator.enrolled")).isZero();
        assertThat(jdbc.sql("""
                SELECT count(*) FROM audit_event WHERE account = :account AND type = 'login.completed'
                AND details ->> 'factor' = 'passkey'""").param("account", person.id).query(Integer.class).single()).isEqualTo(1);
        inbox.await(m -> m.to().equals(person.email) && m.body().contains("passkey"));
        assertThat(browser.get("/dashboard").body()).as("no number for who does not sign").doesNotContain("/settings/phone",
                "/settings/recovery-codes");
        assertThat(browser.get("/settings").body()).doesNotContain("/settings/authenticator", "/settings/recovery-codes");
    }

    @Test
    void thePasswordAloneAddsNothingOnceThereIsAPasskey() {
        var person = people.claimed(Role.AUDITOR);
        var early = half(person);
        assertThat(early.get(PAGE).statusCode()).isEqualTo(200);
        String answer = make(new SoftAuthenticator(port), early);
        people.enrol(person, port);
        assertThat(early.post(PAGE, "name", "Laptop", "answer", answer).headers().firstValue("Location")).hasValue("/login/otp");
        assertThat(early.get("/login/otp").headers().firstValue("Location")).hasValue("/login/passkey");
        assertThat(early.post("/login/enrol", "code", "123456").headers().firstValue("Location")).hasValue("/login/passkey");
        assertThat(half(person).get(PAGE).statusCode()).isEqualTo(303);
        assertThat(passkeys.of(person.id)).hasSize(1);
        var signer = people.claimed();
        assertThat(half(signer).get(PAGE).headers().firstValue("Location")).as("signers").hasValue("/login/otp");
    }

    @Test
    void ofManyTabsOneMakesIt() throws Exception {
        var person = people.claimed(Role.CA_OPERATOR);
        var calls = new ArrayList<Callable<Integer>>();
        var start = new CyclicBarrier(AT_ONCE);
        for (int i = 0; i < AT_ONCE; i++) {
            var browser = half(person);
            browser.get(PAGE);
            String answer = make(new SoftAuthenticator(port), browser);
            calls.add(() -> {
                start.await();
                browser.post(PAGE, "name", "Laptop", "answer", answer);
                return browser.get("/settings").statusCode() == 200 ? 1 : 0;
            });
        }
        int in = 0;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : executor.invokeAll(calls)) {
                in += call.get();
            }
        }
        assertThat(in).isEqualTo(1);
        assertThat(passkeys.of(person.id)).hasSize(1);
        assertThat(people.events(person, "passkey.added")).isEqualTo(1);
        assertThat(people.events(person, "login.completed")).isEqualTo(1);
    }

    @Test
    void whoHasLostThemAllMakesANewOneAtTheNextLogin() {
        var person = people.officer(port);
        passkeys.removeAllByOperator(person.id);
        var browser = half(person);
        assertThat(browser.get("/login/otp").headers().firstValue("Location")).hasValue(PAGE);
        browser.get(PAGE);
        var authenticator = new SoftAuthenticator(port);
        assertThat(browser.post(PAGE, "name", "Baru", "answer", make(authenticator, browser)).statusCode()).isEqualTo(303);
        assertThat(browser.get("/officer").statusCode()).isEqualTo(200);
    }

    @Test
    void signersAreOfferedOneOnceTheCodesAreKeptAndMaySkipIt() {
        var person = people.claimed();
        var browser = half(person);
        people.adopt(person, browser.get("/login/enrol").body());
        browser.post("/login/enrol", "code", person.code());
        browser.get("/settings/recovery-codes/new");
        String offer = browser.post("/settings/recovery-codes/new", "kept", "yes", "next", "/documents").headers()
                .firstValue("Location").orElseThrow();
        assertThat(offer).startsWith("/settings/passkeys/new?offered=yes&next=");
        var page = browser.get(offer);
        assertThat(page.body()).contains("Masuk lebih mudah dengan passkey?", "Nanti saja",
                "href=\"/settings/phone?next=/documents\"",
                "data-elsewhere=\"/settings/phone?next=/documents\"");
        var authenticator = new SoftAuthenticator(port);
        assertThat(browser.post("/settings/passkeys/new?offered=yes", "name", "<", "answer", "{}").body()).as("still an offer")
                .contains("Masuk lebih mudah dengan passkey?");
        var added = browser.post("/settings/passkeys/new", "name", "Ponsel", "answer",
                authenticator.create(browser.ask("/settings/passkeys/options")), "next", "/settings/phone?next=/documents");
        assertThat(added.headers().firstValue("Location")).hasValue("/settings/phone?next=/documents");
    }
}
