package id.paraf.acceptance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that is handed out, with nothing on its class path but what was packed into it. The other tests have the tests'
 * own libraries beside them, and do not notice what is missing in it.
 */
class PackagedIT {

    @Test
    void startsAsADemoAndShowsItsFirstPages(@TempDir Path data) throws Exception {
        try (var server = ServerProcess.paraf(data, List.of()); var client = HttpClient.newHttpClient()) {
            for (String page : List.of("/login", "/demo", "/verify", "/repository")) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + page)).header("Accept", "text/html")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body()).as(page).contains("</html>");
            }
            assertThat(server.log()).doesNotContain("NoClassDefFoundError", " ERROR ");
        }
    }
}
