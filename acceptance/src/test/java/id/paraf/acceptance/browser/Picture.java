package id.paraf.acceptance.browser;

import java.nio.file.Path;
import java.util.Base64;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

/**
 * The picture of the README: a desktop with the phone beside it. Made anew by {@link EveryPageIT}; then
 * {@code pngquant --force --output docs/reset.png acceptance/target/pages/readme.png}.
 */
final class Picture {

    private static final String FRAME = """
            <!doctype html><style>
              body { margin: 0; width: 1400px; height: 860px; background: linear-gradient(160deg, #e9edf6, #d5def2); position: relative; }
              img { position: absolute; display: block; }
              .desktop { left: 40px; top: 40px; width: 1180px; border-radius: 14px; box-shadow: 0 30px 70px -25px rgb(20 30 60 / .45); }
              .phone { right: 44px; top: 108px; width: 320px; border-radius: 34px; border: 10px solid #141a24; box-shadow: 0 30px 70px -20px rgb(20 30 60 / .6); }
            </style><img class="desktop" src="data:image/png;base64,%s"><img class="phone" src="data:image/png;base64,%s">""";

    private Picture() {
    }

    static void of(Device desktop, Device phone, Path file) {
        String wide = shot(desktop.page(), 1280, 800);
        String narrow = shot(phone.page(), 360, 740);
        try (Page frame = desktop.page().context().newPage()) {
            frame.setViewportSize(1400, 860);
            frame.setContent(FRAME.formatted(wide, narrow));
            frame.waitForLoadState();
            frame.screenshot(new Page.ScreenshotOptions().setPath(file));
        }
    }

    private static String shot(Page page, int width, int height) {
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return Base64.getEncoder().encodeToString(page.screenshot());
    }
}
