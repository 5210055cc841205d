package id.paraf.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartException;

/**
 * Reads the parameters before anybody else does, so that a form that cannot be read (broken percent-encoding, invalid
 * UTF-8, NUL, too many fields, a malformed multipart body) is refused as the sender's mistake and never looks like a defect.
 */
@Component
// After Spring Boot's character encoding filter, before everything that asks for a parameter.
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class WellFormed extends OncePerRequestFilter {

    private final List<StreamedBodies> streamed;

    WellFormed(List<StreamedBodies> streamed) {
        this.streamed = streamed;
    }

    /** What is streamed has no parameters to anybody but its page. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return streamed.stream().anyMatch(one -> one.holds(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            // No text that a person types holds U+0000, and PostgreSQL cannot store it.
            if (request.getParameterMap().values().stream().flatMap(Arrays::stream).anyMatch(value -> value.indexOf('\0') >= 0)) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
                return;
            }
        } catch (InvalidParameterException unreadable) {
            if (response.isCommitted()) {
                // Tomcat has answered broken chunks itself and closes the connection.
                return;
            }
            // Tells Spring MVC, when it serves the error page, not to read the broken body a second time.
            request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, new MultipartException("unreadable", unreadable));
            response.sendError(unreadable.getErrorCode());
            return;
        }
        chain.doFilter(request, response);
    }
}
