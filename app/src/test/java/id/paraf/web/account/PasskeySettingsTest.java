package id.paraf.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.Passkeys;
import id.paraf.account.TestPeople;
import id.paraf.account.TestPeople.Person;
import id.paraf.cli.PasskeyCommand;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.testing.SoftAuthenticator;

@ParafTest
class PasskeySettingsTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Accounts accounts;
    @Autowired
    Passkeys passkeys;
    @Autowired
    TestInbox inbox;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private static int add(HttpBrowser browser, SoftAuthenticator authenticator, String name) {
        browser.get("/settings/passkeys/new");
        return browser.post("/settings/passkeys/new", "name", name, "answer",
                authenticator.create(browser.ask("/settings/passkeys/options"))).statusCode();
    }

    private UUID only(Person person) {
        return passkeys.of(person.id).getFirst().id();
    }

    @Test
    @Proves("AU-12")
    void addingAndRemovingNeedsAFreshFactorIsRecordedAndToldEverywhere() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        assertThat(browser.get("/settings/passkeys").body()).contains("Belum ada passkey");
        clock.advance(Duration.ofMinutes(6));
        assertThat(browser.get("/settings/passkeys/new").headers().firstValue("Location").orElseThrow())
                .startsWith("/step-up?next=");
        assertThat(browser.post("/settings/passkeys/options").statusCode()).isEqualTo(303);
        assertThat(
                browser.post("/settings/passkeys/new", "name", "x", "answer", "{}").headers().firstValue("Location").orElseThrow())
                .startsWith("/step-up");
        browser.get("/step-up");
        browser.post("/step-up", "code", person.code(), "next", "/settings/passkeys/new");

        var laptop = new SoftAuthenticator(port);
        laptop.synced = true;
        assertThat(add(browser, laptop, "Laptop kantor")).isEqualTo(303);
        assertThat(add(browser, new SoftAuthenticator(port), "Kunci keamanan")).isEqualTo(303);
        assertThat(people.events(person, "passkey.added")).isEqualTo(2);
        for (String address : List.of(person.phone, person.email)) {
            assertThat(inbox.await(m -> m.to().equals(address) && m.body().contains("passkey ditambahkan")).link())
                    .contains("/disavow/");
        }
        assertThat(browser.get("/settings/passkeys").body()).contains("Laptop kantor", "Kunci keamanan", "Dapat disalin",
                "Hanya di perangkat", "Belum pernah");

        String path = "/settings/passkeys/" + only(person);
        browser.get(path);
        for (String wrong : List.of(" ", "<b>", "x".repeat(61))) {
            assertThat(browser.post(path, "name", wrong).statusCode()).as(wrong).isEqualTo(422);
        }
        assertThat(browser.post(path, "name", "Laptop rumah").statusCode()).isEqualTo(303);
        assertThat(people.events(person, "passkey.renamed")).isEqualTo(1);
        assertThat(browser.get("/settings/passkeys").body()).contains("Laptop rumah");

        var other = people.browser(people.signer(port), port);
        for (String foreign : List.of(path, path + "/remove")) {
            assertThat(other.get(foreign).statusCode()).as(foreign).isEqualTo(404);
            assertThat(other.post(foreign, "name", "Punya saya").statusCode()).as(foreign).isEqualTo(404);
        }
        clock.advance(Duration.ofMinutes(6));
        assertThat(browser.post(path + "/remove").headers().firstValue("Location").orElseThrow()).startsWith("/step-up");
        person.passkey = laptop;
        browser.get("/step-up/passkey");
        people.stepUp(browser, person, path);
        browser.get(path + "/remove");
        assertThat(browser.post(path + "/remove").statusCode()).isEqualTo(303);
        assertThat(people.events(person, "passkey.removed")).isEqualTo(1);
        assertThat(passkeys.of(person.id)).hasSize(1);
        inbox.await(m -> m.to().equals(person.email) && m.body().contains("passkey dihapus"));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfKeyThatWasOfferedLogsIn(SoftAuthenticator.Algorithm algorithm) {
        var person = people.signer(port);
        var passkey = new SoftAuthenticator(port, algorithm);
        assertThat(add(people.browser(person, port), passkey, "Ponsel")).isEqualTo(303);
        person.passkey = passkey;
        assertThat(people.browser(person, port).get("/settings").statusCode()).isEqualTo(200);
        assertThat(passkeys.of(person.id).getFirst().usedAt()).isEqualTo(clock.instant());
    }

    @Test
    void aRegistrationIsForThisSessionThisOriginAVerifiedOwnerAndOnce() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        browser.get("/settings/passkeys/new");
        var authenticator = new SoftAuthenticator(port);
        String options = browser.ask("/settings/passkeys/options");
        assertThat(options)
                .contains("\"residentKey\":\"required\"", "\"userVerification\":\"required\"", "\"attestation\":\"none\"",
                        "\"alg\":-7", "\"alg\":-8", "\"alg\":-257")
                .doesNotContain(person.id.toString());
        var elsewhere = people.browser(person, port);
        elsewhere.get("/settings/passkeys/new");
        assertThat(elsewhere.post("/settings/passkeys/new", "name", "x1", "answer", authenticator.create(options)).statusCode())
                .as("another session").isEqualTo(422);
        authenticator.toldOrigin = "https://evil.example";
        assertThat(add(browser, authenticator, "x1")).as("another origin").isEqualTo(422);
        authenticator.toldOrigin = "http://localhost:" + port;
        authenticator.toldRpId = "evil.example";
        assertThat(add(browser, authenticator, "x1")).as("another site").isEqualTo(422);
        authenticator.toldRpId = "localhost";
        authenticator.verified = false;
        assertThat(add(browser, authenticator, "x1")).as("nobody verified").isEqualTo(422);
        authenticator.verified = true;
        assertThat(passkeys.of(person.id)).isEmpty();
        assertThat(people.events(person, "passkey.add.refused")).isEqualTo(4);
        assertThat(browser.post("/settings/passkeys/new", "name", "x1", "answer", "{}").statusCode()).isEqualTo(422);
        String answer = authenticator.create(options);
        assertThat(browser.post("/settings/passkeys/new", "name", "Laptop", "answer", answer).statusCode()).isEqualTo(303);
        browser.get("/settings/passkeys/new");
        assertThat(browser.post("/settings/passkeys/new", "name", "Laptop", "answer", answer).statusCode()).as("again")
                .isEqualTo(422);
        assertThat(add(browser, authenticator, "Laptop")).as("known already").isEqualTo(422);
        assertThat(browser.ask("/settings/passkeys/options")).as("the browser is told which it has")
                .contains("\"excludeCredentials\":[{");
        var other = people.browser(people.signer(port), port);
        assertThat(add(other, authenticator, "Laptop")).as("another account's").isEqualTo(422);
        assertThat(passkeys.of(person.id)).hasSize(1);
    }

    @Test
    void notMeTakesTheNewPasskeyAway() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        var intruder = new SoftAuthenticator(port);
        assertThat(add(browser, intruder, "Bukan punya saya")).isEqualTo(303);
        var link = inbox.await(m -> m.to().equals(person.email) && m.body().contains("passkey ditambahkan")).token();
        var owner = new HttpBrowser(port);
        owner.get("/disavow/" + link);
        owner.post("/disavow/" + link);
        assertThat(passkeys.of(person.id)).isEmpty();
        assertThat(people.events(person, "passkey.removed")).isEqualTo(1);
        assertThat(browser.get("/settings").statusCode()).isEqualTo(303);
    }

    @Test
    @Proves("AU-16")
    void anOfficerKeepsOnePasskeyAndTheOperatorHelpsWhoHasLostThemAll() {
        var person = people.officer(port);
        var browser = people.browser(person, port);
        String path = "/settings/passkeys/" + only(person) + "/remove";
        browser.get(path);
        var refused = browser.post(path);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Ini passkey terakhir");
        var spare = new SoftAuthenticator(port);
        assertThat(add(browser, spare, "Cadangan")).isEqualTo(303);
        browser.get(path);
        assertThat(browser.post(path).statusCode()).isEqualTo(303);
        assertThat(passkeys.of(person.id)).extracting(p -> p.name()).containsExactly("Cadangan");

        var said = new ByteArrayOutputStream();
        String[] command = {"passkeys", "forget", person.username};
        assertThat(PasskeyCommand.understood(command)).isTrue();
        assertThat(PasskeyCommand.run(new PrintStream(said, true, StandardCharsets.UTF_8), accounts, passkeys, command)).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Removed: 1");
        assertThat(browser.get("/settings").statusCode()).as("sessions end").isEqualTo(303);
        inbox.await(m -> m.to().equals(person.phone) && m.body().contains("semua passkey"));
        var again = new HttpBrowser(port);
        again.get("/login");
        again.post("/login", "login", person.username, "password", person.password);
        people.firstPasskey(person, again);
        assertThat(again.get("/officer").statusCode()).as("with a new one").isEqualTo(200);
        assertThat(PasskeyCommand.run(new PrintStream(said), accounts, passkeys, command)).isZero();
        assertThat(PasskeyCommand.run(new PrintStream(said), accounts, passkeys, command)).as("once").isEqualTo(1);
    }
}
