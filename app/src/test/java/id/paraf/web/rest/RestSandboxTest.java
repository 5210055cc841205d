package id.paraf.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.esign.EsignWorld;
import id.paraf.limits.Limit;
import id.paraf.sandbox.TestSigner;
import id.paraf.sandbox.TestSigners;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** The REST API as an application sees it that is being written. */
@ParafTest
class RestSandboxTest {

    private static final String SIGNATURES = "/rest/v1/signatures";

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    TestSigners tests;
    @Autowired
    MutableClock clock;

    private RestCaller sandbox;

    @BeforeEach
    void anApplicationThatIsBeingWritten() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        sandbox = RestCaller.of(port, world.sandbox("Kantor Uji"));
    }

    @Test
    void everyStandingIsToldWithItsCertificates() {
        for (TestSigner test : tests.all()) {
            var status = sandbox.get("/rest/v1/signers/" + test.nik());
            boolean there = test.standing() != id.paraf.enrolment.Standing.NOT_REGISTERED;
            assertThat(status.status()).as("%s", test.standing()).isEqualTo(there ? 200 : 404);
            if (there) {
                assertThat(status.json().path("canSign").asBoolean())
                        .isEqualTo(test.standing() == id.paraf.enrolment.Standing.ISSUE);
                var certificates = sandbox.get("/rest/v1/signers/" + test.email() + "/certificates").json().path("certificates");
                assertThat(certificates.size()).isEqualTo(test.certificate() == null ? 0 : 1);
            }
        }
    }

    @Test
    void nobodyCanBeAskedToSign() {
        var all = tests.all();
        var answer = sandbox.keyed().post("/rest/v1/signature-requests",
                List.of("file", SigningWorld.pdf("Uji", 1), "asker", all.getFirst().nik(), "signer", all.getFirst().email()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("not-in-sandbox");
    }

    @Test
    void aTestSignerSignsByNumberAndByCertificateAndIsBelievedHereAlone() {
        var signer = tests.all().getFirst();
        byte[] pdf = SigningWorld.pdf("Uji", 1);
        var byNumber = sandbox.keyed().post(SIGNATURES, List.of("nik", signer.nik(), "passphrase", "apa saja", "file", pdf));
        assertThat(byNumber.status()).as(byNumber.text()).isEqualTo(201);
        var byCertificate = sandbox.keyed().post(SIGNATURES, List.of("certificate", signer.certificate().serial().toString(16),
                "passphrase", "apa saja", "file", pdf));
        assertThat(byCertificate.status()).as(byCertificate.text()).isEqualTo(201);
        byte[] signed = sandbox.get(byNumber.json().path("files").path(0).path("href").asString()).bytes();
        var here = sandbox.post("/rest/v1/verifications", List.of("file", signed));
        assertThat(here.json().path("verdict").asString()).isEqualTo("VALID_AND_INTACT");
        var elsewhere = RestCaller.of(port, world.caller("Kantor Uji")).post("/rest/v1/verifications", List.of("file", signed));
        assertThat(elsewhere.json().path("verdict").asString()).isEqualTo("INTACT_SIGNER_UNCHECKED");
        var wrong = sandbox.keyed().post(SIGNATURES, List.of("nik", signer.nik(), "passphrase", TestSigners.WRONG, "file", pdf));
        assertThat(wrong.code()).isEqualTo("passphrase-wrong");
    }
}
