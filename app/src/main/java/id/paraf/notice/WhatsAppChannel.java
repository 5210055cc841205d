package id.paraf.notice;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The WhatsApp Business Cloud API: {@code POST /<version>/<phone-number-id>/messages} with a template message. */
final class WhatsAppChannel implements Channel {

    /** What the API calls "try again": unknown errors, rate limits, maintenance. */
    private static final Set<Integer> PASSING = Set.of(1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 131057, 133004);
    /** Token expired or lacking a permission: nothing is wrong with the message, and the operator can repair it. */
    private static final Set<Integer> OPERATOR = Set.of(0, 3, 10, 190, 200, 368, 131031, 131042);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);
    private static final int LONGEST_ANSWER = 65_536;
    private static final int LONGEST_PARAMETER = 1024;

    private final HttpClient client;
    private final WhatsAppSettings settings;
    private final URI address;
    private final JsonMapper json;

    WhatsAppChannel(WhatsAppSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        this.address = URI.create(settings.baseUrl() + "/" + settings.version() + "/" + settings.phoneNumberId() + "/messages");
        this.client = HttpClient.newBuilder().connectTimeout(settings.timeout()).version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public Result deliver(Letter letter) {
        var request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + settings.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body(letter)))).build();
        // The request's own timeout ends with the headers; this one also ends a body that trickles.
        var call = client.sendAsync(request,
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER));
        try {
            return understand(call.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Result.Later("no answer in time", null);
        } catch (ExecutionException e) {
            return new Result.Later("no connection", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Later("interrupted", null);
        } finally {
            call.cancel(true);
        }
    }

    private Map<String, Object> body(Letter letter) {
        var components = new ArrayList<Map<String, Object>>();
        if (!letter.parameters().isEmpty()) {
            components.add(Map.of("type", "body", "parameters", letter.parameters().stream().map(WhatsAppChannel::text).toList()));
        }
        if (letter.link() != null) {
            // The template holds the origin; only what follows its slash is ours to say.
            components.add(button(letter.link().substring(1)));
        } else if (letter.template().isCode()) {
            components.add(button(letter.parameters().getFirst()));
        }
        return Map.of("messaging_product", "whatsapp", "recipient_type", "individual", "to", letter.to().substring(1), "type",
                "template", "biz_opaque_callback_data", letter.id().toString(), "template",
                Map.of("name", letter.template().networkName(), "language", Map.of("code", letter.language()), "components",
                        components));
    }

    private static Map<String, Object> button(String text) {
        return Map.of("type", "button", "sub_type", "url", "index", "0", "parameters", List.of(text(text)));
    }

    /** The API refuses parameters with line breaks, tabs or more than four spaces in a row. */
    private static Map<String, String> text(String value) {
        String clean = value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return Map.of("type", "text", "text", clean.substring(0, Math.min(LONGEST_PARAMETER, clean.length())));
    }

    private Result understand(HttpResponse<String> response) {
        int status = response.statusCode();
        JsonNode answer = parse(response.body());
        if (status / 100 == 2) {
            String id = answer == null ? "" : answer.path("messages").path(0).path("id").asString("");
            // Whatever this was, it was not the API: the message may have left or not, so it is sent again.
            return id.isEmpty() ? new Result.Later("answer not understood", null) : new Result.Accepted(id);
        }
        JsonNode error = answer == null ? null : answer.path("error");
        int code = error == null ? -1 : error.path("code").asInt(-1);
        String reason = "HTTP " + status + (code < 0 ? "" : ", code " + code);
        if (status == 429 || status >= 500 || status == 408 || status / 100 == 3 || PASSING.contains(code)) {
            return new Result.Later(reason, retryAfter(response));
        }
        if (status == 401 || status == 403 || OPERATOR.contains(code) || code < 0) {
            return new Result.Later(reason, null);
        }
        return new Result.Refused(reason);
    }

    private @Nullable JsonNode parse(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** RFC 9110 §10.2.3, in seconds; the form with a date is not used by this API. */
    private static @Nullable Duration retryAfter(HttpResponse<String> response) {
        return response.headers().firstValue("Retry-After").filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(pause -> pause.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : pause).orElse(null);
    }
}
