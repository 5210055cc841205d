package id.paraf.testing;

import java.nio.file.Path;

/** The browser of the tests: Debian's Chromium without a window, which draws the same pages with the same engine in less time. */
public final class TestBrowser {

    /** Where Debian's package {@code chromium-headless-shell} puts it. */
    public static final Path EXECUTABLE = Path.of("/usr/bin/chromium-headless-shell");

    private TestBrowser() {
    }
}
