package id.paraf.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.esign.EsignWorld;
import id.paraf.limits.Limit;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.AtOnce;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;

/** Signing over the REST API: one result for each file, and one effect for each idempotency key. */
@ParafTest
class RestSignaturesTest {

    private static final String HERE = "Kantor Uji";
    private static final String SIGNATURES = "/rest/v1/signatures";
    private static final String FILE = "/signatures/{signature}/files/{file}";
    private static final byte[] PDF = SigningWorld.pdf("Surat", 2);

    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    OpenApi description;

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

    private List<Object> form(Object... more) {
        var form = new ArrayList<Object>(List.of("nik", signer.nik(), "passphrase", ResetWorld.OLD));
        form.addAll(List.of(more));
        return form;
    }

    private RestCaller.Answer sign(RestCaller who, Object... more) {
        return described.fits(who.post(SIGNATURES, form(more)), "post", "/signatures");
    }

    private int events(String type) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE account = :account AND type = :type")
                .param("account", signer.person().id).param("type", type).query(Integer.class).single();
    }

    private int attempts() {
        return jdbc.sql("SELECT attempts FROM keyroom.signer_key WHERE id = :key").param("key", signer.certificate().key())
                .query(Integer.class).single();
    }

    private static PDRectangle box(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return document.getSignatureFields().getLast().getWidgets().getFirst().getRectangle();
        }
    }

    @Test
    void oneFailedFileLeavesTheOthersSigned() {
        var answer = sign(caller.keyed(), "file", PDF, "file", "bukan pdf".getBytes(StandardCharsets.UTF_8), "file",
                SigningWorld.pdf("Lain", 1), "reason", "Setuju");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var files = answer.json().path("files");
        assertThat(files.valueStream().map(one -> one.path("status").asString())).containsExactly("SIGNED", "FAILED", "SIGNED");
        assertThat(files.path(1).path("problem").path("code").asString()).isEqualTo("not-a-pdf");
        assertThat(events("document.signed")).isEqualTo(2);
        assertThat(events("document.refused")).isEqualTo(1);
        String path = answer.header("Location");
        assertThat(path).isEqualTo(SIGNATURES + "/" + answer.json().path("id").asString());
        assertThat(described.fits(caller.get(path), "get", "/signatures/{signature}").json()).isEqualTo(answer.json());
        for (int i = 0; i < 2; i++) {
            // As often as one likes.
            var file = described.fits(caller.get(files.path(0).path("href").asString()), "get", FILE);
            assertThat(file.status()).isEqualTo(200);
            assertThat(Arrays.mismatch(PDF, file.bytes())).isEqualTo(PDF.length);
            var verdict = described.fits(caller.post("/rest/v1/verifications", List.of("file", file.bytes())), "post",
                    "/verifications");
            assertThat(verdict.json().path("verdict").asString()).isEqualTo("VALID_AND_INTACT");
        }
        assertThat(events("document.downloaded")).isEqualTo(2);
        var stranger = RestCaller.of(port, world.caller(HERE));
        assertThat(stranger.get(path).code()).as("another application").isEqualTo("not-found");
        assertThat(stranger.get(files.path(0).path("href").asString()).code()).isEqualTo("not-found");
        clock.advance(Duration.ofHours(1));
        assertThat(described.fits(caller.get(files.path(0).path("href").asString()), "get", FILE).code())
                .isEqualTo("file-gone");
    }

    @Test
    void aFileThatWasChangedAfterItWasSignedIsNotSignedAgain() {
        byte[] signed = sign(caller.with("Accept", "application/pdf").keyed(), "file", PDF).bytes();
        var answer = sign(caller.keyed(), "file", SigningWorld.changed(signed), "file", signed);
        var problem = answer.json().path("files").path(0).path("problem");
        assertThat(problem.path("code").asString()).isEqualTo("changed-after-signing");
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(answer.json().path("files").path(1).path("status").asString()).as("untouched").isEqualTo("SIGNED");
        assertThat(events("document.refused")).isEqualTo(1);
        assertThat(events("document.signed")).isEqualTo(2);
    }

    @Test
    void anOrderMayNameAFieldOfTheDocument() throws IOException {
        byte[] form = SigningWorld.withFields("Kepala", "Saksi");
        byte[] signed = form;
        for (String mark : List.of("qr", "none")) {
            var pdf = caller.with("Accept", "application/pdf").keyed();
            signed = sign(pdf, "file", signed, "field", mark.equals("qr") ? "Kepala" : "Saksi", "mark", mark).bytes();
        }
        try (var document = Loader.loadPDF(signed)) {
            assertThat(document.getSignatureFields()).hasSize(2).allMatch(field -> field.getSignature() != null);
        }
        var missing = sign(caller.keyed(), "file", form, "field", "Lurah", "file", signed);
        assertThat(missing.json().path("files").path(0).path("problem").path("code").asString()).isEqualTo("field-missing");
        assertThat(sign(caller.keyed(), "file", signed, "field", "Kepala").json().path("files").path(0).path("problem")
                .path("code").asString()).isEqualTo("field-signed");
        assertThat(events("document.signed")).isEqualTo(2);
        assertThat(events("document.refused")).isEqualTo(3);
        assertThat(sign(caller.keyed(), "file", form, "field", "Kepala", "mark", "qr", "x", "10", "y", "10").code())
                .isEqualTo("fields-invalid");
    }

    @Test
    void anOrderMayNameTheLevelOfItsSignatures() {
        for (String level : List.of("B-B", "B-T", "B-LT", "B-LTA")) {
            var answer = sign(caller.keyed(), "file", PDF, "level", level);
            var file = answer.json().path("files").path(0);
            assertThat(file.path("level").asString()).as(answer.text()).isEqualTo(level);
            byte[] signed = caller.get(file.path("href").asString()).bytes();
            var verdict = caller.post("/rest/v1/verifications", List.of("file", signed)).json();
            assertThat(verdict.path("verdict").asString()).isEqualTo("VALID_AND_INTACT");
            assertThat(verdict.path("signatures").path(0).path("baseline").asString()).isEqualTo(level.replace('-', '_'));
        }
        assertThat(jdbc.sql("SELECT details ->> 'level' FROM audit_event WHERE account = :account AND type = 'document.signed'")
                .param("account", signer.person().id).query(String.class).list()).containsExactlyInAnyOrder("B-B", "B-T", "B-LT",
                        "B-LTA");
        assertThat(sign(caller.keyed(), "file", PDF, "level", "B-LTV").code()).isEqualTo("fields-invalid");
    }

    @Test
    void oneFileCanBeHadAtOnceAndItsMarkStandsWhereItWasWanted() throws IOException {
        var pdf = caller.with("Accept", "application/pdf");
        var fromTop = sign(pdf.keyed(), "file", PDF, "mark", "qr", "page", "2", "x", "10.5", "y", "20", "width", "200", "height",
                "100");
        assertThat(fromTop.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(fromTop.header("Location")).isEmpty();
        assertThat(box(fromTop.bytes()).getLowerLeftY()).isCloseTo(PDRectangle.A4.getHeight() - 120, within(0.01f));
        var fromBottom = sign(pdf.keyed(), "file", PDF, "mark", "qr", "page", "last", "x", "10", "y", "20", "origin",
                "bottom-left");
        assertThat(box(fromBottom.bytes()).getLowerLeftY()).isCloseTo(20f, within(0.01f));
        assertThat(sign(pdf.keyed(), "file", PDF, "file", PDF).code()).isEqualTo("not-acceptable");
        for (String link : List.of("javascript:alert(1)", "tel:112", "contoh", "https://")) {
            assertThat(
                    sign(caller.keyed(), "file", PDF, "mark", "qr", "link", link, "page", "1", "x", "10", "y", "10", "width", "80",
                            "height", "80").text())
                    .as(link).contains("\"link\"", "not-a-link");
        }
        var seal = sign(caller.keyed(), "file", PDF, "mark", "qr", "tag", "tidak ada di sini");
        assertThat(seal.code()).isEqualTo("nothing-signed");
        assertThat(seal.json().path("files").path(0).path("problem").path("code").asString()).isEqualTo("text-missing");
    }

    @Test
    void aMarkOfWhichAPartCannotBeSeenIsRefused() throws IOException {
        for (var box : List.of(List.of("550", "20"), List.of("-2", "20"), List.of("20", "800"))) {
            var answer = sign(caller.keyed(), "file", PDF, "mark", "qr", "x", box.getFirst(), "y", box.getLast());
            assertThat(answer.json().path("files").path(0).path("problem").path("code").asString()).as(answer.text())
                    .isEqualTo("mark-outside");
        }
        assertThat(events("document.signed")).isZero();
        var rounded = sign(caller.with("Accept", "application/pdf").keyed(), "file", PDF, "mark", "qr", "x", "-0.5", "y", "20");
        assertThat(box(rounded.bytes()).getLowerLeftX()).isCloseTo(-0.5f, within(0.01f));
        var letters = sign(caller.keyed(), "file", PDF, "mark", "qr", "x", "20", "y", "20", "text", "\u8cc7");
        assertThat(letters.text()).contains("\"text\"", "not-drawable", "Belum ada yang ditandatangani");
        var verification = caller.post("/rest/v1/verifications", List.of("password", "x"));
        assertThat(verification.code()).isEqualTo("fields-invalid");
        assertThat(verification.json().path("detail").asString()).contains("Berkas belum diperiksa");
    }

    @Test
    void aSignerIsNamedByNumberAddressOrCertificate() {
        for (var name : List.of(List.<Object>of("email", signer.person().email.toUpperCase(Locale.ROOT)),
                List.<Object>of("certificate", signer.certificate().serial().toString(16)))) {
            var form = new ArrayList<>(name);
            form.addAll(List.of("passphrase", ResetWorld.OLD, "file", PDF));
            assertThat(caller.keyed().post(SIGNATURES, form).status()).isEqualTo(201);
        }
        var other = RestCaller.of(port, world.caller("Kantor Lain"));
        assertThat(other.keyed().post(SIGNATURES, form("file", PDF)).code()).isEqualTo("signer-not-found");
        assertThat(other.keyed().post(SIGNATURES, List.of("certificate", signer.certificate().serial().toString(16), "passphrase",
                ResetWorld.OLD, "file", PDF)).code()).isEqualTo("signer-not-found");
        assertThat(attempts()).isZero();
    }

    @Test
    void aRepeatedRequestIsAnsweredTheSameAndCountsOnce() {
        var keyed = caller.keyed();
        var first = sign(keyed, "file", PDF);
        var again = sign(keyed, "file", PDF);
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(events("document.signed")).isEqualTo(1);
        assertThat(sign(keyed, "file", SigningWorld.pdf("Lain", 1)).code()).isEqualTo("idempotency-key-reused");
        assertThat(sign(keyed, "file", PDF, "reason", "Lain").code()).isEqualTo("idempotency-key-reused");
        assertThat(RestCaller.of(port, world.caller(HERE)).keyed().post(SIGNATURES, form("file", PDF)).status())
                .as("keys of another application are its own").isEqualTo(201);
        clock.advance(Duration.ofHours(24));
        assertThat(sign(keyed, "file", PDF).json().path("id")).isNotEqualTo(first.json().path("id"));
        assertThat(events("document.signed")).isEqualTo(3);
    }

    @Test
    void aWrongPassphraseCountsOnceHoweverOftenItIsSent() {
        var keyed = caller.keyed();
        var wrong = List.<Object>of("nik", signer.nik(), "passphrase", "Bukan-Itu-99", "file", PDF);
        for (int i = 0; i < 3; i++) {
            var answer = described.fits(keyed.post(SIGNATURES, wrong), "post", "/signatures");
            assertThat(answer.code()).isEqualTo("passphrase-wrong");
            assertThat(answer.json().path("attemptsLeft").asInt()).isEqualTo(2);
            assertThat(attempts()).isEqualTo(1);
        }
        assertThat(events("passphrase.refused")).isEqualTo(1);
        assertThat(
                described.fits(caller.keyed().post(SIGNATURES, wrong), "post", "/signatures").json().path("attemptsLeft").asInt())
                .isEqualTo(1);
        var third = described.fits(caller.keyed().post(SIGNATURES, wrong), "post", "/signatures");
        assertThat(third.json().path("attemptsLeft").asInt()).isZero();
        assertThat(third.json().path("until").asString()).isNotEmpty();
        assertThat(Long.parseLong(third.header("Retry-After"))).isPositive();
        var waiting = sign(caller.keyed(), "file", PDF);
        assertThat(waiting.status()).isEqualTo(429);
        assertThat(waiting.code()).isEqualTo("passphrase-waiting");
        assertThat(waiting.header("Retry-After")).isNotEmpty();
        assertThat(attempts()).isEqualTo(3);
    }

    @Test
    void manyAtOnceUnderOneKeySignOnce() throws Exception {
        var keyed = caller.keyed();
        Callable<RestCaller.Answer> send = () -> sign(keyed, "file", PDF);
        var answers = AtOnce.all(java.util.Collections.nCopies(6, send));
        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.code().equals("request-under-way"));
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(RestCaller.Answer::text).distinct()).hasSize(1);
        assertThat(events("document.signed")).isEqualTo(1);
        assertThat(sign(keyed, "file", PDF).status()).isEqualTo(201);
        assertThat(events("document.signed")).isEqualTo(1);
    }

    @Test
    void whatACrashLeftBeginsAnewAfterAWhile() {
        var keyed = caller.keyed();
        sign(keyed, "file", PDF);
        jdbc.sql("UPDATE esign_order SET status = NULL, sealed = NULL WHERE client = :client")
                .param("client", credentials.client().id()).update();
        var answer = sign(keyed, "file", PDF);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        clock.advance(Duration.ofMinutes(15));
        assertThat(sign(keyed, "file", PDF).status()).isEqualTo(201);
    }

    @Test
    void whatIsKeptHoldsNoPassphrase() {
        sign(caller.keyed(), "file", PDF);
        var row = jdbc.sql("SELECT fingerprint, sealed FROM esign_order WHERE client = :client")
                .param("client", credentials.client().id())
                .query((rs, i) -> List.of(rs.getBytes("fingerprint"), rs.getBytes("sealed"))).single();
        assertThat(row.getFirst()).hasSize(32);
        // The fingerprint is the same whatever the passphrase is, and so says nothing of it.
        var keyed = caller.keyed();
        sign(keyed, "file", PDF);
        assertThat(keyed.post(SIGNATURES, List.of("nik", signer.nik(), "passphrase", "Bukan-Itu-99", "file", PDF)).status())
                .isEqualTo(201);
        assertThat(attempts()).isZero();
        assertThat(new String(row.getLast(), StandardCharsets.ISO_8859_1)).doesNotContain(ResetWorld.OLD);
    }
}
