package id.paraf.acceptance.browser;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** One browser of one person: a desktop or an old phone. Notes whatever goes wrong in it. */
final class Device implements AutoCloseable {

    enum Kind {
        DESKTOP(1280, 800), PHONE(360, 740);

        private final int width;
        private final int height;

        Kind(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private final URI origin;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private CDPSession developer;
    private String fingerprintReader = "";

    Device(Chromium chromium, URI origin, Kind kind) {
        this(chromium, origin, kind, true);
    }

    /** @param scripts whether its browser runs scripts; the camera needs them, nothing else does (WF-13) */
    Device(Chromium chromium, URI origin, Kind kind, boolean scripts) {
        this.origin = origin;
        context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(kind.width, kind.height)
                .setIsMobile(kind == Kind.PHONE).setHasTouch(kind == Kind.PHONE).setLocale("id-ID")
                .setJavaScriptEnabled(scripts));
        context.setDefaultTimeout(20_000);
        // WF-02: nothing is ever loaded from anywhere else.
        context.onRequest(request -> {
            if (!request.url().startsWith(origin.toString()) && !request.url().matches("(data|blob):.*")) {
                complaints.add("Asked for " + request.url());
            }
        });
        context.onConsoleMessage(message -> {
            // A refused form is a 422, which Chromium reports as an error although it is the answer that was meant.
            if (message.type().equals("error") && !message.text().contains("the server responded with a status of 4")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        page = context.newPage();
    }

    Page page() {
        return page;
    }

    /** Opens an address of the application. */
    Device open(String pathOrAddress) {
        page.navigate(pathOrAddress.startsWith("/") ? origin + pathOrAddress : pathOrAddress);
        return loaded();
    }

    Device fill(String name, String value) {
        page.locator("[name=" + name + "]").fill(value);
        return this;
    }

    Device tick(String name) {
        page.locator("input[name=" + name + "]").check();
        return this;
    }

    /** Presses the one primary button of the page's content. */
    Device submit() {
        page.locator("main form button[type=submit].primary").first().click();
        return loaded();
    }

    /** Sends the form although the browser would ask for what is missing: the server has to say it, too. */
    Device submitAnyway() {
        page.locator("main form:has(button[type=submit].primary)").first().evaluate("form => { form.noValidate = true; }");
        return submit();
    }

    /** Presses the button of the content that cannot be taken back. */
    Device submitDanger() {
        return press("main form button[type=submit].danger");
    }

    Device press(String selector) {
        page.locator(selector).first().click();
        return loaded();
    }

    /** Waits for a page whose address fits. */
    Device arrive(String path) {
        page.waitForURL(url -> URI.create(url).getPath().matches(path));
        return loaded();
    }

    String path() {
        return URI.create(page.url()).getPath();
    }

    String text() {
        return page.locator("body").innerText();
    }

    private Device loaded() {
        page.waitForLoadState();
        return this;
    }

    /** Gives the browser an authenticator of its own, which verifies its owner at once: a laptop with a fingerprint reader. */
    Device withPasskeys() {
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var authenticator = new JsonObject();
        authenticator.add("options", options);
        developer = context.newCDPSession(page);
        developer.send("WebAuthn.enable");
        var added = developer.send("WebAuthn.addVirtualAuthenticator", authenticator);
        fingerprintReader = added.get("authenticatorId").getAsString();
        return this;
    }

    /** Whether the owner's finger is on the reader: then each question is answered at once, also the one of the login page. */
    Device touching(boolean touching) {
        var state = new JsonObject();
        state.addProperty("authenticatorId", fingerprintReader);
        state.addProperty("enabled", touching);
        developer.send("WebAuthn.setAutomaticPresenceSimulation", state);
        return this;
    }

    /** What went wrong in the browser so far: foreign requests, script errors, violations of the content security policy. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
    }
}
