package id.paraf.web.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks who uploads documents before the upload is read. Looking for a form's token takes the whole body onto the disk, which is
 * fine for forms of a few kilobytes and would let a stranger fill it here.
 */
class UploadGate extends OncePerRequestFilter {

    private static final String PATH = "/documents/new";

    private final SessionRows sessions;
    private final long most;

    /** @param most bytes of a body */
    UploadGate(SessionRows sessions, long most) {
        this.sessions = sessions;
        this.most = most;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        // As the container understood the path, whatever way it was written: that decides which limits hold.
        return !request.getServletPath().equals(PATH) || type == null || !type.startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var login = sessions.login(request);
        if (login.isEmpty()) {
            Doorman.send(request, response, "/login");
        } else if (!login.get().session().complete()) {
            Doorman.send(request, response, "/login/otp");
        } else if (!SessionRows.viewer(login.get()).is("SIGNER")) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (request.getContentLengthLong() > most) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }
}
