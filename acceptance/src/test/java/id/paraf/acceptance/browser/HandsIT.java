package id.paraf.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

import id.paraf.account.Role;
import id.paraf.testing.Proves;

/** How hands meet the pages: a keyboard without a mouse, a clipboard, a password manager, eyes that want to see what they type. */
class HandsIT {

    private final Installation paraf = Installation.shared();

    @Test
    @Proves({"AU-04", "WF-11"})
    void aLoginTakesAKeyboardAClipboardAndAPasswordManager() {
        var gita = Member.invite(paraf, "gita", "Gita Contoh (Demo)", "Kantor Papan Ketik (Demo)", "Sekretariat", Role.SIGNER,
                "+6281200000081");
        try (var chromium = new Chromium((Path) null);
                var device = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP)) {
            var page = device.page();
            page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            device.open("/demo");
            device.open(gita.newestLink(device, "/claim/"));
            managed(page, "password", "new-password");
            managed(page, "again", "new-password");
            assertThat(page.locator("input[autocomplete=username]").inputValue()).isEqualTo("gita");
            reveals(page, "password");
            paste(page, "password", Member.PASSWORD);
            paste(page, "again", Member.PASSWORD);
            device.submit().arrive("/login");
            managed(page, "login", "username webauthn");
            managed(page, "password", "current-password");
            reveals(page, "password");

            // The first field has the focus; from there on the keyboard does everything.
            device.open("/login");
            // A page that has loaded gives its first field the focus with its next frame.
            PlaywrightAssertions.assertThat(page.locator(":focus")).hasAttribute("name", "login");
            page.keyboard().type("gita");
            tabTo(page, "password");
            page.keyboard().type(Member.PASSWORD);
            page.keyboard().press("Enter");
            gita.takeAuthenticator(device.arrive("/login/enrol"));
            managed(page, "code", "one-time-code");
            tabTo(page, "code");
            page.keyboard().type(gita.code());
            page.keyboard().press("Enter");
            device.arrive("/settings/recovery-codes/new");
            tabTo(page, "kept");
            page.keyboard().press("Space");
            page.keyboard().press("Enter");
            Member.withoutPasskey(device);
            device.arrive("/settings/phone");
        }
    }

    /** Whoever goes back to a form that was refused, or loads it again, sees the form and is not asked to send it once more. */
    @Test
    void backToARefusedFormIsTheForm() {
        try (var chromium = new Chromium((Path) null);
                var device = new Device(chromium, paraf.origin(), Device.Kind.PHONE)) {
            device.open("/login").fill("login", "siapa-saja").fill("password", "Bukan-sandi-9!").submit();
            var page = device.page();
            assertThat(page.title()).startsWith("Galat");
            device.open("/help");
            page.goBack();
            assertThat(page.locator("input[name=login]").isVisible()).isTrue();
            page.reload();
            assertThat(page.title()).doesNotStartWith("Galat");
        }
    }

    /** Menus and dialogs keep the focus where a hand expects it. */
    @Test
    @Proves("WF-11")
    void menusAndDialogsKeepTheFocus() {
        try (var chromium = new Chromium((Path) null);
                var device = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP)) {
            var page = device.open("/demo/components").page();
            var summary = page.locator("td.row-actions details.menu > summary").first();
            summary.focus();
            page.keyboard().press("Enter");
            page.keyboard().press("ArrowDown");
            assertThat(focused(page)).contains("Ubah passphrase");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            var dialog = page.locator("dialog#verify");
            dialog.waitFor();
            assertThat(page.evaluate("document.activeElement.name")).isEqualTo("wa");
            for (int i = 0; i < 12; i++) {
                page.keyboard().press("Tab");
                // The browser's own bar may take its turn; nothing behind the dialog does.
                assertThat(page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#verify')"))
                        .isEqualTo(true);
            }
            page.keyboard().press("Escape");
            dialog.waitFor(new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN));
            page.waitForFunction("document.activeElement.textContent.includes('Aksi')");
        }
    }

    /** Chosen by hand or taken from the device: dark is the same dark, and light the same light. */
    @Test
    @Proves("WF-11")
    void aThemeIsTheSameHoweverItIsChosen() {
        try (var chromium = new Chromium((Path) null);
                var device = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP)) {
            var page = device.open("/help").page();
            for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                var other = scheme == ColorScheme.DARK ? ColorScheme.LIGHT : ColorScheme.DARK;
                choose(page, "auto");
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                var taken = colours(page);
                choose(page, scheme.name().toLowerCase(Locale.ROOT));
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(other));
                assertThat(taken.size()).isGreaterThan(15);
                assertThat(colours(page)).as(scheme + " by hand").isEqualTo(taken);
            }
        }
    }

    private static void choose(Page page, String theme) {
        page.locator("details.menu:has(button[name=theme]) > summary").click();
        page.locator("button[name=theme][value=" + theme + "]").click();
        page.waitForLoadState();
    }

    @SuppressWarnings("unchecked")
    private static List<String> colours(Page page) {
        return (List<String>) page.evaluate("""
                () => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).filter(rule => rule.selectorText === ':root')
                    .flatMap(rule => [...rule.style]).filter(name => name.startsWith('--'))
                    .map(name => name + ': ' + getComputedStyle(document.documentElement).getPropertyValue(name))""");
    }

    private static void managed(Page page, String name, String autocomplete) {
        assertThat(page.locator("main [name=" + name + "]").getAttribute("autocomplete")).as(name).isEqualTo(autocomplete);
    }

    private static void reveals(Page page, String name) {
        var field = page.locator("main [name=" + name + "]");
        var button = page.locator("[data-reveal=" + name + "]");
        field.fill("rahasia");
        button.click();
        assertThat(field.getAttribute("type")).isEqualTo("text");
        assertThat(button.getAttribute("aria-pressed")).isEqualTo("true");
        button.click();
        assertThat(field.getAttribute("type")).isEqualTo("password");
        field.fill("");
    }

    private static void paste(Page page, String name, String text) {
        page.evaluate("text => navigator.clipboard.writeText(text)", text);
        page.locator("main [name=" + name + "]").focus();
        page.keyboard().press("Control+V");
        assertThat(page.locator("main [name=" + name + "]").inputValue()).isEqualTo(text);
    }

    /** Goes on with the Tab key until a field has the focus; every stop on the way can be seen. */
    private static void tabTo(Page page, String name) {
        for (int i = 0; i < 40; i++) {
            if (name.equals(page.evaluate("document.activeElement.name"))) {
                return;
            }
            page.keyboard().press("Tab");
            assertThat((String) page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).as(focused(page))
                    .isNotEqualTo("none");
        }
        throw new AssertionError("The Tab key does not lead to " + name);
    }

    private static String focused(Page page) {
        return (String) page
                .evaluate("document.activeElement.textContent.trim() || document.activeElement.outerHTML.slice(0, 120)");
    }
}
