package id.paraf.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.certificate.AgreementAcceptance;
import id.paraf.certificate.Agreements;
import id.paraf.certificate.IssueCertificate;
import id.paraf.certificate.IssueOrder;
import id.paraf.certificate.Subject;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.KeyAlgorithm;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.ResetPolicy;
import id.paraf.testing.Proves;

/** What a document looks like close up, on a phone and on a desktop: enlarged in its own box, sharp, and signed where the mark was put. */
class ReadingIT {

    private static final String INSTITUTION = "Kantor Pembaca (Demo)";
    private static final int WIDEST_MARK = 80;
    private static final boolean PICTURES = System.getProperty("paraf.pictures") != null;

    @TempDir
    static Path folder;

    private static final Installation paraf = Installation.shared();
    private static Member kartika;

    @BeforeAll
    static void certify() {
        kartika = Member.invite(paraf, "kartika", "Kartika Contoh (Demo)", INSTITUTION, "Sekretariat", Role.SIGNER,
                "+6281200000085");
        var account = paraf.bean(Accounts.class).byLogin("kartika").orElseThrow().id();
        var agreement = paraf.bean(Agreements.class).current("id");
        var key = paraf.bean(Keyroom.class).createSignerKey(account, KeyAlgorithm.P256, ResetPolicy.KEEP,
                Passphrase.of(OwnerPages.SECOND));
        paraf.bean(IssueCertificate.class).issue(new IssueOrder(account,
                new Subject("Kartika Contoh", INSTITUTION, "Sekretariat"), key.id(), new AgreementAcceptance(agreement.version(),
                        agreement.language(), agreement.sha256(), paraf.clock().instant()),
                "reading", null, Origin.SYSTEM));
    }

    @Test
    @Proves("WF-11")
    void aDocumentIsEnlargedInItsOwnBoxAndTheMarkGoesWhereItIsSeen() throws Exception {
        try (var chromium = new Chromium((Path) null);
                var phone = new Device(chromium, paraf.origin(), Device.Kind.PHONE);
                var desktop = new Device(chromium, paraf.origin(), Device.Kind.DESKTOP)) {
            kartika.claim(phone);
            kartika.open(desktop, "/dashboard");
            for (var device : new Device[] {phone, desktop}) {
                read(device, device == phone ? "phone" : "desktop");
                assertThat(device.complaints()).as("browser").isEmpty();
            }
        }
    }

    private void read(Device device, String kind) throws Exception {
        var page = device.page();
        var checks = new PageChecks(paraf.views(), Path.of("target/pages"));
        device.open("/documents/new");
        page.locator("#files").setInputFiles(
                Files.write(folder.resolve("surat-" + kind + ".pdf"), SigningPages.pdf("Surat keputusan")));
        device.submit();
        device.open("/documents").press("main td.title a");
        String document = device.path();
        var canvas = page.locator(".reader canvas");
        page.locator(".reader canvas[data-drawn]").waitFor();
        double fits = canvas.boundingBox().width;
        assertThat(fits).as("starts as wide as there is room").isLessThanOrEqualTo(page.viewportSize().width);
        page.locator(".reader").focus();
        page.keyboard().press("+");
        PlaywrightAssertions.assertThat(page.locator(".zoom output")).hasText("150%");
        page.keyboard().press("-");
        PlaywrightAssertions.assertThat(page.locator(".zoom output")).hasText("100%");
        press(page, "Perbesar", 4);
        PlaywrightAssertions.assertThat(page.locator(".zoom output")).hasText("400%");
        assertThat(canvas.boundingBox().width).isCloseTo(4 * fits, within(4 * 20.0));
        sharp(page, ".reader canvas");
        assertThat((Boolean) page
                .evaluate("document.querySelector('.reader').scrollWidth > document.querySelector('.reader').clientWidth"))
                .as("scrolls in its box").isTrue();
        bodyStays(page);
        picture(page, "reading-" + kind);
        var size = page.viewportSize();
        checks.look(page, "close");
        page.setViewportSize(size.width, size.height);
        press(page, "Perkecil", 4);
        PlaywrightAssertions.assertThat(page.locator(".zoom output")).hasText("100%");
        assertThat(canvas.boundingBox().width).isCloseTo(fits, within(20.0));
        if (kind.equals("phone")) {
            pinch(page);
            assertThat(canvas.boundingBox().width).as("two fingers").isGreaterThan(1.8 * fits);
            assertThat((Double) page.evaluate("visualViewport.scale * 1.0001")).as("the page is not").isLessThan(1.01);
            bodyStays(page);
        }

        device.open("/documents/sign?document=" + document.substring(document.lastIndexOf('/') + 1));
        var box = page.locator(".place button");
        box.waitFor();
        for (String level : new String[] {"100%", "150%", "200%", "300%", "400%"}) {
            PlaywrightAssertions.assertThat(page.locator(".zoom output")).hasText(level);
            sharp(page, ".place canvas");
            place(device, box, level);
            if (level.equals("200%")) {
                picture(page, "placing-" + kind);
                checks.look(page, "close");
                page.setViewportSize(size.width, size.height);
            }
            if (!level.equals("400%")) {
                press(page, "Perbesar", 1);
            }
        }
        page.locator("input[name=spot][value=at]").check();
        device.fill("x", "33").fill("y", "44").fill("passphrase", OwnerPages.SECOND).submit();
        assertThat(page.title()).doesNotContain("Galat");
        assertThat(checks.findings()).isEmpty();
    }

    /** By form, keys and drag: the box stands on the page at the millimetres that the form says. */
    private static void place(Device device, Locator box, String level) {
        var page = device.page();
        page.locator("input[name=spot][value=at]").check();
        device.fill("x", "60").fill("y", "120");
        page.locator("#y").blur();
        stands(page, box, level + " by the form", 60, 120);
        box.focus();
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Shift+ArrowUp");
        stands(page, box, level + " by keys", 59, 110);
        box.evaluate("box => box.scrollIntoView({ block: 'center', inline: 'start' })");
        var from = box.boundingBox();
        double millimetre = from.width / WIDEST_MARK;
        page.mouse().move(from.x + 12, from.y + 12);
        page.mouse().down();
        page.mouse().move(from.x + 12 - 5 * millimetre, from.y + 12 - 8 * millimetre,
                new Mouse.MoveOptions().setSteps(4));
        page.mouse().up();
        stands(page, box, level + " dragged", 54, 102);
        bodyStays(page);
    }

    private static void stands(Page page, Locator box, String how, int x, int y) {
        assertThat(page.locator("#x").inputValue()).as(how).isEqualTo(Integer.toString(x));
        assertThat(page.locator("#y").inputValue()).as(how).isEqualTo(Integer.toString(y));
        var paper = page.locator(".place canvas").boundingBox();
        var mark = box.boundingBox();
        assertThat((mark.x - paper.x) / paper.width * 210).as(how).isCloseTo(x, within(1.0));
        assertThat((mark.y - paper.y) / paper.height * 297).as(how).isCloseTo(y, within(1.0));
    }

    /** Waits until it has as many pixels as it is shown with, or as many as one canvas may have on every phone. */
    private static void sharp(Page page, String canvas) {
        page.waitForFunction("""
                selector => { const canvas = document.querySelector(selector);
                              return canvas.width >= Math.floor(canvas.clientWidth * devicePixelRatio * 0.95)
                                  || canvas.width * canvas.height > 15_900_000; }""", canvas);
    }

    private static void bodyStays(Page page) {
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(page.viewportSize().width);
    }

    private static void pinch(Page page) {
        var paper = page.locator(".reader").boundingBox();
        double x = paper.x + paper.width / 2;
        double y = Math.min(paper.y + paper.height / 2, 600);
        var developer = page.context().newCDPSession(page);
        for (int apart : new int[] {40, 60, 80, 100}) {
            developer.send("Input.dispatchTouchEvent", touch(apart == 40 ? "touchStart" : "touchMove", x, y, apart));
        }
        developer.send("Input.dispatchTouchEvent", touch("touchEnd", x, y, 0));
        developer.detach();
    }

    private static JsonObject touch(String type, double x, double y, int apart) {
        var points = new JsonArray();
        for (int side = -1; side <= 1 && apart > 0; side += 2) {
            var point = new JsonObject();
            Map.of("x", x + side * apart, "y", y, "id", (double) (side + 1)).forEach(point::addProperty);
            points.add(point);
        }
        var event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        return event;
    }

    private static void press(Page page, String name, int times) {
        var button = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
        for (int i = 0; i < times; i++) {
            button.click();
        }
        // It keeps the focus when there is nothing larger or smaller.
        assertThat(button.evaluate("button => button === document.activeElement")).isEqualTo(true);
    }

    private static void picture(Page page, String name) {
        if (PICTURES) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pages", name.toLowerCase(Locale.ROOT) + ".png")));
        }
    }
}
