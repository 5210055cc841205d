package id.paraf.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Invitations;
import id.paraf.account.Role;
import id.paraf.kernel.Origin;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class DisavowTest {

    @Autowired
    DisavowLinks links;
    @Autowired
    TransactionTemplate transaction;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MutableClock clock;
    @Autowired
    ConfigurableApplicationContext application;
    @LocalServerPort
    int port;

    @Autowired
    Invitations invitations;
    UUID account;

    @BeforeEach
    void someone() {
        String name = "contoh-" + UUID.randomUUID().toString().substring(0, 8);
        account = invitations.invite(new Invitations.Person(name, "Contoh", "Dinas Contoh", "Unit", Set.of(Role.SIGNER),
                name + "@contoh.example", null, "id"), null, Origin.SYSTEM).account();
    }

    @Test
    @Proves({"RP-23", "RP-04"})
    void openingChangesNothingAndOnePressActsOnceWithoutALogin() {
        var events = listen();
        String token = create();
        var browser = new HttpBrowser(port);
        var page = browser.header("User-Agent", "WhatsApp/2.23.20.0").get("/disavow/" + token);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.body()).contains("Bukan Anda yang melakukannya?").contains("Akhiri semua sesi")
                .as("nobody here has a key").doesNotContain("Bekukan kunci");
        assertThat(events).isEmpty();

        var pressed = browser.header("User-Agent", "Firefox").post("/disavow/" + token);
        assertThat(pressed.statusCode()).isEqualTo(303);
        assertThat(browser.follow(pressed).body()).contains("Semua sesi Anda sudah diakhiri");
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().account()).isEqualTo(account);
        assertThat(events.getFirst().subject()).isEqualTo("certificate:demo");
        assertThat(events.getFirst().origin().agent()).isEqualTo("Firefox");

        assertThat(browser.follow(browser.post("/disavow/" + token)).body()).contains("Semua sesi Anda sudah diakhiri");
        assertThat(events).hasSize(1);
    }

    @Test
    void manyPressesAtOnceActOnce() {
        var events = listen();
        String token = create();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                threads.submit(() -> links.use(token, Origin.SYSTEM));
            }
        }
        assertThat(events).hasSize(1);
    }

    @Test
    void anUnknownOrOldLinkSaysSoAndDoesNothing() {
        var events = listen();
        String token = create();
        var browser = new HttpBrowser(port);
        assertThat(browser.get("/disavow/" + "A".repeat(43)).statusCode()).isEqualTo(410);
        clock.advance(Duration.ofDays(31));
        var gone = browser.get("/disavow/" + token);
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.body()).contains("<title>Galat:");
        browser.get("/disavow/" + create());
        browser.post("/disavow/" + token);
        assertThat(events).isEmpty();
    }

    @Test
    @Proves("RP-02")
    void onlyTheHashOfATokenIsStored() {
        String token = create();
        assertThat(jdbc.sql("SELECT d::text FROM notice_disavow d").query(String.class).list())
                .allSatisfy(row -> assertThat(row).doesNotContain(token));
    }

    private String create() {
        return transaction.execute(status -> links.create(account, "certificate:demo"));
    }

    private List<Disavowed> listen() {
        var events = new CopyOnWriteArrayList<Disavowed>();
        application.addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) event -> {
            if (event.getPayload() instanceof Disavowed disavowed && disavowed.account().equals(account)) {
                events.add(disavowed);
            }
        });
        return events;
    }
}
