package id.paraf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

import id.paraf.kernel.RootSecret;
import id.paraf.testing.MutableClock;

/** A sentence survives one redirect, and only Paraf can write it. */
class FlashTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-02T02:00:00Z"));
    private final Flash flash = new Flash(new RootSecret(new byte[32]), clock);

    @Test
    void aSentenceComesBackWithItsArguments() {
        var message = new Flash.Message("success", "ui.raw", List.of("Andini", "+62 812 • 42", ""));
        assertThat(flash.read(write(message))).contains(message);
    }

    @Test
    void aMinuteLaterItIsGone() {
        String value = write(new Flash.Message("success", "ui.raw", List.of()));
        clock.advance(Duration.ofSeconds(61));
        assertThat(flash.read(value)).isEmpty();
    }

    @Test
    void nobodyElseCanWriteOne() {
        String value = write(new Flash.Message("success", "ui.raw", List.of("Andini")));
        var forger = new Flash(
                new RootSecret(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                        0, 0, 0, 0, 0, 0}),
                clock);
        assertThat(forger.read(value)).isEmpty();
        for (int i = 0; i < value.length(); i += 3) {
            char other = value.charAt(i) == 'A' ? 'B' : 'A';
            String bent = value.substring(0, i) + other + value.substring(i + 1);
            assertThat(flash.read(bent)).as(bent).isEmpty();
        }
        for (String junk : List.of("", ".", "a", "a.b", "....", "%00", value.substring(0, value.indexOf('.')))) {
            assertThat(flash.read(junk)).as(junk).isEmpty();
        }
    }

    private String write(Flash.Message message) {
        var response = new MockHttpServletResponse();
        flash.write(response, message);
        var cookie = response.getCookie(Flash.COOKIE);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSecure()).isTrue();
        return cookie.getValue();
    }
}
