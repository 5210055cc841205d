package id.paraf.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import id.paraf.account.TestPeople;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

@ParafTest
class GuardsTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;

    @Test
    @Proves("RP-14")
    void anotherHostIsMisdirected() throws IOException {
        assertThat(raw("GET /login HTTP/1.1\r\nHost: jahat.example\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 421");
        assertThat(raw("GET http://jahat.example/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .containsAnyOf("HTTP/1.1 400", "HTTP/1.1 421");
        assertThat(
                raw("GET /login HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: jahat.example\r\nForwarded: host=jahat.example\r\n"
                        + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200").doesNotContain("jahat.example");
    }

    @Test
    @Proves("RP-14")
    void thePageOnAnotherHostLeadsToTheRightOneAndOffersNothingThere() throws IOException {
        String page = raw("GET /login HTTP/1.1\r\nHost: jahat.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        assertThat(page).startsWith("HTTP/1.1 421").contains("href=\"http").doesNotContain("jahat.example").doesNotContain("<form");
        String style = page.replaceFirst("(?s).*href=\"(/assets/[^\"]+css)\".*", "$1");
        assertThat(raw("GET " + style + " HTTP/1.1\r\nHost: jahat.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    @Proves("RP-14")
    void aDeployedHostIsComparedToTheLetter() throws Exception {
        var guards = new Guards(URI.create("https://paraf.contoh.example"));
        for (String host : List.of("paraf.contoh.example", "PARAF.contoh.example", "paraf.contoh.example:443")) {
            assertThat(status(guards, host)).as(host).isEqualTo(200);
        }
        for (String host : List.of("localhost", "paraf.contoh.example.jahat.example", "paraf.contoh.example:8443",
                "xparaf.contoh.example", "")) {
            assertThat(status(guards, host)).as(host).isEqualTo(421);
        }
    }

    private static int status(Guards guards, String host) throws Exception {
        var request = new MockHttpServletRequest("GET", "/login");
        request.addHeader("Host", host);
        var response = new MockHttpServletResponse();
        guards.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @Proves("RP-17")
    void aFormFromElsewhereOrWithoutATokenIsRefused() {
        var person = people.signer(port);
        var browser = new HttpBrowser(port);
        browser.get("/login");
        assertThat(browser.post("/login", "login", person.username, "password", person.password, "_csrf", "").statusCode())
                .isEqualTo(403);
        var crossSite = browser.header("Sec-Fetch-Site", "cross-site").post("/login", "login", person.username, "password",
                person.password);
        assertThat(crossSite.statusCode()).isEqualTo(403);
        assertThat(browser.header("Sec-Fetch-Site", "same-site").post("/login").statusCode()).isEqualTo(403);
        browser.header("Sec-Fetch-Site", null).get("/login");
        assertThat(browser.header("Sec-Fetch-Site", "same-origin")
                .post("/login", "login", person.username, "password", person.password)
                .statusCode()).isEqualTo(303);
        // A token of before the login is worth nothing after it, nor is somebody else's.
        var loggedIn = people.browser(person, port);
        String foreign = browser.csrf();
        loggedIn.get("/settings/sessions");
        var stale = loggedIn.post("/settings/sessions/end-others", "_csrf", foreign);
        assertThat(stale.statusCode()).isEqualTo(403);
        assertThat(stale.body()).contains("Formulir ini sudah terlalu lama terbuka").doesNotContain("bukan untuk akun Anda");
        assertThat(loggedIn.send(HttpRequest.newBuilder(loggedIn.resolve("/settings/sessions/end-others"))
                .POST(HttpRequest.BodyPublishers.noBody())).statusCode()).isEqualTo(403);
    }

    @Test
    @Proves("RP-17")
    void aBrowserThatKeepsNoCookieHearsOfThatAndOfNothingElse() {
        var person = people.signer(port);
        var browser = new HttpBrowser(port);
        browser.get("/login");
        String token = browser.csrf();
        browser.cookies().clear();
        var right = browser.post("/login", "login", person.username, "password", person.password, "_csrf", token);
        assertThat(right.statusCode()).isEqualTo(403);
        assertThat(right.body()).contains("Peramban tidak mengirim cookie", "https://").doesNotContain("terlalu lama terbuka");
        // A cookie that is not of the login says nothing about whether those are kept.
        browser.cookies().clear();
        browser.cookies().put("lang", "en");
        var wrong = browser.post("/login", "login", "tidak-ada", "password", "salah", "_csrf", token);
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).contains("Your browser sent no cookie");
        browser.cookies().clear();
        browser.get("/login");
        assertThat(browser.post("/login", "login", person.username, "password", person.password, "_csrf", "x").body())
                .contains("Formulir ini sudah terlalu lama terbuka");
    }

    @Test
    @Proves("WF-07")
    void forwardedAddressesCountOnlyFromListedProxies() {
        assertThat(address(List.of(), "203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
        var proxies = List.of("203.0.113.9", "10.0.0.0/8");
        assertThat(address(proxies, "203.0.113.9", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(address(proxies, "203.0.113.9", "1.2.3.4, 198.51.100.1, 10.1.2.3"))
                .as("what is before the last foreign hop is hearsay")
                .isEqualTo("198.51.100.1");
        assertThat(address(proxies, "192.0.2.1", "198.51.100.1")).as("not one of ours").isEqualTo("192.0.2.1");
        assertThat(address(proxies, "203.0.113.9", "jahat.example")).isEqualTo("203.0.113.9");
        assertThat(address(proxies, "203.0.113.9", "2001:db8::7")).isEqualTo("2001:db8::7");
    }

    private static String address(List<String> proxies, String peer, String forwarded) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        request.addHeader("X-Forwarded-For", forwarded);
        return new Clients(proxies).origin(request).address();
    }
}
