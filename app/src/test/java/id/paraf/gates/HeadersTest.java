package id.paraf.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

import id.paraf.account.TestPeople;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.testing.Routes;

/** What every answer says to the browser, whatever was asked, by whom, and however it ended. */
@ParafTest
class HeadersTest {

    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9_-]{22,})'");
    private static final Pattern FOREIGN = Pattern.compile(
            "(?i)\\b(?:src|href|action|formaction|poster|data|srcset|hx-(?:get|post|put|delete))\\s*=\\s*[\"']\\s*(?:https?:)?//[^\"']*"
                    + "|url\\(\\s*[\"']?(?:https?:)?//[^)]*|@import\\s+[\"'](?:https?:)?//[^\"']*");

    @LocalServerPort
    int port;
    @Autowired
    ApplicationContext application;
    @Autowired
    Belongings belongings;
    @Autowired
    TestPeople people;

    private static final List<Answer> ANSWERS = new ArrayList<>();

    private HttpBrowser anonymous;

    @BeforeEach
    void open() {
        anonymous = new HttpBrowser(port);
    }

    /** Every answer, asked for once for all the tests of this class. */
    private List<Answer> everything() {
        if (!ANSWERS.isEmpty()) {
            return ANSWERS;
        }
        var signer = Visitors.signer(people, port);
        var officer = Visitors.officer(people, port);
        var scenes = new HashMap<String, Belongings.Scene>();
        for (var route : Routes.of(application)) {
            if (route.pattern().startsWith("/ocsp")) {
                // Answered before the pages' filters, to programs that read none of these headers.
                continue;
            }
            String nothing = route.path(Map.of());
            if (route.safe()) {
                ANSWERS.add(new Answer(route + " (anonymous)", anonymous.get(nothing)));
                ANSWERS.add(new Answer(route + " (signer)", signer.get(nothing)));
                ANSWERS.add(new Answer(route + " (officer)", officer.get(nothing)));
                if (route.hasVariable() || route.pattern().startsWith("/capture")) {
                    real(route, scenes, officer);
                }
            } else {
                ANSWERS.add(new Answer(route + " (without a token)", anonymous.send(request(route.method(), nothing))));
            }
        }
        failures(signer).forEach(ANSWERS::add);
        return ANSWERS;
    }

    /** The pages of things that are there, as those see them who may. */
    private void real(Routes.Route route, Map<String, Belongings.Scene> scenes, HttpBrowser officer) {
        var scene = scenes.computeIfAbsent(Belongings.kind(route), kind -> belongings.scene(route, port));
        String path = route.path(scene.variables());
        ANSWERS.add(
                new Answer(route + " (theirs)", (route.pattern().startsWith("/officer") ? officer : scene.browser()).get(path)));
        ANSWERS.add(new Answer(route + " (phone)", scene.phone().get(path)));
    }

    private Stream<Answer> failures(HttpBrowser signer) {
        return Stream.of(new Answer("404", signer.get("/there/is/no/such/page")),
                new Answer("404 for a stranger", anonymous.get("/there/is/no/such/page")),
                new Answer("405", anonymous.send(request("DELETE", "/login"))),
                new Answer("415", post(signer)), new Answer("500", signer.get("/help/broken")),
                new Answer("health", anonymous.get("/actuator/health")),
                new Answer("file that is missing", anonymous.get("/assets/0/nothing.css")));
    }

    private HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(anonymous.resolve(path)).method(method, HttpRequest.BodyPublishers.noBody());
    }

    private HttpResponse<String> post(HttpBrowser browser) {
        browser.get("/help");
        return browser.send(HttpRequest.newBuilder(browser.resolve("/help/broken")).header("X-CSRF-TOKEN", browser.csrf())
                .header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString("a,b")));
    }

    private record Answer(String what, HttpResponse<String> response) {

        String header(String name) {
            return String.join("; ", response.headers().allValues(name));
        }

        boolean page() {
            return header("Content-Type").startsWith("text/html");
        }
    }

    @Test
    @Proves({"WF-01", "RP-26"})
    void everyAnswerCarriesTheSecurityHeaders() {
        var answers = everything();
        var nonces = new ArrayList<String>();
        for (var answer : answers) {
            assertThat(answer.response().headers().allValues("Content-Security-Policy")).as(answer.what()).hasSize(1);
            String policy = answer.header("Content-Security-Policy");
            assertThat(policy).as(answer.what()).contains("default-src 'none'", "object-src 'none'", "base-uri 'none'",
                    "frame-ancestors 'none'", "form-action 'self'").doesNotContain("unsafe-", "http:", "https:", "*");
            var nonce = NONCE.matcher(policy);
            assertThat(nonce.find()).as(answer.what() + ": " + policy).isTrue();
            nonces.add(nonce.group(1));
            assertThat(answer.header("Strict-Transport-Security")).as(answer.what())
                    .matches("max-age=(\\d{8,});.*includeSubDomains.*");
            assertThat(Long.parseLong(answer.header("Strict-Transport-Security").replaceAll("\\D", "")))
                    .isGreaterThanOrEqualTo(31_536_000);
            assertThat(answer.header("X-Content-Type-Options")).as(answer.what()).isEqualTo("nosniff");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).as(answer.what()).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).as(answer.what()).isEqualTo("same-origin");
            assertThat(answer.header("Referrer-Policy")).as(answer.what()).isIn("same-origin", "no-referrer");
            assertThat(answer.header("X-Frame-Options")).as(answer.what()).isEqualTo("DENY");
            assertThat(answer.header("Permissions-Policy")).as(answer.what()).contains("camera=(self)", "geolocation=()");
            assertThat(answer.header("Server") + answer.header("X-Powered-By")).as(answer.what()).isEmpty();
            if (answer.page()) {
                assertThat(answer.header("Cache-Control")).as(answer.what()).contains("no-store");
                // What the policy allows is what the page uses: no script and no style of another response.
                Pattern.compile("<(?:script|style)\\b[^>]*\\snonce=\"([^\"]*)\"").matcher(answer.response().body()).results()
                        .forEach(used -> assertThat(used.group(1)).as(answer.what()).isEqualTo(nonce.group(1)));
            }
        }
        assertThat(nonces).as("a nonce is used once").doesNotHaveDuplicates();
    }

    /** The address of a link is its secret: it travels in no Referer and stays in no cache. */
    @Test
    @Proves("RP-01")
    void addressesThatAreSecretsStayWithTheReader() {
        var links = everything().stream().filter(answer -> answer.what().contains("{token}")).toList();
        assertThat(links).hasSizeGreaterThan(12);
        for (var link : links) {
            assertThat(link.header("Cache-Control")).as(link.what()).contains("no-store");
            if (link.response().statusCode() < 400 && link.page()) {
                assertThat(link.header("Referrer-Policy")).as(link.what()).isEqualTo("no-referrer");
            }
        }
    }

    @Test
    @Proves("WF-01")
    void pagesHoldNoInlineHandlersAndNoStyleAttributes() {
        var inline = Pattern
                .compile("<[a-z][^>]*\\s(?:on[a-z]+|style)\\s*=|<(?:script|style)\\b(?![^>]*\\bnonce=)[^>]*>|href=\"javascript:");
        for (var answer : everything()) {
            if (answer.page()) {
                assertThat(inline.matcher(answer.response().body()).results().map(m -> m.group()).toList())
                        .as(answer.what() + ": the policy would block it").isEmpty();
            }
        }
    }

    @Test
    @Proves("WF-02")
    void noPageNamesAThirdParty() {
        for (var answer : everything()) {
            assertThat(FOREIGN.matcher(answer.response().body()).results().map(m -> m.group())
                    .filter(found -> !found.contains("://localhost:" + port)).toList())
                    .as(answer.what()).isEmpty();
        }
    }

    @Test
    @Proves("WF-02")
    void filesOfThePagesNameNoThirdParty() {
        var found = new ArrayList<String>();
        Stream.of(".css", ".js", ".svg").flatMap(end -> Sources.files("app/src/main/resources/static", end).stream())
                .filter(file -> !file.toString().contains("/lib/"))
                .forEach(file -> Pattern.compile("(?:https?:)?//[a-z0-9-]+\\.[a-z]+[^\\s\"')]*")
                        .matcher(Sources.read(file).replaceAll("http://www\\.w3\\.org/[^\"' ]*", "").replaceAll("(?s)/\\*.*?\\*/",
                                ""))
                        .results().forEach(match -> found.add(file.getFileName() + ": " + match.group())));
        assertThat(found).isEmpty();
    }

    @Test
    void filesAreCachedAndTypedAndNothingElseIs() {
        String page = anonymous.get("/login").body();
        var files = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"").matcher(page).results().map(m -> m.group(1)).distinct()
                .toList();
        assertThat(files).hasSizeGreaterThan(2);
        for (String file : files) {
            var answer = new Answer(file, anonymous.get(file));
            assertThat(answer.response().statusCode()).as(file).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).as(file).contains("public");
            assertThat(answer.header("Content-Type")).as(file)
                    .matches("text/(css|javascript).*|image/.*|font/.*|application/(manifest\\+)?json.*");
            assertThat(answer.header("X-Content-Type-Options")).as(file).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).as(file).contains("frame-ancestors 'none'");
            assertThat(answer.header("Set-Cookie")).as("a shared cache would hand out someone's cookie").isEmpty();
        }
    }
}
