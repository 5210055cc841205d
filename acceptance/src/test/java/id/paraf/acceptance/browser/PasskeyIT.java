package id.paraf.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import id.paraf.account.Role;
import id.paraf.testing.Proves;

/** Passkeys as people meet them: a real browser with an authenticator in it. */
class PasskeyIT {

    private static final String INSTITUTION = "Kantor Passkey (Demo)";

    private final Installation paraf = Installation.shared();

    @Test
    void aSignerAddsAPasskeyLogsInWithItAloneAndConfirmsWithIt() {
        var lestari = Member.invite(paraf, "lestari", "Lestari Contoh (Demo)", INSTITUTION, "Sekretariat", Role.SIGNER,
                "+6281200000091");
        try (var chromium = new Chromium((Path) null);
                var device = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP).withPasskeys()) {
            lestari.claim(device);
            add(device);
            assertThat(device.text()).contains("Laptop kantor", "Belum pernah", "Tambahkan satu passkey lagi");
            // A browser that holds one already says so before the server is asked.
            device.open("/settings/passkeys/new").submit();
            says(device, "sudah terdaftar");

            device.touching(false);
            logOut(device);
            device.open("/login/passkey").touching(true);
            var button = device.page().locator("form[data-passkey] button");
            button.focus();
            device.page().keyboard().press("Enter");
            device.arrive("/dashboard");

            paraf.clock().advance(Duration.ofMinutes(6));
            device.open("/settings/password").arrive("/step-up/passkey").submit().arrive("/settings/password");
            assertThat(device.complaints()).isEmpty();
        }
    }

    @Test
    void theFieldForTheNameOffersThePasskeysThatTheBrowserHolds() {
        var mega = Member.invite(paraf, "mega", "Mega Contoh (Demo)", INSTITUTION, "Sekretariat", Role.SIGNER, "+6281200000093");
        try (var chromium = new Chromium((Path) null);
                var device = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP).withPasskeys()) {
            mega.claim(device);
            add(device);
            device.touching(false);
            logOut(device);
            // Nothing is pressed: the owner takes what the browser lists below the field, which here is a finger on the reader.
            assertThat(device.page().locator("[name=login]").getAttribute("autocomplete")).isEqualTo("username webauthn");
            device.touching(true).page().evaluate("() => { setTimeout(() => location.reload(), 0); }");
            device.arrive("/dashboard");
            assertThat(device.complaints()).isEmpty();
        }
    }

    @Test
    @Proves("AU-16")
    void anOfficerMakesAPasskeyFirstAndGetsIntoTheConsoleWithNothingElse() {
        var danu = Member.invite(paraf, "danu", "Danu Petugas (Demo)", INSTITUTION, "Otoritas Pendaftaran", Role.OFFICER,
                "+6281200000092");
        try (var chromium = new Chromium((Path) null);
                var device = new Device(chromium, paraf.origin(), Device.Kind.PHONE).withPasskeys()) {
            danu.claimWithPasskey(device, "/officer");
            assertThat(device.open("/dashboard").text()).doesNotContain("WhatsApp", "Nomor ponsel");
            device.touching(false);
            logOut(device);
            danu.logInWithPassword(device);
            device.arrive("/login/passkey").touching(true);
            assertThat(device.text()).doesNotContain("kode OTP").contains("hanya dapat dibuka dengan passkey");
            device.open("/login/otp?by=code").arrive("/login/passkey");
            device.submit().arrive("/officer");
            assertThat(device.complaints()).isEmpty();
        }
    }

    /** What a browser cannot do, or its owner does not want, is said in a sentence, and the other ways stay. */
    @Test
    void whatDoesNotHappenIsSaid() {
        try (var chromium = new Chromium((Path) null);
                var device = new Device(chromium, paraf.origin(), Device.Kind.PHONE);
                var old = new Device(chromium, paraf.origin(), Device.Kind.PHONE);
                var without = new Device(chromium, paraf.origin(), Device.Kind.PHONE, false)) {
            device.page()
                    .addInitScript("navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'));");
            device.open("/login/passkey").submit();
            says(device, "Passkey dibatalkan atau tidak ditemukan");
            assertThat(device.text()).contains("Masuk dengan password");
            old.page().addInitScript("delete window.PublicKeyCredential;");
            assertThat(old.open("/login/passkey").text()).contains("tidak mendukung passkey", "Masuk dengan password");
            assertThat(old.open("/login").text()).doesNotContain("passkey");
            assertThat(without.open("/login/passkey").text()).contains("membutuhkan JavaScript", "Masuk dengan password");
            assertThat(without.open("/login").text()).doesNotContain("passkey");
        }
    }

    private static void add(Device device) {
        device.open("/settings/passkeys/new").fill("name", "Laptop kantor").submit().arrive("/settings/passkeys");
    }

    private static void says(Device device, String sentence) {
        var said = device.page().locator("[data-says]");
        said.waitFor();
        assertThat(said.innerText()).contains(sentence);
    }

    private static void logOut(Device device) {
        device.open("/settings").page().locator("form[action='/logout']").first().evaluate("form => form.requestSubmit()");
        device.arrive("/login");
    }
}
