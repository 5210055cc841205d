package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;
import static org.assertj.core.api.Assertions.assertThat;

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

import id.paraf.esign.EsignWorld;
import id.paraf.limits.Limit;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** What the API says of files that it cannot sign, and of people whom it cannot tell apart. */
@ParafTest
class SignFileApiTest {

    private static final String HERE = "Kantor Uji";

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    private EsignWorld.Signer signer;
    private Caller caller;

    @BeforeEach
    void anApplicationAndASigner() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        signer = world.signer(HERE);
        caller = Caller.of(port, world.caller(HERE));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private Map<String, Object> v2(Map<String, Object> properties, byte[]... files) {
        return map("nik", signer.nik(), "passphrase", ResetWorld.OLD, "signatureProperties", List.of(properties), "file",
                Arrays.stream(files).map(SignFileApiTest::base64).toList());
    }

    private Map<String, Object> v1(Object... more) {
        var parts = map("file", SigningWorld.pdf("Surat", 2), "nik", signer.nik(), "passphrase", ResetWorld.OLD);
        parts.putAll(map(more));
        return parts;
    }

    private List<String> events(String type) {
        return jdbc.sql("SELECT details ->> 'application' FROM audit_event WHERE account = :account AND type = :type")
                .param("account", signer.person().id).param("type", type).query(String.class).list();
    }

    private int attempts() {
        return jdbc.sql("SELECT attempts FROM keyroom.signer_key WHERE id = :key").param("key", signer.certificate().key())
                .query(Integer.class).single();
    }

    @Test
    void aFileThatWasChangedAfterItWasSignedIsRefused() throws IOException {
        var invisible = map("tampilan", "INVISIBLE");
        byte[] signed = caller.json("/api/v2/sign/pdf", v2(invisible, SigningWorld.pdf("Surat", 1))).json().path("file").path(0)
                .binaryValue();
        var v2 = caller.json("/api/v2/sign/pdf", v2(invisible, SigningWorld.changed(signed)));
        var v1 = caller.form("/api/sign/pdf", v1("tampilan", "invisible", "file", SigningWorld.changed(signed)));
        for (var answer : List.of(v2, v1)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().path("error").asString()).contains("diubah setelah ditandatangani");
        }
        assertThat(events("document.refused")).hasSize(2);
        assertThat(events("document.signed")).hasSize(1);
        assertThat(caller.json("/api/v2/sign/pdf", v2(invisible, signed)).status()).as("untouched").isEqualTo(200);
    }

    @Test
    void whatIsWrongWithAFileIsNamed() {
        var invisible = map("tampilan", "INVISIBLE");
        var noBase64 = v2(invisible);
        noBase64.put("file", List.of("###"));
        var large = new byte[(25 << 20) + 1];
        var words = Map.of("file bukan base64", caller.json("/api/v2/sign/pdf", noBase64), "paling besar 25 MB",
                caller.form("/api/sign/pdf", v1("tampilan", "invisible", "file", large)), "tidak berisi halaman",
                caller.json("/api/v2/sign/pdf", v2(invisible, SigningWorld.pdf("Kosong", 0))));
        words.forEach((said, answer) -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().path("error").asString()).contains(said);
        });
        assertThat(caller.form("/api/sign/pdf", v1("tampilan", "invisible", "file", new byte[61 << 20])).json().path("error")
                .asString()).contains("60 MB");
    }

    @Test
    void aNumberAndAnAddressOfTwoPeopleAreNobody() {
        var other = world.signer(HERE);
        var body = v2(map("tampilan", "INVISIBLE"), SigningWorld.pdf("Surat", 1));
        body.put("email", other.person().email);
        var answer = caller.json("/api/v2/sign/pdf", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asString()).isEqualTo("nik dan email bukan milik orang yang sama");
        assertThat(attempts()).as("no passphrase was looked at").isZero();
        assertThat(events("document.signed")).isEmpty();
        body.put("email", signer.person().email);
        assertThat(caller.json("/api/v2/sign/pdf", body).status()).isEqualTo(200);
    }
}
