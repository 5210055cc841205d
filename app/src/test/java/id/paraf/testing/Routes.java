package id.paraf.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import id.paraf.web.RawRoutes;

/** Every method and path that a controller of the product answers, so that a new page is tried and attacked from its first day. */
public final class Routes {

    private Routes() {
    }

    /**
     * One of them.
     *
     * @param pattern as mapped, with variables in braces
     */
    public record Route(String method, String pattern) {

        /** The path with every variable replaced: by what {@code values} names, else by something that nobody has. */
        public String path(Map<String, String> values) {
            String path = pattern;
            for (var value : values.entrySet()) {
                path = path.replace("{" + value.getKey() + "}", value.getValue());
            }
            path = path.replaceAll("/\\{\\*\\w+}", "/nowhere");
            // A variable that names its alternatives takes the first.
            return path.replaceAll("\\{\\w+:(\\w+)\\|[^}]*}", "$1").replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000000");
        }

        /** The path with every variable replaced by this one text. */
        public String filled(String text) {
            return pattern.replaceAll("\\{[^}]*}", java.util.regex.Matcher.quoteReplacement(text));
        }

        public boolean hasVariable() {
            return pattern.contains("{");
        }

        public boolean safe() {
            return method.equals("GET");
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    /** In the order of their paths; the tests' own controllers and the error page are not among them. */
    public static List<Route> of(ApplicationContext application) {
        var mapping = application.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        var routes = new TreeMap<String, Route>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getName().startsWith("id.paraf.web.")) {
                for (String pattern : info.getPatternValues()) {
                    var methods = new ArrayList<>(info.getMethodsCondition().getMethods().stream().map(Enum::name).toList());
                    if (methods.isEmpty()) {
                        methods.addAll(List.of("GET", "POST"));
                    }
                    for (String method : methods) {
                        if (!pattern.equals("/error")) {
                            routes.put(pattern + " " + method, new Route(method, pattern));
                        }
                    }
                }
            }
        });
        // Those that are answered before any controller.
        application.getBeansOfType(RawRoutes.class).values().stream().flatMap(raw -> raw.routes().stream())
                .map(route -> route.split(" "))
                .forEach(route -> routes.put(route[1] + " " + route[0], new Route(route[0], route[1])));
        return List.copyOf(routes.values());
    }
}
