package id.paraf.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

import org.springframework.mock.web.MockHttpServletResponse;

import id.paraf.kernel.RootSecret;

/** Pages of requests that never were. */
final class Pages {

    private Pages() {
    }

    static Page inIndonesian(Instant now) throws IOException {
        return page(Texts.INDONESIAN, now);
    }

    static Page inEnglish(Instant now) throws IOException {
        return page(Texts.ENGLISH, now);
    }

    private static Page page(Locale locale, Instant now) throws IOException {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var brand = new Brand("Contoh", "#2447b3", null, "");
        var shared = new Page.Shared(new Texts().messageSource(), brand, brand.palette(), new Assets(),
                new Flash(new RootSecret(new byte[32]), clock), clock);
        return new Page(shared, locale, "/", "/", "nonce", "csrf", "auto", null, null, new MockHttpServletResponse());
    }
}
