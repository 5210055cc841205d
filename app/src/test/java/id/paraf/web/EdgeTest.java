package id.paraf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What all pages share, over a real connection: language, theme, files, weight. */
@ParafTest
class EdgeTest {

    private static final int FIRST_PAGE = 150_000;

    @LocalServerPort
    int port;

    @Test
    void theLanguageIsTheChosenOneElseTheBrowsersElseIndonesian() {
        var browser = new HttpBrowser(port).header("Accept-Language", "fr, de;q=0.5");
        assertThat(browser.get("/help").body()).contains("<html lang=\"id\"");
        browser.header("Accept-Language", "en-AU, id;q=0.3");
        assertThat(browser.get("/help").body()).contains("<html lang=\"en\"");
        assertThat(browser.post("/preferences", "language", "id", "back", "/help").statusCode()).isEqualTo(303);
        assertThat(browser.get("/help").body()).contains("<html lang=\"id\"");
        browser.post("/preferences", "language", "<script>", "back", "/help");
        assertThat(browser.header("Accept-Language", "((").get("/help").body()).contains("<html lang=\"id\"");
    }

    @Test
    void theThemeIsKeptWithoutScripts() {
        var browser = new HttpBrowser(port);
        assertThat(browser.get("/help").body()).contains("data-theme=\"auto\"");
        browser.post("/preferences", "theme", "dark", "back", "/help");
        assertThat(browser.get("/help").body()).contains("data-theme=\"dark\"");
        browser.post("/preferences", "theme", "neon", "back", "/help");
        assertThat(browser.get("/help").body()).contains("data-theme=\"dark\"");
    }

    @Test
    void aChoiceOfLanguageLeadsBackToThePageWithItsQuery() {
        var browser = new HttpBrowser(port);
        assertThat(browser.get("/login?next=/certificates").body()).contains("name=\"back\" value=\"/login?next=/certificates\"");
        assertThat(browser.post("/preferences", "language", "en", "back", "/login?next=/certificates").headers()
                .firstValue("Location"))
                .hasValue("/login?next=/certificates");
        // The answer to a form is no address of its own: back is where the form was.
        browser.header("Referer", browser.resolve("/login?next=/settings").toString());
        assertThat(browser.post("/login", "login", "x", "password", "").body())
                .contains("name=\"back\" value=\"/login?next=/settings\"");
    }

    @Test
    void errorPagesOfTheOutermostGuardsCanBeReadInTheOtherLanguage() {
        var browser = new HttpBrowser(port);
        browser.get("/help");
        var refused = browser.header("Sec-Fetch-Site", "cross-site").post("/preferences", "language", "en");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).containsPattern("name=\"_csrf\" value=\"[^\"]+\"");
        // The token is the one of that very page.
        assertThat(browser.header("Sec-Fetch-Site", "same-origin").post("/preferences", "language", "en", "back", "/help")
                .statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/help").body()).contains("<html lang=\"en\"");
    }

    @Test
    @Proves("RP-25")
    void preferencesLeadNowhereElse() {
        var browser = new HttpBrowser(port);
        browser.get("/help");
        assertThat(browser.post("/preferences", "theme", "dark", "back", "//evil.example").headers().firstValue("Location"))
                .hasValue("/");
    }

    @Test
    void theFirstPageIsLightAndItsFilesAreCachedForever() throws IOException {
        var browser = new HttpBrowser(port);
        String page = browser.get("/help").body();
        var files = new TreeSet<String>();
        Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"").matcher(page).results().forEach(m -> files.add(m.group(1)));
        assertThat(files).hasSizeGreaterThan(5);
        long weight = page.length();
        for (String file : files) {
            var response = browser.send(HttpRequest.newBuilder(browser.resolve(file)).header("Accept-Encoding", "gzip").GET());
            assertThat(response.statusCode()).as(file).isEqualTo(200);
            assertThat(response.headers().firstValue("Cache-Control")).as(file).hasValue("public, max-age=31536000, immutable");
            weight += response.headers().firstValueAsLong("Content-Length").orElseThrow();
        }
        assertThat(weight).as("bytes of the first page with everything on it").isLessThan(FIRST_PAGE);
    }

    @Test
    void aFileUnderAnOldFingerprintIsCheckedEachTime() {
        var browser = new HttpBrowser(port);
        HttpResponse<String> old = browser.get("/assets/0000/css/base.css");
        assertThat(old.headers().firstValue("Cache-Control")).hasValue("no-cache");
        browser.header("If-None-Match", old.headers().firstValue("ETag").orElseThrow());
        assertThat(browser.get("/assets/0000/css/base.css").statusCode()).isEqualTo(304);
        assertThat(browser.get("/assets/0000/css/none.css").statusCode()).isEqualTo(404);
        assertThat(browser.get("/assets/0000/..%2f..%2fapplication.yaml").statusCode()).isBetween(400, 404);
    }

    @Test
    @Proves("WF-02")
    void standingPagesNameNoOtherOrigin() {
        var browser = new HttpBrowser(port);
        for (String path : new String[] {"/help", "/privacy", "/terms", "/nothing-here"}) {
            assertThat(browser.get(path).body()).as(path).doesNotContainPattern("(?:src|href|action|content)=\"(?:https?:)?//");
        }
    }
}
