package id.paraf.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.kernel.SecretText;
import id.paraf.pades.TestPki;
import id.paraf.passphrase.ResetWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.Nodes;
import id.paraf.testing.TestDatabase;
import id.paraf.testing.Wire;

/**
 * A whole application whose database and timestamp authority stand at the other end of wires: each fails and stalls in turn, in the
 * middle of a batch. A document is signed whole or as it was, its owner is told which and why, and goes on with the rest.
 */
class SigningFaultsIT {

    private static final TestPki PKI = new TestPki();
    private static final MutableClock CLOCK = new MutableClock(TestPki.NOW);
    private static final String DIRECT = TestDatabase.newUrl();

    @TempDir
    static Path folder;

    /** What the timestamp authority does with a request. */
    private interface Answer {
        void to(HttpExchange exchange, byte[] request) throws IOException;
    }

    private static final Answer RIGHT = (exchange, request) -> {
        byte[] answer = PKI.answer(request, CLOCK.instant());
        exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    };

    private static volatile Answer answer = RIGHT;
    private static HttpServer authority;
    private static Wire wire;
    private static ConfigurableApplicationContext node;
    /** Past every wire. */
    private static JdbcClient jdbc;

    private ResetWorld.Owner owner;
    private final List<byte[]> plain = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        authority = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authority.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        authority.createContext("/", exchange -> {
            try (exchange) {
                answer.to(exchange, exchange.getRequestBody().readAllBytes());
            }
        });
        authority.start();
        var server = URI.create(DIRECT.substring("jdbc:".length()));
        wire = new Wire(new InetSocketAddress(server.getHost(), server.getPort()));
        var root = Files.writeString(folder.resolve("root.pem"), PKI.rootPem());
        node = Nodes.start(DIRECT.replaceFirst("//[^/]+/", "//127.0.0.1:" + wire.port() + "/"), CLOCK, List.of(),
                "--paraf.timestamp.external.url=http://127.0.0.1:" + authority.getAddress().getPort() + "/",
                "--paraf.timestamp.external.root=" + root, "--paraf.timestamp.external.timeout=2s");
        var source = new PGSimpleDataSource();
        source.setUrl(DIRECT);
        jdbc = JdbcClient.create(source);
    }

    @AfterAll
    static void stop() {
        node.close();
        wire.close();
        authority.stop(0);
    }

    @BeforeEach
    void someone() {
        int port = Integer.parseInt(node.getEnvironment().getRequiredProperty("local.server.port"));
        owner = bean(ResetWorld.class).owner(port);
        for (int i = 0; i < 4; i++) {
            plain.add(SigningWorld.pdf("Surat nomor " + i, 1));
            documents.add(bean(SigningWorld.class).document(owner, plain.getLast()));
        }
    }

    @AfterEach
    void allIsWellAgain() {
        answer = RIGHT;
    }

    private static <T> T bean(Class<T> type) {
        return node.getBean(type);
    }

    private SignDocuments.Outcome order() {
        var waiting = documents.stream().map(this::now).filter(Document::waiting)
                .map(each -> new SignDocuments.Chosen(each.id(), each.sha256())).toList();
        return bean(SignDocuments.class).sign(owner.person().id, owner.certificate(), waiting, new MarkChoice.Invisible(),
                SecretText.of(ResetWorld.OLD), SecretText.of(""), SigningWorld.PLACE);
    }

    /** Signs what waits, and waits until nobody is at work; the batch. */
    private UUID signed() {
        UUID batch = ((SignDocuments.Outcome.Begun) order()).batch();
        bean(SigningWorld.class).await(owner, batch);
        return batch;
    }

    private Document now(Document document) {
        return bean(Documents.class).ownedBy(owner.person().id, document.id()).orElseThrow();
    }

    private byte[] content(Document document) {
        return bean(Documents.class).content(owner.person().id, document.id()).orElseThrow().pdf();
    }

    /** Each is whole, with one signature and its one event, or as it was. */
    private void areSigned(int many) throws IOException {
        int signed = 0;
        for (int i = 0; i < documents.size(); i++) {
            var bytes = content(documents.get(i));
            if (now(documents.get(i)).signed()) {
                signed++;
                assertThat(bytes).startsWith(plain.get(i));
                try (var read = Loader.loadPDF(bytes)) {
                    assertThat(read.getSignatureDictionaries()).hasSize(1);
                }
            } else {
                assertThat(bytes).isEqualTo(plain.get(i));
            }
        }
        assertThat(signed).isEqualTo(many);
        assertThat(bean(TestPeople.class).events(owner.person(), "document.signed")).isEqualTo(many);
    }

    private int signedPastTheWire() {
        return jdbc.sql("SELECT count(*) FROM signing_document WHERE state = 'SIGNED' AND account = :account")
                .param("account", owner.person().id).query(Integer.class).single();
    }

    private void saysOnItsPage(UUID batch, String sentence) {
        assertThat(owner.desktop().get("/documents/batches/" + batch).body()).contains(sentence);
    }

    private void isHeldUpBy(Trouble trouble, String sentence) throws IOException {
        UUID batch = signed();
        areSigned(0);
        assertThat(documents).allSatisfy(each -> assertThat(now(each).trouble()).isEqualTo(trouble));
        saysOnItsPage(batch, sentence);
    }

    @Test
    void withoutATimestampNothingIsSignedAndWithOneAgainEverythingIs() throws IOException {
        String sentence = "Stempel waktu tidak dapat diperoleh";
        answer = (exchange, _) -> exchange.sendResponseHeaders(503, -1);
        isHeldUpBy(Trouble.TIMESTAMP_MISSING, sentence);
        answer = (exchange, _) -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("bukan".getBytes());
        };
        isHeldUpBy(Trouble.TIMESTAMP_MISSING, sentence);
        assertThat(bean(TestPeople.class).events(owner.person(), "document.refused")).isEqualTo(8);
        answer = RIGHT;
        signed();
        areSigned(4);
    }

    @Test
    void anAuthorityThatFailsAndHangsInTheMiddleOfABatch() throws IOException {
        var over = new CountDownLatch(1);
        var asked = new java.util.concurrent.atomic.AtomicInteger();
        answer = (exchange, request) -> {
            switch (asked.incrementAndGet()) {
                case 1, 3 -> RIGHT.to(exchange, request);
                case 2 -> await(over);
                default -> exchange.close();
            }
        };
        try {
            signed();
            areSigned(2);
        } finally {
            over.countDown();
        }
        answer = RIGHT;
        signed();
        areSigned(4);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void withoutTheKeyroomNothingIsSignedAndNoAttemptIsCounted() throws IOException {
        jdbc.sql("ALTER SCHEMA keyroom RENAME TO keyroom_away").update();
        try {
            isHeldUpBy(Trouble.KEYS_AWAY, "Tempat penyimpanan kunci Anda tidak menjawab");
        } finally {
            jdbc.sql("ALTER SCHEMA keyroom_away RENAME TO keyroom").update();
        }
        signed();
        areSigned(4);
    }

    @Test
    void aSlowKeyroomIsWaitedFor() throws Exception {
        var source = new PGSimpleDataSource();
        source.setUrl(DIRECT);
        CompletableFuture<UUID> batch;
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("LOCK TABLE keyroom.used_order IN ACCESS EXCLUSIVE MODE");
            batch = CompletableFuture.supplyAsync(this::signed, Thread::startVirtualThread);
            while (jdbc.sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'keyroom.used_order'::regclass")
                    .query(Integer.class).single() == 0) {
                assertThat(batch.isDone()).isFalse();
                Thread.onSpinWait();
            }
            areSigned(0);
            connection.rollback();
        }
        batch.get(1, TimeUnit.MINUTES);
        areSigned(4);
    }

    @Test
    void theDatabaseGoesAwayInTheMiddleOfABatch() throws Exception {
        var reached = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        var asked = new java.util.concurrent.atomic.AtomicInteger();
        answer = (exchange, request) -> {
            if (asked.incrementAndGet() == 2) {
                reached.countDown();
                await(over);
            }
            RIGHT.to(exchange, request);
        };
        UUID batch = ((SignDocuments.Outcome.Begun) order()).batch();
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        wire.cut();
        try {
            over.countDown();
            var page = owner.desktop().get("/documents/batches/" + batch);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("Penyimpanan data tidak menjawab");
            assertThat(signedPastTheWire()).isEqualTo(1);
        } finally {
            wire.mend();
            // A pool hands out what it saw alive within half a second without looking: what broke with the wire leaves it now.
            bean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        }
        // Whoever was signing may still be waiting for the database, and goes on now; or it has given up, and its time runs out.
        for (int i = 0; i < 200 && documents.stream().map(this::now).anyMatch(each -> each.worked(CLOCK.instant())); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        CLOCK.advance(Duration.ofMinutes(3));
        answer = RIGHT;
        if (documents.stream().map(this::now).anyMatch(Document::waiting)) {
            signed();
        }
        areSigned(4);
    }

    @Test
    void aDatabaseThatStandsStillIsWaitedFor() throws Exception {
        var begun = new CountDownLatch(1);
        answer = (exchange, request) -> {
            begun.countDown();
            RIGHT.to(exchange, request);
        };
        var batch = CompletableFuture.supplyAsync(this::signed, Thread::startVirtualThread);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        wire.stop();
        try {
            // Past the wire: nobody can have finished meanwhile.
            assertThat(signedPastTheWire()).isLessThan(4);
            assertThat(batch.isDone()).isFalse();
        } finally {
            wire.flow();
        }
        batch.get(1, TimeUnit.MINUTES);
        areSigned(4);
    }
}
