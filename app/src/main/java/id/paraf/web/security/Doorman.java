package id.paraf.web.security;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

import id.paraf.web.LocalPath;

/** Sends who is not (fully) logged in to the page where that can be done, and back afterwards. */
@Component
class Doorman implements AuthenticationEntryPoint {

    static final String LOGIN = "/login";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
            throws IOException {
        send(request, response, LOGIN);
    }

    AuthenticationEntryPoint forSecondFactor() {
        return (request, response, missing) -> send(request, response, "/login/otp");
    }

    static void send(HttpServletRequest request, HttpServletResponse response, String page) throws IOException {
        String location = page + "?next=" + URLEncoder.encode(LocalPath.orRoot(wanted(request)), StandardCharsets.UTF_8)
                + (page.equals(LOGIN) && !reads(request) ? "&ended=yes" : "");
        if (request.getHeader("HX-Request") != null) {
            // htmx would put a login page into a corner of the old one.
            response.setHeader("HX-Redirect",
                    page + "?next=" + URLEncoder.encode(LocalPath.orRoot(cameFrom(request)), StandardCharsets.UTF_8));
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else if (wantsPage(request)) {
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader("Location", location);
        } else {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
        }
    }

    /** Where to come back to: the page itself, or for a form the page that it was on. */
    static String wanted(HttpServletRequest request) {
        if (!reads(request)) {
            return cameFrom(request);
        }
        return request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
    }

    /** Whoever sends a form had a page with one before, and so a login that has ended since. */
    private static boolean reads(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /** The page a form was on. The header may say anything, so only its path is used, and that is checked where it is followed. */
    private static String cameFrom(HttpServletRequest request) {
        String referer = request.getHeader("HX-Current-URL") == null ? request.getHeader("Referer")
                : request.getHeader("HX-Current-URL");
        try {
            var uri = java.net.URI.create(referer == null ? "/" : referer);
            String path = uri.getRawPath();
            return path == null || path.isEmpty() ? "/" : path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        } catch (IllegalArgumentException malformed) {
            return "/";
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept == null || accept.contains("text/html") || accept.equals("*/*");
    }
}
