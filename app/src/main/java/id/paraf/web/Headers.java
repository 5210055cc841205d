package id.paraf.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import id.paraf.kernel.Randomness;

/** Puts the security headers on every response, errors and files included (ASVS 5.0 V3.4). */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class Headers extends OncePerRequestFilter {

    static final String POLICY = "Content-Security-Policy";
    private static final String NONCE = Headers.class.getName() + ".nonce";

    private final Randomness randomness;

    Headers(Randomness randomness) {
        this.randomness = randomness;
    }

    /** The nonce of this request's policy. */
    static String nonce(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(NONCE));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String nonce = request.getAttribute(NONCE) instanceof String known ? known : randomness.token().substring(0, 22);
        request.setAttribute(NONCE, nonce);
        // Scripts run by nonce alone: a file of this origin that nobody meant as a script does not become one.
        response.setHeader(POLICY,
                "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'self' 'nonce-"
                        + nonce + "'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
                        + "manifest-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy",
                "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()");
        // RFC 6797 §7.2 lets a client ignore it over plain HTTP, so it can stand on every response.
        response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        response.setHeader("Cache-Control", "no-store");
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        // The container clears a response before it writes an error page.
        return false;
    }
}
