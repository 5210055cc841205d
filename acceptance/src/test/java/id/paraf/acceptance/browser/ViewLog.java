package id.paraf.acceptance.browser;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Remembers which route and which template answered an address, so that a tour of the pages knows what it has seen. */
final class ViewLog implements WebMvcConfigurer, HandlerInterceptor {

    /**
     * A page that was shown.
     *
     * @param route method and pattern, for instance {@code GET /certificates/{id}}
     * @param view the template
     */
    record Shown(String route, String view) {
    }

    /** What the exception handler answers with: it is no handler of a route. */
    private static final Shown PROBLEM = new Shown("GET /error", "problem/problem");

    private final Map<String, Shown> latest = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isPage(request)) {
            latest.remove(address(request));
        }
        return true;
    }

    @Override
    public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable ModelAndView answer) {
        String view = answer == null ? null : answer.getViewName();
        if (view != null && !view.startsWith("redirect:") && isPage(request)) {
            latest.put(address(request), new Shown(request.getMethod() + " "
                    + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), view));
        }
    }

    /** What stands in the browser's address line, also when an error page is served for it. */
    private static String address(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed ? failed
                : request.getRequestURI();
    }

    private static boolean isPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getHeader("HX-Request") == null && accept != null && accept.contains("text/html");
    }

    /** The page that an address showed last. */
    Shown at(String path) {
        return latest.getOrDefault(path, PROBLEM);
    }

    /** Every route of the application that answers GET with a template. */
    static Set<String> pageRoutes(Installation paraf) {
        var routes = new TreeSet<String>();
        paraf.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (shows(handler) && mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                        mapping.getPatternValues().forEach(pattern -> routes.add("GET " + pattern));
                    }
                });
        return routes;
    }

    private static boolean shows(HandlerMethod handler) {
        Method method = handler.getMethod();
        return handler.getBeanType().getPackageName().startsWith("id.paraf.web") && method.getReturnType() == String.class;
    }
}
