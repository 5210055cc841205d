package id.paraf.web.security;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only what was meant for this host (RP-14), and changes something only for its own pages (RP-17). Runs before
 * everything but the headers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Guards extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    /**
     * Probes; the styles of the page that says so; what is signed and fetched under paraf.authority.repository, which may
     * have another name; and the APIs of applications, which call it by the address they know in their network: each call carries its
     * own credentials, and no answer makes a link of a host.
     */
    private static final Set<String> ANY_HOST = Set.of("/actuator/", "/assets/", "/crl/", "/ca/", "/tsa");
    /** RFC 9110 §15.5.20: the request was directed at a server that cannot answer for this authority. */
    private static final int MISDIRECTED = 421;

    private final URI origin;

    Guards(@Value("${paraf.origin}") URI origin) {
        this.origin = origin;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean anywhere = ANY_HOST.stream().anyMatch(request.getRequestURI()::startsWith)
                || ApiChain.isApi(request);
        if (!anywhere && !ours(request.getHeader("Host"))) {
            response.sendError(MISDIRECTED);
        } else if (!SAFE.contains(request.getMethod()) && Clients.fromAnotherSite(request) && !ApiChain.isRest(request)) {
            // Old browsers and programs do not say where they come from: the CSRF token stands behind this. The REST API refuses it
            // itself, in its own words and for reading, too.
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean ours(@org.jspecify.annotations.Nullable String host) {
        if (host == null) {
            return false;
        }
        String authority = host.toLowerCase(Locale.ROOT);
        if (LOCAL.contains(origin.getHost())) {
            // On one's own machine the port may differ: tests, tunnels.
            return LOCAL.contains(authority.replaceFirst(":[0-9]+$", ""));
        }
        return authority.equals(origin.getAuthority().toLowerCase(Locale.ROOT))
                || authority
                        .equals(origin.getHost().toLowerCase(Locale.ROOT) + ":" + (origin.getScheme().equals("https") ? 443 : 80))
                        && origin.getPort() == -1;
    }
}
