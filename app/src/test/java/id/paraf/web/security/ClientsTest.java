package id.paraf.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

import id.paraf.testing.Proves;

/** Whose word counts about where a request comes from. */
class ClientsTest {

    private static String address(List<String> proxies, String from, String... forwarded) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(from);
        for (String line : forwarded) {
            request.addHeader("X-Forwarded-For", line);
        }
        return new Clients(proxies).origin(request).address();
    }

    @Test
    @Proves("WF-07")
    void withoutListedProxiesTheHeaderMeansNothing() {
        assertThat(address(List.of(), "203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
        assertThat(address(List.of("10.0.0.0/8"), "203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @Proves("WF-07")
    @CsvSource(delimiter = '|', textBlock = """
            198.51.100.1                      | 198.51.100.1
            1.2.3.4, 198.51.100.1             | 198.51.100.1
            198.51.100.1, 10.1.1.1            | 198.51.100.1
            evil.example                      | 10.0.0.1
            1.2.3.4, evil.example             | 10.0.0.1
            <script>                          | 10.0.0.1
            2001:db8::7                       | 2001:db8::7
            """)
    void aListedProxyIsBelievedAboutTheLastHopThatIsNotOurs(String forwarded, String client) {
        assertThat(address(List.of("10.0.0.0/8"), "10.0.0.1", forwarded)).isEqualTo(client);
    }

    @Test
    @Proves("WF-07")
    void severalHeadersAreOneChain() {
        assertThat(address(List.of("10.0.0.1"), "10.0.0.1", "1.2.3.4", "198.51.100.1")).isEqualTo("198.51.100.1");
    }
}
