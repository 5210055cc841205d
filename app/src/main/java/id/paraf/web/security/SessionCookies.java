package id.paraf.web.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

import id.paraf.account.Attempt;

/**
 * The cookies of a login. All are {@code __Host-} cookies (RFC 6265bis §4.1.3.2): only this very host sets them, over a secure
 * connection, which for browsers includes localhost.
 */
@Component
public class SessionCookies {

    static final String SESSION = "__Host-paraf";
    private static final String DEVICE = "__Host-device";
    private static final String NAME = "__Host-name";
    private static final String ASKED = "__Host-passkey";
    private static final Duration LONG = Duration.ofDays(365);
    private static final Duration PASSKEY_ASKED = Duration.ofMinutes(5);

    private final CsrfTokenRepository csrfTokens;

    SessionCookies(CsrfTokenRepository csrfTokens) {
        this.csrfTokens = csrfTokens;
    }

    static Optional<String> session(HttpServletRequest request) {
        return cookie(request, SESSION);
    }

    /** Whether the request carries any of them: a browser that keeps them sends at least the token of its forms. */
    static boolean any(HttpServletRequest request) {
        return request.getCookies() != null
                && Arrays.stream(request.getCookies()).anyMatch(cookie -> cookie.getName().startsWith("__Host-"));
    }

    /** Whether this browser holds a session's token; without a login behind it, that session has ended. */
    public boolean hadSession(HttpServletRequest request) {
        return session(request).isPresent();
    }

    /** The token of this device, if it completed a login before. */
    public Optional<String> device(HttpServletRequest request) {
        return cookie(request, DEVICE);
    }

    /** The login name that "Ingat Akun ini" keeps on this device. */
    public Optional<String> rememberedName(HttpServletRequest request) {
        try {
            return cookie(request, NAME).map(value -> java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Remembers the login name on this device, or forgets it; never the login itself. */
    public void rememberName(HttpServletResponse response, String name, boolean remember) {
        set(response, NAME, remember ? java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8) : "",
                remember ? LONG : Duration.ZERO);
    }

    /** What this browser holds since it was asked for a passkey before any login. */
    public Optional<String> asked(HttpServletRequest request) {
        return cookie(request, ASKED);
    }

    /** Gives the browser what it has to hold when it answers with a passkey. */
    public void ask(HttpServletResponse response, String token) {
        set(response, ASKED, token, PASSKEY_ASKED);
    }

    /** Gives the browser its new session; forms of the time before get a new token with it. */
    public void accept(HttpServletRequest request, HttpServletResponse response, Attempt.Accepted accepted) {
        renew(request, response, accepted.session());
        if (accepted.device() != null) {
            set(response, DEVICE, accepted.device(), LONG);
        }
    }

    /** Gives the browser a new token of its session. */
    public void renew(HttpServletRequest request, HttpServletResponse response, String token) {
        // No Max-Age: it goes with the browser, and its row ends by itself.
        set(response, SESSION, token, Duration.ofSeconds(-1));
        csrfTokens.saveToken(null, request, response);
    }

    /** Takes the session away from the browser. */
    public void clear(HttpServletRequest request, HttpServletResponse response) {
        set(response, SESSION, "", Duration.ZERO);
        csrfTokens.saveToken(null, request, response);
    }

    private static void set(HttpServletResponse response, String name, String value, Duration age) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(name, value).path("/").secure(true).httpOnly(true)
                .sameSite("Lax").maxAge(age).build().toString());
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? Optional.empty()
                : Arrays.stream(cookies).filter(c -> c.getName().equals(name)).map(Cookie::getValue).filter(v -> !v.isEmpty())
                        .findFirst();
    }
}
