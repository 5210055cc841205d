package id.paraf.web;

import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Makes the {@link Page} of a request, for controllers and for error pages, and hands it to the template as {@code page}. */
@Component
public class PageResolver implements HandlerMethodArgumentResolver {

    private static final List<Locale> SPOKEN = List.of(Texts.INDONESIAN, Texts.ENGLISH);

    private final Page.Shared shared;
    private final CsrfTokenRepository csrfTokens;
    private final Optional<ViewerSource> viewers;

    PageResolver(MessageSource messages, Brand brand, Assets assets, Flash flash, Clock clock, CsrfTokenRepository csrfTokens,
            Optional<ViewerSource> viewers) {
        this.shared = new Page.Shared(messages, brand, brand.palette(), assets, flash, clock);
        this.csrfTokens = csrfTokens;
        this.viewers = viewers;
    }

    /** The message of a 403 whose page says that the form was too old: {@code problem.staleForm.*}. */
    public static final String STALE_FORM = "staleForm";
    /** The same for a form that came without any cookie of ours: {@code problem.noCookie.*}. */
    public static final String NO_COOKIE = "noCookie";

    /** Attribute of a request whose answer is the same for everybody, because nobody can say now who is logged in. */
    static final String TO_ANYBODY = PageResolver.class.getName() + ".toAnybody";

    /** Knows who is logged in; account's pages bring it. */
    public interface ViewerSource {

        /** The person who is fully logged in on this request, if any. */
        Optional<Viewer> viewerOf(HttpServletRequest request);

        /** The language kept with the account, {@code id} or {@code en}. */
        default Optional<String> languageOf(HttpServletRequest request) {
            return Optional.empty();
        }
    }

    /** The page of a request. */
    public Page page(HttpServletRequest request, HttpServletResponse response) {
        var message = cookie(request, Flash.COOKIE).flatMap(shared.flash()::read);
        // A sentence waits until a whole page can show it, and is shown once.
        boolean shows = request.getMethod().equals("GET") && request.getHeader("HX-Request") == null;
        if (shows && message.isPresent()) {
            shared.flash().erase(response);
        }
        return new Page(shared, locale(request), request.getRequestURI(), here(request), Headers.nonce(request),
                csrf(request, response), cookie(request, "theme").orElse("auto"),
                viewers(request).flatMap(source -> source.viewerOf(request)).orElse(null), shows ? message.orElse(null) : null,
                response);
    }

    /** The token for the forms of this page, also on the error pages of what was refused before the security filters. */
    private String csrf(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(CsrfToken.class.getName()) == null) {
            var deferred = csrfTokens.loadDeferredToken(request, response);
            new XorCsrfTokenRequestAttributeHandler().handle(request, response, deferred::get);
        }
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    /** The address that shows this page again: its own, or for the answer to a form that of the page the form was on. */
    private static String here(HttpServletRequest request) {
        String own = request.getDispatcherType() == DispatcherType.ERROR
                && request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed ? failed
                        : request.getRequestURI();
        if (request.getMethod().equals("GET")) {
            return own + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        }
        String referer = request.getHeader(HttpHeaders.REFERER);
        if (referer == null) {
            return own;
        }
        try {
            // Another site's path would be as harmless as ours: it is looked up here, and only if it is a local one.
            var from = URI.create(referer);
            return from.getRawPath() == null ? own
                    : from.getRawPath() + (from.getRawQuery() == null ? "" : "?" + from.getRawQuery());
        } catch (IllegalArgumentException malformed) {
            return own;
        }
    }

    /** The language of the cookie, else of the account, else the browser's if Paraf speaks it, else Indonesian. */
    Locale locale(HttpServletRequest request) {
        return cookie(request, "lang").or(() -> viewers(request).flatMap(source -> source.languageOf(request)))
                .map(chosen -> chosen.equals("en") ? Texts.ENGLISH : Texts.INDONESIAN)
                .orElseGet(() -> accepted(request.getHeader("Accept-Language")));
    }

    private Optional<ViewerSource> viewers(HttpServletRequest request) {
        return request.getAttribute(TO_ANYBODY) == null ? viewers : Optional.empty();
    }

    /** The language that a program asks for, else Indonesian. */
    public static Locale accepted(@Nullable String header) {
        if (header == null) {
            return Texts.INDONESIAN;
        }
        try {
            var best = Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
            return best == null ? Texts.INDONESIAN : best;
        } catch (IllegalArgumentException malformed) {
            return Texts.INDONESIAN;
        }
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? Optional.empty()
                : Arrays.stream(cookies).filter(c -> c.getName().equals(name)).map(Cookie::getValue).findFirst();
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Page.class;
    }

    @Override
    public Page resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        var response = java.util.Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
        var page = page((HttpServletRequest) request.getNativeRequest(), response);
        if (container != null) {
            container.addAttribute("page", page);
        }
        return page;
    }
}
