package id.paraf.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class ForgottenTest {

    private static final String CHOSEN = "sungai batu kelapa muda";

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Accounts accounts;
    @Autowired
    TestInbox inbox;
    @Autowired
    MutableClock clock;

    @Test
    @Proves({"RP-19", "RP-24"})
    void aLinkSetsThePasswordOnceAndNeverTouchesTheSecondFactor() {
        var person = people.signer(port);
        var session = people.browser(person, port);
        String token = ask(person.email, person);
        var browser = new HttpBrowser(port);
        var page = browser.get("/forgot/" + token);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        for (int i = 0; i < 5; i++) {
            browser.get("/forgot/" + token);
        }
        assertThat(browser.post("/forgot/" + token, "password", "pendek", "again", "pendek").statusCode()).isEqualTo(422);
        var same = browser.post("/forgot/" + token, "password", person.password, "again", person.password);
        assertThat(same.statusCode()).as("the password of before").isEqualTo(422);
        assertThat(same.body()).contains("Ini password Anda yang sekarang");
        assertThat(people.events(person, "password.reset")).isZero();
        assertThat(browser.post("/forgot/" + token, "password", CHOSEN, "again", CHOSEN).headers().firstValue("Location"))
                .hasValue("/login");
        browser.get("/login");
        assertThat(session.get("/settings").statusCode()).as("sessions end").isEqualTo(303);
        assertThat(browser.post("/forgot/" + token, "password", CHOSEN, "again", CHOSEN).statusCode()).isEqualTo(410);
        inbox.await(m -> person.id.equals(m.account()) && m.body().contains("Lupa Password"));
        assertThat(people.events(person, "password.reset")).isEqualTo(1);
        person.password = CHOSEN;
        var half = new HttpBrowser(port);
        half.get("/login");
        half.post("/login", "login", person.username, "password", CHOSEN);
        assertThat(half.get("/dashboard").headers().firstValue("Location").orElseThrow()).startsWith("/login/otp");
        assertThat(half.get("/login/enrol").headers().firstValue("Location")).as("no new authenticator").hasValue("/login/otp");
        assertThat(people.browser(person, port).get("/dashboard").statusCode()).as("the old authenticator").isEqualTo(200);
    }

    @Test
    @Proves({"RP-08", "RP-09"})
    void theNewestLinkWinsAndLivesHalfAnHour() {
        var person = people.signer(port);
        String first = ask(person.username, person);
        inbox.forget(person.id);
        // Asked for a moment later, the first would still be the one.
        clock.advance(Duration.ofSeconds(31));
        String second = ask(person.username, person);
        var browser = new HttpBrowser(port);
        assertThat(browser.get("/forgot/" + first).statusCode()).isEqualTo(410);
        clock.advance(Duration.ofMinutes(29));
        assertThat(browser.get("/forgot/" + second).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(1).plusSeconds(1));
        assertThat(browser.get("/forgot/" + second).statusCode()).isEqualTo(410);
    }

    @Test
    @Proves("RP-11")
    void askingLooksTheSameForEverybody() {
        var person = people.signer(port);
        var known = new HttpBrowser(port);
        known.get("/forgot");
        var first = known.post("/forgot", "login", person.email);
        var unknown = new HttpBrowser(port);
        unknown.get("/forgot");
        var second = unknown.post("/forgot", "login", "takada@surat.example");
        assertThat(first.statusCode()).isEqualTo(second.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location")).isEqualTo(second.headers().firstValue("Location"));
        assertThat(first.body()).isEqualTo(second.body());
    }

    @Test
    @Proves({"AU-15", "AU-01", "AU-02"})
    void anInvitationLetsItsOwnerChooseAGoodPasswordOnce() {
        var person = people.invited();
        String token = inbox.await(person.id, Template.INVITATION).token();
        var browser = new HttpBrowser(port);
        assertThat(browser.get("/claim/" + token).body()).contains(person.username);
        assertThat(accounts.get(person.id).claimed()).as("looking changes nothing").isFalse();
        for (String chosen : new String[] {"sebelas kar", "passwordpassword", person.username + " sekali", "aaaaaaaaaaaaaaaa"}) {
            assertThat(browser.post("/claim/" + token, "password", chosen, "again", chosen).statusCode()).as(chosen).isEqualTo(422);
        }
        String longOne = "ini kata sandi dengan spasi, é, dan 漢字 yang panjangnya jauh di atas enam puluh empat karakter";
        assertThat(browser.post("/claim/" + token, "password", longOne, "again", longOne).statusCode()).isEqualTo(303);
        assertThat(browser.get("/claim/" + token).statusCode()).isEqualTo(410);
        var account = accounts.get(person.id);
        assertThat(account.claimed()).isTrue();
        assertThat(account.emailVerifiedAt()).isNotNull();
        assertThat(people.events(person, "account.claimed")).isEqualTo(1);
        browser.get("/login");
        assertThat(browser.post("/login", "login", person.username, "password", longOne.substring(0, 72)).statusCode())
                .as("nothing is cut off").isEqualTo(422);
        assertThat(browser.post("/login", "login", person.username, "password", longOne).statusCode()).isEqualTo(303);
    }

    @Test
    @Proves("AU-15")
    void anInvitationRunsOutAndUnclaimedAccountsHaveNoPassword() {
        var person = people.invited(Role.OFFICER);
        String token = inbox.await(person.id, Template.INVITATION).token();
        var browser = new HttpBrowser(port);
        browser.get("/login");
        for (String usual : new String[] {"admin", "password", "123456", person.username}) {
            assertThat(browser.post("/login", "login", person.username, "password", usual).statusCode()).isEqualTo(422);
        }
        clock.advance(Duration.ofDays(3).plusSeconds(1));
        assertThat(browser.get("/claim/" + token).statusCode()).isEqualTo(410);
    }

    @Test
    @Proves("AU-01")
    void anOfficersPasswordIsLonger() {
        var person = people.invited(Role.OFFICER);
        String token = inbox.await(person.id, Template.INVITATION).token();
        var browser = new HttpBrowser(port);
        browser.get("/claim/" + token);
        assertThat(browser.post("/claim/" + token, "password", "ombak biru 12", "again", "ombak biru 12").statusCode())
                .isEqualTo(422);
        assertThat(browser.post("/claim/" + token, "password", "ombak biru 12 kali", "again", "ombak biru 12 kali").statusCode())
                .isEqualTo(303);
    }

    private String ask(String login, TestPeople.Person person) {
        var browser = new HttpBrowser(port);
        browser.get("/forgot");
        assertThat(browser.post("/forgot", "login", login).statusCode()).isEqualTo(303);
        return inbox.await(person.id, Template.PASSWORD_FORGOTTEN).token();
    }
}
