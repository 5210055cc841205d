package id.paraf.acceptance.browser;

/** From the invitation to an account that lacks nothing, and everything in Pengaturan. */
final class NewcomerPages {

    private final Tour tour;
    private final Member nadia;

    NewcomerPages(Tour tour) {
        this.tour = tour;
        this.nadia = tour.nadia;
    }

    void visit(Device device, Device other) {
        claim(device);
        firstLogin(device);
        phone(device);
        nothingYet(device);
        credentials(device);
        passkeys(device);
        twoDevices(device, other);
    }

    private void claim(Device device) {
        device.open(nadia.newestLink(tour.inbox(), "/claim/"));
        tour.look(device);
        device.fill("password", "nadia").fill("again", "nadia").submit();
        tour.look(device, "weak");
        device.fill("password", Member.PASSWORD).fill("again", Member.PASSWORD).submit();
        tour.look(device, "claimed");
    }

    private void firstLogin(Device device) {
        nadia.logInWithPassword(device);
        nadia.takeAuthenticator(device.arrive("/login/enrol"));
        tour.look(device);
        device.fill("code", "000000").submit();
        tour.look(device, "wrong");
        device.fill("code", nadia.code()).submit().arrive("/settings/recovery-codes/new");
        tour.look(device);
        device.submitAnyway();
        tour.look(device, "unticked");
        device.tick("kept").submit().arrive("/settings/passkeys/new");
        tour.look(device, "offered");
        Member.withoutPasskey(device);
    }

    private void phone(Device device) {
        device.arrive("/settings/phone");
        tour.look(device, "first");
        device.fill("value", "12").submit();
        tour.look(device, "invalid");
        device.open("/dashboard");
        tour.look(device, "newcomer");
        device.open("/settings/phone").fill("value", "0812-0000-0061").submit().arrive("/settings/phone/code");
        tour.look(device, "phone");
        device.fill("code", "123456").submit();
        tour.look(device, "wrong");
        device.fill("code", tour.codeSentTo(nadia)).submit();
    }

    private void nothingYet(Device device) {
        for (String path : new String[] {"/certificates", "/applications"}) {
            device.open(path);
            tour.look(device, "empty");
        }
        device.open("/applications/new");
        tour.look(device);
        device.open("/applications/00000000-0000-0000-0000-000000000000");
        tour.look(device, "404-signed-in");
    }

    private void credentials(Device device) {
        for (String path : new String[] {"/settings", "/settings/email", "/settings/activity", "/settings/authenticator"}) {
            nadia.open(device, path);
            tour.look(device);
        }
        device.fill("password", "bukan-ini").fill("code", "000000").submit();
        tour.look(device, "wrong");
        device.fill("password", Member.PASSWORD).fill("code", nadia.code()).submit().arrive("/settings/authenticator/new");
        tour.look(device);
        device.fill("code", "000000").submit();
        tour.look(device, "wrong");
        tour.paraf().clock().advance(java.time.Duration.ofMinutes(6));
        device.open("/settings/password");
        tour.look(device);
        device.fill("code", "000000").submit();
        tour.look(device, "wrong");
        device.fill("code", nadia.code()).submit().arrive("/settings/password");
        tour.look(device);
        device.fill("old", "bukan-ini").fill("password", "pendek").fill("again", "pendek").submit();
        tour.look(device, "weak");
        device.open("/settings/recovery-codes");
        tour.look(device);
        device.submit().arrive("/settings/recovery-codes/new").tick("kept").submit();
    }

    private void passkeys(Device device) {
        device.open("/settings/passkeys");
        tour.look(device, "none");
        nadia.open(device, "/settings/passkeys/new");
        tour.look(device);
        device.withPasskeys().fill("name", "<>").submit().page().locator(".summary").waitFor();
        tour.look(device, "wrong");
        device.fill("name", "Laptop kantor").submit().arrive("/settings/passkeys");
        tour.look(device, "one");
        device.press("main a[href^='/settings/passkeys/']:has-text('Ganti nama')");
        tour.look(device);
        device.fill("name", "<>").submit();
        tour.look(device, "wrong");
        tour.paraf().clock().advance(java.time.Duration.ofMinutes(6));
        device.open("/settings/passkeys").press("main a[href$='/remove']").arrive("/step-up/passkey");
        tour.look(device);
        device.page().locator("form[data-passkey]").evaluate("form => { form.elements.answer.value = 'x'; form.submit(); }");
        device.page().locator(".summary").waitFor();
        tour.look(device, "wrong");
        device.submit().arrive("/settings/passkeys/.+/remove");
        tour.look(device);
        device.submitDanger().arrive("/settings/passkeys");
        // The browser still holds it, and would offer it at the next login.
        device.touching(false);
    }

    private void twoDevices(Device device, Device other) {
        other.open("/login");
        nadia.logInWithPassword(other);
        other.arrive("/login/otp");
        tour.look(other);
        other.fill("code", "000000").submit();
        tour.look(other, "wrong");
        other.open("/login/recovery");
        tour.look(other);
        other.fill("code", "bukan-kode").submit();
        tour.look(other, "wrong");
        other.open("/login/otp").fill("code", nadia.code()).submit();
        device.open("/settings/sessions");
        tour.look(device, "two");
        device.press("form[action$='/end'] button");
        tour.look(device, "one");
        // The other device was signed out: the way back in leads where it wanted to go.
        other.open("/forgot").fill("login", "nadia").submit();
        other.open(nadia.newestLink(tour.inbox(), "/forgot/"));
        tour.look(other);
        other.fill("password", "nadia").fill("again", "nadia").submit();
        tour.look(other, "weak");
    }
}
