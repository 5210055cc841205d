package id.paraf.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;

import id.paraf.account.Role;
import id.paraf.pades.SamplePdfs;
import id.paraf.testing.Proves;

/** Browsers that run no scripts: everything but the camera works, and the camera's page says so and offers the other way. */
class WithoutScriptsIT {

    private static final String INSTITUTION = "Kantor Tanpa Skrip (Demo)";
    private static final String FIRST = "Kapal-Ungu.77-teratai";
    private static final String SECOND = "Lentera!48-bambu-Hijau";
    private static final String THIRD = "Sungai?19-Merpati-kuning";

    private final Installation paraf = Installation.shared();
    private final Member tia = Member.invite(paraf, "tia", "Tia Contoh (Demo)", INSTITUTION, "Sekretariat", Role.SIGNER,
            "+6281200000071");
    private final Member putu = Member.invite(paraf, "putu", "Putu Petugas (Demo)", INSTITUTION, "Otoritas Pendaftaran",
            Role.OFFICER, "+6281200000072");

    @Test
    @Proves("WF-13")
    void everythingButTheCameraWorksWithoutScripts() {
        try (var chromium = new Chromium((Path) null);
                var inbox = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP);
                var desktop = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP, false);
                var phone = new Device(chromium, paraf.origin(), Device.Kind.PHONE, false);
                var office = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP, false)) {
            inbox.open("/demo");
            language(desktop);
            verification(desktop);
            tia.claim(desktop);
            verifyPhone(desktop, inbox);
            apply(desktop);
            putu.claim(office);
            putu.open(office, "/officer").press("td.title a");
            putu.stepUp(office);
            office.page().locator("#compared").check();
            office.press("form[data-decision=a] button");
            String certificate = certificate(desktop);
            change(desktop, certificate);
            reset(desktop, phone, office, inbox, certificate);
            revoke(desktop, certificate);
            for (var device : new Device[] {desktop, phone, office}) {
                assertThat(device.complaints()).isEmpty();
            }
        }
    }

    /** Menus are details, and the choice leads back to the same page, query and all. */
    private static void language(Device desktop) {
        desktop.open("/login?next=/settings/activity");
        desktop.page().locator("details.menu > summary").first().click();
        desktop.press("button[name=language][value=en]");
        assertThat(desktop.page().url()).endsWith("/login?next=/settings/activity");
        assertThat(desktop.text()).contains("Password").contains("Forgot password");
        desktop.page().locator("details.menu > summary").first().click();
        desktop.press("button[name=language][value=id]");
        assertThat(desktop.text()).contains("Lupa Password");
    }

    private static void verification(Device desktop) {
        desktop.open("/verify").page().locator("input[type=file]")
                .setInputFiles(new FilePayload("surat.pdf", "application/pdf", SamplePdfs.withEvidence()));
        desktop.submit();
        assertThat(desktop.text()).contains("Sah dan utuh").contains(SamplePdfs.SIGNER);
        var report = desktop.page().waitForDownload(() -> desktop.page().locator("a[download$='.json']").click());
        assertThat(report.suggestedFilename()).startsWith("verifikasi-").endsWith(".json");
    }

    private void verifyPhone(Device desktop, Device inbox) {
        desktop.arrive("/settings/phone").fill("value", "0812-0000-0071").submit().arrive("/settings/phone/code");
        String message = tia.newestMessage(inbox, "kode verifikasi");
        var code = Pattern.compile("\\b[0-9]{6}\\b").matcher(message.replaceAll("\\+[0-9 -]+", ""));
        assertThat(code.find()).isTrue();
        desktop.fill("code", code.group()).submit();
    }

    private static void apply(Device desktop) {
        desktop.open("/applications/new").submit();
        desktop.tick("consent").submit();
        desktop.fill("fullName", "Tia Contoh").fill("nik", "9900 0001 0190 0014").fill("position", "Analis").submit();
        desktop.arrive(".*/documents").submit().press("form[action$='/photos/officer'] button").arrive(".*/agreement").tick("agree")
                .submit();
        desktop.fill("passphrase", "lemah").fill("confirmation", "lemah").submit();
        assertThat(desktop.page().title()).startsWith("Galat:");
        desktop.fill("passphrase", FIRST).fill("confirmation", FIRST).submit().arrive(".*/check").submit();
        assertThat(desktop.text()).contains("Menunggu");
    }

    private String certificate(Device desktop) {
        tia.open(desktop, "/certificates");
        desktop.page().locator("td.row-actions details.menu > summary").click();
        assertThat(desktop.page().locator("td.row-actions a[href$='/reset']").isVisible()).isTrue();
        return desktop.page().locator("main a[href^='/certificates/']").first().getAttribute("href")
                .replaceFirst("(/certificates/[^/]+).*", "$1");
    }

    private void change(Device desktop, String certificate) {
        tia.open(desktop, certificate + "/passphrase").fill("current", FIRST).fill("passphrase", SECOND)
                .fill("confirmation", SECOND)
                .submit();
        assertThat(desktop.text()).contains("berhasil diubah");
        tia.open(desktop, certificate + "/try").fill("passphrase", SECOND).submit();
        assertThat(desktop.text()).contains("SHA256");
    }

    private void reset(Device desktop, Device phone, Device office, Device inbox, String certificate) {
        tia.open(desktop, certificate + "/reset").fill("phone", "0812 0000 0071").submit();
        claim(desktop, phone, inbox);
        phone.tick("agree").submit();
        assertThat(phone.text()).contains("JavaScript");
        phone.press("form[action='/capture/officer'] button");
        desktop.press("a.button[href='" + certificate + "/reset']");
        assertThat(desktop.text()).contains("petugas");
        putu.open(office, "/officer/cases").press("td.title a");
        putu.stepUp(office);
        office.page().locator("input[name=decision]").first().check();
        office.page().locator("input[name=compared]").last().check();
        office.fill("note", "Sudah dikenali lewat panggilan video.").press("form:has([name=decision]) button");
        paraf.clock().advance(Duration.ofSeconds(70));
        desktop.open(certificate + "/reset").press("form[action$='/resend'] button");
        claim(desktop, phone, inbox);
        phone.arrive("/capture/passphrase").page().locator("#agreed").check();
        phone.fill("passphrase", THIRD).fill("confirmation", THIRD).submit();
        assertThat(phone.text()).contains("berhasil diubah");
        desktop.open(certificate + "/reset");
        assertThat(desktop.text()).contains("berhasil diubah");
    }

    private void claim(Device desktop, Device phone, Device inbox) {
        String number = desktop.page().locator(".match-number").innerText().strip();
        phone.open(tia.newestLink(inbox, "/r/")).fill("number", number).submit();
    }

    private void revoke(Device desktop, String certificate) {
        tia.open(desktop, certificate + "/revoke");
        desktop.page().locator("input[name=reason]").first().check();
        desktop.submit().press("main a.button.danger");
        if (desktop.path().equals("/step-up")) {
            desktop.fill("code", tia.code()).submit();
        }
        desktop.press("main form[action$='/revoke/confirm'] button.danger").arrive(".*/revoke/done");
    }
}
