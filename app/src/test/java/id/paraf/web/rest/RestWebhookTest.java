package id.paraf.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.SuspendCertificate;
import id.paraf.esign.EsignWorld;
import id.paraf.kernel.Origin;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.ParafTest;
import id.paraf.webhook.WebhookWorld;

/** What applications are told is what the description says, and nothing about people. */
@ParafTest
class RestWebhookTest {

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    WebhookWorld webhooks;
    @Autowired
    SuspendCertificate suspend;
    @Autowired
    OpenApi description;
    @Autowired
    JdbcClient jdbc;

    private List<String> told(EsignWorld.Caller caller) {
        return jdbc.sql("SELECT body FROM webhook_delivery WHERE client = :client ORDER BY type DESC")
                .param("client", caller.client().id()).query(String.class).list();
    }

    @Test
    void signaturesAndCertificatesOfTheInstitutionAreTold() {
        var described = new Described(description.json());
        var signer = world.signer("Kantor Webhook");
        var caller = world.caller("Kantor Webhook");
        var other = world.caller("Kantor Lain");
        webhooks.set(caller, "https://penerima.contoh.example/");
        webhooks.set(other, "https://penerima.contoh.example/");
        var answer = RestCaller.of(port, caller).keyed().post("/rest/v1/signatures", List.of("nik", signer.nik(), "passphrase",
                ResetWorld.OLD, "file", SigningWorld.pdf("Surat", 1), "file",
                "bukan".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(answer.status()).isEqualTo(201);
        suspend.byOwner(signer.certificate().id(), signer.person().id, new Origin("192.0.2.17", "test"));
        assertThat(told(caller)).hasSize(2);
        var signed = described.told(told(caller).getFirst(), "signature.completed");
        assertThat(signed.path("data").path("id").asString()).isEqualTo(answer.json().path("id").asString());
        assertThat(signed.path("data").path("files").valueStream().map(one -> one.path("status").asString()))
                .containsExactly("SIGNED", "FAILED");
        var status = described.told(told(caller).getLast(), "certificate.status-changed");
        assertThat(status.path("data").path("status").asString()).isEqualTo("SUSPENDED");
        assertThat(told(other)).as("another institution").isEmpty();
        assertThat(told(caller)).noneMatch(body -> body.contains(signer.nik()) || body.contains(signer.person().email)
                || body.contains(signer.certificate().commonName()));
    }
}
