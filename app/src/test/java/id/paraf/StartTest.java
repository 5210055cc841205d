package id.paraf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;

@ParafTest
class StartTest {

    @LocalServerPort
    int port;

    @Test
    void theApplicationStartsAndIsHealthy() {
        var response = new HttpBrowser(port).header("Accept", "application/json").get("/actuator/health");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("UP");
    }
}
