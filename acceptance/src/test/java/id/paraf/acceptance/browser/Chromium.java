package id.paraf.acceptance.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import org.jspecify.annotations.Nullable;

/** Debian's Chromium, whose camera is a film. */
final class Chromium implements AutoCloseable {

    private final Playwright playwright;
    private final Browser browser;

    /** @param film what the camera sees, as MJPEG or Y4M, over and over; null is a device without a camera */
    Chromium(@Nullable Path film) {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var arguments = new ArrayList<>(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--host-resolver-rules=MAP lain.example 127.0.0.1", "--disable-background-networking", "--disable-component-update",
                "--disable-sync"));
        if (film != null) {
            arguments.addAll(List.of("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
                    "--use-file-for-fake-video-capture=" + film));
        }
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium"))
                .setArgs(arguments));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
