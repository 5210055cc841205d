package id.paraf.web.security;

import java.util.List;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import id.paraf.account.Session;
import id.paraf.account.Sessions;
import id.paraf.kernel.Origin;
import id.paraf.web.Viewer;

/**
 * What a controller may take as an argument: {@link Viewer} and {@link Session} of a complete login, {@link Sessions.Login}
 * with one factor or both, and the {@link Origin} of the request. On an open page the first three may be {@code @Nullable}.
 */
@Configuration(proxyBeanMethods = false)
class Arguments implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    private final SessionRows sessions;
    private final Clients clients;
    private final FreshTotpGate gate;
    private final PasskeyGate passkeys;

    Arguments(SessionRows sessions, Clients clients, FreshTotpGate gate, PasskeyGate passkeys) {
        this.sessions = sessions;
        this.clients = clients;
        this.gate = gate;
        this.passkeys = passkeys;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // In this order: whoever lacks a passkey is not asked for a code first.
        registry.addInterceptor(passkeys).addPathPatterns(PasskeyGate.CONSOLES);
        registry.addInterceptor(gate);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        var type = parameter.getParameterType();
        return type == Viewer.class || type == Session.class || type == Sessions.Login.class || type == Origin.class;
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest web, @Nullable WebDataBinderFactory binders) {
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        var type = parameter.getParameterType();
        if (type == Origin.class) {
            return clients.origin(request);
        }
        var login = sessions.login(request);
        Object found = type == Sessions.Login.class ? login.orElse(null)
                : login.filter(l -> l.session().complete()).map(l -> type == Session.class ? l.session() : SessionRows.viewer(l))
                        .orElse(null);
        if (found == null && !parameter.isOptional()) {
            throw new AuthenticationCredentialsNotFoundException("Not logged in");
        }
        return found;
    }
}
