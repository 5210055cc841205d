package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.enrolment.Standing;
import id.paraf.esign.EsignWorld;
import id.paraf.limits.Limit;
import id.paraf.pades.verify.FileVerdict;
import id.paraf.passphrase.ResetWorld;
import id.paraf.sandbox.TestSigner;
import id.paraf.sandbox.TestSigners;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.verification.Verification;
import id.paraf.verification.VerifyFile;

/** An application that is being written: whom it sees, what they sign, and that nobody else believes it. */
@ParafTest
class SandboxTest {

    private static final String HERE = "Kantor Uji";

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    TestSigners tests;
    @Autowired
    VerifyFile verify;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private EsignWorld.Caller credentials;
    private Caller sandbox;

    @BeforeEach
    void anApplicationThatIsBeingWritten() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        credentials = world.sandbox(HERE);
        sandbox = Caller.of(port, credentials);
    }

    private TestSigner in(Standing standing) {
        return tests.all().stream().filter(one -> one.standing() == standing).findFirst().orElseThrow();
    }

    private static Map<String, Object> order(String nik, String passphrase, byte[] pdf) {
        return map("nik", nik, "passphrase", passphrase, "signatureProperties", List.of(map("tampilan", "INVISIBLE")), "file",
                List.of(Base64.getEncoder().encodeToString(pdf)));
    }

    private byte[] signed() {
        var answer = sandbox.json("/api/v2/sign/pdf", order(in(Standing.ISSUE).nik(), "apa saja", SigningWorld.pdf("Uji", 1)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("file").path(0).binaryValue();
    }

    private List<String> events() {
        return jdbc.sql("""
                SELECT type FROM audit_event WHERE account IS NULL AND actor IS NULL AND details ->> 'application' = :application
                ORDER BY id""").param("application", credentials.client().username()).query(String.class).list();
    }

    @Test
    void thereIsASignerInEveryStatus() {
        assertThat(tests.all()).extracting(TestSigner::standing).containsExactlyInAnyOrder(Standing.values());
        for (var test : tests.all()) {
            assertThat(test.nik()).hasSize(16).startsWith("10");
            assertThat((long) Double.parseDouble(test.nik())).as("as a number of JavaScript").isEqualTo(Long.parseLong(test.nik()));
            String status = test.standing().name();
            for (var body : List.of(map("nik", test.nik()), map("nik", Long.parseLong(test.nik())), map("email", test.email()))) {
                assertThat(sandbox.json("/api/v2/user/check/status", body).json().path("status").asString()).isEqualTo(status);
            }
            assertThat(sandbox.get("/api/user/status/" + test.nik()).json().path("status").asString()).isEqualTo(status);
            var order = sandbox.json("/api/v2/sign/pdf", order(test.nik(), "apa saja", SigningWorld.pdf("Uji", 1)));
            assertThat(order.status()).as(status).isEqualTo(test.standing() == Standing.ISSUE ? 200 : 400);
        }
        var nobody = sandbox.json("/api/v2/sign/pdf",
                order(in(Standing.NOT_REGISTERED).nik(), "apa saja", SigningWorld.pdf("Uji", 1)));
        assertThat(nobody.json().path("status_code").asInt()).isEqualTo(2011);
    }

    @Test
    void whatATestSignerSignsIsBelievedInTheSandboxAlone() throws IOException {
        byte[] pdf = signed();
        var body = map("file", Base64.getEncoder().encodeToString(pdf));
        var here = sandbox.json("/api/v2/verify/pdf", body);
        assertThat(here.json().path("conclusion").asString()).as(here.text()).isEqualTo("VALID");
        var one = here.json().path("signatureInformations").path(0);
        assertThat(one.path("signatureFormat").asString()).isEqualTo("PAdES-BASELINE-LT");
        assertThat(one.path("signerName").asString()).isEqualTo("UJI COBA ISSUE");
        assertThat(one.path("certificateDetails").size()).isEqualTo(3);
        for (var certificate : one.path("certificateDetails")) {
            assertThat(certificate.path("issuerName").asString()).contains("BUKAN TANDA TANGAN YANG SAH");
        }
        assertThat(sandbox.form("/api/sign/verify", map("signed_file", pdf)).json().path("summary").asString()).isEqualTo("VALID");

        var elsewhere = Caller.of(port, world.caller(HERE)).json("/api/v2/verify/pdf", body).json();
        assertThat(elsewhere.path("conclusion").asString()).isEqualTo("INVALID");
        assertThat(elsewhere.path("signatureInformations").path(0).path("certificateTrusted").asBoolean()).isFalse();
        var everybody = (Verification.Outcome.Judged) verify.verify(new ByteArrayInputStream(pdf));
        assertThat(everybody.verification().report().verdict()).isEqualTo(FileVerdict.INTACT_SIGNER_UNCHECKED);
        assertThat(events()).containsExactly("sandbox.document.signed");
    }

    @Test
    void aChangedFileIsNoMoreValidInTheSandboxThanAnywhere() {
        byte[] pdf = signed();
        pdf[pdf.length / 4] ^= 1;
        assertThat(sandbox.json("/api/v2/verify/pdf", map("file", Base64.getEncoder().encodeToString(pdf))).text())
                .doesNotContain("\"conclusion\":\"VALID\"");
    }

    @Test
    void realSignersAndTestSignersNeverMeet() {
        var signer = world.signer(HERE);
        assertThat(sandbox.get("/api/user/status/" + signer.nik()).json().path("status").asString()).isEqualTo("NOT_REGISTERED");
        assertThat(sandbox.json("/api/v2/user/check/status", map("email", signer.person().email)).json().path("status").asString())
                .isEqualTo("NOT_REGISTERED");
        assertThat(sandbox.get("/api/v2/user/certificate/chain/" + signer.nik()).status()).isEqualTo(400);
        assertThat(sandbox.json("/api/v2/sign/pdf", order(signer.nik(), ResetWorld.OLD, SigningWorld.pdf("Surat", 1))).json()
                .path("status_code").asInt()).isEqualTo(2011);
        var real = Caller.of(port, world.caller(HERE));
        for (var test : tests.all()) {
            assertThat(real.get("/api/user/status/" + test.nik()).json().path("status").asString()).isEqualTo("NOT_REGISTERED");
            assertThat(real.json("/api/v2/sign/pdf", map("email", test.email(), "passphrase", "apa saja", "signatureProperties",
                    List.of(map("tampilan", "INVISIBLE")), "file",
                    List.of(Base64.getEncoder().encodeToString(SigningWorld.pdf("Uji", 1))))).json().path("status_code").asInt())
                    .isEqualTo(2011);
        }
    }

    @Test
    void threePassphrasesAreRefusedAsTheRealOnesWouldBe() {
        String nik = in(Standing.ISSUE).nik();
        byte[] pdf = SigningWorld.pdf("Uji", 1);
        assertThat(sandbox.json("/api/v2/sign/pdf", order(nik, TestSigners.WRONG, pdf)).text())
                .isEqualTo("{\"error\":\"Passphrase anda salah\",\"status_code\":2031}");
        assertThat(sandbox.json("/api/v2/sign/pdf", order(nik, TestSigners.WAITING, pdf)).text()).contains("dapat dicoba lagi");
        assertThat(sandbox.json("/api/v2/sign/pdf", order(nik, TestSigners.LOCKED, pdf)).text()).contains("terkunci");
        assertThat(sandbox.json("/api/v2/sign/pdf", order(nik, "Benar-1", pdf)).status()).as("nothing was counted").isEqualTo(200);
        assertThat(events()).containsExactly("sandbox.document.signed");
    }

    @Test
    void theFormAndTheSecondDownloadWorkAsOutside() {
        byte[] pdf = SigningWorld.pdf("Uji", 1);
        var answer = sandbox.form("/api/sign/pdf", map("file", pdf, "nik", in(Standing.ISSUE).nik(), "passphrase", "x", "tampilan",
                "visible", "linkQR", "https://contoh.example/", "xAxis", "100", "yAxis", "100", "width", "200", "height", "200"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(Arrays.mismatch(pdf, answer.response().body())).isEqualTo(pdf.length);
        String id = answer.header("id_dokumen");
        assertThat(sandbox.get("/api/sign/download/" + id).response().body()).isEqualTo(answer.response().body());
        assertThat(sandbox.get("/api/sign/download/" + id).status()).isEqualTo(404);
        assertThat(events()).containsExactly("sandbox.document.signed", "sandbox.document.downloaded");
        var chain = sandbox.get("/api/v2/user/certificate/chain/" + in(Standing.ISSUE).email()).json().path("data");
        assertThat(chain.size()).isEqualTo(3);
        assertThat(chain.path(0).binaryValue()).isEqualTo(in(Standing.ISSUE).certificate().der());
    }
}
