package id.paraf.gates;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.testing.HttpBrowser;

/** Browsers of people who are logged in a little, fully, or no more. */
final class Visitors {

    private Visitors() {
    }

    /** A new signer's browser, fully logged in a moment ago. */
    static HttpBrowser signer(TestPeople people, int port) {
        return people.enrol(people.claimed(), port);
    }

    /** A new officer's browser, fully logged in a moment ago. */
    static HttpBrowser officer(TestPeople people, int port) {
        return people.enrol(people.claimed(Role.OFFICER), port);
    }

    /** A browser in which this person, who has an authenticator, gave the password alone. */
    static HttpBrowser half(TestPeople.Person person, int port) {
        var browser = new HttpBrowser(port);
        browser.get("/login");
        browser.post("/login", "login", person.username, "password", person.password);
        return browser;
    }

    static boolean loggedIn(HttpBrowser browser) {
        return browser.get("/settings").statusCode() == 200;
    }
}
