package id.paraf.web.esign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.esign.EsignWorld;
import id.paraf.testing.ParafTest;
import id.paraf.webhook.WebhookWorld;

/** A secret is shown once, so nothing on its page loads that page again: the switches of language and theme are not there. */
@ParafTest
class SecretPageTest {

    private static final String SWITCH = "action=\"/preferences\"";

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    EsignWorld world;
    @Autowired
    WebhookWorld webhooks;

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

    /** What a message met is said in words, and what changing the address does before it is changed. */
    @Test
    void thePageOfAWebhookSaysWhatCameOfEachMessage() {
        var browser = people.browser(people.officer(port), port);
        var client = world.caller("Kantor Uji");
        String path = "/officer/clients/" + client.client().id() + "/webhook";
        assertThat(browser.get(path).body()).contains("pengalihan tidak diikuti").doesNotContain("dikirim ke alamat yang baru");
        webhooks.set(client, "https://penerima.contoh.example/");
        for (String outcome : List.of("removed", "address not allowed", "host not found", "TLS failed", "no answer in time",
                "no connection", "HTTP 503")) {
            webhooks.givenUp(client.client().id(), outcome);
        }
        assertThat(browser.get(path).body()).contains("dikirim ke alamat yang baru", "paling banyak sepuluh kali", "HTTP 503",
                "Nama host tidak ditemukan", "Alamat di jaringan internal", "Sambungan TLS gagal", "Tidak dijawab dalam sepuluh",
                "Tidak dapat tersambung").doesNotContain("not allowed", "host not found");
    }
}
