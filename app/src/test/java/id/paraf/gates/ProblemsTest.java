package id.paraf.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.account.TestPeople;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** What a refusal and a defect look like: a page for people, problem+json for programs (WF-06). */
@ParafTest
class ProblemsTest {

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    JsonMapper json;

    private HttpResponse<String> provoke(int status, String accept) {
        var browser = Visitors.signer(people, port);
        browser.get("/help");
        browser.header("Accept", accept);
        return switch (status) {
            case 404 -> browser.get("/certificates/there/is/none");
            case 405 ->
                browser.send(HttpRequest.newBuilder(browser.resolve("/help")).header("X-CSRF-TOKEN", browser.csrf()).DELETE());
            case 415 -> browser.send(HttpRequest.newBuilder(browser.resolve("/help/broken")).header("X-CSRF-TOKEN", browser.csrf())
                    .header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString("a,b")));
            case 403 -> browser.send(HttpRequest.newBuilder(browser.resolve("/preferences"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("theme=dark")));
            default -> browser.get("/help/broken");
        };
    }

    @ParameterizedTest
    @CsvSource({"403", "404", "405", "415", "500"})
    @Proves("WF-06")
    void programsGetAProblem(int status) {
        var response = provoke(status, "application/json");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        // RFC 9457 §3.1
        JsonNode problem = json.readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("type").asString()).startsWith("urn:paraf:problem:");
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).isNotBlank();
        assertThat(problem.propertyNames()).containsAll(java.util.List.of("type", "title", "status", "detail", "code"))
                .isSubsetOf("type", "title", "status", "detail", "code", "instance", "incident");
    }

    @ParameterizedTest
    @CsvSource({"403", "404", "405", "415", "500"})
    @Proves("WF-06")
    void peopleGetAPageInTheirLanguage(int status) {
        var response = provoke(status, "text/html");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(response.body()).contains("<html lang=\"id\"").contains("<h1").containsPattern("<a [^>]*href=\"/")
                .doesNotContain("Whitelabel");
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @ParameterizedTest
    @CsvSource({"text/html", "application/json"})
    @Proves("WF-06")
    void aDefectShowsAnIncidentIdAndNothingOfTheInside(String accept) {
        var response = provoke(500, accept);
        assertThat(response.body()).doesNotContain(Breakage.DETAIL, "Exception", "id.paraf", "org.springframework", "\tat ");
        assertThat(response.body())
                .containsPattern(accept.equals("text/html") ? "[A-Za-z0-9_-]{10}" : "\"incident\":\"[A-Za-z0-9_-]{8,}\"");
    }

    @Test
    @Proves("WF-06")
    void twoDefectsHaveTwoIncidents() {
        var first = json.readTree(provoke(500, "application/json").body()).get("incident").asString();
        var second = json.readTree(provoke(500, "application/json").body()).get("incident").asString();
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    @Proves("WF-06")
    void strangersLearnNothingFromPathsThatAreNotThere() {
        var browser = new HttpBrowser(port);
        assertThat(browser.get("/nowhere").statusCode()).isEqualTo(browser.get("/certificates").statusCode());
    }
}
