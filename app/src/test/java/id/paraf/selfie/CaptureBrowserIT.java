package id.paraf.selfie;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static id.paraf.face.TestFaces.ASTRONAUT;
import static id.paraf.face.TestFaces.SECOND;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.face.TestFaces;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/**
 * The camera page in Debian's Chromium with a fake camera that plays a film. The film of a person shows front, left, front,
 * right over and over, as somebody would move who is asked to; the page waits for the side that the server chose.
 */
@ParafTest
class CaptureBrowserIT {

    private static final LocatorAssertions.IsVisibleOptions SOON = new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    private static final double LONG = 120_000;

    private static Playwright playwright;

    @TempDir
    static Path films;

    @LocalServerPort
    int port;

    @Autowired
    CaptureWorld world;

    @Autowired
    CheckSelfie selfie;

    @BeforeAll
    static void start() {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    @AfterAll
    static void stop() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    @Proves({"SF-01", "SF-04", "WF-02"})
    void aLivePersonPasses() {
        var order = world.reset(world.enrolled(ASTRONAUT));
        try (var browser = camera("live", ASTRONAUT.film(5, 4, 9))) {
            var page = consented(browser, order);
            var foreign = new ArrayList<String>();
            page.onRequest(request -> {
                if (!request.url().startsWith("http://localhost:" + port) && !request.url().startsWith("blob:")) {
                    foreign.add(request.url());
                }
            });
            // A film repeats itself; a frame that comes twice is refused as advice, and the person tries again.
            for (int tries = 0; tries < 3 && !selfie.passed(order.journey()); tries++) {
                assertThat(page.locator("#result, .done")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG));
                if ("adjust".equals(page.locator("#result").getAttribute("data-outcome"))) {
                    press(page, "Coba lagi");
                }
            }
            assertThat(page.getByText("Wajah Anda dikenali").first()).isVisible(SOON);
            Assertions.assertThat(page.locator("#capture:visible, .other-way:visible").count()).as("one state at a time").isZero();
            Assertions.assertThat(selfie.proof(order.journey())).isPresent();
            Assertions.assertThat(foreign).isEmpty();
        }
    }

    @Test
    @Proves("SF-06")
    void aPictureHeldStillNeverTurns() {
        var order = world.reset(world.enrolled(ASTRONAUT));
        try (var browser = camera("still", TestFaces.still(i -> ASTRONAUT.front(4, i), 3))) {
            var page = consented(browser, order);
            assertThat(page.getByText("Tengok perlahan ke")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG));
            assertThat(page.getByText("Gerakan menoleh belum terlihat"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG));
            assertThat(page.getByText("Tengok perlahan sampai lingkaran penuh")).isVisible();
            assertThat(page.getByText("Hadap ke jendela atau lampu")).isHidden();
            Assertions.assertThat(selfie.passed(order.journey())).isFalse();
            // Agreeing opened the camera once; a page that is loaded again waits for a hand.
            page.reload();
            assertThat(page.locator("#start")).isVisible();
            assertThat(page.locator("#capture")).not().hasAttribute("data-state", "running");
        }
    }

    @Test
    @Proves("SF-09")
    void somebodyElseIsNotRecognised() {
        UUID account = world.enrolled(SECOND);
        var order = world.reset(account);
        try (var browser = camera("other", ASTRONAUT.film(5, 6, 11))) {
            var page = consented(browser, order);
            for (int tries = 0; tries < 3 && selfie.attemptsLeft(account) == 5; tries++) {
                assertThat(page.locator("#result")).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LONG));
                if ("adjust".equals(page.locator("#result").getAttribute("data-outcome"))) {
                    press(page, "Coba lagi");
                }
            }
            assertThat(page.getByText("Foto belum cocok dengan foto pendaftaran Anda. Sisa percobaan: 4.")).isVisible(SOON);
            Assertions.assertThat(selfie.passed(order.journey())).isFalse();
        }
    }

    @Test
    @Proves("SF-07")
    void twoFacesAndDarknessAreToldAndCostNothing() {
        UUID account = world.enrolled(ASTRONAUT);
        try (var browser = camera("two", TestFaces.still(i -> ASTRONAUT.with(SECOND, i), 3))) {
            var page = consented(browser, world.reset(account));
            assertThat(page.getByText("Hanya satu wajah.")).isVisible(SOON);
        }
        try (var browser = camera("dark", TestFaces.still(ASTRONAUT::dark, 3))) {
            var page = consented(browser, world.reset(account));
            assertThat(page.locator("#guidance")).hasText("Cari tempat lebih terang.",
                    new LocatorAssertions.HasTextOptions().setTimeout(30_000));
        }
        Assertions.assertThat(selfie.attemptsLeft(account)).isEqualTo(5);
    }

    @Test
    @Proves("SF-13")
    void withoutACameraThePhoneAndTheOfficerRemain() {
        try (var browser = launch(List.of())) {
            var page = consented(browser, world.reset(world.enrolled(ASTRONAUT)));
            assertThat(page.getByText("Kamera tidak ditemukan")).isVisible(SOON);
            assertThat(page.getByText("Minta bantuan petugas")).isVisible();
            press(page, "Tampilkan kode QR");
            assertThat(page.locator("svg.qr")).isVisible(SOON);
            assertThat(page.locator(".match-number")).isVisible();
        }
    }

    @Test
    @Proves("SF-13")
    void aBlockedCameraIsExplained() {
        try (var browser = launch(List.of("--use-fake-device-for-media-stream", "--deny-permission-prompts"))) {
            var page = consented(browser, world.reset(world.enrolled(ASTRONAUT)));
            assertThat(page.getByText("Kamera diblokir oleh peramban")).isVisible(SOON);
            assertThat(page.getByText("Chrome atau Edge")).isVisible();
            assertThat(page.getByText("Minta bantuan petugas")).isVisible();
        }
    }

    private Page consented(Browser browser, CaptureOrder order) {
        var page = browser.newPage(new Browser.NewPageOptions().setLocale("id-ID").setViewportSize(360, 780));
        page.setDefaultTimeout(LONG);
        page.setDefaultNavigationTimeout(LONG);
        var link = world.issue(order);
        page.navigate("http://localhost:" + port + link.path().reveal());
        page.getByLabel("Angka di layar tempat Anda memulai").fill(Integer.toString(link.matchNumber()));
        press(page, "Lanjutkan");
        page.getByLabel("Saya setuju").check();
        press(page, "Setuju dan buka kamera");
        page.waitForURL(url -> url.contains("/capture"));
        return page;
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
    }

    private static Browser camera(String name, byte[] film) {
        Path file = films.resolve(name + ".mjpeg");
        try {
            Files.write(file, film);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return launch(List.of("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + file.toAbsolutePath()));
    }

    private static Browser launch(List<String> flags) {
        var all = new ArrayList<>(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync"));
        all.addAll(flags);
        return playwright.chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")).setArgs(all));
    }
}
