package id.paraf.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A WhatsApp Business Cloud API on this machine: it takes template messages over HTTP as the real one does, reports
 * deliveries with a signature, and can be told to be slow, busy, broken or to talk nonsense.
 */
public final class WhatsAppNetwork implements AutoCloseable {

    private static final Pattern TO = Pattern.compile("\"to\":\"([0-9]+)\"");
    private static final Pattern NAME = Pattern.compile("\"name\":\"([a-z_]+)\"");
    /** The component with the button: an object that holds nothing deeper than its parameters. */
    private static final Pattern BUTTON = Pattern
            .compile("\\{(?:[^{}]|\\{[^{}]*\\})*\"sub_type\":\"url\"(?:[^{}]|\\{[^{}]*\\})*\\}");
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

    private final HttpServer server;
    private final String token;
    private final Deque<Mood> moods = new ArrayDeque<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();

    private WhatsAppNetwork(HttpServer server, String token) {
        this.server = server;
        this.token = token;
    }

    /** Starts on a free port of this machine; only callers with this bearer token are served. */
    public static WhatsAppNetwork start(String token) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var network = new WhatsAppNetwork(server, token);
            server.createContext("/", network::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return network;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message that was taken. {@code button} is the parameter of its URL button, or empty. */
    public record Message(String id, String to, String template, String button, String json) {
    }

    /** How one call is answered. */
    public sealed interface Mood {
        /** As documented. */
        record Well() implements Mood {
        }

        /** With an error of the API; {@code retryAfter} in seconds, or null. */
        record Error(int status, int code, @Nullable Integer retryAfter) implements Mood {
        }

        /** With bytes that are no answer of the API. */
        record Garbage(int status, String body) implements Mood {
        }

        /** By sending the caller elsewhere. */
        record Redirect(URI elsewhere) implements Mood {
        }

        /** Never, as long as the network lives. */
        record Silence() implements Mood {
        }

        /** With headers at once and a body that never ends. */
        record Drip() implements Mood {
        }

        /** By taking the message and hanging up before the answer. */
        record HangUp() implements Mood {
        }
    }

    /** The next calls are answered like this, one mood each; after that all is well. */
    public void next(Mood... next) {
        synchronized (moods) {
            moods.addAll(List.of(next));
        }
    }

    /** Where the API is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Messages that were taken, oldest first. */
    public List<Message> messages() {
        return messages;
    }

    /** Calls so far, answered or not. */
    public int calls() {
        return calls.get();
    }

    /** The newest message to a number (without plus), waiting for it. */
    public Message await(String to) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            var found = messages.reversed().stream().filter(message -> message.to().equals(to)).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        throw new AssertionError("No message came to " + to);
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Mood mood;
        synchronized (moods) {
            mood = moods.isEmpty() ? new Mood.Well() : moods.removeFirst();
        }
        switch (mood) {
            case Mood.Well _ -> well(exchange, body);
            case Mood.Error error -> {
                if (error.retryAfter() != null) {
                    exchange.getResponseHeaders().set("Retry-After", String.valueOf(error.retryAfter()));
                }
                reply(exchange, error.status(), error(error.code()));
            }
            case Mood.Garbage garbage -> reply(exchange, garbage.status(), garbage.body());
            case Mood.Redirect(URI elsewhere) -> {
                exchange.getResponseHeaders().set("Location", elsewhere.toString());
                // RFC 9110 §15.4.8: whoever follows sends the same body again, token and all.
                reply(exchange, 307, "");
            }
            case Mood.Silence _ -> hold(exchange);
            case Mood.Drip _ -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                hold(exchange);
            }
            case Mood.HangUp _ -> {
                take(body);
                exchange.close();
            }
        }
    }

    private void well(HttpExchange exchange, String body) throws IOException {
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, error(190));
        } else if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().matches("/v[0-9]+\\.0/[0-9]+/messages")) {
            reply(exchange, 404, error(2500));
        } else if (!body.contains("\"messaging_product\":\"whatsapp\"") || !TO.matcher(body).find() || !NAME.matcher(body).find()) {
            reply(exchange, 400, error(100));
        } else {
            Message message = take(body);
            reply(exchange, 200, """
                    {"messaging_product":"whatsapp","contacts":[{"input":"%s","wa_id":"%s"}],\
                    "messages":[{"id":"%s","message_status":"accepted"}]}""".formatted(message.to(), message.to(), message.id()));
        }
    }

    private Message take(String body) {
        String id = "wamid." + HexFormat.of().toHexDigits(System.nanoTime()) + messages.size();
        var component = BUTTON.matcher(body);
        String button = component.find() ? first(TEXT, component.group()) : "";
        var message = new Message(id, first(TO, body), first(NAME, body), button, body);
        messages.add(message);
        return message;
    }

    private static String first(Pattern pattern, String body) {
        var matcher = pattern.matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }

    private void hold(HttpExchange exchange) {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static String error(int code) {
        return """
                {"error":{"message":"(#%d) contoh","type":"OAuthException","code":%d,"fbtrace_id":"A1b2C3"}}""".formatted(code,
                code);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The body of a report about one message: {@code sent}, {@code delivered}, {@code read} or {@code failed} with a code. */
    public static String status(String messageId, String status, long epochSeconds, int errorCode) {
        String errors = errorCode == 0 ? "" : ",\"errors\":[{\"code\":" + errorCode + ",\"title\":\"contoh\"}]";
        return """
                {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{\
                "messaging_product":"whatsapp","metadata":{"phone_number_id":"1"},"statuses":[\
                {"id":"%s","status":"%s","timestamp":"%d","recipient_id":"628"%s}]}}]}]}""".formatted(messageId, status,
                epochSeconds, errors);
    }

    /** Calls a webhook as the network does. Null signs with the secret; any other text is sent as the signature. */
    public int report(URI webhook, String appSecret, String body, @Nullable String signature) {
        String header = signature != null ? signature : "sha256=" + hmac(appSecret, body);
        var request = HttpRequest.newBuilder(webhook).header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", header).timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String hmac(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        client.shutdownNow();
        try {
            client.awaitTermination(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
