package id.paraf.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.account.Institutions;
import id.paraf.account.Role;
import id.paraf.account.TestPeople;
import id.paraf.esign.ClientUse;
import id.paraf.esign.EsignWorld;
import id.paraf.esign.Geometry;
import id.paraf.esign.LookAfterClient;
import id.paraf.kernel.Job;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** Who may call the REST API, what it says of a signer, and how it says no. */
@ParafTest
class RestAccessTest {

    private static final String HERE = "Kantor Uji";
    private static final String SIGNERS = "/rest/v1/signers/";
    private static final Origin PLACE = new Origin("192.0.2.14", "test");

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    TestPeople people;
    @Autowired
    Accounts accounts;
    @Autowired
    Institutions institutions;
    @Autowired
    LookAfterClient clients;
    @Autowired
    MutableClock clock;
    @Autowired
    OpenApi description;
    @Autowired
    ClientUse use;
    @Autowired
    @Qualifier("forgetUse") Job forgetUse;
    @Autowired
    JdbcClient jdbc;

    private EsignWorld.Signer signer;
    private EsignWorld.Caller credentials;
    private RestCaller caller;
    private Described described;

    @BeforeEach
    void anApplicationAndASigner() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        signer = world.signer(HERE);
        credentials = world.caller(HERE);
        caller = RestCaller.of(port, credentials);
        described = new Described(description.json());
    }

    @Test
    void accountAndCertificateAreToldApart() {
        var status = described.fits(caller.get(SIGNERS + signer.nik()), "get", "/signers/{signer}").json();
        assertThat(status.path("account").asString()).isEqualTo("ACTIVE");
        assertThat(status.path("certificate").asString()).isEqualTo("VALID");
        assertThat(status.path("serialNumber").asString())
                .isEqualTo(signer.certificate().serial().toString(16).toUpperCase(Locale.ROOT));
        var chain = described.fits(caller.get(SIGNERS + signer.person().email + "/certificates"), "get",
                "/signers/{signer}/certificates").json().path("certificates").path(0).path("chain");
        assertThat(chain.size()).isEqualTo(3);
        assertThat(chain.path(0).binaryValue()).isEqualTo(signer.certificate().der());
        accounts.disable(signer.person().id, credentials.officer(), PLACE);
        var stopped = caller.get(SIGNERS + signer.nik()).json();
        assertThat(stopped.path("account").asString()).isEqualTo("STOPPED");
        assertThat(stopped.path("certificate").asString()).as("the account is stopped, the certificate is not").isEqualTo("VALID");
        assertThat(stopped.path("canSign").asBoolean()).isFalse();
        var newcomer = people.claimedAt(HERE);
        assertThat(caller.get(SIGNERS + newcomer.email).json().path("certificate").asString()).isEqualTo("NONE");
        var applied = described.fits(caller.get(SIGNERS + world.applied(newcomer)), "get", "/signers/{signer}").json();
        assertThat(applied.path("account").asString()).isEqualTo("UNCONFIRMED");
        assertThat(applied.path("certificate").asString()).isEqualTo("WAITING_FOR_DECISION");
    }

    @Test
    void peopleOfOtherInstitutionsAreLikePeopleWhoAreNotThere() {
        var other = RestCaller.of(port, world.caller("Kantor Lain"));
        var nobody = described.fits(other.get(SIGNERS + "9900000101909999"), "get", "/signers/{signer}");
        assertThat(nobody.status()).isEqualTo(404);
        for (String name : List.of(signer.nik(), signer.person().email)) {
            assertThat(other.get(SIGNERS + name).bytes()).isEqualTo(nobody.bytes());
        }
    }

    /** Refused by the container, or by the firewall, before anything of ours is asked. */
    @Test
    void whatNeverReachesTheApiIsAProblemOfTheApi() throws IOException {
        for (String path : List.of("/rest/v1/%00", "/rest/v1/%zz", "/rest/v1/%5C", "/rest/v1/signers;x=1/1", "/rest/v1/a%2F%2Fb",
                "/rest/v1/%2e%2e/login")) {
            String answer = raw(path);
            assertThat(answer).as(path).startsWith("HTTP/1.1 400").contains("application/problem+json")
                    .contains("/developers/errors#request-malformed\"", "\"code\":\"request-malformed\"",
                            "The request cannot be read")
                    .doesNotContain("<html", "urn:");
        }
        assertThat(raw("/verify/%00")).as("nobody else's").startsWith("HTTP/1.1 400").doesNotContain("problem+json");
    }

    /** As it stands, which no client library would send. */
    private String raw(String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nAccept-Language: en\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyRefusalIsAProblem() {
        assertThat(described.fits(RestCaller.of(port, credentials.client().username(), "salah").get(SIGNERS + "1"), "get",
                "/signers/{signer}").code()).isEqualTo("unauthorized");
        var elsewhere = RestCaller.of(port, world.caller(HERE, Geometry.CORNERS, "192.0.2.0/24")).get(SIGNERS + "1");
        assertThat(elsewhere.code()).isEqualTo("unauthorized");
        assertThat(elsewhere.header("WWW-Authenticate")).startsWith("Basic ");
        assertThat(caller.get("/rest/v1/nowhere").code()).isEqualTo("not-found");
        var method = described.fits(caller.get("/rest/v1/signatures"), "post", "/signatures");
        assertThat(method.code()).isEqualTo("method-not-allowed");
        assertThat(method.header("Allow")).isEqualTo("POST");
        assertThat(described.fits(caller.with("Accept", "text/csv").get(SIGNERS + "1"), "get", "/signers/{signer}").code())
                .isEqualTo("not-acceptable");
        assertThat(described
                .fits(caller.keyed().send("POST", "/rest/v1/signatures", "application/json", BodyPublishers.ofString("{}")),
                        "post", "/signatures")
                .code()).isEqualTo("unsupported-media-type");
        assertThat(described.fits(caller.keyed().send("POST", "/rest/v1/signatures", "multipart/form-data; boundary=x",
                BodyPublishers.ofString("--y")), "post", "/signatures").status()).isIn(400, 422);
        assertThat(described.fits(caller.post("/rest/v1/signatures", List.of("nik", "1")), "post", "/signatures").code())
                .isEqualTo("idempotency-key-missing");
        assertThat(described.fits(caller.with("Idempotency-Key", "pendek").post("/rest/v1/signatures", List.of("nik", "1")), "post",
                "/signatures").code()).isEqualTo("idempotency-key-malformed");
        var fields = described.fits(caller.keyed().with("Accept-Language", "en").post("/rest/v1/signatures", List.of("nik", "1",
                "mark", "besar", "page", "0", "halo", "x")), "post", "/signatures");
        assertThat(fields.code()).isEqualTo("fields-invalid");
        assertThat(fields.json().path("errors").valueStream().map(one -> one.path("field").asString())).contains("file", "nik",
                "passphrase", "mark", "page", "halo");
        assertThat(fields.json().path("title").asString()).isEqualTo("Some fields have to be put right");
        assertThat(caller.get("/rest/v1//signers/1").header("Content-Type")).startsWith("application/problem+json");
        assertThat(described.fits(caller.post("/rest/v1/verifications", List.of("file", new byte[] {1})), "post", "/verifications")
                .code()).isEqualTo("file-not-verifiable");
        var use = clients.one(credentials.officer(), credentials.client().id()).orElseThrow().use();
        assertThat(use.failures()).isPositive();
        assertThat(use.lastFailure()).isEqualTo("file-not-verifiable");
        for (int i = 0; i <= Limit.API_REFUSED_PER_CALLER.permits(); i++) {
            RestCaller.of(port, "tidak-ada", "salah").get(SIGNERS + "1");
        }
        assertThat(caller.get(SIGNERS + "1").code()).as("an application of the same address").isNotEqualTo("too-many-requests");
        var limited = described.fits(RestCaller.of(port, "tidak-ada", "salah").get(SIGNERS + "1"), "get", "/signers/{signer}");
        assertThat(limited.code()).isEqualTo("too-many-requests");
        assertThat(limited.header("Retry-After")).isNotEmpty();
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
    }

    @Test
    void whoIsRightAtAStoppedInstitutionIsToldSoAndNobodyElse() {
        String name = "Instansi " + UUID.randomUUID().toString().substring(0, 8);
        var right = world.caller(name);
        var elsewhere = RestCaller.of(port, world.caller(name, Geometry.CORNERS, "192.0.2.0/24"));
        var wrong = RestCaller.of(port, right.client().username(), "salah");
        var known = RestCaller.of(port, right);
        assertThat(known.get(SIGNERS + "1").code()).isEqualTo("not-found");
        institutions.stop(institutions.named(name).orElseThrow(), true, null, PLACE);
        var told = described.fits(known.get(SIGNERS + "1"), "get", "/signers/{signer}");
        assertThat(told.status()).isEqualTo(403);
        assertThat(told.code()).isEqualTo("institution-stopped");
        assertThat(told.header("Content-Type")).startsWith("application/problem+json");
        assertThat(told.json().path("title").asString()).isEqualTo("Instansi sedang dihentikan");
        assertThat(told.header("WWW-Authenticate")).isEmpty();
        for (var other : List.of(elsewhere, wrong)) {
            var refused = other.get(SIGNERS + "1");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("unauthorized");
        }
        assertThat(known.get("/api/user/status/1").status()).as("the wire that applications know says what it said").isEqualTo(401);
        var use = clients.one(right.officer(), right.client().id()).orElseThrow().use();
        assertThat(use.refusals()).as("two that were right, one that was wrong").isEqualTo(3);
        assertThat(known.get("/developers/errors").text()).contains("institution-stopped");
        clients.enable(right.officer(), right.client().id(), false, PLACE);
        assertThat(known.get(SIGNERS + "1").code()).as("disabled itself").isEqualTo("unauthorized");
        clients.enable(right.officer(), right.client().id(), true, PLACE);
        institutions.stop(institutions.named(name).orElseThrow(), false, null, PLACE);
        assertThat(known.get(SIGNERS + "1").code()).isEqualTo("not-found");
    }

    @Test
    void noOtherSiteAndNoCookieGetsAnywhere() {
        for (String site : List.of("cross-site", "same-site")) {
            var answer = described.fits(caller.with("Sec-Fetch-Site", site).get(SIGNERS + signer.nik()), "get",
                    "/signers/{signer}");
            assertThat(answer.code()).as("reading, too").isEqualTo("cross-site");
            assertThat(described.fits(caller.keyed().with("Sec-Fetch-Site", site).post("/rest/v1/signatures",
                    List.of("nik", signer.nik(), "passphrase", ResetWorld.OLD, "file", SigningWorld.pdf("Surat", 1))), "post",
                    "/signatures").code()).isEqualTo("cross-site");
        }
        var own = caller.with("Sec-Fetch-Site", "same-origin").with("Origin", "http://localhost:" + port)
                .get(SIGNERS + signer.nik());
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.response().headers().map().keySet()).noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT)
                .startsWith("access-control-"));
        assertThat(own.header("Set-Cookie")).isEmpty();
        var browser = people.browser(people.signer(port), port);
        assertThat(browser.get(SIGNERS + signer.nik()).statusCode()).as("a login is no credential here").isEqualTo(401);
    }

    @Test
    void theDescriptionIsThereForEverybody() {
        var open = RestCaller.of(port, "nobody-" + UUID.randomUUID(), "x").get("/rest/v1/openapi.json");
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.json().path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void aReportCanBeHadInXmlAndAsAPdf() {
        var signed = caller.keyed().with("Accept", "application/pdf").post("/rest/v1/signatures",
                List.of("nik", signer.nik(), "passphrase", ResetWorld.OLD, "file", SigningWorld.pdf("Surat", 1)));
        var xml = described.fits(caller.with("Accept", "application/xml").post("/rest/v1/verifications",
                List.of("file", signed.bytes())), "post", "/verifications");
        assertThat(xml.text()).contains("ValidationReport").contains("total-passed");
        var pdf = described.fits(caller.with("Accept", "application/pdf").post("/rest/v1/verifications",
                List.of("file", signed.bytes())), "post", "/verifications");
        assertThat(pdf.text()).startsWith("%PDF-1.");
    }

    @Test
    void anOfficerSeesTheUseOfEachDayAndTheCallsThatFailedLast() {
        var person = people.officer(port);
        var officer = people.browser(person, port);
        String page = "/officer/clients/" + credentials.client().id();
        assertThat(officer.get(page).body()).contains("Belum ada panggilan.").doesNotContain("Panggilan terakhir yang gagal");
        caller.get(SIGNERS + signer.nik());
        caller.get(SIGNERS + "9900000101909999");
        caller.get("/rest/v1/orang/budi@contoh.example");
        caller.get("/api/v2/orang/budi@contoh.example");
        caller.get("/api/user/status/9900000101909999");
        clock.advance(Duration.ofDays(1));
        caller.keyed().post("/rest/v1/signatures", List.of("nik", "1"));

        var id = credentials.client().id();
        assertThat(use.days(id)).hasSize(ClientUse.DAYS);
        assertThat(use.days(id).getFirst()).extracting(ClientUse.Day::calls, ClientUse.Day::failures).containsExactly(1L, 1L);
        assertThat(use.days(id).get(1).calls()).isEqualTo(5);
        assertThat(use.days(id).get(2).calls()).isZero();
        var failed = use.failed(id);
        assertThat(failed.getFirst().call()).isEqualTo("POST /rest/v1/signatures");
        assertThat(failed.getFirst().status()).isEqualTo(422);
        assertThat(failed.getFirst().failure()).isEqualTo("fields-invalid");
        assertThat(failed).extracting(ClientUse.Failed::call).contains("GET /rest/v1/signers/{signer}", "GET /rest/v1/…",
                "GET /api/v2/orang/•••");
        assertThat(people.browser(person, port).get(page).body())
                .contains("6 panggilan", "Panggilan terakhir yang gagal", "POST /rest/v1/signatures", "422 fields-invalid",
                        "Ada isian yang perlu diperbaiki", "Alamat ini tidak ada")
                .doesNotContain("9900000101909999", "budi@").satisfies(body -> assertThat(body.split("<progress", -1))
                        .as("the two days with calls").hasSize(3));
        assertThat(people.enrol(people.claimedAt("Kantor Lain", Role.OFFICER), port).get(page).statusCode())
                .as("another institution's officer")
                .isEqualTo(404);

        for (int i = 0; i < 2 * ClientUse.FAILURES; i++) {
            caller.get("/rest/v1/nowhere");
        }
        assertThat(use.failed(id)).hasSize(ClientUse.FAILURES).extracting(ClientUse.Failed::call).containsOnly("GET /rest/v1/…");
        clock.advance(Duration.ofDays(ClientUse.DAYS));
        assertThat(use.days(id)).extracting(ClientUse.Day::calls).containsOnly(0L);
        assertThat(use.failed(id)).isEmpty();
        forgetUse.work().run();
        assertThat(jdbc.sql("""
                SELECT (SELECT count(*) FROM esign_client_day WHERE client = :id)
                    + (SELECT count(*) FROM esign_client_failure WHERE client = :id)""").param("id", id).query(Integer.class)
                .single()).as("forgotten").isZero();
    }
}
