package id.paraf.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.SoftAuthenticator;

/** Makes people for tests the way real ones come: invited, claimed, authenticator enrolled, phone number proven. */
@Component
@Profile("test")
public class TestPeople {

    private static final Pattern KEY = Pattern.compile("<code>([A-Z2-7]{32})</code>");
    private static final AtomicInteger NUMBER = new AtomicInteger(1000);
    static final Origin ORIGIN = new Origin("192.0.2.7", "Mozilla/5.0 (X11; Linux x86_64) TestPeople/1");

    private final Invitations invitations;
    private final Sessions sessions;
    private final ChangeContact changeContact;
    private final TestInbox inbox;
    private final MutableClock clock;
    private final JdbcClient jdbc;

    TestPeople(Invitations invitations, Sessions sessions, ChangeContact changeContact, TestInbox inbox, MutableClock clock,
            JdbcClient jdbc) {
        this.invitations = invitations;
        this.sessions = sessions;
        this.changeContact = changeContact;
        this.inbox = inbox;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** A person of a test. */
    public final class Person {

        public final UUID id;
        public final String username;
        public final String email;
        public final String phone;
        public String password = "kuda laut menari pelan";
        byte[] secret = new byte[0];
        private long lastStep;
        private final boolean officer;
        /** The authenticator with this person's passkey; null before there is one. */
        public @Nullable SoftAuthenticator passkey;

        Person(UUID id, String username, String email, String phone, boolean officer) {
            this.id = id;
            this.username = username;
            this.email = email;
            this.phone = phone;
            this.officer = officer;
        }

        /** A code nobody has used yet; the clock moves on if the present one was. */
        public String code() {
            long step = Totp.stepAt(clock.instant());
            if (step <= lastStep) {
                clock.advance(Duration.ofSeconds(30 * (lastStep + 1 - step)));
                step = Totp.stepAt(clock.instant());
            }
            lastStep = step;
            return Totp.code(secret, step);
        }
    }

    /** A signer who has claimed the account but never logged in. */
    public Person claimed(Role... roles) {
        return claimedAt("Kantor Uji", roles);
    }

    /** The same, at another institution. */
    public Person claimedAt(String institution, Role... roles) {
        var person = invitedAt(institution, roles);
        var invitation = inbox.await(person.id, Template.INVITATION);
        assertThat(invitations.claim(invitation.token(), SecretText.of(person.password), ORIGIN))
                .isInstanceOf(PasswordByLink.Outcome.Chosen.class);
        return person;
    }

    /** The number of the account is proven, as if a code had come there. */
    public void provePhone(UUID account) {
        jdbc.sql("UPDATE account SET phone_verified_at = created_at WHERE id = :id").param("id", account).update();
    }

    /** A person who has been invited and has not answered. */
    public Person invited(Role... roles) {
        return invitedAt("Kantor Uji", roles);
    }

    private Person invitedAt(String institution, Role... roles) {
        int number = NUMBER.incrementAndGet();
        String name = "contoh" + number;
        var person = new Person(invitations.invite(
                new Invitations.Person(name, "Demo Pemilik " + number, institution, "Unit " + number,
                        roles.length == 0 ? Set.of(Role.SIGNER) : Set.of(roles), name + "@surat.example", "0812 5550 " + number,
                        "id"),
                null,
                ORIGIN).account(), name, name + "@surat.example", "+628125550" + number,
                Set.of(roles).stream().anyMatch(Role::trusted));
        return person;
    }

    /** A signer with authenticator and proven phone number, logged in nowhere. */
    public Person signer(int port) {
        var person = claimed();
        logOut(enrol(person, port));
        return person;
    }

    /** An officer with passkey and proven phone number, logged in nowhere. */
    public Person officer(int port) {
        var person = claimed(Role.OFFICER);
        logOut(enrol(person, port));
        return person;
    }

    /**
     * The first login of a claimed person, with a proven phone number: a signer enrols the authenticator and keeps the recovery codes, an
     * officer makes a passkey.
     */
    public HttpBrowser enrol(Person person, int port) {
        var browser = new HttpBrowser(port);
        browser.get("/login");
        assertThat(browser.post("/login", "login", person.username, "password", person.password).statusCode()).isEqualTo(303);
        if (person.officer) {
            firstPasskey(person, browser);
        } else {
            person.secret = secretOn(browser.get("/login/enrol").body());
            assertThat(browser.post("/login/enrol", "code", person.code()).statusCode()).isEqualTo(303);
            browser.get("/settings/recovery-codes/new");
            browser.post("/settings/recovery-codes/new", "kept", "yes");
        }
        var login = login(browser);
        changeContact.request(login, Contacts.Kind.PHONE, person.phone, ORIGIN);
        String code = inbox.await(person.id, Template.CONTACT_CODE).parameters().getFirst();
        assertThat(changeContact.confirm(login, Contacts.Kind.PHONE, code, ORIGIN))
                .isInstanceOf(ChangeContact.Confirmed.Done.class);
        return browser;
    }

    /** Goes on with a first login after the password, as whoever decides about others does. */
    public void firstPasskey(Person person, HttpBrowser browser) {
        var passkey = new SoftAuthenticator(browser.resolve("/").getPort());
        assertThat(browser.get("/login/passkey/new").statusCode()).isEqualTo(200);
        assertThat(browser.post("/login/passkey/new", "name", "Laptop kantor", "answer",
                passkey.create(browser.ask("/login/passkey/new/options"))).statusCode()).isEqualTo(303);
        person.passkey = passkey;
    }

    /** Adds a passkey to the account of a browser that is logged in with a fresh code; its owner logs in with that from now on. */
    public SoftAuthenticator addPasskey(Person person, HttpBrowser browser) {
        var passkey = new SoftAuthenticator(browser.resolve("/").getPort());
        browser.get("/settings/passkeys/new");
        String options = browser.ask("/settings/passkeys/options");
        assertThat(browser.post("/settings/passkeys/new", "name", "Laptop kantor", "answer", passkey.create(options)).statusCode())
                .isEqualTo(303);
        person.passkey = passkey;
        return passkey;
    }

    /** A browser in which this person is logged in with a fresh code. */
    public HttpBrowser browser(Person person, int port) {
        return logIn(new HttpBrowser(port), person);
    }

    /** Logs this person in. */
    public HttpBrowser logIn(HttpBrowser browser, Person person) {
        browser.get("/login");
        assertThat(browser.post("/login", "login", person.username, "password", person.password).statusCode()).isEqualTo(303);
        if (person.passkey != null) {
            browser.get("/login/passkey");
            assertThat(browser.post("/login/passkey", "answer",
                    person.passkey.get(browser.ask("/login/passkey/options"))).statusCode()).isEqualTo(303);
            return browser;
        }
        browser.get("/login/otp");
        assertThat(browser.post("/login/otp", "code", person.code()).statusCode()).isEqualTo(303);
        return browser;
    }

    /** Proves the second factor again in a browser that is logged in, and goes on to a page; gives where that leads. */
    public HttpResponse<String> stepUp(HttpBrowser browser, Person person, String next) {
        if (person.passkey == null) {
            return browser.post("/step-up", "code", person.code(), "next", next);
        }
        return browser.post("/step-up/passkey", "answer", person.passkey.get(browser.ask("/step-up/passkey/options")), "next",
                next);
    }

    /** From now on this person's codes come from the authenticator whose key is on the page. */
    public void adopt(Person person, String page) {
        person.secret = secretOn(page);
    }

    /** The login behind a browser's cookie. */
    public Sessions.Login login(HttpBrowser browser) {
        return sessions.find(String.valueOf(browser.cookies().get("__Host-paraf")), false).orElseThrow();
    }

    /** How many events of a type there are for a person. */
    public int events(Person person, String type) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE account = :account AND type = :type").param("account", person.id)
                .param("type", type).query(Integer.class).single();
    }

    static byte[] secretOn(String page) {
        var key = KEY.matcher(page);
        assertThat(key.find()).as("the key for typing is on the page").isTrue();
        return base32(key.group(1));
    }

    private void logOut(HttpBrowser browser) {
        browser.get("/dashboard");
        browser.post("/logout");
    }

    private static byte[] base32(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (char c : text.toCharArray()) {
            buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write((buffer >> bits) & 0xff);
            }
        }
        return bytes.toByteArray();
    }
}
