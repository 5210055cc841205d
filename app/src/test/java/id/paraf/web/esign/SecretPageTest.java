package id.paraf.web.esign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.testing.ParafTest;

/** A secret is shown once, so nothing on its page loads that page again: the switches of language and theme are not there. */
@ParafTest
class SecretPageTest {

    private static final String SWITCH = "action=\"/preferences\"";

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;

    @Test
    void nothingOnThePageOfASecretLoadsItAgain() {
        var browser = people.browser(people.officer(port), port);
        assertThat(browser.get("/officer/clients/new").body()).contains(SWITCH);
        var made = browser.post("/officer/clients", "username", "uji-" + UUID.randomUUID().toString().substring(0, 8), "info",
                "Aplikasi uji", "networks", "192.0.2.1");
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).contains("hanya").doesNotContain(SWITCH);
        var client = Pattern.compile("href=\"(/officer/clients/[0-9a-f-]{36})\"").matcher(made.body());
        assertThat(client.find()).isTrue();
        browser.get(client.group(1) + "/webhook");
        var webhook = browser.post(client.group(1) + "/webhook", "url", "https://penerima.contoh.example/");
        assertThat(webhook.body()).contains("whsec_").doesNotContain(SWITCH);
    }
}
