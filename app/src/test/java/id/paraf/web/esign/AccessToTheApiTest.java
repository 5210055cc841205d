package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.esign.EsignWorld;
import id.paraf.esign.Geometry;
import id.paraf.esign.LookAfterClient;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** Who may call the API, and what it says of a signer. */
@ParafTest
class AccessToTheApiTest {

    private static final String HERE = "Kantor Uji";

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    TestPeople people;
    @Autowired
    LookAfterClient clients;
    @Autowired
    MutableClock clock;

    private EsignWorld.Signer signer;
    private EsignWorld.Caller credentials;
    private Caller caller;

    @BeforeEach
    void anApplicationAndASigner() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        signer = world.signer(HERE);
        credentials = world.caller(HERE);
        caller = Caller.of(port, credentials);
    }

    @Test
    void whereASignerStandsIsToldInBothVersions() {
        var v1 = caller.get("/api/user/status/" + signer.nik()).json();
        assertThat(v1.toString()).isEqualTo("{\"status_code\":1111,\"status\":\"ISSUE\",\"message\":"
                + "\"User sudah terdaftar dan memiliki sertifikat dengan status ISSUE\"}");
        assertThat(caller.get("/api/user/status/3216785087543986").json().toString())
                .isEqualTo("{\"status_code\":1110,\"status\":\"NOT_REGISTERED\",\"message\":\"User belum terdaftar\"}");
        for (String path : List.of("/api/v2/user/check/status", "/api/v2/user/check-status/")) {
            assertThat(caller.json(path, map("nik", signer.nik())).json().path("status").asString()).isEqualTo("ISSUE");
            assertThat(caller.json(path, map("email", signer.person().email)).json().path("status").asString()).isEqualTo("ISSUE");
            var nobody = caller.json(path, map("nik", ""));
            assertThat(nobody.status()).isEqualTo(200);
            assertThat(nobody.json().path("status_code").asInt()).isEqualTo(2011);
        }
        var newcomer = people.claimedAt(HERE);
        assertThat(caller.json("/api/v2/user/check/status", map("email", newcomer.email)).json().path("status_code").asInt())
                .isEqualTo(2021);
        assertThat(caller.get("/api/user/status/" + world.applied(newcomer)).json().path("status").asString())
                .isEqualTo("WAITING_FOR_VERIFICATION");
        var chain = caller.get("/api/v2/user/certificate/chain/" + signer.nik()).json();
        assertThat(chain.path("success").asBoolean()).isTrue();
        assertThat(chain.path("data").size()).isEqualTo(3);
        assertThat(chain.path("data").path(0).binaryValue()).isEqualTo(signer.certificate().der());
        assertThat(caller.get("/api/user/certificate/chain/" + signer.person().email).json().path("data").size()).isEqualTo(3);
    }

    @Test
    void whoHasNoCredentialsGetsNowhere() {
        var username = credentials.client().username();
        var paths = List.of("/api/v2/sign/pdf", "/api/sign/download/" + UUID.randomUUID(), "/api/nowhere");
        for (String path : paths) {
            var answer = new Caller(port, username, "salah").get(path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text())
                    .matches("\\{\"timestamp\":\"[^\"]+\",\"status\":401,\"error\":\"Unauthorized\",\"path\":\"" + path + "\"}");
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
        assertThat(new Caller(port, "esign", "qwerty").get("/api/user/status/1").status()).isEqualTo(401);
        assertThat(Caller.of(port, world.caller(HERE, Geometry.CORNERS, "192.0.2.0/24")).get("/api/user/status/1").status())
                .as("from another address").isEqualTo(401);
        clients.enable(credentials.officer(), credentials.client().id(), false, new Origin("192.0.2.14", "test"));
        assertThat(caller.get("/api/user/status/1").status()).as("stopped").isEqualTo(401);
        clients.enable(credentials.officer(), credentials.client().id(), true, new Origin("192.0.2.14", "test"));
        assertThat(caller.get("/api/nowhere").status()).isEqualTo(404);
        assertThat(caller.get("/api/v2/sign/pdf").status()).isEqualTo(405);
        assertThat(clients.one(credentials.officer(), credentials.client().id()).orElseThrow().use().refusals()).isEqualTo(4);
        for (int i = 0; i < Limit.API_REFUSED_PER_CALLER.permits(); i++) {
            new Caller(port, username, "salah").get("/api/nowhere");
        }
        var answer = new Caller(port, username, "salah").get("/api/nowhere");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
    }
}
