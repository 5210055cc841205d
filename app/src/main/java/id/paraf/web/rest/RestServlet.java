package id.paraf.web.rest;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

import id.paraf.esign.AdmitClient;
import id.paraf.esign.AdmitClient.Admission;
import id.paraf.esign.Client;
import id.paraf.esign.ClientUse;
import id.paraf.esign.EsignSettings;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.web.PageResolver;
import id.paraf.web.esign.Credentials;
import id.paraf.web.esign.Room;
import id.paraf.web.security.Clients;

/**
 * The REST API. Who calls is asked before the body is read, no cookie counts, no other site may ask, and every error is
 * {@code application/problem+json}.
 */
class RestServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RestServlet.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final transient Operations operations;
    private final transient OpenApi description;
    private final transient Writer writer;
    private final transient AdmitClient admit;
    private final transient Clients clients;
    private final transient Room room;
    private final transient MessageSource texts;
    private final transient Randomness randomness;
    private final transient Clock clock;
    private final long most;

    RestServlet(Operations operations, OpenApi description, Writer writer, AdmitClient admit, Clients clients, Room room,
            EsignSettings settings, MessageSource texts, Randomness randomness, Clock clock) {
        this.operations = operations;
        this.description = description;
        this.writer = writer;
        this.admit = admit;
        this.clients = clients;
        this.room = room;
        this.most = settings.mostBytes().toBytes();
        this.texts = texts;
        this.randomness = randomness;
        this.clock = clock;
    }

    /** A call, and what stands in its path. */
    private record Found(Operation operation, Map<String, String> variables) {
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var words = new Words(texts, PageResolver.accepted(request.getHeader("Accept-Language")));
        response.setHeader("Content-Language", words.locale().getLanguage());
        response.setHeader("Vary", "Accept, Accept-Language");
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        try {
            if (path.equals(Operations.DESCRIPTION) && reads(request)) {
                write(response, Reply.of(Reply.JSON, description.json()));
                return;
            }
            if (Clients.fromAnotherSite(request)) {
                throw new Failure(ErrorCode.CROSS_SITE);
            }
            var origin = clients.origin(request);
            var client = admitted(request, response, origin);
            counted(client, request, response, path, words, origin);
        } catch (Failure failure) {
            write(response, failed(response, failure, words, null));
        }
    }

    private static boolean reads(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private Client admitted(HttpServletRequest request, HttpServletResponse response, Origin origin) {
        var admission = Credentials.of(request).map(who -> admit.admit(who.username(), who.secret(), origin))
                .orElseGet(Admission.Wrong::new);
        return switch (admission) {
            case Admission.Admitted(var client) -> client;
            case Admission.Wait(Duration wait) -> throw new Failure(ErrorCode.TOO_MANY_REQUESTS).after(wait);
            case Admission.Stopped stopped -> throw new Failure(ErrorCode.INSTITUTION_STOPPED);
            case Admission.Wrong wrong -> {
                // RFC 9110 §11.6.1.
                response.setHeader("WWW-Authenticate", "Basic realm=\"Paraf\", charset=\"UTF-8\"");
                throw new Failure(ErrorCode.UNAUTHORIZED);
            }
        };
    }

    private void counted(Client client, HttpServletRequest request, HttpServletResponse response, String path, Words words,
            Origin origin) throws IOException {
        @Nullable Found found = null;
        @Nullable String failed;
        Reply reply;
        try {
            found = find(request, response, path);
            reply = answer(found, client, request, words, origin);
            failed = reply.status() < 400 ? null : Integer.toString(reply.status());
        } catch (Failure failure) {
            failed = failure.code().code();
            reply = failed(response, failure, words, null);
        } catch (RuntimeException e) {
            String incident = randomness.token().substring(0, 10);
            // Not the path itself: it may name a person.
            LOG.error("Incident {} at {} {}", incident, request.getMethod(), found == null ? "" : found.operation().path(), e);
            failed = ErrorCode.INTERNAL.code() + " " + incident;
            reply = failed(response, new Failure(ErrorCode.INTERNAL), words, incident);
        }
        // Before it is answered: whoever has the answer finds it counted.
        // Not the path as it was sent: it may name a person, and an unknown one may be anything.
        String call = (request.getMethod().length() > 10 ? "?" : request.getMethod()) + " "
                + Operations.BASE + (found == null ? "/…" : found.operation().path());
        admit.used(client.id(), new ClientUse.Answered(call, reply.status(), failed));
        write(response, reply);
    }

    private Found find(HttpServletRequest request, HttpServletResponse response, String path) {
        var there = operations.all().stream()
                .flatMap(one -> one.match(path).map(variables -> new Found(one, variables)).stream()).toList();
        if (there.isEmpty()) {
            throw new Failure(ErrorCode.NOT_FOUND);
        }
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return there.stream().filter(one -> one.operation().method().equals(method)).findFirst().orElseThrow(() -> {
            response.setHeader("Allow", there.stream().map(one -> one.operation().method()).collect(Collectors.joining(", ")));
            return new Failure(ErrorCode.METHOD_NOT_ALLOWED);
        });
    }

    private Reply answer(Found found, Client client, HttpServletRequest request, Words words, Origin origin) throws IOException {
        var operation = found.operation();
        String type = agreed(request.getHeader("Accept"), operation.types());
        if (operation.hasBody()) {
            String sent = request.getContentType();
            if (sent == null || !sent.regionMatches(true, 0, "multipart/form-data", 0, 19)) {
                throw new Failure(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
            }
            if (request.getContentLengthLong() > most) {
                throw new Failure(ErrorCode.TOO_LARGE);
            }
        }
        try (var share = room.enter(size(operation, request))) {
            if (share == null) {
                throw new Failure(ErrorCode.BUSY).after(AGAIN);
            }
            return operation.handler().answer(new Call(request, client, origin, found.variables(), type, words, most));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ErrorCode.BUSY).after(AGAIN);
        }
    }

    /** What a call takes up: what it sends, or what it fetches, which is there sealed and open. */
    private long size(Operation operation, HttpServletRequest request) {
        return operation.hasBody() ? request.getContentLengthLong() : operation.types().contains(Reply.PDF) ? most / 4 : 0;
    }

    /** RFC 9110 §12.5.1: the type that the application likes best of those there are. */
    private static String agreed(@Nullable String accept, List<String> types) {
        if (accept == null || accept.isBlank()) {
            return types.getFirst();
        }
        try {
            var wanted = MediaType.parseMediaTypes(accept);
            MimeTypeUtils.sortBySpecificity(wanted);
            return wanted.stream().filter(one -> one.getQualityValue() > 0)
                    .sorted((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()))
                    .flatMap(one -> types.stream().filter(type -> one.includes(MediaType.parseMediaType(type)))).findFirst()
                    .orElseThrow(() -> new Failure(ErrorCode.NOT_ACCEPTABLE));
        } catch (InvalidMediaTypeException malformed) {
            throw new Failure(ErrorCode.NOT_ACCEPTABLE);
        }
    }

    private Reply failed(HttpServletResponse response, Failure failure, Words words, @Nullable String incident) {
        if (failure.retryAfter() != null) {
            retryAfter(response, failure.retryAfter());
        }
        return Reply.problem(failure.code().status(), writer.json(writer.problem(failure, words, null, incident)), failure.until());
    }

    private void write(HttpServletResponse response, Reply reply) throws IOException {
        response.setStatus(reply.status());
        response.setContentType(reply.type());
        if (reply.location() != null) {
            response.setHeader("Location", reply.location());
        }
        if (reply.fileName() != null) {
            response.setHeader("Content-Disposition", ContentDisposition.attachment()
                    .filename(reply.fileName(), java.nio.charset.StandardCharsets.UTF_8).build().toString());
        }
        Instant now = clock.instant();
        if (reply.until() != null && reply.until().isAfter(now)) {
            retryAfter(response, Duration.between(now, reply.until()));
        }
        response.setContentLength(reply.body().length);
        response.getOutputStream().write(reply.body());
    }

    private static void retryAfter(HttpServletResponse response, Duration wait) {
        response.setHeader("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }
}
