package id.paraf.web.security;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;

import id.paraf.web.PageResolver;

/**
 * What a form whose token does not hold is answered. Its token goes with the login: whose login has ended, in another tab or
 * with the browser, is sent to log in and back to the form's page; nothing was looked at. Everybody else is refused, and told that
 * the form was too old, or that the browser sent no cookie.
 */
@Component
class StaleForm implements AccessDeniedHandler, ObjectPostProcessor<CsrfFilter> {

    private final SessionRows sessions;
    private final List<PathPatternRequestMatcher> open = Arrays.stream(SecurityConfiguration.OPEN)
            .map(path -> PathPatternRequestMatcher.withDefaults().matcher(path)).toList();

    StaleForm(SessionRows sessions) {
        this.sessions = sessions;
    }

    @Override
    public <O extends CsrfFilter> O postProcess(O filter) {
        filter.setAccessDeniedHandler(this);
        return filter;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        var login = sessions.login(request);
        if (login.filter(found -> found.session().complete()).isPresent()
                || open.stream().anyMatch(matcher -> matcher.matches(request))) {
            // Not "not for you": the message picks the sentence of the page. Who keeps no cookie would wait for nothing with a fresh form.
            response.sendError(HttpServletResponse.SC_FORBIDDEN,
                    SessionCookies.any(request) ? PageResolver.STALE_FORM : PageResolver.NO_COOKIE);
        } else {
            Doorman.send(request, response, login.isPresent() ? "/login/otp" : Doorman.LOGIN);
        }
    }
}
