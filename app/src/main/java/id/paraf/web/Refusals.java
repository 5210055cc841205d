package id.paraf.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

import id.paraf.kernel.Problem;
import id.paraf.kernel.Randomness;
import id.paraf.keyroom.KeyroomAway;

/**
 * Turns every refusal and every defect into one answer: a page for people, {@code application/problem+json} (RFC 9457) for
 * programs. A defect shows an incident id and nothing else (ASVS 5.0 16.5.1).
 */
@ControllerAdvice
@Controller
@Order(Ordered.HIGHEST_PRECEDENCE)
class Refusals implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    /** RFC 9110 §15.5.20: what answers here is not what was meant, so the page leads to the right address. */
    private static final int MISDIRECTED = 421;
    private static final Map<Integer, String> CODES = Map.ofEntries(Map.entry(400, "badRequest"), Map.entry(401, "forbidden"),
            Map.entry(403, "forbidden"), Map.entry(404, "notFound"), Map.entry(405, "method"), Map.entry(406, "notAcceptable"),
            Map.entry(409, "conflict"), Map.entry(410, "gone"), Map.entry(413, "tooLarge"), Map.entry(415, "mediaType"),
            Map.entry(421, "misdirected"), Map.entry(429, "tooMany"), Map.entry(431, "tooLarge"), Map.entry(503, "unavailable"));

    private final PageResolver pages;
    private final Randomness randomness;
    private final ObjectProvider<RawProblems> apis;
    private final String origin;

    Refusals(PageResolver pages, Randomness randomness, ObjectProvider<RawProblems> apis, @Value("${paraf.origin}") String origin) {
        this.pages = pages;
        this.randomness = randomness;
        this.apis = apis;
        this.origin = origin;
    }

    @ExceptionHandler(Exception.class)
    @Nullable Object refuse(Exception exception, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (response.isCommitted() || exception instanceof IOException) {
            // The reader has gone, or has half an answer: nothing more can be said.
            LOG.debug("The answer to {} could not be finished", withoutToken(request.getRequestURI()), exception);
            return null;
        }
        return switch (exception) {
            case AccessDeniedException denied -> throw denied;
            case AuthenticationException missing -> throw missing;
            case Problem problem -> answer(problem, request, response);
            case ErrorResponse error -> {
                error.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
                yield answer(standard(error.getStatusCode().value()), request, response);
            }
            // An id in the path that is no id names nothing.
            case TypeMismatchException mismatch -> answer(new Problem(404, "notFound"), request, response);
            case HttpMessageNotReadableException unreadable -> answer(new Problem(400, "badRequest"), request, response);
            default -> answer(incident(exception, request), request, response);
        };
    }

    /** What the servlet container and the security filters refuse. */
    @RequestMapping("/error")
    Object error(HttpServletRequest request, HttpServletResponse response) {
        if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status)) {
            return answer(new Problem(404, "notFound"), request, response);
        }
        var raw = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                ? apis.orderedStream()
                        .flatMap(api -> api.say(path, status, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)).stream())
                        .findFirst()
                : Optional.<byte[]>empty();
        if (raw.isPresent()) {
            // What never reached the API is refused in its way all the same.
            return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store").body(raw.get());
        }
        var exception = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (request.getAttribute(RequestDispatcher.ERROR_MESSAGE) instanceof String code
                && (code.equals(PageResolver.STALE_FORM) || code.equals(PageResolver.NO_COOKIE))) {
            return answer(new Problem(status, code), request, response);
        }
        return answer(status >= 500 && status != 503 ? incident(exception, request) : standard(status), request, response);
    }

    private static Problem standard(int status) {
        return new Problem(status, CODES.getOrDefault(status, status < 500 ? "badRequest" : "unavailable"));
    }

    /** A defect, or what everything here rests on is away for a moment, which is no defect of the request's. */
    private Problem incident(@Nullable Throwable cause, HttpServletRequest request) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof DataAccessResourceFailureException || each instanceof CannotCreateTransactionException
                    || each instanceof KeyroomAway) {
                LOG.error("The database is away at {} {}: {}", request.getMethod(), withoutToken(request.getRequestURI()),
                        String.valueOf(each.getMessage()));
                // Nobody can be asked who reads it.
                request.setAttribute(PageResolver.TO_ANYBODY, true);
                return new Problem(503, "away");
            }
        }
        String incident = randomness.token().substring(0, 10);
        LOG.error("Incident {} at {} {}", incident, request.getMethod(), withoutToken(request.getRequestURI()), cause);
        return new Problem(500, "internal", incident);
    }

    /** The address of a link is its secret (RP-01): {@link Randomness#token} in a path is not for logs. */
    static String withoutToken(String path) {
        return path.replaceAll("(?<=/)[A-Za-z0-9_-]{43}(?=/|$)", "•••");
    }

    private Object answer(Problem problem, HttpServletRequest request, HttpServletResponse response) {
        if (!problem.arguments().isEmpty() && problem.arguments().getFirst() instanceof Duration wait) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var page = pages.page(request, response);
        Object[] arguments = problem.arguments().toArray();
        String title = page.t("problem." + problem.code() + ".title", arguments);
        String detail = page.t("problem." + problem.code() + ".detail", arguments);
        if (wantsPage(request)) {
            var model = new ModelAndView("problem/problem",
                    Map.of("page", page, "title", title, "detail", detail, "elsewhere",
                            problem.status() == MISDIRECTED ? origin : ""));
            if (problem.way() != null) {
                model.addObject("way", problem.way()).addObject("wayText", page.t("problem." + problem.code() + ".way"));
            }
            model.setStatus(HttpStatusCode.valueOf(problem.status()));
            return model;
        }
        var body = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(problem.status()), detail);
        body.setType(URI.create("urn:paraf:problem:" + problem.code()));
        body.setTitle(title);
        body.setProperty("code", problem.code());
        if (problem.status() == 500) {
            body.setProperty("incident", problem.arguments().getFirst());
        }
        return ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(body);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path && path.startsWith("/rest/")) {
            // Programs alone ask there.
            return false;
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && List.of(accept.split(",")).stream().anyMatch(type -> type.strip().startsWith("text/html"));
    }
}
