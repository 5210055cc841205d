package id.paraf.acceptance.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.microsoft.playwright.Page;

import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.kernel.Origin;

/** One of the people, who knows a password and holds an authenticator. */
final class Member {

    static final String PASSWORD = "gunung-lima.payung-biru-83";

    private final Installation paraf;
    private final String username;
    private final List<String> links = new ArrayList<>();
    private Authenticator authenticator;

    Member(Installation paraf, String username) {
        this.paraf = paraf;
        this.username = username;
    }

    /** Invites somebody as an operator would. */
    static Member invite(Installation paraf, String username, String name, String institution, String unit, Role role,
            String phone) {
        paraf.bean(Invitations.class).invite(new Invitations.Person(username, name, institution, unit, Set.of(role),
                username + "@contoh.example", phone, "id"), null, Origin.SYSTEM);
        return new Member(paraf, username);
    }

    /** Takes the invitation from the demo inbox, chooses a password, adds an authenticator and ends at the dashboard. */
    void claim(Device device) {
        claim(device, () -> {
        });
    }

    /** The same, and something else where a passkey is asked for first. */
    void claim(Device device, Runnable atPasskey) {
        device.open("/demo");
        device.open(newestLink(device, "/claim/"));
        device.fill("password", PASSWORD).fill("again", PASSWORD).submit();
        logInWithPassword(device);
        device.arrive("/login/(enrol|passkey/new)");
        if (device.path().equals("/login/passkey/new")) {
            // Whoever decides about others is offered a passkey first; the demo lets them go on without.
            atPasskey.run();
            device.press("main a[href^='/login/enrol']");
        }
        takeAuthenticator(device.arrive("/login/enrol"));
        device.fill("code", "000000").submit();
        device.fill("code", authenticator.code()).submit();
        device.arrive("/settings/recovery-codes/new").tick("kept").submit();
        if (device.path().equals("/settings/passkeys/new")) {
            withoutPasskey(device);
        }
    }

    /** Leaves the offer of a passkey for later. */
    static void withoutPasskey(Device device) {
        device.arrive("/settings/passkeys/new").press("main form[data-passkey] .actions a");
    }

    /** The first login of who decides about others, as it is meant: after the invitation a passkey, and nothing else. */
    void claimWithPasskey(Device device, String landing) {
        device.open("/demo");
        device.open(newestLink(device, "/claim/"));
        device.fill("password", PASSWORD).fill("again", PASSWORD).submit();
        logInWithPassword(device);
        device.arrive("/login/passkey/new").submit().arrive(landing);
    }

    /** Logs in on a device, first with a wrong password. */
    void logIn(Device device) {
        device.open("/login").fill("login", username).fill("password", "salah").submit();
        logInWithPassword(device);
        device.arrive("/login/otp").fill("code", authenticator.code()).submit();
    }

    /** Reads the secret off the page that offers it. */
    void takeAuthenticator(Device device) {
        String uri = device.page().locator("a[href^='otpauth:']").getAttribute("href");
        authenticator = new Authenticator(uri.replaceFirst(".*[?&]secret=([A-Z2-7]+).*", "$1"), paraf.clock());
    }

    String username() {
        return username;
    }

    String code() {
        return authenticator.code();
    }

    /** Opens a page, and proves whatever the application asks for on the way there. */
    Device open(Device device, String path) {
        device.open(path);
        if (device.path().equals("/login")) {
            device.fill("login", username).fill("password", PASSWORD).submit();
        }
        if (device.path().equals("/login/otp") || device.path().equals("/step-up")) {
            device.fill("code", code()).submit();
        }
        return device;
    }

    void logInWithPassword(Device device) {
        if (!device.path().equals("/login")) {
            device.open("/login");
        }
        device.fill("login", username).fill("password", PASSWORD).submit();
    }

    /** Types a fresh code if the application asks for one. */
    void stepUp(Device device) {
        if (device.page().locator("main a[href^='/step-up']").count() > 0) {
            device.press("main a[href^='/step-up']");
        }
        if (device.path().equals("/step-up")) {
            device.fill("code", authenticator.code()).submit();
        }
    }

    /** The newest link in this person's demo messages that leads to such a path and was not taken before; waits for it. */
    String newestLink(Device device, String path) {
        String taken = links.stream().map(link -> ":not([href='" + link + "'])").collect(Collectors.joining());
        var link = messages(device).locator("a.demo-link[href*='" + path + "']" + taken).first();
        link.waitFor();
        links.add(link.getAttribute("href"));
        return links.getLast();
    }

    /** The newest message of this person with such words in it; waits for it. */
    String newestMessage(Device device, String words) {
        var message = messages(device)
                .locator("li.demo-bubble", new com.microsoft.playwright.Locator.LocatorOptions().setHasText(words))
                .first();
        message.waitFor();
        return message.innerText();
    }

    private com.microsoft.playwright.Locator messages(Device device) {
        Page page = device.page();
        return page.locator(".demo-person[data-username=" + username + "]");
    }
}
