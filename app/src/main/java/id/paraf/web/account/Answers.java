package id.paraf.web.account;

import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import id.paraf.kernel.Weakness;
import id.paraf.web.Form;
import id.paraf.web.LocalPath;
import id.paraf.web.Page;

/** How the pages of accounts answer what was not accepted. */
final class Answers {

    private Answers() {
    }

    /** The form comes back because something is not right in it. */
    static void wrong(Page page, Form form, String field, String key, Object... arguments) {
        form.error(field, key, arguments);
        page.refused();
    }

    /** The form comes back because it came too often; when it may come again is said (RFC 6585 §4). */
    static void wait(HttpServletResponse response, Form form, String field, Duration retryAfter) {
        form.error(field, "account.wait", retryAfter);
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds() + 1)));
    }

    /** Why a chosen password is not accepted: every reason at once, so that the next try can be the last. */
    static void weak(Page page, Form form, String field, List<Weakness> reasons) {
        for (var reason : reasons) {
            form.error(field, "account.weak." + reason.kind().name().toLowerCase(java.util.Locale.ROOT), reason.detail());
        }
        page.refused();
    }

    /** Where to go on to: never back into the login, and never away from here (RP-25). */
    static String next(String next) {
        String path = LocalPath.orRoot(next);
        return path.startsWith("/login") || path.startsWith("/logout") || path.startsWith("/step-up") ? "/" : path;
    }
}
