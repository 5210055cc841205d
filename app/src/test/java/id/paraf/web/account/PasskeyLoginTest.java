package id.paraf.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.account.TestPeople.Person;
import id.paraf.account.TrustedRoles;
import id.paraf.kernel.Origin;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.testing.SoftAuthenticator;

/** Logging in with a passkey, and everything that must not be one. */
@ParafTest
class PasskeyLoginTest {

    private static final int AT_ONCE = 8;

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Accounts accounts;
    @Autowired
    TrustedRoles roles;
    @Autowired
    TestInbox inbox;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    /** A signer with a passkey, logged in nowhere. */
    private Person signer() {
        var person = people.signer(port);
        people.addPasskey(person, people.browser(person, port));
        return person;
    }

    /** A browser in which the password of this person was given. */
    private HttpBrowser half(Person person) {
        var browser = new HttpBrowser(port);
        browser.get("/login");
        browser.post("/login", "login", person.username, "password", person.password);
        browser.get("/login/passkey");
        return browser;
    }

    private static String options(HttpBrowser browser) {
        return browser.ask("/login/passkey/options");
    }

    private static HttpResponse<String> answer(HttpBrowser browser, String answer) {
        return browser.post("/login/passkey", "answer", answer);
    }

    private boolean loggedIn(HttpBrowser browser) {
        return browser.get("/settings").statusCode() == 200;
    }

    private int flaws(Person person, String flaw) {
        return jdbc.sql("""
                SELECT count(*) FROM audit_event WHERE account = :account AND type = 'login.passkey.refused'
                AND details ->> 'flaw' = :flaw""").param("account", person.id).param("flaw", flaw).query(Integer.class).single();
    }

    @Test
    void onePasskeyIsALoginByItselfAndAFreshSecondFactor() {
        var person = signer();
        var browser = new HttpBrowser(port);
        assertThat(browser.get("/login").body()).contains("Masuk dengan passkey", "/login/passkey/options");
        String options = options(browser);
        assertThat(options).contains("\"allowCredentials\":[]", "\"rpId\":\"localhost\"", "\"userVerification\":\"required\"");
        assertThat(browser.cookies()).containsKey("__Host-passkey");
        var accepted = browser.post("/login/passkey", "answer", person.passkey.get(options), "next", "/settings/sessions");
        assertThat(accepted.statusCode()).isEqualTo(303);
        assertThat(accepted.headers().firstValue("Location")).hasValue("/settings/sessions");
        assertThat(browser.get("/settings/password").statusCode()).as("fresh").isEqualTo(200);
        assertThat(jdbc.sql("""
                SELECT count(*) FROM audit_event WHERE account = :account AND type = 'login.completed'
                AND details ->> 'factor' = 'passkey'""").param("account", person.id).query(Integer.class).single()).isEqualTo(1);
        assertThat(people.events(person, "login.password.accepted")).as("the two before").isEqualTo(2);
        inbox.await(m -> m.to().equals(person.email) && m.body().contains("perangkat baru"));
    }

    @Test
    void afterThePasswordOnlyPasskeysOfThatAccountCountAndACodeStillDoes() {
        var person = signer();
        var browser = half(person);
        assertThat(browser.get("/login/otp").headers().firstValue("Location")).hasValue("/login/passkey");
        String options = options(browser);
        assertThat(options).contains("\"type\":\"public-key\"");
        var other = signer();
        assertThat(answer(browser, other.passkey.get(options)).statusCode()).as("somebody else's").isEqualTo(422);
        assertThat(flaws(person, "Credential")).isEqualTo(1);
        assertThat(loggedIn(browser)).isFalse();
        assertThat(answer(browser, person.passkey.get(options(browser))).statusCode()).isEqualTo(303);
        assertThat(loggedIn(browser)).isTrue();
        var byCode = half(person);
        assertThat(byCode.get("/login/otp?by=code").body()).contains("Pakai passkey");
        assertThat(byCode.post("/login/otp", "code", person.code()).statusCode()).isEqualTo(303);
        assertThat(loggedIn(byCode)).isTrue();
    }

    @Test
    void whatIsWrongWithAnAnswerIsRecordedAndNotSaid() {
        record Spoilt(String flaw, Consumer<SoftAuthenticator> how, Consumer<SoftAuthenticator> undo) {
        }
        var person = signer();
        String ours = person.passkey.toldOrigin;
        for (var spoilt : List.of(
                new Spoilt("BadOrigin", a -> a.toldOrigin = "https://paraf.evil.example", a -> a.toldOrigin = ours),
                new Spoilt("BadOrigin", a -> a.toldOrigin = "https://localhost", a -> a.toldOrigin = ours),
                new Spoilt("BadOrigin", a -> a.toldOrigin = "http://localhost.evil.example", a -> a.toldOrigin = ours),
                new Spoilt("BadRpId", a -> a.toldRpId = "evil.example", a -> a.toldRpId = "localhost"),
                new Spoilt("UserNotVerified", a -> a.verified = false, a -> a.verified = true),
                new Spoilt("InconsistentClientDataType", a -> a.toldType = "webauthn.create", a -> a.toldType = ""),
                new Spoilt("BadBackupEligibleFlag", a -> a.synced = true, a -> a.synced = false))) {
            var browser = new HttpBrowser(port);
            browser.get("/login");
            int before = flaws(person, spoilt.flaw());
            spoilt.how().accept(person.passkey);
            var refused = answer(browser, person.passkey.get(options(browser)));
            spoilt.undo().accept(person.passkey);
            assertThat(refused.statusCode()).as(spoilt.flaw()).isEqualTo(422);
            assertThat(refused.body()).contains("Passkey ini tidak diterima").doesNotContain(spoilt.flaw(), person.username);
            assertThat(flaws(person, spoilt.flaw())).as(spoilt.flaw()).isEqualTo(before + 1);
            assertThat(loggedIn(browser)).isFalse();
        }
        var forged = new HttpBrowser(port);
        forged.get("/login");
        String answer = person.passkey.get(options(forged));
        int signature = answer.indexOf("\"signature\":\"") + 30;
        assertThat(answer(forged, answer.substring(0, signature) + (answer.charAt(signature) == 'A' ? 'B' : 'A')
                + answer.substring(signature + 1)).statusCode()).isEqualTo(422);
        assertThat(flaws(person, "BadSignature")).isEqualTo(1);
    }

    @Test
    void aChallengeIsGoodOnceForFiveMinutesInTheBrowserThatAskedForIt() {
        var person = signer();
        var browser = new HttpBrowser(port);
        browser.get("/login");
        String used = person.passkey.get(options(browser));
        var elsewhere = new HttpBrowser(port);
        elsewhere.get("/login");
        options(elsewhere);
        assertThat(answer(elsewhere, used).statusCode()).as("another browser").isEqualTo(422);
        assertThat(answer(half(person), used).statusCode()).as("another kind of login").isEqualTo(422);
        assertThat(answer(browser.twin(), used).statusCode()).isEqualTo(303);
        assertThat(answer(browser, used).statusCode()).as("again").isEqualTo(422);
        String late = person.passkey.get(options(browser));
        clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(answer(browser, late).statusCode()).as("too late").isEqualTo(422);
        String invented = person.passkey.get("{\"challenge\":\"" + "A".repeat(43) + "\"}");
        assertThat(answer(browser, invented).statusCode()).as("never asked").isEqualTo(422);
        assertThat(loggedIn(browser)).isFalse();
    }

    @Test
    void ofManyUsesOfOneChallengeAtOnceOneIsALogin() throws Exception {
        var person = signer();
        var browser = new HttpBrowser(port);
        browser.get("/login");
        String answer = person.passkey.get(options(browser));
        int before = people.events(person, "login.completed");
        var start = new CyclicBarrier(AT_ONCE);
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < AT_ONCE; i++) {
            var tab = browser.twin();
            calls.add(() -> {
                start.await();
                return answer(tab, answer).statusCode();
            });
        }
        var statuses = new ArrayList<Integer>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : executor.invokeAll(calls)) {
                statuses.add(call.get());
            }
        }
        assertThat(statuses).containsOnly(303, 422).containsOnlyOnce(303);
        assertThat(people.events(person, "login.completed")).isEqualTo(before + 1);
    }

    @Test
    void aCounterThatGoesBackIsRefusedAndToldAtEveryAddress() {
        var person = signer();
        person.passkey.counter = 40;
        var browser = new HttpBrowser(port);
        browser.get("/login");
        assertThat(answer(browser, person.passkey.get(options(browser))).statusCode()).isEqualTo(303);
        person.passkey.counter = 7;
        var copy = new HttpBrowser(port);
        copy.get("/login");
        assertThat(answer(copy, person.passkey.get(options(copy))).statusCode()).isEqualTo(422);
        assertThat(people.events(person, "passkey.copied")).isEqualTo(1);
        assertThat(flaws(person, "Counter")).isEqualTo(1);
        for (String address : List.of(person.phone, person.email)) {
            inbox.await(m -> m.to().equals(address) && m.body().contains("salinannya dipakai"));
        }
        person.passkey.counter = 41;
        assertThat(answer(copy, person.passkey.get(options(copy))).statusCode()).as("the original goes on").isEqualTo(303);
    }

    @Test
    void aRemovedPasskeyAndADisabledAccountOpenNothing() {
        var person = signer();
        var browser = people.browser(person, port);
        UUID id = jdbc.sql("SELECT id FROM account_passkey WHERE account = :account").param("account", person.id).query(UUID.class)
                .single();
        var elsewhere = people.browser(person, port);
        browser.get("/settings/passkeys/" + id + "/remove");
        assertThat(browser.post("/settings/passkeys/" + id + "/remove").statusCode()).isEqualTo(303);
        assertThat(loggedIn(elsewhere)).as("other sessions end").isFalse();
        assertThat(people.events(person, "passkey.removed")).isEqualTo(1);
        inbox.await(m -> m.to().equals(person.phone) && m.body().contains("passkey dihapus"));
        var stranger = new HttpBrowser(port);
        stranger.get("/login");
        assertThat(answer(stranger, person.passkey.get(options(stranger))).statusCode()).isEqualTo(422);

        var stopped = signer();
        accounts.disable(stopped.id, null, Origin.SYSTEM);
        assertThat(answer(stranger, stopped.passkey.get(options(stranger))).statusCode()).isEqualTo(422);
        assertThat(flaws(stopped, "Disabled")).isEqualTo(1);
    }

    @Test
    void rubbishIsNoAnswer() {
        var person = signer();
        var browser = new HttpBrowser(port);
        browser.get("/login");
        String good = person.passkey.get(options(browser));
        for (String rubbish : List.of("", "null", "[]", "{}", "\"x\"", "{\"id\":1}", "{\"response\":{}}", "{".repeat(5000),
                "x".repeat(30_000), good.substring(0, good.length() / 2), good.replaceFirst("\"clientDataJSON\":\"", "$0AAAA"),
                good.replaceFirst("\"authenticatorData\":\"[^\"]{40}", "\"authenticatorData\":\""),
                good.replaceFirst("\"authenticatorData\":\"[^\"]*", "\"authenticatorData\":\""),
                good.replaceFirst("\"userHandle\":\"[^\"]*", "\"userHandle\":\""),
                good.replaceFirst("\"(id|rawId)\":\"[^\"]*", "\"$1\":\""), good.replace("\"rawId\"", "\"raw\""),
                good.replace("\"clientDataJSON\"", "\"client\""), good.replace("\"signature\"", "\"sign\""))) {
            browser.get("/login");
            assertThat(answer(browser, rubbish).statusCode()).as(rubbish).isIn(422, 429);
        }
        assertThat(loggedIn(browser)).isFalse();
    }

    @Test
    @Proves("AU-16")
    void whoDecidesGetsNoFurtherThanToAPasskeyAndInWithNothingElseOnceThereIsOne() {
        var person = people.signer(port);
        assertThat(roles.grant(person.username, Role.OFFICER, Origin.SYSTEM)).isInstanceOf(TrustedRoles.Outcome.Changed.class);
        var first = people.browser(person, port);
        assertThat(first.get("/dashboard").body()).contains("Daftarkan passkey Anda");
        assertThat(first.get("/officer").headers().firstValue("Location")).hasValue("/settings/passkeys/new?next=%2Fofficer");
        assertThat(first.post("/institution/invitations", "username", "seseorang").statusCode()).isEqualTo(303);
        var elsewhere = people.browser(person, port);
        first.get("/settings/passkeys/new?next=/officer");
        person.passkey = new SoftAuthenticator(port);
        var added = first.post("/settings/passkeys/new", "name", "Kunci keamanan", "answer",
                person.passkey.create(first.ask("/settings/passkeys/options")), "next", "/officer");
        assertThat(added.headers().firstValue("Location")).hasValue("/officer");
        assertThat(first.get("/officer").statusCode()).isEqualTo(200);
        assertThat(loggedIn(elsewhere)).as("who got in with less").isFalse();

        var half = half(person);
        for (String way : List.of("/login/otp", "/login/otp?by=code", "/login/recovery")) {
            assertThat(half.get(way).headers().firstValue("Location")).as(way).hasValue("/login/passkey");
        }
        assertThat(half.get("/login/passkey").body()).doesNotContain("Pakai kode OTP")
                .contains("hanya dapat dibuka dengan passkey");
        half.post("/login/otp", "code", person.code());
        half.post("/login/recovery", "code", "0000-0000-0000-0000-0000-0000-0000");
        assertThat(loggedIn(half)).as("a right code is not enough").isFalse();
        assertThat(answer(half, person.passkey.get(options(half))).statusCode()).isEqualTo(303);
        assertThat(half.get("/officer").statusCode()).isEqualTo(200);

        var alone = new HttpBrowser(port);
        alone.get("/login");
        var withoutPassword = answer(alone, person.passkey.get(options(alone)));
        assertThat(withoutPassword.statusCode()).as("nor without the password").isEqualTo(422);
        assertThat(withoutPassword.body()).contains("Petugas masuk dengan password dulu");
        assertThat(flaws(person, "PasswordFirst")).isEqualTo(1);

        clock.advance(Duration.ofMinutes(6));
        assertThat(half.get("/step-up?by=code&next=/officer").headers().firstValue("Location"))
                .hasValue("/step-up/passkey?next=/officer");
        half.get("/step-up/passkey");
        assertThat(half.post("/step-up", "code", person.code()).statusCode()).as("nor to confirm").isEqualTo(303);
        assertThat(half.get("/settings/password").statusCode()).isEqualTo(303);
        half.get("/step-up/passkey");
        assertThat(people.stepUp(half, person, "/settings/password").statusCode()).isEqualTo(303);
        assertThat(half.get("/settings/password").statusCode()).isEqualTo(200);
        assertThat(people.events(person, "step-up.completed")).isEqualTo(1);
        assertThat(people.events(person, "login.completed")).isEqualTo(4);
    }
}
