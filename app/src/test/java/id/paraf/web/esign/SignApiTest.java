package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.TestPeople;
import id.paraf.esign.EsignWorld;
import id.paraf.esign.LookAfterClient;
import id.paraf.limits.Limit;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** Both versions of the API, as applications call them: what they send and what they get. Where the mark stands: {@link MarkPlacesApiTest}. */
@ParafTest
class SignApiTest {

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
    @Autowired
    JdbcClient jdbc;

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

    private Map<String, Object> v2(Map<String, Object> properties, byte[]... files) {
        return SignBodies.v2(signer, properties, files);
    }

    private Map<String, Object> v1(Object... more) {
        return SignBodies.v1(signer, more);
    }

    private List<String> events(String type) {
        return jdbc.sql("SELECT details ->> 'application' FROM audit_event WHERE account = :account AND type = :type")
                .param("account", signer.person().id).param("type", type).query(String.class).list();
    }

    @Test
    void v2SignsFilesInTheirOrderAndKeepsNothing() {
        byte[] first = SigningWorld.pdf("Satu", 1);
        byte[] second = SigningWorld.pdf("Dua", 1);
        var answer = caller.json("/api/v2/sign/pdf",
                v2(map("tampilan", "INVISIBLE", "reason", "null", "location", null), first, second));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().path("time").isInt()).isTrue();
        var files = answer.json().path("file");
        assertThat(files.size()).isEqualTo(2);
        for (var pair : List.of(List.of(first, files.path(0).binaryValue()), List.of(second, files.path(1).binaryValue()))) {
            assertThat(Arrays.mismatch(pair.getFirst(), pair.getLast())).isEqualTo(pair.getFirst().length);
            var verdict = caller.json("/api/v2/verify/pdf", map("file", SignBodies.base64(pair.getLast()))).json();
            assertThat(verdict.path("conclusion").asString()).as(verdict.toString()).isEqualTo("VALID");
        }
        assertThat(events("document.signed")).containsExactly(credentials.client().username(), credentials.client().username());
        assertThat(jdbc.sql("SELECT count(*) FROM esign_file WHERE account = :account").param("account", signer.person().id)
                .query(Integer.class).single()).isZero();
    }

    @Test
    void v2TakesAnEmailAddressAndPropertiesForEachFile() throws IOException {
        var answer = caller.json("/api/v2/sign/pdf", map("email", signer.person().email.toUpperCase(Locale.ROOT), "nik", "",
                "passphrase", ResetWorld.OLD, "unknown", map("x", 1), "signatureProperties",
                List.of(map("tampilan", "INVISIBLE"),
                        map("tampilan", "VISIBLE", "originX", 0, "originY", 0, "width", 50, "height", 50)),
                "file", List.of(SignBodies.base64(SigningWorld.pdf("A", 1)), SignBodies.base64(SigningWorld.pdf("B", 1)))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        SeenMark.isAt(answer.json().path("file").path(1).binaryValue(), 0, PDRectangle.A4.getHeight() - 50, 50,
                PDRectangle.A4.getHeight());
    }

    private Map<String, Object> placed(Object... more) {
        return SignBodies.placed(signer, more);
    }

    @Test
    void v1SaysWhichOfItsWordsItDoesNotKnow() throws IOException {
        for (var one : Map.of("halaman", "halaman harus pertama atau terakhir", "image", "image harus true atau false")
                .entrySet()) {
            var refused = caller.form("/api/sign/pdf", placed(one.getKey(), "tengah"));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).isEqualTo("{\"error\":\"" + one.getValue() + "\",\"status_code\":400}");
        }
        assertThat(events("document.signed")).isEmpty();
        for (var known : List.of(placed("halaman", "PERTAMA", "image", "No"),
                placed("page", "1", "halaman", "tengah", "image", "0"))) {
            var answer = caller.form("/api/sign/pdf", known);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(SeenMark.of(answer.response().body()).page()).isZero();
        }
    }

    @Test
    void v1HandsOutAPdfWithItsIdAndOnceMore() {
        var answer = caller.form("/api/sign/pdf/", v1("tampilan", "invisible", "page", "", "image", "", "reason", "Setuju"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(answer.header("Content-Disposition")).startsWith("attachment; filename=");
        String id = answer.header("id_dokumen");
        var other = Caller.of(port, world.caller(HERE));
        assertThat(other.get("/api/sign/download/" + id).status()).isEqualTo(404);
        var again = caller.get("/api/sign/download/" + id);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.response().body()).isEqualTo(answer.response().body());
        assertThat(again.header("id_dokumen")).isEqualTo(id);
        var gone = caller.get("/api/sign/download/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().path("status_code").asInt()).isEqualTo(4044);
        assertThat(events("document.downloaded")).containsExactly(credentials.client().username());
    }

    @Test
    void v1TakesItsFieldsFromTheQueryToo() {
        var answer = caller.form("/api/sign/pdf?nik=" + signer.nik() + "&passphrase=" + ResetWorld.OLD + "&tampilan=invisible",
                map("file", SigningWorld.pdf("Surat", 1)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void aWrongPassphraseCountsAndSaysExactlyWhatApplicationsLookFor() {
        String wrong = "{\"error\":\"Passphrase anda salah\",\"status_code\":2031}";
        var first = v2(map("tampilan", "INVISIBLE"), SigningWorld.pdf("Surat", 1));
        first.put("passphrase", "Bukan-Itu-99");
        var answer = caller.json("/api/v2/sign/pdf", first);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo(wrong);
        assertThat(attempts()).isEqualTo(1);
        for (int i = 2; i <= 3; i++) {
            var second = caller.form("/api/sign/pdf", v1("tampilan", "invisible", "passphrase", "Bukan-Itu-99"));
            assertThat(second.status()).isEqualTo(400);
            assertThat(second.text()).isEqualTo(wrong);
            assertThat(attempts()).isEqualTo(i);
        }
        var waiting = caller.form("/api/sign/pdf", v1("tampilan", "invisible"));
        assertThat(waiting.status()).as("nothing is looked at while the key waits").isEqualTo(400);
        assertThat(waiting.json().path("error").asString()).contains("dapat dicoba lagi");
        assertThat(waiting.json().path("status_code").asInt()).isEqualTo(400);
        assertThat(people.events(signer.person(), "passphrase.refused")).isEqualTo(3);
        assertThat(events("document.signed")).isEmpty();
        var use = clients.one(credentials.officer(), credentials.client().id()).orElseThrow().use();
        assertThat(use.calls()).isEqualTo(4);
        assertThat(use.failures()).isEqualTo(4);
        assertThat(use.lastFailure()).contains("dapat dicoba lagi");
    }

    private int attempts() {
        return jdbc.sql("SELECT attempts FROM keyroom.signer_key WHERE id = :key").param("key", signer.certificate().key())
                .query(Integer.class).single();
    }

    @Test
    void onlySignersOfTheOwnInstitutionAreThere() {
        var stranger = Caller.of(port, world.caller("Kantor Lain"));
        var answer = stranger.json("/api/v2/sign/pdf", v2(map("tampilan", "INVISIBLE"), SigningWorld.pdf("Surat", 1)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("status_code").asInt()).isEqualTo(2011);
        assertThat(answer.json().path("error").asString()).contains("tidak terdaftar");
        assertThat(attempts()).isZero();
        assertThat(stranger.get("/api/user/status/" + signer.nik()).json().path("status").asString()).isEqualTo("NOT_REGISTERED");
        assertThat(stranger.get("/api/v2/user/certificate/chain/" + signer.nik()).status()).isEqualTo(400);
        assertThat(stranger.json("/api/v2/user/check/status", map("email", signer.person().email)).json().path("status").asString())
                .isEqualTo("NOT_REGISTERED");
    }

    /** A page on which "#" stands at 441.75, 172.45. */
    @Test
    void anEncryptedFileIsSignedWithItsPassword() throws IOException {
        byte[] encrypted;
        try (var document = Loader.loadPDF(SignBodies.tagged())) {
            var policy = new StandardProtectionPolicy("pemilik-contoh", "pembaca-contoh", new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            encrypted = SigningWorld.bytes(document);
        }
        var properties = map("tampilan", "VISIBLE", "tag_koordinat", "#", "width", 100, "height", 50);
        for (var password : List.of("", "salah")) {
            properties.put("pdfPassword", password);
            var refused = caller.json("/api/v2/sign/pdf", v2(properties, encrypted));
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        }
        properties.put("pdfPassword", "pembaca-contoh");
        var answer = caller.json("/api/v2/sign/pdf", v2(properties, encrypted));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        byte[] signed = answer.json().path("file").path(0).binaryValue();
        assertThat(Arrays.mismatch(encrypted, signed)).isEqualTo(encrypted.length);
        try (var read = Loader.loadPDF(signed, "pembaca-contoh")) {
            assertThat(read.getSignatureDictionaries()).hasSize(1);
        }
        assertThat(caller.form("/api/sign/pdf", v1("tampilan", "invisible", "file", encrypted)).text()).contains("pdfPassword");
        assertThat(caller.form("/api/sign/pdf", v1("tampilan", "invisible", "file", encrypted, "pdfPassword", "salah")).status())
                .isEqualTo(400);
        var v1 = caller.form("/api/sign/pdf", v1("tampilan", "invisible", "file", encrypted, "pdfPassword", "pembaca-contoh"));
        assertThat(v1.status()).as(v1.text()).isEqualTo(200);
        try (var read = Loader.loadPDF(v1.response().body(), "pembaca-contoh")) {
            assertThat(read.getSignatureDictionaries()).hasSize(1);
        }
        var verdict = caller.json("/api/v2/verify/pdf", map("file", SignBodies.base64(signed), "password", "pembaca-contoh"));
        assertThat(verdict.json().path("conclusion").asString()).as(verdict.text()).isEqualTo("VALID");
        for (var password : new String[] {"salah", null}) {
            assertThat(caller.json("/api/v2/verify/pdf", map("file", SignBodies.base64(signed), "password", password)).status())
                    .isEqualTo(400);
        }
        assertThat(attempts()).isZero();
    }

    @Test
    void whatIsWrongWithARequestIsSaidInTheShapeOfTheApi() {
        var properties = map("tampilan", "INVISIBLE");
        byte[] pdf = SigningWorld.pdf("Surat", 1);
        var wrong = List.of(map(), v2(properties),
                map("nik", signer.nik(), "file", List.of(SignBodies.base64(pdf)), "signatureProperties",
                        List.of(properties), "totp", "123456"),
                v2(properties, "bukan pdf".getBytes(StandardCharsets.UTF_8)),
                v2(map("tampilan", "VISIBLE", "tag_koordinat", "#"), pdf), v2(map("tampilan", "VISIBLE"), pdf),
                v2(map("tampilan", "setengah"), pdf),
                v2(map("tampilan", "VISIBLE", "originX", 9000, "originY", 0, "width", 10, "height", 10), pdf),
                v2(map("tampilan", "VISIBLE", "page", 7, "originX", 0, "originY", 0, "width", 10, "height", 10), pdf),
                v2(map("tampilan", "VISIBLE", "originX", "NaN", "originY", 0, "width", 10, "height", 10), pdf),
                v2(map("tampilan", "VISIBLE", "imageBase64", SignBodies.base64(new byte[] {1, 2, 3}), "originX", 0, "originY", 0,
                        "width", 10,
                        "height", 10), pdf));
        for (var body : wrong) {
            var answer = caller.json("/api/v2/sign/pdf", body);
            assertThat(answer.status()).as(body + " -> " + answer.text()).isEqualTo(400);
            assertThat(answer.json().path("error").asString()).isNotBlank();
            assertThat(answer.json().path("status_code").isInt()).isTrue();
        }
        for (var form : List.of(map(), v1(), v1("tampilan", "visible", "image", "true", "imageTTD", "/tmp/ttd.png"),
                v1("tampilan", "visible"), v1("tampilan", "visible", "tag_koordinat", "#"),
                v1("tampilan", "invisible", "nik", ""), placed("halaman", "tengah"), placed("halaman", "2"),
                placed("image", "mungkin"))) {
            var answer = caller.form("/api/sign/pdf", form);
            assertThat(answer.status()).as(form.keySet() + " -> " + answer.text()).isEqualTo(400);
            assertThat(answer.json().path("status_code").isInt()).isTrue();
        }
        assertThat(caller.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v2/sign/pdf"))
                .POST(HttpRequest.BodyPublishers.ofString("{rusak"))).status()).isEqualTo(400);
        assertThat(attempts()).as("the passphrase was right, and nothing counts").isZero();
    }

    @Test
    void verdictsHaveTheKeysThatApplicationsRead() {
        byte[] plain = SigningWorld.pdf("Surat", 1);
        byte[] signed = caller.form("/api/sign/pdf", v1("tampilan", "invisible", "reason", "Setuju")).response().body();
        var v2 = caller.json("/api/v2/verify/pdf", map("file", List.of(SignBodies.base64(signed)), "password", "")).json();
        assertThat(v2.path("conclusion").asString()).isEqualTo("VALID");
        assertThat(v2.path("signatureCount").asInt()).isEqualTo(1);
        var one = v2.path("signatureInformations").path(0);
        assertThat(one.path("signatureFormat").asString()).isEqualTo("PAdES-BASELINE-LT");
        assertThat(one.path("reason").asString()).isEqualTo("Setuju");
        assertThat(one.path("integrityValid").asBoolean()).isTrue();
        assertThat(one.path("certificateTrusted").asBoolean()).isTrue();
        assertThat(one.path("timestampInfomation").path("timestampDate").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+\\+00:00");
        assertThat(one.path("certificateDetails").size()).isEqualTo(3);
        assertThat(one.path("certificateDetails").path(0).path("signatureAlgoritm").asString()).contains(" with SHA");
        assertThat(one.path("certificateDetails").path(0).path("serialNumber").asString())
                .isEqualTo(signer.certificate().serial().toString());
        assertThat(caller.json("/api/v2/verify/pdf", map("file", SignBodies.base64(plain))).json().toString())
                .isEqualTo("{\"description\":\"Dokumen tidak memiliki tandatangan elektronik\",\"conclusion\":\"NO_SIGNATURE\","
                        + "\"signatureInformations\":[],\"signatureCount\":0}");
        byte[] broken = signed.clone();
        broken[plain.length / 2] ^= 1;
        assertThat(caller.json("/api/v2/verify/pdf", map("file", SignBodies.base64(broken))).text())
                .doesNotContain("\"conclusion\":\"VALID\"");
        for (String part : List.of("signed_file", "file")) {
            var v1 = caller.form("/api/sign/verify", map(part, signed)).json();
            assertThat(v1.path("summary").asString()).isEqualTo("VALID");
            assertThat(v1.path("jumlah_signature").asInt()).isEqualTo(1);
            assertThat(v1.path("details").path(0).path("info_signer").path("cert_user_certified").asBoolean()).isTrue();
            assertThat(v1.path("details").path(0).path("signature_document").path("signed_in").asString())
                    .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d\\d");
        }
        assertThat(caller.form("/api/sign/verify", map("signed_file", plain)).text()).isEqualTo(
                "{\"nama_dokumen\":\"signed_file.pdf\",\"jumlah_signature\":0,\"notes\":null,\"details\":[],\"summary\":null}");
        assertThat(caller.json("/api/v2/verify/pdf", map("file", SignBodies.base64(new byte[] {1}))).status()).isEqualTo(400);
    }
}
