package id.paraf.web.selfie;

import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

import id.paraf.kernel.SecretText;
import id.paraf.selfie.CaptureSession;
import id.paraf.selfie.CaptureSessions;

/** The cookie of a capture session, which opens capture pages and nothing else. */
@Component
public class CaptureCookie {

    private final CaptureSessions sessions;

    CaptureCookie(CaptureSessions sessions) {
        this.sessions = sessions;
    }

    /** The live capture session of a request. */
    public Optional<CaptureSession> session(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? Optional.empty() : Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(CaptureSessions.COOKIE)).findFirst()
                .flatMap(cookie -> sessions.find(cookie.getValue()));
    }

    /** Gives the device its session; whatever it carried before is replaced (RP-15). */
    public void put(HttpServletResponse response, SecretText token) {
        write(response, token.reveal(), CaptureSessions.LIFE.toSeconds());
    }

    /** Takes the session from the device. */
    public void clear(HttpServletResponse response) {
        write(response, "", 0);
    }

    private static void write(HttpServletResponse response, String value, long seconds) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(CaptureSessions.COOKIE, value).path("/").secure(true)
                .httpOnly(true).sameSite("Lax").maxAge(seconds).build().toString());
    }
}
