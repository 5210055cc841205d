package id.paraf.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.audit.Audit;
import id.paraf.esign.EsignWorld;
import id.paraf.kernel.Origin;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.webhook.Delivery.State;
import id.paraf.webhook.Webhooks.Outcome;

/** Messages to a real receiver: signed, repeated until they arrive, and never to where they must not go. */
@ParafTest
class WebhooksTest {

    private static final Origin DESK = new Origin("192.0.2.16", "test");

    @Autowired
    Webhooks webhooks;
    @Autowired
    WebhookWorld world;
    @Autowired
    EsignWorld esign;
    @Autowired
    TestPeople people;
    @Autowired
    Deliver deliver;
    @Autowired
    Outbox outbox;
    @Autowired
    Targets targets;
    @Autowired
    Addresses addresses;
    @Autowired
    Audit audit;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private record Received(Headers headers, String body) {

        String header(String name) {
            return headers.getFirst(name);
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;
    private HttpServer server;
    private EsignWorld.Caller caller;
    private String url;

    @BeforeEach
    void aReceiver() throws IOException {
        // What other tests left is not for this receiver.
        jdbc.sql("UPDATE webhook_delivery SET state = 'GIVEN_UP' WHERE state = 'QUEUED'").update();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(new Received(exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere");
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
        caller = esign.caller("Kantor Uji");
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/paraf?x=1";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private List<String> events() {
        return jdbc.sql("SELECT type FROM audit_event WHERE subject = :subject AND type LIKE 'webhook.%' ORDER BY id")
                .param("subject", "esign-client:" + caller.client().id()).query(String.class).list();
    }

    private Delivery last() {
        return webhooks.last(caller.client()).getFirst();
    }

    /** As a receiver does it, by the words of Standard Webhooks. */
    private static String signature(String secret, Received message) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(
                (message.header("webhook-id") + "." + message.header("webhook-timestamp") + "." + message.body())
                        .getBytes(StandardCharsets.UTF_8)));
    }

    private void test() {
        assertThat(webhooks.test(caller.officer(), caller.client().id(), DESK)).isEqualTo(new Outcome.Done());
    }

    /** A receiver that takes messages and never answers holds up its own, two at a time, and nobody else's. */
    @Test
    void whoeverStallsHoldsUpNobodyElse() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var slow = esign.caller("Kantor Lambat");
            world.set(slow, "http://127.0.0.1:" + silent.getLocalPort() + "/");
            for (int i = 0; i < 40; i++) {
                assertThat(webhooks.test(slow.officer(), slow.client().id(), DESK)).isEqualTo(new Outcome.Done());
            }
            world.set(caller, url);
            test();
            var ended = new CountDownLatch(1);
            var threads = deliver.begin(ended::countDown);
            assertThat(threads).as("two of the forty, and the other's").hasSize(Deliver.EACH + 1);
            try (var one = silent.accept(); var two = silent.accept()) {
                assertThat(ended.await(8, TimeUnit.SECONDS)).as("the other's, while they wait").isTrue();
                assertThat(received).hasSize(1);
                assertThat(last().state()).isEqualTo(State.DELIVERED);
                assertThat(deliver.begin(ended::countDown)).as("nothing more of the slow one's").isEmpty();
                test();
                assertThat(deliver.begin(ended::countDown)).as("and whatever comes meanwhile").hasSize(1);
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(jdbc.sql("SELECT outcome FROM webhook_delivery WHERE client = :client AND attempts > 0")
                    .param("client", slow.client().id()).query(String.class).list()).hasSize(2)
                    .allMatch(why -> why.startsWith("no "));
        }
    }

    @Test
    @Proves("WF-08")
    void aMessageArrivesSignedByTheSecretThatWasShownOnce() throws Exception {
        String secret = world.set(caller, url);
        test();
        assertThat(last().state()).isEqualTo(State.QUEUED);
        deliver.round();
        assertThat(received).hasSize(1);
        var message = received.getFirst();
        assertThat(message.header("webhook-signature")).isEqualTo(signature(secret, message));
        assertThat(message.header("webhook-id")).isEqualTo(last().id().toString());
        assertThat(Long.parseLong(message.header("webhook-timestamp"))).isEqualTo(clock.instant().getEpochSecond());
        assertThat(message.body()).contains("\"type\":\"webhook.test\"");
        assertThat(last().state()).isEqualTo(State.DELIVERED);
        deliver.round();
        assertThat(received).as("it arrived").hasSize(1);
        assertThat(events()).containsExactly("webhook.set", "webhook.tested");
        byte[] kept = jdbc.sql("SELECT secret FROM webhook_target WHERE client = :client").param("client", caller.client().id())
                .query(byte[].class).single();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(
                new String(Base64.getDecoder().decode(secret.substring(6)), StandardCharsets.ISO_8859_1));
    }

    @Test
    void bothSecretsSignForADay() throws Exception {
        String first = world.set(caller, url);
        var rotated = (Outcome.Secret) webhooks.rotate(caller.officer(), caller.client().id(), 1, DESK);
        assertThat(webhooks.rotate(caller.officer(), caller.client().id(), 1, DESK)).as("an older form")
                .isEqualTo(new Outcome.Unchanged());
        test();
        deliver.round();
        var message = received.getFirst();
        assertThat(message.header("webhook-signature").split(" "))
                .containsExactly(signature(rotated.secret().reveal(), message), signature(first, message));
        clock.advance(Duration.ofHours(24));
        test();
        deliver.round();
        assertThat(received.getLast().header("webhook-signature"))
                .isEqualTo(signature(rotated.secret().reveal(), received.getLast()));
        assertThat(events()).containsExactly("webhook.set", "webhook.rotated", "webhook.tested", "webhook.tested");
    }

    @Test
    @Proves("WF-08")
    void whatDoesNotArriveIsRepeatedForADayAndThenGivenUp() {
        world.set(caller, url);
        answer = 500;
        test();
        var begun = clock.instant();
        var pauses = new ArrayList<Duration>();
        while (last().state() == State.QUEUED) {
            deliver.round();
            var due = jdbc.sql("SELECT due_at FROM webhook_delivery WHERE id = :id").param("id", last().id())
                    .query((rs, i) -> rs.getObject(1, java.time.OffsetDateTime.class).toInstant()).single();
            var pause = Duration.between(clock.instant(), due);
            if (last().state() == State.QUEUED) {
                pauses.add(pause);
                int before = received.size();
                deliver.round();
                assertThat(received).as("not before its time").hasSize(before);
                clock.advance(pause);
            }
        }
        assertThat(pauses).isSorted().hasSize(9);
        assertThat(Duration.between(begun, clock.instant())).isBetween(Duration.ofHours(22), Duration.ofHours(24));
        assertThat(received).hasSize(10);
        assertThat(last().state()).isEqualTo(State.GIVEN_UP);
        assertThat(last().outcome()).isEqualTo("HTTP 500");
        assertThat(events()).containsExactly("webhook.set", "webhook.tested", "webhook.given-up");
        answer = 200;
        assertThat(webhooks.again(caller.officer(), caller.client().id(), last().id(), DESK)).isEqualTo(new Outcome.Done());
        assertThat(webhooks.again(caller.officer(), caller.client().id(), last().id(), DESK)).as("it waits already")
                .isEqualTo(new Outcome.Unchanged());
        deliver.round();
        assertThat(last().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    @Proves("WF-08")
    void aRedirectIsNotFollowedAndGoneEndsIt() {
        world.set(caller, url);
        answer = 302;
        test();
        deliver.round();
        assertThat(received).hasSize(1);
        assertThat(last().state()).isEqualTo(State.QUEUED);
        assertThat(last().outcome()).isEqualTo("HTTP 302");
        answer = 410;
        clock.advance(Duration.ofMinutes(1));
        deliver.round();
        assertThat(last().state()).isEqualTo(State.GIVEN_UP);
    }

    @Test
    void severalNodesSendEachMessageOnce() throws Exception {
        world.set(caller, url);
        for (int i = 0; i < 10; i++) {
            test();
        }
        Callable<Integer> node = () -> {
            var own = new Deliver(outbox, targets, addresses, audit, clock, transaction);
            int sent = 0;
            for (int now = own.round(); now > 0; now = own.round()) {
                sent += now;
            }
            return sent;
        };
        AtOnce.all(Collections.nCopies(4, node));
        // Whoever looked while others held what was left has stopped before the last.
        node.call();
        assertThat(received).extracting(message -> message.header("webhook-id")).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsSentIntoThisMachineOrThePrivateNetwork() {
        var strict = new Addresses(new WebhookSettings(false, List.of()));
        for (String typed : List.of("http://contoh.example/", "https://127.0.0.1/", "https://[::1]/", "https://10.1.2.3/",
                "https://192.168.1.1/", "https://169.254.169.254/latest", "https://100.64.0.1/", "https://0.0.0.0/",
                "https://[fd00::1]/", "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/", "https://[fe80::1]/",
                "https://u:p@contoh.example/", "https://contoh.example/#x", "ftp://contoh.example/", "https://", "contoh.example",
                "https://contoh.example/ x", "https://contoh.example/\r\nX: y", "https://contoh.example:0/")) {
            assertThat(strict.typed(typed)).as(typed).isEmpty();
        }
        assertThat(strict.typed(" https://contoh.example:8443/paraf?x=1 "))
                .contains(URI.create("https://contoh.example:8443/paraf?x=1"));
        // A name that leads here although it looked like any other: the look-up at the moment of sending decides.
        var here = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
        assertThat(targets.insert(caller.client(), here, targets.make())).isTrue();
        test();
        new Deliver(outbox, targets, strict, audit, clock, transaction).round();
        assertThat(received).isEmpty();
        assertThat(last().outcome()).isEqualTo("address not allowed");
        assertThat(last().state()).isEqualTo(State.QUEUED);
        clock.advance(Duration.ofMinutes(1));
        deliver.round();
        assertThat(received).as("where the operator allows it").hasSize(1);
    }

    @Test
    void othersHaveNothingToSayAboutIt() {
        world.set(caller, url);
        var id = caller.client().id();
        for (var stranger : List.of(people.claimedAt("Kantor Lain", Role.OFFICER).id, people.claimed().id)) {
            assertThat(webhooks.set(stranger, id, url, DESK)).isEqualTo(new Outcome.NotThere());
            assertThat(webhooks.rotate(stranger, id, 1, DESK)).isEqualTo(new Outcome.NotThere());
            assertThat(webhooks.remove(stranger, id, DESK)).isEqualTo(new Outcome.NotThere());
            assertThat(webhooks.test(stranger, id, DESK)).isEqualTo(new Outcome.NotThere());
        }
        assertThat(webhooks.set(caller.officer(), id, "https://10.0.0.1/", DESK)).isEqualTo(new Outcome.Flawed());
        assertThat(webhooks.set(caller.officer(), id, url, DESK)).isEqualTo(new Outcome.Unchanged());
        assertThat(webhooks.set(caller.officer(), id, url + "2", DESK)).isEqualTo(new Outcome.Done());
        assertThat(webhooks.remove(caller.officer(), id, DESK)).isEqualTo(new Outcome.Done());
        assertThat(webhooks.remove(caller.officer(), id, DESK)).isEqualTo(new Outcome.Unchanged());
        assertThat(webhooks.test(caller.officer(), id, DESK)).isEqualTo(new Outcome.Unchanged());
        assertThat(events()).containsExactly("webhook.set", "webhook.changed", "webhook.removed");
    }
}
