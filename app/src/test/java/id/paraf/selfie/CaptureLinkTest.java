package id.paraf.selfie;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.kernel.Hashes;
import id.paraf.kernel.RootSecret;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
@ExtendWith(OutputCaptureExtension.class)
class CaptureLinkTest {

    @LocalServerPort
    int port;

    @Autowired
    CaptureWorld world;

    @Autowired
    CaptureLinks links;

    @Autowired
    CaptureSessions sessions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    RootSecret rootSecret;

    private final UUID account = UUID.randomUUID();

    private CaptureOrder order() {
        return world.reset(account);
    }

    private static String number(IssuedLink link) {
        return Integer.toString(link.matchNumber());
    }

    private static String wrong(IssuedLink link) {
        return Integer.toString(link.matchNumber() == 99 ? 10 : link.matchNumber() + 1);
    }

    @Test
    @Proves("RP-01")
    void theAddressStaysWithTheReader(CapturedOutput output) {
        var link = world.issue(order());
        var phone = new HttpBrowser(port);
        for (var answer : new java.net.http.HttpResponse<?>[] {phone.get(link.path().reveal()),
                phone.post(link.path().reveal(), "number", wrong(link)),
                phone.post(link.path().reveal(), "number", number(link))}) {
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
            assertThat(answer.body().toString()).doesNotContainPattern("(src|href)=\"(https?:)?//");
        }
        assertThat(output.getAll()).doesNotContain(link.token().reveal());
    }

    @Test
    @Proves("RP-02")
    void onlyTheHashOfATokenIsStored() {
        var link = world.issue(order());
        assertThat(java.util.Base64.getUrlDecoder().decode(link.token().reveal())).hasSize(32);
        String dump = String.join("\n", jdbc.sql("SELECT row_to_json(l)::text FROM capture_link l").query(String.class).list());
        assertThat(dump).contains(HexFormat.of().formatHex(Hashes.ofToken(link.token().reveal())))
                .doesNotContain(link.token().reveal())
                .doesNotContain(HexFormat.of().formatHex(java.util.Base64.getUrlDecoder().decode(link.token().reveal())))
                .doesNotContain(HexFormat.of().formatHex(link.token().reveal().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @Proves("RP-04")
    void previewBotsChangeNothing() {
        var link = world.issue(order());
        for (String agent : new String[] {"WhatsApp/2.23.20.0", "TelegramBot (like TwitterBot)",
                "Mozilla/5.0 HeadlessChrome/141.0"}) {
            var bot = new HttpBrowser(port).header("User-Agent", agent);
            for (int i = 0; i < 4; i++) {
                assertThat(bot.get(link.path().reveal()).statusCode()).isEqualTo(200);
            }
            assertThat(bot.send(HttpRequest.newBuilder(bot.resolve(link.path().reveal()))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())).statusCode()).isEqualTo(200);
        }
        var phone = new HttpBrowser(port);
        phone.get(link.path().reveal());
        assertThat(phone.post(link.path().reveal(), "number", number(link)).statusCode()).isEqualTo(303);
        assertThat(world.events("link.claimed", account)).isEqualTo(1);
    }

    @Test
    @Proves("RP-05")
    void aClaimedLinkIsGoneAndTheOwnerHears() {
        var order = order();
        var link = world.issue(order);
        var phone = new HttpBrowser(port);
        phone.get(link.path().reveal());
        phone.post(link.path().reveal(), "number", number(link));
        var thief = new HttpBrowser(port);
        assertThat(thief.get(link.path().reveal()).statusCode()).isEqualTo(410);
        thief.get("/login");
        assertThat(thief.post(link.path().reveal(), "number", number(link)).statusCode()).isEqualTo(410);
        assertThat(world.events("link.replayed", account)).isEqualTo(1);
        assertThat(thief.cookies()).doesNotContainKey(CaptureSessions.COOKIE);
    }

    @Test
    @Proves("RP-06")
    void ofFiftyClaimsAtOnceOneWins() throws Exception {
        var link = world.issue(order());
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = Stream.generate(() -> (Callable<ClaimOutcome>) () -> links.claim(link.token().reveal(), link.matchNumber(),
                    CaptureWorld.DESKTOP)).limit(50).toList();
            int won = 0;
            for (var claim : pool.invokeAll(claims)) {
                won += claim.get() instanceof ClaimOutcome.Claimed ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
        assertThat(world.events("link.claimed", account)).isEqualTo(1);
        assertThat(jdbc.sql("SELECT count(*) FROM capture_session WHERE account = :account").param("account", account)
                .query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    @Proves("RP-08")
    void linkAndSessionEndOnTimeEachWithItsSentence() {
        var order = order();
        var link = world.issue(order);
        clock.advance(CaptureLinks.LIFE.plusSeconds(1));
        var late = new HttpBrowser(port);
        var gone = late.get(link.path().reveal());
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.body()).contains("kedaluwarsa");
        assertThat(links.state(order.journey())).isInstanceOf(LinkState.Expired.class);
        assertThat(links.claim(link.token().reveal(), link.matchNumber(), CaptureWorld.DESKTOP))
                .isEqualTo(new ClaimOutcome.Gone(ClaimOutcome.Why.EXPIRED));
        var phone = world.claimed(port, order);
        assertThat(phone.get("/capture").statusCode()).isEqualTo(200);
        clock.advance(CaptureSessions.LIFE.plusSeconds(1));
        var over = phone.get("/capture");
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(over.body()).contains("Sesi foto berakhir");
    }

    @Test
    @Proves("RP-09")
    void theNewestLinkWins() {
        var order = order();
        var first = world.issue(order);
        var second = world.issue(order);
        var phone = new HttpBrowser(port);
        var gone = phone.get(first.path().reveal());
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.body()).contains("lebih baru");
        assertThat(links.claim(first.token().reveal(), first.matchNumber(), CaptureWorld.DESKTOP))
                .isEqualTo(new ClaimOutcome.Gone(ClaimOutcome.Why.REPLACED));
        assertThat(links.claim(second.token().reveal(), second.matchNumber(), CaptureWorld.DESKTOP))
                .isInstanceOf(ClaimOutcome.Claimed.class);
    }

    @Test
    @Proves("RP-10")
    void aLinkProvesItsOwnJourneyAlone() {
        var a = order();
        var b = order();
        var link = world.issue(a);
        links.claim(link.token().reveal(), link.matchNumber(), CaptureWorld.DESKTOP);
        var proof = links.proof(a.journey()).orElseThrow();
        assertThat(proof.journey()).isEqualTo(a.journey());
        assertThat(proof.key()).isEqualTo(a.key());
        assertThat(proof.signedBy(rootSecret.derive("proof/link", "HmacSHA256"))).isTrue();
        assertThat(proof.signedBy(rootSecret.derive("proof/face", "HmacSHA256"))).isFalse();
        assertThat(links.proof(b.journey())).isEmpty();
    }

    @Test
    @Proves({"RP-12", "RP-32"})
    void fiveWrongNumbersEndTheJourneyAndANewLinkDoesNotResetThem() {
        var order = order();
        var link = world.issue(order);
        var phone = new HttpBrowser(port);
        phone.get(link.path().reveal());
        for (int left = 4; left >= 2; left--) {
            var answer = phone.post(link.path().reveal(), "number", wrong(link));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("Sisa percobaan: " + left);
        }
        var second = world.issue(order);
        phone.get(second.path().reveal());
        assertThat(phone.post(second.path().reveal(), "number", wrong(second)).body()).contains("Sisa percobaan: 1");
        assertThat(phone.post(second.path().reveal(), "number", wrong(second)).statusCode()).isEqualTo(410);
        assertThat(phone.post(second.path().reveal(), "number", number(second)).statusCode()).isEqualTo(410);
        assertThat(links.state(order.journey())).isEqualTo(new LinkState.Dead(LinkState.DeathCause.GUESSED));
        assertThat(links.issue(order, CaptureWorld.DESKTOP)).isEmpty();
        assertThat(links.proof(order.journey())).isEmpty();
        assertThat(world.events("link.number.wrong", account)).isEqualTo(5);
        assertThat(world.events("capture.ended", account)).isEqualTo(1);
    }

    @Test
    @Proves("RP-12")
    void parallelGuessesAreCountedOneByOne() throws Exception {
        var order = order();
        var link = world.issue(order);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.invokeAll(Stream.generate(() -> (Callable<ClaimOutcome>) () -> links.claim(link.token().reveal(),
                    Integer.parseInt(wrong(link)), CaptureWorld.DESKTOP)).limit(50).toList());
        }
        assertThat(world.events("link.number.wrong", account)).isEqualTo(CaptureLinks.TRIES);
        assertThat(links.state(order.journey())).isInstanceOf(LinkState.Dead.class);
    }

    @Test
    @Proves("RP-32")
    void thePageNamesTheAskingDeviceAndStopsOnNotMe() {
        var order = order();
        var link = world.issue(order);
        var phone = new HttpBrowser(port);
        String body = phone.get(link.path().reveal()).body();
        assertThat(body).contains("Chrome, Windows").contains("192.0.2.7").contains("A•• C••").doesNotContain(account.toString());
        assertThat(phone.post(link.path().reveal(), "disown", "yes").body()).contains("Permintaan dihentikan");
        assertThat(links.state(order.journey())).isEqualTo(new LinkState.Dead(LinkState.DeathCause.DISOWNED));
        assertThat(phone.post(link.path().reveal(), "number", number(link)).statusCode()).isEqualTo(410);
    }

    @Test
    @Proves("RP-15")
    void aPlantedCookieGainsNothing() {
        var link = world.issue(order());
        var phone = new HttpBrowser(port);
        phone.cookies().put(CaptureSessions.COOKIE, "planted-by-somebody-else");
        phone.get(link.path().reveal());
        phone.post(link.path().reveal(), "number", number(link));
        assertThat(phone.cookies().get(CaptureSessions.COOKIE)).isNotEqualTo("planted-by-somebody-else").hasSize(43);
        assertThat(sessions.find("planted-by-somebody-else")).isEmpty();
    }

    @Test
    @Proves("RP-16")
    void theCaptureSessionIsNoLogin() {
        var phone = world.claimed(port, order());
        assertThat(phone.get("/capture").body()).contains("A•• C••");
        for (String path : new String[] {"/dashboard", "/certificates", "/settings", "/applications", "/officer"}) {
            assertThat(phone.get(path).statusCode()).as(path).isIn(303, 302, 401, 403);
        }
    }

    @Test
    @Proves("RP-17")
    void postsWithoutATokenAreRefused() {
        var link = world.issue(order());
        var stranger = new HttpBrowser(port);
        assertThat(stranger.post(link.path().reveal(), "number", number(link), "_csrf", "forged").statusCode()).isEqualTo(403);
        var phone = world.claimed(port, order());
        for (String path : new String[] {"/capture/consent", "/capture/officer", "/capture/handover", "/capture/challenge"}) {
            assertThat(phone.post(path, "_csrf", "forged").statusCode()).as(path).isEqualTo(403);
        }
        assertThat(world.events("link.claimed", account)).isEqualTo(1);
    }

    @Test
    void aHandOverMovesTheSessionAndProvesNothingAboutTheNumber() {
        var order = order();
        var desktop = world.claimed(port, order);
        desktop.get("/capture");
        var proof = links.proof(order.journey()).orElseThrow();
        String page = desktop.post("/capture/handover").body();
        String number = page.replaceAll("(?s).*match-number\">(\\d\\d)<.*", "$1");
        assertThat(page).contains("<svg class=\"qr\"").contains("match-number\">" + number);
        var session = sessions.find(desktop.cookies().get(CaptureSessions.COOKIE)).orElseThrow();
        var link = links.handOver(session, CaptureWorld.DESKTOP).orElseThrow();
        var claimed = links.claim(link.token().reveal(), link.matchNumber(), CaptureWorld.DESKTOP);
        assertThat(claimed).isInstanceOf(ClaimOutcome.Claimed.class);
        assertThat(desktop.get("/capture").statusCode()).isEqualTo(401);
        assertThat(CaptureWorld.asScript(desktop, () -> desktop.get("/capture/handover/state")).body()).contains("OVER");
        assertThat(links.proof(order.journey()).orElseThrow().claimedAt()).isEqualTo(proof.claimedAt());
    }

    @Test
    void unknownLinksAndWrongFormsAreAnsweredPlainly() {
        var phone = new HttpBrowser(port);
        assertThat(phone.get("/r/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").statusCode()).isEqualTo(404);
        var link = world.issue(order());
        phone.get(link.path().reveal());
        var answer = phone.post(link.path().reveal(), "number", "empat tujuh");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Ketik dua angka").contains("<title>Galat:");
        assertThat(world.events("link.number.wrong", account)).isZero();
        assertThat(Duration.between(clock.instant(), link.expiresAt())).isEqualTo(CaptureLinks.LIFE);
    }
}
