package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.account.Accounts;
import id.paraf.certificate.RevocationGround;
import id.paraf.esign.EsignWorld;
import id.paraf.esign.LookAfterClient;
import id.paraf.kernel.Hashes;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.SealKeys;
import id.paraf.limits.Limit;
import id.paraf.seal.OrderSeal;
import id.paraf.seal.SealWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.verification.ReportJson;
import id.paraf.verification.ReportXml;
import id.paraf.verification.Verification.Outcome.Judged;
import id.paraf.verification.VerifyFile;

/** Seals over the API, as applications call them: from the mailed code to the sealed file. */
@ParafTest
class SealApiTest {

    private static final String HERE = "Kantor Uji";
    private static final String ACTIVATION = "/api/v2/seal/get/activation";
    private static final String CODE = "/api/v2/seal/get/totp";
    private static final String SEAL = "/api/v2/seal/pdf";
    private static final Origin DESK = new Origin("192.0.2.16", "SealApiTest");

    @TempDir
    Path folder;
    @LocalServerPort
    int port;
    @Autowired
    VerifyFile verify;
    @Autowired
    ReportJson json;
    @Autowired
    ReportXml xml;
    @Autowired
    SealWorld world;
    @Autowired
    EsignWorld esign;
    @Autowired
    OrderSeal order;
    @Autowired
    LookAfterClient clients;
    @Autowired
    Accounts accounts;
    @Autowired
    MutableClock clock;
    @Autowired
    JdbcClient jdbc;

    /** Codes that came so far: a mail may take its time. */
    private final Set<String> mailed = new HashSet<>();
    private SealWorld.Made seal;
    private String id;
    private Caller caller;

    @BeforeEach
    void aSealAndItsApplication() {
        clock.advance(Limit.API_REFUSED_PER_CALLER.window());
        seal = world.issued(HERE, 30);
        id = seal.id().toString();
        caller = Caller.of(port, seal.caller());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Asks for the mail, and returns the code in it. */
    private String activation() {
        var asked = caller.json(ACTIVATION, map("idSubscriber", id));
        assertThat(asked.text()).isEqualTo("{\"success\":true,\"message\":\"TOTP Aktivasi berhasil dikirim\",\"data\":null}");
        String code = world.mailed(seal, mailed);
        mailed.add(code);
        return code;
    }

    private String code(String activation, Object files) {
        var made = caller.json(CODE, map("idSubscriber", id, "data", files, "totp", activation));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        return made.json().path("totp").asString();
    }

    private Caller.Answer seal(String code, Map<String, Object> properties, byte[]... files) {
        return caller.json(SEAL, map("idSubscriber", id, "totp", code, "signatureProperties", List.of(properties), "file",
                Arrays.stream(files).map(SealApiTest::base64).toList()));
    }

    private static byte[] sealed(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("file").path(0).binaryValue();
    }

    private static Map<String, Object> invisible() {
        return map("tampilan", "INVISIBLE", "reason", "Disegel");
    }

    private static void refused(Caller.Answer answer, int code, String words) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().path("status_code").asInt()).as(answer.text()).isEqualTo(code);
        assertThat(answer.json().path("error").asString()).contains(words);
        assertThat(answer.json().size()).isEqualTo(2);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(Hashes.sha256(bytes));
    }

    @Test
    void fromTheMailToTheSealedFiles() throws Exception {
        String activation = activation();
        var refreshed = caller.json(ACTIVATION, map("idSubscriber", id, "totp", activation));
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.text()).matches("\\{\"success\":true,\"message\":null,\"data\":\\{"
                + "\"message\":\"TOTP Aktivasi masih berlaku\",\"totp\":\"" + activation + "\","
                + "\"expires\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000\",\"result\":true}}");
        var made = caller.json(CODE, map("idSubscriber", id, "data", "2", "totp", activation));
        assertThat(made.text()).matches("\\{\"message\":\"TOTP berhasil dibuat\",\"totp\":\"[0-9A-Z-]{23}\","
                + "\"expires\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000\",\"result\":true}");
        byte[] first = SigningWorld.pdf("Satu", 1);
        byte[] second = SigningWorld.pdf("Dua", 1);
        var answer = seal(made.json().path("totp").asString(), invisible(), first, second);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("time").isInt()).isTrue();
        var files = answer.json().path("file");
        assertThat(files.size()).isEqualTo(2);
        var sealed = List.of(files.path(0).binaryValue(), files.path(1).binaryValue());
        for (var pair : List.of(List.of(first, sealed.getFirst()), List.of(second, sealed.getLast()))) {
            assertThat(Arrays.mismatch(pair.getFirst(), pair.getLast())).isEqualTo(pair.getFirst().length);
            var verdict = caller.json("/api/v2/verify/pdf", map("file", base64(pair.getLast()))).json();
            assertThat(verdict.path("conclusion").asString()).as(verdict.toString()).isEqualTo("VALID");
            var one = verdict.path("signatureInformations").path(0);
            assertThat(one.path("signatureFormat").asString()).isEqualTo("PAdES-BASELINE-LT");
            assertThat(one.path("signerName").asString()).isEqualTo("Segel Kantor Uji");
            assertThat(one.path("timestampInfomation").path("timestampDate").asString()).isNotBlank();
        }
        var judged = ((Judged) verify.verify(new ByteArrayInputStream(sealed.getFirst()))).verification();
        assertThat(new String(json.of(judged), UTF_8)).contains("\"sealOf\":\"" + HERE + "\"");
        assertThat(new String(xml.of(judged).orElseThrow(), UTF_8)).contains("verification:seal-of</Type><Value>" + HERE);
        assertThat(othersVerify(sealed.getFirst())).contains("Signature is Valid.", "ETSI.CAdES.detached", "Segel Kantor Uji");
        var page = new HttpBrowser(port);
        page.get("/verify");
        assertThat(page.upload("/verify", "file", Map.of("surat.pdf", sealed.getFirst())).body()).contains("Segel elektronik 1",
                "Segel elektronik instansi " + HERE + ", bukan tanda tangan seseorang");
        assertThat(world.events(seal.id())).containsExactly("seal.ordered", "seal.confirmed", "seal.issued",
                "seal.activation-requested", "seal.activated", "seal.code-made", "seal.used");
        var used = world.last(seal.id(), "seal.used");
        assertThat(used).containsEntry("application", seal.caller().client().username()).containsEntry("documents", "2")
                .containsEntry("sha256", hex(first) + " " + hex(second))
                .containsEntry("signedSha256", hex(sealed.getFirst()) + " " + hex(sealed.getLast())).containsEntry("actor", null);
        assertThat(world.news(seal, "aktivasi dimulai")).hasSize(2);
        assertThat(world.sheet(seal).key().used()).isEqualTo(2);
        assertThat(Stream.of("audit_event", "notice_message").flatMap(table -> jdbc.sql("SELECT t::text FROM " + table + " t")
                .query(String.class).list().stream())).noneMatch(row -> row.contains(activation));
    }

    /** What pdfsig (poppler) says. */
    private String othersVerify(byte[] pdf) throws IOException, InterruptedException {
        Files.write(folder.resolve("sealed.pdf"), pdf);
        var process = new ProcessBuilder("pdfsig", "-nocert", "sealed.pdf").directory(folder.toFile()).redirectErrorStream(true)
                .start();
        try (var out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return said;
        }
    }

    @Test
    void theCertificateNamesTheInstitutionAndNobodyElse() throws Exception {
        var chain = caller.get("/api/v2/user/certificate/chain/" + id);
        assertThat(chain.status()).isEqualTo(200);
        assertThat(chain.json().path("success").asBoolean()).isTrue();
        assertThat(chain.json().path("data").size()).isEqualTo(3);
        var leaf = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(chain.json().path("data").path(0).binaryValue()));
        assertThat(leaf.getSubjectX500Principal().getName()).contains("CN=Segel Kantor Uji", "O=" + HERE, "2.5.4.97=")
                .doesNotContain("2.5.4.42").doesNotContain("2.5.4.5=");
        assertThat(leaf.getKeyUsage()[1]).as("nonRepudiation").isTrue();
        assertThat(caller.get("/api/user/certificate/chain/" + id).status()).isEqualTo(200);
        assertThat(Caller.of(port, esign.caller(HERE)).get("/api/v2/user/certificate/chain/" + id).status()).isEqualTo(400);
    }

    @Test
    void itStandsWhereV2PutsIt() throws IOException {
        String code = code(activation(), 2);
        byte[] box = sealed(seal(code, map("tampilan", "VISIBLE", "page", 2, "originX", 10, "originY", "20", "width", 200, "height",
                100), SigningWorld.pdf("Surat", 2)));
        isAt(box, 10, PDRectangle.A4.getHeight() - 120, 210, PDRectangle.A4.getHeight() - 20);
        byte[] tag = sealed(seal(code, map("tampilan", "VISIBLE", "tag_koordinat", "#", "width", 100, "height", 50), tagged()));
        isAt(tag, 391.75, 147.45, 491.75, 197.45);
    }

    private static void isAt(byte[] pdf, double left, double bottom, double right, double top) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var box = document.getSignatureFields().getLast().getWidgets().getFirst().getRectangle();
            assertThat(new float[] {box.getLowerLeftX(), box.getLowerLeftY(), box.getUpperRightX(), box.getUpperRightY()})
                    .usingComparatorWithPrecision(0.01f).containsExactly((float) left, (float) bottom, (float) right, (float) top);
        }
    }

    private static byte[] tagged() throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(441.75f, 172.45f);
                content.showText("#");
                content.endText();
            }
            return SigningWorld.bytes(document);
        }
    }

    @Test
    void aCodeIsForSoManyFilesAndNoFileOfACallThatAsksForMore() {
        String code = code(activation(), 2);
        byte[] pdf = SigningWorld.pdf("Surat", 1);
        refused(seal(code, invisible(), pdf, pdf, pdf), 400, "hanya berlaku untuk 2 berkas");
        refused(seal(code, invisible(), pdf, "bukan pdf".getBytes(StandardCharsets.UTF_8)), 400, "berkas 2: bukan berkas PDF");
        assertThat(world.sheet(seal).key().used()).as("nothing was sealed").isZero();
        sealed(seal(code, invisible(), pdf));
        sealed(seal(code, invisible(), pdf));
        refused(seal(code, invisible(), pdf), 400, "hanya berlaku untuk 0 berkas");
        assertThat(world.events(seal.id())).filteredOn("seal.used"::equals).hasSize(2);
        assertThat(world.last(seal.id(), "seal.document-refused")).containsEntry("reason", "NOT_A_PDF");
        refused(caller.json(CODE, map("idSubscriber", id, "data", 29, "totp", activation())), 400, "tinggal 28 berkas");
    }

    @Test
    void ofManyCallsAtOnceOneGetsTheLastSeal() throws Exception {
        String code = code(activation(), 1);
        byte[] pdf = SigningWorld.pdf("Surat", 1);
        try (var threads = Executors.newFixedThreadPool(6)) {
            var calls = Stream.generate(() -> threads.submit(() -> seal(code, invisible(), pdf).status())).limit(6).toList();
            int done = 0;
            for (var call : calls) {
                done += call.get() == 200 ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(world.events(seal.id())).filteredOn("seal.used"::equals).hasSize(1);
        assertThat(world.sheet(seal).key().used()).isEqualTo(1);
    }

    @Test
    void wrongCodesAreCountedAndTheTenthEndsEverything() {
        String activation = activation();
        String code = code(activation, 5);
        byte[] pdf = SigningWorld.pdf("Surat", 1);
        refused(seal(activation, invisible(), pdf), 2031, "TOTP anda salah");
        refused(caller.json(CODE, map("idSubscriber", id, "data", 1, "totp", code)), 2031, "TOTP anda salah");
        for (int i = 3; i <= SealKeys.MOST_WRONG; i++) {
            refused(seal("123456", invisible(), pdf), 2031, "TOTP anda salah");
        }
        refused(seal(code, invisible(), pdf), 400, "terlalu sering salah");
        refused(caller.json(ACTIVATION, map("idSubscriber", id, "totp", activation)), 400, "terlalu sering salah");
        assertThat(world.events(seal.id())).filteredOn("seal.code-refused"::equals).hasSize(SealKeys.MOST_WRONG + 2);
        assertThat(world.events(seal.id())).filteredOn("seal.locked"::equals).hasSize(1);
        assertThat(world.news(seal, "terlalu banyak kode")).hasSize(3);
        String again = activation();
        refused(seal(code, invisible(), pdf), 2031, "sudah tidak berlaku");
        sealed(seal(code(again, 1), invisible(), pdf));
    }

    @Test
    void codesEndByThemselvesAndByRevoking() {
        String activation = activation();
        String code = code(activation, 5);
        byte[] pdf = SigningWorld.pdf("Surat", 1);
        clock.advance(SealKeys.CODE_LASTS);
        refused(seal(code, invisible(), pdf), 2031, "sudah tidak berlaku");
        String another = code(activation, 5);
        refused(caller.json("/api/v2/seal/revoke/activation", map("idSubscriber", id, "totp", another)), 2031, "salah");
        var revoked = caller.json("/api/v2/seal/revoke/activation", map("idSubscriber", id, "totp", activation));
        assertThat(revoked.text()).isEqualTo("{\"success\":true,\"message\":\"TOTP Aktivasi berhasil dicabut\",\"data\":null}");
        refused(seal(another, invisible(), pdf), 2031, "sudah tidak berlaku");
        refused(caller.json(CODE, map("idSubscriber", id, "data", 1, "totp", activation)), 2031, "sudah tidak berlaku");
        assertThat(world.events(seal.id())).contains("seal.deactivated");
        assertThat(world.news(seal, "diakhiri oleh aplikasi")).isNotEmpty();
    }

    @Test
    void aMailboxIsNoTarget() {
        for (int i = 0; i < Limit.SEAL_ACTIVATION_PER_SEAL.permits(); i++) {
            assertThat(caller.json(ACTIVATION, map("idSubscriber", id)).status()).isEqualTo(200);
        }
        var answer = caller.json(ACTIVATION, map("idSubscriber", id));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.json().path("status_code").asInt()).isEqualTo(429);
    }

    @Test
    void anotherApplicationLearnsNothing() {
        String activation = activation();
        String code = code(activation, 1);
        var waiting = world.ordered(HERE, 5);
        for (var stranger : List.of(esign.caller(HERE), esign.caller("Kantor Lain"))) {
            var other = Caller.of(port, stranger);
            var unknown = other.json(ACTIVATION, map("idSubscriber", UUID.randomUUID()));
            refused(unknown, 2011, "Segel tidak terdaftar");
            for (var answer : List.of(other.json(ACTIVATION, map("idSubscriber", id)),
                    other.json(ACTIVATION, map("idSubscriber", id, "totp", activation)),
                    other.json(CODE, map("idSubscriber", id, "data", 1, "totp", activation)),
                    other.json("/api/v2/seal/revoke/activation", map("idSubscriber", id, "totp", activation)),
                    other.json(SEAL, map("idSubscriber", id, "totp", code, "signatureProperties", List.of(invisible()), "file",
                            List.of(base64(SigningWorld.pdf("Surat", 1))))))) {
                assertThat(answer.text()).isEqualTo(unknown.text());
            }
        }
        refused(Caller.of(port, waiting.caller()).json(ACTIVATION, map("idSubscriber", waiting.id())), 2011, "tidak terdaftar");
        sealed(seal(code, invisible(), SigningWorld.pdf("Surat", 1)));
        refused(Caller.of(port, esign.sandbox(HERE)).json(ACTIVATION, map("idSubscriber", id)), 400, "sandbox");
    }

    @Test
    void aRevokedOrSuspendedSealSealsNothing() {
        String code = code(activation(), 5);
        byte[] pdf = SigningWorld.pdf("Surat", 1);
        jdbc.sql("UPDATE certificate SET phase = 'SUSPENDED' WHERE id = (SELECT certificate FROM seal WHERE id = :id)")
                .param("id", seal.id()).update();
        refused(seal(code, invisible(), pdf), 2021, "status SUSPEND");
        refused(caller.json(ACTIVATION, map("idSubscriber", id)), 2021, "status SUSPEND");
        jdbc.sql("UPDATE certificate SET phase = 'ISSUED' WHERE id = (SELECT certificate FROM seal WHERE id = :id)")
                .param("id", seal.id()).update();
        byte[] before = sealed(seal(code, invisible(), pdf));
        clock.advance(java.time.Duration.ofMinutes(1));
        assertThat(order.end(seal.caller().officer(), seal.id(), RevocationGround.NOT_NEEDED, "Tidak dipakai lagi.", DESK))
                .isEqualTo(new OrderSeal.Outcome.Done());
        refused(seal(code, invisible(), pdf), 2021, "status REVOKE");
        assertThat(caller.get("/api/v2/user/certificate/chain/" + id).status()).isEqualTo(400);
        assertThat(world.sheet(seal).key().destroyed()).isTrue();
        assertThat(world.events(seal.id())).contains("seal.ended");
        assertThat(world.news(seal, "segel berakhir")).isNotEmpty();
        assertThat(caller.json("/api/v2/verify/pdf", map("file", base64(before))).json().path("conclusion").asString())
                .as("what was sealed before stays valid").isEqualTo("VALID");
    }

    @Test
    void withoutAnybodyResponsibleNothingIsSealed() {
        String code = code(activation(), 5);
        accounts.disable(seal.responsible().id, null, DESK);
        refused(caller.json(ACTIVATION, map("idSubscriber", id)), 400, "Penanggung jawab segel tidak aktif");
        refused(seal(code, invisible(), SigningWorld.pdf("Surat", 1)), 400, "Penanggung jawab segel tidak aktif");
    }

    @Test
    void aStoppedApplicationIsNotLetIn() {
        String code = code(activation(), 5);
        clients.enable(seal.caller().officer(), seal.caller().client().id(), false, DESK);
        var answer = seal(code, invisible(), SigningWorld.pdf("Surat", 1));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("error").asString()).isEqualTo("Unauthorized");
        assertThat(world.sheet(seal).key().used()).isZero();
    }

    @Test
    void whatIsMissingOrMalformedIsSaid() {
        for (String path : List.of(ACTIVATION, CODE, SEAL, "/api/v2/seal/revoke/activation")) {
            refused(caller.json(path, map()), 4014, "idSubscriber harus diisi");
            refused(caller.json(path, map("idSubscriber", "tidak ada")), 2011, "Segel tidak terdaftar");
        }
        refused(caller.json(SEAL, map("idSubscriber", id)), 4014, "totp harus diisi");
        refused(caller.json("/api/v2/seal/revoke/activation", map("idSubscriber", id)), 4014, "totp harus diisi");
        refused(caller.json(CODE, map("idSubscriber", id, "totp", "x")), 4014, "data harus diisi");
        for (Object data : List.of("0", "-1", "dua", 1.5, "1000000000")) {
            refused(caller.json(CODE, map("idSubscriber", id, "totp", "x", "data", data)), 400, "data bukan jumlah berkas");
        }
        refused(caller.json(SEAL, map("idSubscriber", id, "totp", "x", "file", List.of())), 4014, "file harus diisi");
    }
}
