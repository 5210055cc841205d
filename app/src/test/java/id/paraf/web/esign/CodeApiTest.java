package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Institutions;
import id.paraf.account.TestPeople;
import id.paraf.certificate.ResumeCertificate;
import id.paraf.certificate.RevocationGround;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.closing.StopInstitution;
import id.paraf.esign.EsignWorld;
import id.paraf.esign.LookAfterClient;
import id.paraf.esign.PermissionWorld;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.notice.Template;
import id.paraf.notice.TestInbox;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.AtOnce;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** A code in the place of the passphrase: made in the portal, typed into an application, and good for what it was made for. */
@ParafTest
class CodeApiTest {

    private static final String HERE = "Kantor Uji";
    private static final String WRONG = "{\"error\":\"Passphrase anda salah\",\"status_code\":2031}";
    private static final Pattern CODE = Pattern.compile("id=\"code\">([0-9]{3})<span class=\"gap\"> </span>([0-9]{3})");
    private static final Pattern PERMISSION = Pattern.compile("href=\"/permissions/([0-9a-f-]{36})\"");

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    PermissionWorld permissions;
    @Autowired
    TestPeople people;
    @Autowired
    TestInbox inbox;
    @Autowired
    LookAfterClient clients;
    @Autowired
    SuspendCertificate suspend;
    @Autowired
    ResumeCertificate resume;
    @Autowired
    RevokeCertificate revoke;
    @Autowired
    Institutions institutions;
    @Autowired
    StopInstitution stop;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private EsignWorld.Signer signer;
    private EsignWorld.Caller credentials;
    private Caller caller;
    private HttpBrowser browser;

    @BeforeEach
    void anApplicationAndASigner() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        signer = world.signer(HERE);
        credentials = world.caller(HERE);
        caller = Caller.of(port, credentials);
        browser = people.enrol(signer.person(), port);
    }

    private Map<String, Object> order(Object code, int files) {
        var pdfs = new ArrayList<String>();
        for (int i = 0; i < files; i++) {
            pdfs.add(Base64.getEncoder().encodeToString(SigningWorld.pdf("Surat " + i, 1)));
        }
        return map("nik", signer.nik(), "totp", code, "signatureProperties", List.of(map("tampilan", "INVISIBLE")), "file", pdfs);
    }

    private Caller.Answer sign(Object code, int files) {
        return caller.json("/api/v2/sign/pdf", order(code, files));
    }

    private HttpResponse<String> make(String files, String passphrase) {
        browser.get("/permissions/new");
        return browser.post("/permissions", "application", credentials.client().id().toString(), "files", files, "span", "QUARTER",
                "passphrase", passphrase);
    }

    private String code(int files) {
        var made = make(Integer.toString(files), ResetWorld.OLD);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        var code = CODE.matcher(made.body());
        assertThat(code.find()).as(made.body()).isTrue();
        return code.group(1) + code.group(2);
    }

    private static String another(String code) {
        return code.equals("123456") ? "123457" : "123456";
    }

    private String newest() {
        var link = PERMISSION.matcher(browser.get("/permissions").body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private List<String> ends() {
        return jdbc.sql(
                "SELECT details ->> 'reason' FROM audit_event WHERE account = :account AND type = 'permission.ended' ORDER BY id")
                .param("account", signer.person().id).query(String.class).list();
    }

    private void isWrong(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo(WRONG);
    }

    @Test
    void aCodeOfThePortalSignsWhatItIsForAndThenNothing() {
        String code = code(3);
        assertThat(people.events(signer.person(), "permission.opened")).isEqualTo(1);
        inbox.await(note -> note.account().equals(signer.person().id) && note.template() == Template.SECURITY
                && note.body().contains("Kode OTP untuk sebuah aplikasi baru saja dibuat"));
        assertThat(browser.get("/permissions").body()).contains(credentials.client().username(), "3 dari 3 berkas")
                .doesNotContain(code.substring(0, 3) + "<span");

        var answer = sign(code, 2);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("file").size()).isEqualTo(2);
        for (var file : answer.json().path("file")) {
            var verdict = caller.json("/api/v2/verify/pdf", map("file", file.asString())).json();
            assertThat(verdict.path("conclusion").asString()).as(verdict.toString()).isEqualTo("VALID");
            assertThat(verdict.path("signatureInformations").path(0).path("signatureFormat").asString())
                    .isEqualTo("PAdES-BASELINE-LT");
        }
        String permission = newest();
        assertThat(jdbc.sql("""
                SELECT details ->> 'permission' FROM audit_event WHERE account = :account AND type = 'document.signed'""")
                .param("account", signer.person().id).query(String.class).list()).containsExactly(permission, permission);
        assertThat(Arrays.stream(browser.get("/permissions/" + permission).body().split("\n"))
                .filter(line -> line.contains("data-copy=\""))).hasSize(2);

        var few = sign(code, 2);
        assertThat(few.status()).isEqualTo(400);
        assertThat(few.json().path("error").asString()).contains("tinggal untuk 1 berkas");
        assertThat(few.json().path("status_code").asInt()).isEqualTo(400);
        var spaced = order(code.substring(0, 3) + " " + code.substring(3), 1);
        spaced.put("otp", spaced.remove("totp"));
        var last = caller.json("/api/v2/sign/pdf", spaced);
        assertThat(last.status()).as(last.text()).isEqualTo(200);
        assertThat(ends()).containsExactly("USED_UP");
        isWrong(sign(code, 1));
        assertThat(browser.get("/permissions/" + permission).body()).contains("Terpakai semua", "3 dari 3 berkas");
    }

    @Test
    void anotherCodeForTheSameApplicationEndsTheOneBefore() {
        String first = code(1);
        String second = code(1);
        assertThat(ends()).containsExactly("REPLACED");
        assertThat(people.events(signer.person(), "permission.opened")).isEqualTo(2);
        if (!first.equals(second)) {
            isWrong(sign(first, 1));
        }
        assertThat(sign(second, 1).status()).isEqualTo(200);
    }

    @Test
    void aCodeIsTakenAsANumberWithTheZerosThatItLost() {
        String code = code(1);
        var answer = sign(Integer.parseInt(code), 1);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void threeWrongCodesEndThePermissionAndTheOwnerIsTold() {
        String code = code(5);
        for (int i = 1; i <= 3; i++) {
            isWrong(sign(another(code), 1));
            assertThat(people.events(signer.person(), "permission.code-refused")).isEqualTo(i);
        }
        assertThat(ends()).containsExactly("WRONG_CODES");
        isWrong(sign(code, 1));
        assertThat(people.events(signer.person(), "document.signed")).isZero();
        inbox.await(note -> note.account().equals(signer.person().id) && note.template() == Template.SECURITY
                && note.body().contains("tiga kode OTP yang salah"));
        assertThat(jdbc.sql("SELECT attempts FROM keyroom.signer_key WHERE id = :key").param("key", signer.certificate().key())
                .query(Integer.class).single()).as("no wrong code counts as a wrong passphrase").isZero();
    }

    @Test
    void whatCannotBeACodeCostsNothing() {
        String code = code(1);
        for (String none : List.of("12345", "1234567", "abcdef", code + "0", "１２３４５６")) {
            isWrong(sign(none, 1));
        }
        assertThat(sign(code, 1).status()).isEqualTo(200);
    }

    @Test
    void aFileThatCannotBeSignedCostsNothing() {
        String code = code(1);
        var body = order(code, 1);
        body.put("file", List.of(Base64.getEncoder().encodeToString(new byte[] {1, 2, 3})));
        assertThat(caller.json("/api/v2/sign/pdf", body).json().path("error").asString()).contains("bukan berkas PDF");
        assertThat(sign(code, 1).status()).isEqualTo(200);
    }

    @Test
    void theCodeIsGoodForOneApplicationAlone() {
        String code = code(1);
        var other = Caller.of(port, world.caller(HERE));
        isWrong(other.json("/api/v2/sign/pdf", order(code, 1)));
        var stranger = Caller.of(port, world.caller("Kantor Lain"));
        assertThat(stranger.json("/api/v2/sign/pdf", order(code, 1)).json().path("status_code").asInt()).isEqualTo(2011);
        assertThat(sign(code, 1).status()).isEqualTo(200);
    }

    @Test
    void thePassphraseCountsWhereBothAreSentAndNoCodeIsLookedAt() {
        String code = code(1);
        var both = order(another(code), 1);
        both.put("passphrase", ResetWorld.OLD);
        assertThat(caller.json("/api/v2/sign/pdf", both).status()).isEqualTo(200);
        both = order(code, 1);
        both.put("passphrase", "Bukan-Itu-99");
        isWrong(caller.json("/api/v2/sign/pdf", both));
        assertThat(people.events(signer.person(), "permission.code-refused")).isZero();
        assertThat(browser.get("/permissions").body()).contains("1 dari 1 berkas");
    }

    @Test
    void theLastFileIsSignedOnceHoweverManyAskForItAtOnce() throws Exception {
        String code = code(1);
        var orders = new ArrayList<Callable<Caller.Answer>>();
        for (int i = 0; i < 6; i++) {
            orders.add(() -> sign(code, 1));
        }
        var answers = AtOnce.all(orders);
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 200).forEach(this::isWrong);
        assertThat(people.events(signer.person(), "document.signed")).isEqualTo(1);
        assertThat(ends()).containsExactly("USED_UP");
    }

    @Test
    void itsTimeIsOverByTheClockAndTheOwnerEndsItAtOnce() {
        String code = code(1);
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        isWrong(sign(code, 1));
        permissions.follow();
        assertThat(ends()).containsExactly("TIME_OVER");
        assertThat(emptied()).isTrue();

        browser = people.browser(signer.person(), port);
        String second = code(1);
        String permission = newest();
        browser.get("/permissions");
        assertThat(browser.post("/permissions/" + permission + "/end").statusCode()).isEqualTo(303);
        assertThat(ends()).containsExactly("TIME_OVER", "WITHDRAWN");
        isWrong(sign(second, 1));
        assertThat(emptied()).isTrue();
        browser.get("/permissions");
        browser.post("/permissions/" + permission + "/end");
        assertThat(ends()).hasSize(2);
    }

    private boolean emptied() {
        return jdbc.sql(
                "SELECT bool_and(slot IS NULL AND salt IS NULL AND ephemeral IS NULL) FROM keyroom.code_slot WHERE account = :account")
                .param("account", signer.person().id).query(Boolean.class).single();
    }

    @Test
    void itEndsWithTheApplicationAndWithItsSecret() {
        Origin origin = new Origin("192.0.2.8", "CodeApiTest");
        String code = code(1);
        var client = credentials.client();
        var rotated = (LookAfterClient.Outcome.Secret) clients.rotate(credentials.officer(), client.id(), 1, origin);
        assertThat(ends()).containsExactly("APPLICATION_STOPPED");
        caller = new Caller(port, client.username(), rotated.secret().reveal());
        isWrong(sign(code, 1));
        code = code(1);
        clients.enable(credentials.officer(), client.id(), false, origin);
        assertThat(ends()).containsExactly("APPLICATION_STOPPED", "APPLICATION_STOPPED");
        assertThat(sign(code, 1).status()).isEqualTo(401);
        clients.enable(credentials.officer(), client.id(), true, origin);
        isWrong(sign(code, 1));
        assertThat(emptied()).isTrue();
    }

    @Test
    void itEndsWithTheCertificateAndWithTheInstitution() {
        Origin origin = new Origin("192.0.2.8", "CodeApiTest");
        var id = signer.certificate().id();
        String code = code(1);
        suspend.byOwner(id, signer.person().id, origin);
        resume.byOwner(id, signer.person().id, origin);
        isWrong(sign(code, 1));
        permissions.follow();
        assertThat(ends()).containsExactly("KEY_STOPPED");
        code = code(1);
        revoke.byOfficer(id, credentials.officer(), RevocationGround.LEFT, "Ponsel hilang.", origin);
        assertThat(ends()).containsExactly("KEY_STOPPED", "KEY_STOPPED");
        assertThat(sign(code, 1).json().path("status_code").asInt()).isEqualTo(400);
        assertThat(emptied()).isTrue();

        String place = "Kantor " + UUID.randomUUID().toString().substring(0, 8);
        signer = world.signer(place);
        credentials = world.caller(place);
        caller = Caller.of(port, credentials);
        browser = people.enrol(signer.person(), port);
        code = code(1);
        var institution = institutions.named(place).orElseThrow().id();
        stop.stop(institution, null, origin);
        assertThat(sign(code, 1).status()).isEqualTo(401);
        permissions.follow();
        assertThat(ends()).containsExactly("APPLICATION_STOPPED");
        stop.resume(institution, null, origin);
        isWrong(sign(code, 1));
        assertThat(emptied()).isTrue();
    }

    @Test
    void anApplicationAsksForACodeAndTheOwnerGetsALinkToThePage() {
        for (Object data : List.of(2, "2")) {
            var asked = caller.json("/api/v2/sign/get/totp", map("nik", signer.nik(), "data", data));
            assertThat(asked.status()).as(asked.text()).isEqualTo(200);
            assertThat(asked.json().path("success").asBoolean()).isTrue();
            assertThat(asked.json().path("message").asString()).isNotBlank();
        }
        assertThat(caller.json("/api/v2/sign/get/totp/", map("email", signer.person().email, "data", 2)).status()).isEqualTo(200);
        var mail = inbox.await(signer.person().id, Template.CODE_ASKED);
        assertThat(mail.parameters()).containsExactly(credentials.client().username(), "2");
        assertThat(people.events(signer.person(), "permission.asked")).isEqualTo(3);
        assertThat(people.events(signer.person(), "permission.opened")).isZero();
        String link = "/permissions/new?application=" + credentials.client().id() + "&amp;files=2";
        assertThat(browser.get("/permissions").body()).contains(link);
        assertThat(browser.get("/dashboard").body()).contains(link);
        var form = browser.get(link.replace("&amp;", "&"));
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body()).contains("value=\"" + credentials.client().id() + "\" selected", "value=\"2\"");
        code(2);
        assertThat(browser.get("/permissions").body()).doesNotContain(link);
    }

    @Test
    void whatIsWrongWithAskingIsSaidInTheShapeOfTheApi() {
        assertThat(caller.json("/api/v2/sign/get/totp", map("nik", signer.nik())).json().path("status_code").asInt())
                .isEqualTo(4014);
        assertThat(caller.json("/api/v2/sign/get/totp", map("data", 1)).json().path("status_code").asInt()).isEqualTo(4014);
        for (Object data : List.of(0, 101, -1, "dua", "1.5", 1_000_000)) {
            var answer = caller.json("/api/v2/sign/get/totp", map("nik", signer.nik(), "data", data));
            assertThat(answer.status()).as(data + " -> " + answer.text()).isEqualTo(400);
            assertThat(answer.json().path("status_code").asInt()).isEqualTo(400);
        }
        assertThat(
                caller.json("/api/v2/sign/get/totp", map("nik", "9900000000000009", "data", 1)).json().path("status_code").asInt())
                .isEqualTo(2011);
        for (int i = 0; i < Limit.API_CODE_ASKED_PER_SIGNER.permits(); i++) {
            assertThat(caller.json("/api/v2/sign/get/totp", map("nik", signer.nik(), "data", 1)).status()).isEqualTo(200);
        }
        assertThat(caller.json("/api/v2/sign/get/totp", map("nik", signer.nik(), "data", 1)).status()).isEqualTo(429);
        assertThat(people.events(signer.person(), "permission.asked")).isEqualTo(Limit.API_CODE_ASKED_PER_SIGNER.permits());
    }

    @Test
    void aWrongPassphraseOnThePageCountsAndSaysWhatItSaysWhenSigning() {
        var wrong = make("1", "Bukan-Itu-99");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("/certificates/" + signer.certificate().id() + "/reset/new")
                .doesNotContain("Bukan-Itu-99");
        assertThat(people.events(signer.person(), "passphrase.refused")).isEqualTo(1);
        assertThat(jdbc.sql("SELECT attempts FROM keyroom.signer_key WHERE id = :key").param("key", signer.certificate().key())
                .query(Integer.class).single()).isEqualTo(1);
        for (String files : List.of("", "0", "101", "dua", "-1")) {
            var refused = make(files, ResetWorld.OLD);
            assertThat(refused.statusCode()).as(files).isEqualTo(422);
            assertThat(refused.body()).contains("Tulis angka dari 1 sampai 100");
        }
        var other = world.caller("Kantor Lain");
        browser.get("/permissions/new");
        var stranger = browser.post("/permissions", "application", other.client().id().toString(), "files", "1", "span", "QUARTER",
                "passphrase", ResetWorld.OLD);
        assertThat(stranger.statusCode()).isEqualTo(422);
        assertThat(browser.get("/permissions/new").body()).doesNotContain(other.client().username());
        assertThat(people.events(signer.person(), "permission.opened")).isZero();
    }

    @Test
    void nobodyElseSeesOrEndsAPermission() {
        code(1);
        String permission = newest();
        var stranger = people.enrol(world.signer(HERE).person(), port);
        assertThat(stranger.get("/permissions/" + permission).statusCode()).isEqualTo(404);
        stranger.get("/permissions");
        assertThat(stranger.post("/permissions/" + permission + "/end").statusCode()).isEqualTo(404);
        assertThat(ends()).isEmpty();
    }

    @Test
    void anApplicationFromBeforeCodesIsThereOnceItHasCalled() {
        jdbc.sql("UPDATE esign_client SET caller_key = NULL WHERE id = :id").param("id", credentials.client().id()).update();
        assertThat(browser.get("/permissions/new").body()).doesNotContain(credentials.client().id().toString());
        new Caller(port, credentials.client().username(), "bukan secretnya").get("/api/user/status/1");
        assertThat(browser.get("/permissions/new").body()).doesNotContain(credentials.client().id().toString());
        caller.get("/api/user/status/1");
        assertThat(browser.get("/permissions/new").body()).contains(credentials.client().id().toString());
        assertThat(sign(code(1), 1).status()).isEqualTo(200);
    }

    @Test
    void inASandboxAnyCodeIsRightButThree() {
        var sandbox = Caller.of(port, world.sandbox(HERE));
        for (var expected : Map.of("314159", 200, "000000", 400, "111111", 400, "222222", 400, "12345", 400).entrySet()) {
            var body = order(expected.getKey(), 2);
            body.put("nik", "1000000000000001");
            var answer = sandbox.json("/api/v2/sign/pdf", body);
            assertThat(answer.status()).as(expected.getKey() + answer.text()).isEqualTo(expected.getValue());
            switch (expected.getKey()) {
                case "314159" -> assertThat(answer.json().path("file").size()).isEqualTo(2);
                case "222222" -> assertThat(answer.json().path("error").asString()).contains("tinggal untuk 1 berkas");
                default -> isWrong(answer);
            }
        }
        assertThat(
                sandbox.json("/api/v2/sign/get/totp", map("nik", "1000000000000001", "data", 1)).json().path("success").asBoolean())
                .isTrue();
        assertThat(
                sandbox.json("/api/v2/sign/get/totp", map("nik", "1000000000000007", "data", 1)).json().path("status_code").asInt())
                .isEqualTo(2011);
    }
}
