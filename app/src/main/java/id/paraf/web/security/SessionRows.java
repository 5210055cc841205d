package id.paraf.web.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

import id.paraf.account.Role;
import id.paraf.account.Sessions;
import id.paraf.web.PageResolver;
import id.paraf.web.Viewer;

/** Reads the login behind a request's cookie: once, and only if somebody asks. Logins are made by {@code account} alone. */
@Component
class SessionRows implements SecurityContextRepository, PageResolver.ViewerSource {

    private static final String LOGIN = SessionRows.class.getName() + ".login";

    private final Sessions sessions;

    SessionRows(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The login of a request, with one factor or both. */
    Optional<Sessions.Login> login(HttpServletRequest request) {
        if (request.getAttribute(LOGIN) instanceof Sessions.Login login) {
            return Optional.of(login);
        }
        var login = SessionCookies.session(request).flatMap(token -> sessions.find(token, seen(request)));
        login.ifPresent(found -> request.setAttribute(LOGIN, found));
        return login;
    }

    /** A page that asks again by itself is no sign of its reader: only what a hand does keeps a session alive. */
    private static boolean seen(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        return mode == null || mode.equals("navigate") || !request.getMethod().equals("GET");
    }

    @Override
    public Optional<Viewer> viewerOf(HttpServletRequest request) {
        return login(request).filter(login -> login.session().complete()).map(SessionRows::viewer);
    }

    @Override
    public Optional<String> languageOf(HttpServletRequest request) {
        return login(request).map(login -> login.account().language());
    }

    static Viewer viewer(Sessions.Login login) {
        return new Viewer(login.account().id(), login.account().name(), roles(login),
                !login.account().works().institution().inUse());
    }

    private static Set<String> roles(Sessions.Login login) {
        return login.account().roles().stream().map(Role::name).collect(Collectors.toSet());
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return new Deferred(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // Nothing to save: the row is written by the login itself, and the framework never logs anybody in.
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return login(request).isPresent();
    }

    private final class Deferred implements DeferredSecurityContext {

        private final HttpServletRequest request;
        private @Nullable SecurityContext context;

        Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            if (context == null) {
                context = login(request).<SecurityContext>map(login -> new SecurityContextImpl(new LoggedIn(login)))
                        .orElseGet(SecurityContextImpl::new);
            }
            return context;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }

    /** A login as the framework sees it: its roles, and each factor with the time at which it was proven. */
    static final class LoggedIn extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient Sessions.Login login;

        LoggedIn(Sessions.Login login) {
            super(authorities(login));
            this.login = login;
            super.setAuthenticated(true);
        }

        private static List<GrantedAuthority> authorities(Sessions.Login login) {
            var authorities = new ArrayList<GrantedAuthority>();
            roles(login).forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role)));
            var session = login.session();
            // A passkey whose owner was verified by the authenticator is two factors: alone it stands for the password, too.
            var first = session.passwordAt() == null ? session.passkeyAt() : session.passwordAt();
            if (first != null) {
                authorities.add(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY).issuedAt(first)
                        .build());
            }
            var second = Stream.of(session.totpAt(), session.passkeyAt(), session.recoveryAt()).filter(Objects::nonNull).findFirst()
                    .orElse(null);
            if (second != null) {
                authorities
                        .add(FactorGrantedAuthority.withAuthority(SecurityConfiguration.TOTP_AUTHORITY).issuedAt(second).build());
            }
            return authorities;
        }

        @Override
        public String getName() {
            return login.account().id().toString();
        }

        @Override
        public Object getPrincipal() {
            return viewer(login);
        }

        @Override
        public @Nullable Object getCredentials() {
            return null;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
