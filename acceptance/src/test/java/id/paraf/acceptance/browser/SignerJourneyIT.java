package id.paraf.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.face.TestFaces;
import id.paraf.testing.Proves;

/**
 * The whole story of one signer, on a desktop and a phone side by side: from the invitation to a revoked certificate.
 * How the pages look is {@link EveryPageIT}'s.
 */
class SignerJourneyIT {

    private static final String FIRST = "Kapal-Ungu.77-teratai";
    private static final String SECOND = "Lentera!48-bambu-Hijau";
    private static final String THIRD = "Sungai?19-Merpati-kuning";
    /** A check on a slow machine looks at every frame for a while. */
    private static final double PATIENCE = 180_000;

    @TempDir
    static Path films;

    private static Installation paraf;
    private static Chromium enrolling;
    private static Chromium resetting;

    /** Sittings of their own for each of the two, and for each time that has to be tried again: the same frames twice are a copy (SF-03). */
    @BeforeAll
    static void start() throws Exception {
        paraf = Installation.shared();
        enrolling = new Chromium(film("enrol.mjpeg", 101, 111, 121, 131));
        resetting = new Chromium(film("reset.mjpeg", 202, 212, 222, 232));
    }

    private static Path film(String name, int... sittings) throws IOException {
        return Files.write(films.resolve(name), TestFaces.ASTRONAUT.film(3, sittings));
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable part : java.util.Arrays.asList(enrolling, resetting)) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    @Proves({"WF-02", "RP-16", "RP-29"})
    void aSignerAppliesSignsChangesForgetsResetsAndRevokes() {
        var sari = new Member(paraf, "sari");
        var rani = new Member(paraf, "rani");
        try (var inbox = new Device(enrolling, paraf.origin(), Device.Kind.DESKTOP);
                var desktop = new Device(enrolling, paraf.origin(), Device.Kind.DESKTOP);
                var office = new Device(enrolling, paraf.origin(), Device.Kind.DESKTOP);
                var phone = new Device(resetting, paraf.origin(), Device.Kind.PHONE)) {
            inbox.open("/demo");
            sari.claim(desktop);
            // An unproven number is the first thing the application asks for.
            desktop.arrive("/settings/phone");
            verifyPhone(sari, desktop, inbox);

            apply(desktop);
            rani.claim(office);
            approve(rani, office);

            String certificate = certificate(desktop);
            tries(sari, desktop, certificate, FIRST, true);
            change(sari, desktop, certificate);
            reset(sari, desktop, phone, inbox, certificate);
            tries(sari, desktop, certificate, SECOND, false);
            tries(sari, desktop, certificate, THIRD, true);
            revoke(sari, desktop, certificate);

            desktop.page().locator("details:has(form[action='/logout']) > summary").click();
            desktop.press("form[action='/logout'] button");
            desktop.open("/certificates");
            assertThat(desktop.path()).isEqualTo("/login");
            sari.logIn(desktop);
            for (var device : List.of(inbox, desktop, office, phone)) {
                assertThat(device.complaints()).as("browser").isEmpty();
            }
        }
    }

    private static void verifyPhone(Member sari, Device desktop, Device inbox) {
        desktop.open("/settings/phone");
        sari.stepUp(desktop);
        desktop.fill("value", "0812-0000-0042").submit();
        sari.stepUp(desktop);
        desktop.arrive("/settings/phone/code");
        String message = sari.newestMessage(inbox, "kode verifikasi");
        var code = Pattern.compile("\\b[0-9]{6}\\b").matcher(message.replaceAll("\\+[0-9 -]+", ""));
        assertThat(code.find()).as(message).isTrue();
        desktop.fill("code", code.group()).submit();
    }

    private void apply(Device desktop) {
        desktop.open("/applications/new").submit();
        desktop.arrive("/applications/[^/]+/consent").tick("consent").submit();
        desktop.submit();
        desktop.fill("fullName", "Sari Contoh").fill("nik", "9900 0001 0190 0012").fill("position", "Analis").submit();
        desktop.arrive("/applications/[^/]+/documents").submit();
        desktop.tick("agree").press("form[action$='/photos/camera'] button");
        photograph(desktop);
        desktop.arrive("/applications/[^/]+/photos");
        desktop.press("main a.button.primary");
        desktop.arrive("/applications/[^/]+/agreement").tick("agree").submit();
        desktop.fill("passphrase", "lemah").fill("confirmation", "lemah").submit();
        desktop.fill("passphrase", FIRST).fill("confirmation", FIRST).submit();
        desktop.arrive("/applications/[^/]+/check").submit();
        desktop.open("/applications");
    }

    /** Lets the camera, which opens by itself after the consent, look; what the page asks to be tried again is tried again, as a person would. */
    private static void photograph(Device device) {
        device.arrive("/capture");
        var result = device.page().locator("#result");
        var said = new ArrayList<String>();
        for (int tries = 0; tries < 5; tries++) {
            result.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE));
            if ("passed".equals(result.getAttribute("data-outcome"))) {
                break;
            }
            said.add(result.innerText());
            device.page().locator("#again").click();
        }
        assertThat(said).as("refusals before it passed").hasSizeLessThan(5);
        device.page().waitForURL(url -> !url.endsWith("/capture"), new Page.WaitForURLOptions().setTimeout(PATIENCE));
    }

    private static void approve(Member rani, Device office) {
        office.open("/officer/messages");
        office.open("/officer");
        office.press("td.title a");
        rani.stepUp(office);
        office.page().locator("#compared").check();
        office.press("form[data-decision=a] button");
        office.open("/officer/cases");
    }

    private static String certificate(Device desktop) {
        desktop.open("/certificates");
        assertThat(desktop.text()).contains("Sari Contoh").contains("Esign").contains("Individu").contains("Issued");
        String href = desktop.page().locator("main a[href^='/certificates/']").first().getAttribute("href");
        String certificate = href.replaceFirst("(/certificates/[^/]+).*", "$1");
        desktop.open(certificate);
        desktop.open(certificate + "/download");
        return certificate;
    }

    private static void tries(Member sari, Device desktop, String certificate, String passphrase, boolean works) {
        sari.open(desktop, certificate + "/try").fill("passphrase", passphrase).submit();
        if (works) {
            assertThat(desktop.page().title()).doesNotContain("Galat");
            assertThat(desktop.text()).contains("SHA256");
        } else {
            assertThat(desktop.page().title()).startsWith("Galat:");
            assertThat(desktop.text()).contains("Passphrase tidak cocok");
        }
    }

    private static void change(Member sari, Device desktop, String certificate) {
        desktop.open(certificate + "/passphrase");
        sari.stepUp(desktop);
        desktop.fill("current", "Bukan-yang-1tu!").fill("passphrase", SECOND).fill("confirmation", SECOND).submit();
        assertThat(desktop.text()).contains("Sisa percobaan");
        desktop.fill("current", FIRST).fill("passphrase", SECOND).fill("confirmation", SECOND).submit();
        assertThat(desktop.text()).contains("berhasil diubah");
        tries(sari, desktop, certificate, FIRST, false);
        tries(sari, desktop, certificate, SECOND, true);
    }

    private void reset(Member sari, Device desktop, Device phone, Device inbox, String certificate) {
        desktop.open(certificate + "/reset");
        sari.stepUp(desktop);
        desktop.fill("phone", "0812 9999 9999").submit();
        assertThat(desktop.text()).contains("berakhiran 42");
        desktop.fill("phone", "+62 812 0000 0042").submit();
        String number = desktop.page().locator(".match-number").innerText().strip();

        String link = sari.newestLink(inbox, "/r/");
        phone.open(link).fill("number", number.equals("47") ? "48" : "47").submit();
        phone.fill("number", number).submit();
        // A capture session is no login (RP-16).
        phone.open("/certificates");
        assertThat(phone.path()).isEqualTo("/login");
        phone.open("/capture").tick("agree").submit();
        photograph(phone);
        phone.arrive("/capture/passphrase");
        desktop.page().locator("#reset-live", new Page.LocatorOptions().setHasText("Passphrase")).waitFor();
        phone.fill("passphrase", THIRD).fill("confirmation", THIRD);
        phone.page().locator("form [name=passphrase]").evaluate("e => e.form.noValidate = true");
        phone.submit();
        assertThat(phone.page().title()).startsWith("Galat:");
        phone.page().locator("input[type=checkbox]").first().check();
        phone.fill("passphrase", THIRD).fill("confirmation", THIRD).submit();
        assertThat(phone.text()).contains("berhasil diubah");
        // The desktop hears of it by itself.
        desktop.page().locator("#reset-live", new Page.LocatorOptions().setHasText("berhasil diubah")).waitFor();
        assertThat(sari.newestMessage(inbox, "direset")).contains("Bukan saya");
        phone.open(sari.newestLink(inbox, "/disavow/"));
    }

    private static void revoke(Member sari, Device desktop, String certificate) {
        desktop.open(certificate + "/revoke").submit();
        desktop.page().locator("input[name=reason]").first().check();
        desktop.submit();
        desktop.press("main a.button.danger");
        sari.stepUp(desktop);
        desktop.press("main form[action$='/revoke/confirm'] button.danger");
        sari.stepUp(desktop);
        if (desktop.path().endsWith("/revoke/confirm")) {
            desktop.press("main form[action$='/revoke/confirm'] button.danger");
        }
        desktop.open("/certificates");
        desktop.open(certificate);
    }
}
