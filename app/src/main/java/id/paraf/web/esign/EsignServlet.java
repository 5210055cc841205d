package id.paraf.web.esign;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.esign.AdmitClient;
import id.paraf.esign.AdmitClient.Admission;
import id.paraf.esign.ClientUse;
import id.paraf.esign.EsignSettings;
import id.paraf.kernel.Origin;
import id.paraf.kernel.Randomness;
import id.paraf.web.security.Clients;

/**
 * The "Esign Client Service" API, as applications call it today. Who calls is asked before the body is read; every error is JSON, in
 * one of the two shapes that they know.
 */
class EsignServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EsignServlet.class);
    /** As Spring Boot writes the time of an error. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx")
            .withZone(ZoneOffset.UTC);

    private final transient Calls calls;
    private final transient AdmitClient admit;
    private final transient Clients clients;
    private final transient Randomness randomness;
    private final transient Clock clock;
    private final transient Room room;
    private final long most;
    private final transient JsonMapper json = JsonMapper.builder().build();

    EsignServlet(Calls calls, AdmitClient admit, Clients clients, EsignSettings settings, Room room, Randomness randomness,
            Clock clock) {
        this.calls = calls;
        this.admit = admit;
        this.clients = clients;
        this.randomness = randomness;
        this.clock = clock;
        this.most = settings.mostBytes().toBytes();
        this.room = room;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var origin = clients.origin(request);
        switch (admission(request, origin)) {
            // Applications know one answer for whoever is not let in.
            case Admission.Wrong _,Admission.Stopped _ -> {
                // RFC 9110 §11.6.1: some clients wait for the challenge before they send what they have.
                response.setHeader("WWW-Authenticate", "Basic realm=\"Paraf\"");
                plain(response, request, 401, "Unauthorized");
            }
            case Admission.Wait(Duration retryAfter) -> {
                response.setHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
                plain(response, request, 429, "Too Many Requests");
            }
            case Admission.Admitted(var client) -> {
                String path = path(request);
                var found = calls.find(request.getMethod(), path).orElse(null);
                if (found == null) {
                    var nothing = calls.known(path) ? Answer.METHOD : Answer.NOT_FOUND;
                    admit.used(client.id(), nothing.as(method(request) + " " + withoutPerson(path)));
                    write(response, request, nothing.reply());
                } else {
                    answer(found, new Call(request, client, origin, found.variable(), most), response);
                }
            }
        }
    }

    /**
     * A reply, and what is counted of it.
     *
     * @param failure what the application is told went wrong, or null
     */
    private record Answer(Reply reply, @Nullable String failure) {

        static final Answer NOT_FOUND = of(404, "Not Found");
        static final Answer METHOD = of(405, "Method Not Allowed");
        static final Answer BUSY = of(503, "Service Unavailable");

        ClientUse.Answered as(String call) {
            int status = switch (reply) {
                case Reply.Json(int said, var _) -> said;
                case Reply.Plain(int said, var _) -> said;
                case Reply.Pdf _ -> 200;
            };
            return new ClientUse.Answered(call, status, failure);
        }

        private static Answer of(int status, String error) {
            return new Answer(new Reply.Plain(status, error), Integer.toString(status));
        }
    }

    private void answer(Calls.Found found, Call call, HttpServletResponse response) throws IOException {
        try (var share = room.enter(call.request().getContentLengthLong())) {
            var answer = share == null ? Answer.BUSY : answer(found, call);
            admit.used(call.client().id(), answer.as(method(call.request()) + " " + found.pattern()));
            write(response, call.request(), answer.reply());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            write(response, call.request(), Answer.BUSY.reply());
        }
    }

    private Answer answer(Calls.Found found, Call call) throws IOException {
        try {
            return new Answer(found.handler().answer(call), null);
        } catch (Refused refused) {
            return new Answer(
                    new Reply.Json(refused.status(), Reply.fields("error", refused.error(), "status_code", refused.code())),
                    refused.code() + " " + refused.error());
        } catch (RuntimeException e) {
            String incident = randomness.token().substring(0, 10);
            // Not the path itself: that of a status or a chain names a person.
            LOG.error("Incident {} at {} {}", incident, call.request().getMethod(), found.pattern(), e);
            return Answer.of(500, "Internal Server Error");
        }
    }

    /** What it is called as; a word that is none could be as long as a header. */
    private static String method(HttpServletRequest request) {
        return request.getMethod().length() > 10 ? "?" : request.getMethod();
    }

    private static String withoutPerson(String path) {
        return path.replaceAll("[^/]*([0-9]{6}|@)[^/]*", "•••");
    }

    private Admission admission(HttpServletRequest request, Origin origin) {
        return Credentials.of(request).map(who -> admit.admit(who.username(), who.secret(), origin))
                .orElseGet(Admission.Wrong::new);
    }

    /** As the container understood it: slashes that were glued together are one, and one at the end is none. */
    private static String path(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return path.replaceAll("/+", "/").replaceFirst("(?<=.)/$", "");
    }

    private void write(HttpServletResponse response, HttpServletRequest request, Reply reply) throws IOException {
        switch (reply) {
            case Reply.Json(int status, var body) -> json(response, status, body);
            case Reply.Plain(int status, String error) -> plain(response, request, status, error);
            case Reply.Pdf(var id, byte[] bytes) -> {
                response.setContentType("application/pdf");
                response.setHeader("Content-Disposition", "attachment; filename=\"" + id + ".pdf\"");
                response.setHeader("id_dokumen", id.toString());
                response.setContentLength(bytes.length);
                response.getOutputStream().write(bytes);
            }
        }
    }

    private void json(HttpServletResponse response, int status, Object body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        // Files in it are written as base64 piece by piece.
        json.writeValue(response.getOutputStream(), body);
    }

    /** Spring Boot's own shape, which is what applications know for what is refused before or beside the API. */
    private void plain(HttpServletResponse response, HttpServletRequest request, int status, String error) throws IOException {
        json(response, status, Reply.fields("timestamp", TIMESTAMP.format(clock.instant()), "status", status, "error", error,
                "path", request.getRequestURI()));
    }
}
