package id.paraf.acceptance.browser;

import java.time.Duration;

/** What the owner of a certificate does with it, but for the reset: see, fetch, try, change, revoke. */
final class OwnerPages {

    static final String SECOND = "Lentera!48-bambu-Hijau";

    private final Tour tour;
    private final Member nadia;

    OwnerPages(Tour tour) {
        this.tour = tour;
        this.nadia = tour.nadia;
    }

    /** @return the path of the certificate */
    String visit(Device device) {
        nadia.open(device, "/dashboard");
        tour.look(device, "certified");
        device.open("/certificates");
        tour.look(device);
        device.page().locator("td.row-actions details.menu > summary").first().click();
        tour.look(device, "menu");
        String certificate = device.page().locator("main a[href^='/certificates/']").first().getAttribute("href")
                .replaceFirst("(/certificates/[^/]+).*", "$1");
        for (String page : new String[] {"", "/download", "/try"}) {
            nadia.open(device, certificate + page);
            tour.look(device);
        }
        device.open(certificate);
        tour.onPaper(device);
        device.open("/applications/new");
        tour.look(device, "certified");
        nadia.open(device, certificate + "/try").fill("passphrase", "Bukan-yang-1tu!").submit();
        tour.look(device, "wrong");
        device.fill("passphrase", Tour.PASSPHRASE).submit();
        tour.look(device);
        device.open(certificate + "/passphrase");
        tour.look(device);
        device.fill("current", "Bukan-yang-1tu!").fill("passphrase", "lemah").fill("confirmation", "lemas").submit();
        tour.look(device, "wrong");
        device.fill("current", Tour.PASSPHRASE).fill("passphrase", SECOND).fill("confirmation", SECOND).submit();
        tour.look(device);
        return certificate;
    }

    /** Stops the certificate and lets it go on. */
    void visitSuspension(Device device, String certificate) {
        nadia.open(device, certificate + "/suspend");
        tour.look(device);
        device.submitDanger();
        tour.look(device, "suspended");
        device.open("/certificates");
        device.page().locator("td.row-actions details.menu > summary").first().click();
        tour.look(device, "suspended");
        nadia.open(device, "/dashboard");
        tour.look(device, "suspended");
        for (String page : new String[] {"/try", "/passphrase", "/reset/new"}) {
            nadia.open(device, certificate + page);
            tour.look(device, "suspended");
        }
        device.open("/applications/new");
        tour.look(device, "suspended");
        nadia.open(device, certificate + "/resume");
        tour.look(device);
        device.submit();
        tour.look(device, "resumed");
    }

    /** What an officer suspended. */
    void visitHeld(Device device, String certificate) {
        nadia.open(device, certificate);
        tour.look(device, "held");
        nadia.open(device, "/dashboard");
        tour.look(device, "held");
        nadia.open(device, certificate + "/resume");
        tour.look(device, "held");
    }

    /** Wrong passphrases until the keyroom makes their author wait, and at last locks the key. */
    void visitLocked(Device device, String certificate) {
        for (int tries = 1; tries <= 9; tries++) {
            nadia.open(device, certificate + "/try").fill("passphrase", "Salah-terus-" + tries).submit();
            if (tries == 3 || tries == 9) {
                tour.look(device, "wait-" + tries);
            }
            tour.paraf().clock().advance(Duration.ofMinutes(tries < 6 ? 3 : 20));
        }
        nadia.open(device, certificate);
        tour.look(device, "locked");
    }

    void visitRevocation(Device device, String certificate) {
        nadia.open(device, certificate + "/revoke");
        tour.look(device);
        device.submitAnyway();
        tour.look(device, "unanswered");
        device.page().locator("input[name=reason]").first().check();
        device.submit();
        tour.look(device);
        device.press("main a.button.danger");
        if (device.path().equals("/step-up")) {
            device.fill("code", nadia.code()).submit();
        }
        tour.look(device);
        device.press("main form[action$='/revoke/confirm'] button.danger");
        tour.look(device);
        device.open("/certificates");
        tour.look(device, "revoked");
        device.open(certificate);
        tour.look(device, "revoked");
        device.open(certificate + "/revoke");
        tour.look(device, "409");
        device.open("/dashboard");
        tour.look(device, "revoked");
        tour.paraf().clock().advance(Duration.ofHours(25));
        device.open("/settings/activity");
        tour.look(device, "ended");
    }
}
