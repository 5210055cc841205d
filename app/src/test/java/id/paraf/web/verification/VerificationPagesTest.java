package id.paraf.web.verification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.TestCertificates;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.pades.SamplePdfs;
import id.paraf.pades.TestFiles;
import id.paraf.pades.verify.Change;
import id.paraf.pades.verify.FileVerdict;
import id.paraf.pades.verify.Reason;
import id.paraf.status.FollowRegister;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;
import id.paraf.verification.OwnSigner;

/** "Verifikasi PDF" over HTTP: for people as a page, for programs as JSON, with nothing left behind. */
@ParafTest
class VerificationPagesTest {

    private static final String BOUNDARY = "batas";

    @LocalServerPort
    int port;
    @Autowired
    TestCertificates certificates;
    @Autowired
    OwnSigner signer;
    @Autowired
    FollowRegister follow;
    @Autowired
    Limits limits;
    @Autowired
    MutableClock clock;
    @Autowired
    MessageSource messages;
    @Autowired
    JdbcClient jdbc;

    private HttpBrowser browser;

    @BeforeEach
    void whoever() {
        clock.advance(Limit.VERIFICATION_PER_ADDRESS.window());
        follow.catchUp();
        browser = new HttpBrowser(port);
    }

    private byte[] ownFile() {
        var certificate = certificates.issue();
        follow.catchUp();
        return signer.sign(SamplePdfs.unsigned(), certificate);
    }

    private HttpResponse<String> send(String type, byte[] body) {
        return browser.send(HttpRequest.newBuilder(browser.resolve("/verify")).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> upload(byte[] file) {
        return upload("surat.pdf", file);
    }

    private HttpResponse<String> upload(String name, byte[] file) {
        return send("multipart/form-data; boundary=" + BOUNDARY, form(name, file, true));
    }

    private static byte[] form(String name, byte[] file, boolean whole) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/pdf\r\n\r\n").getBytes(UTF_8));
        body.writeBytes(file);
        if (whole) {
            body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        }
        return body.toByteArray();
    }

    private HttpResponse<String> ask(byte[] file) {
        return ask("application/json", file);
    }

    private HttpResponse<String> ask(String accept, byte[] file) {
        browser.header("Accept", accept);
        var answer = send("application/pdf", file);
        browser.header("Accept", "text/html");
        return answer;
    }

    /** A document that carries this many bytes of noise. */
    private static byte[] grown(int bytes) throws IOException {
        try (var document = TestFiles.document(1)) {
            var noise = new byte[bytes];
            new Random(1).nextBytes(noise);
            var stream = document.getDocument().createCOSStream();
            try (var out = stream.createOutputStream()) {
                out.write(noise);
            }
            document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Derau"), stream);
            return TestFiles.bytes(document, CompressParameters.NO_COMPRESSION);
        }
    }

    @Test
    void whoAsksForXmlGetsTheReportThatAnyProviderWritesAndWhoAsksForPdfTheOneForPeople() {
        var report = ask("application/xml", ownFile());
        assertThat(report.headers().firstValue("Content-Type")).hasValue("application/xml");
        assertThat(report.body()).contains("http://uri.etsi.org/19102/v1.4.1#", "mainindication:total-passed");
        var people = ask("application/pdf", ownFile());
        assertThat(people.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(people.body()).startsWith("%PDF-1.");
        var nothing = ask("application/xml", SamplePdfs.unsigned());
        assertThat(nothing.statusCode()).isEqualTo(406);
        assertThat(nothing.body()).contains("verification.nothingInXml");
    }

    @Test
    void thePageIsThereForEverybodyAndLinkedFromTheLogin() {
        assertThat(browser.get("/login").body()).contains("href=\"/verify\"");
        var page = browser.get("/verify");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("enctype=\"multipart/form-data\"", "paling besar 50 MB", "Paraf Root CA G1");
    }

    @Test
    void aFileOfOurOwnIsValidInASentenceAndInJson() {
        byte[] file = ownFile();
        var page = upload(file);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Sah dan utuh", "Sri Contoh Wulandari", "Seluruh berkas", "Menurut penanda tangan sendiri",
                "TOTAL-PASSED", "surat.pdf", "Tidak dicabut", "Instansi Contoh", "B-B: tanda tangan saja");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");

        var answer = ask(file);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/json");
        assertThat(answer.body()).contains("\"verdict\":\"VALID_AND_INTACT\"");
        var kept = Pattern.compile("data:application/json;base64,([A-Za-z0-9+/=]+)").matcher(page.body().replace("&#43;", "+"));
        assertThat(kept.find()).isTrue();
        assertThat(new String(Base64.getDecoder().decode(kept.group(1)), UTF_8)).as("the download is the same report")
                .isEqualTo(answer.body());
    }

    @Test
    void thePageBringsTheReportForPeopleInItsLanguage() throws IOException {
        byte[] file = ownFile();
        assertThat(kept(upload(file).body())).contains("Laporan verifikasi tanda tangan elektronik", "Sah dan utuh", "surat.pdf");
        browser.header("Accept-Language", "en");
        var page = upload(file).body();
        assertThat(page).contains(".pdf\"", "Download the report (PDF)");
        assertThat(kept(page)).contains("Verification report on electronic signatures", "Valid and intact");
    }

    private static String kept(String page) throws IOException {
        var kept = Pattern.compile("data:application/pdf;base64,([A-Za-z0-9+/=]+)").matcher(page.replace("&#43;", "+"));
        assertThat(kept.find()).isTrue();
        try (var report = org.apache.pdfbox.Loader.loadPDF(Base64.getDecoder().decode(kept.group(1)))) {
            return new org.apache.pdfbox.text.PDFTextStripper().getText(report);
        }
    }

    @Test
    void everyVerdictHasItsSentenceAndEverySignatureItsReason() {
        assertThat(upload(SamplePdfs.withEvidence()).body()).contains("status penanda tangan tidak dapat diperiksa",
                "tidak ada dalam daftar yang dipercaya", "Bukti status sertifikat ditambahkan", SamplePdfs.SIGNER);
        assertThat(upload(SamplePdfs.changed()).body()).contains("Berubah setelah ditandatangani",
                "Halaman diganti, ditambah, dihapus, atau ditulisi");
        assertThat(upload(SamplePdfs.broken()).body()).contains("Tidak sah", "sidik jarinya tidak cocok");
        assertThat(upload(SamplePdfs.unsigned()).body()).contains("Tidak ada tanda tangan elektronik");
        browser.header("Accept-Language", "en");
        assertThat(upload(SamplePdfs.changed()).body()).contains("Changed after signing");
    }

    /** Once the digest is wrong nobody looks at path and timestamp; that is not to say that there are none. */
    @Test
    void whatWasNotLookedAtIsNotDenied() {
        byte[] file = ownFile();
        file[new String(file, ISO_8859_1).indexOf("/MediaBox") + 1] = 'N';
        assertThat(upload(file).body()).contains("Tidak sah", "sidik jarinya tidak cocok", "Tidak diperiksa lebih lanjut",
                "Menurut penanda tangan sendiri; tidak diperiksa lebih lanjut", "Sri Contoh Wulandari", "Tidak dapat dinilai")
                .doesNotContain("Tidak berakar", "tidak dibuktikan oleh stempel waktu");
        assertThat(ask(file).body()).contains("\"examined\":false");
        assertThat(ask(ownFile()).body()).contains("\"examined\":true");
    }

    /** RFC 4514 writes an attribute that it does not know by its number; people do not read those. */
    @Test
    void theSubjectIsWrittenWithNames() {
        assertThat(upload(ownFile()).body()).contains("SERIALNUMBER=").doesNotContain("2.5.4.5");
    }

    @Test
    @Proves("PD-01")
    void everyRefusalHasItsSentenceAndANextStep() {
        refused(new byte[0], 422, "Berkas ini kosong", "verification.empty");
        refused("GIF89a".getBytes(UTF_8), 422, "Berkas ini bukan PDF", "verification.notPdf");
        refused("%PDF-1.7\nnothing".getBytes(UTF_8), 422, "Berkas ini rusak", "verification.damaged");
        refused(new byte[(50 << 20) + 1], 413, "lebih besar dari 50 MB", "verification.tooLarge");
        refused(new byte[(51 << 20)], 413, "lebih besar dari 50 MB", "verification.tooLarge");
    }

    private void refused(byte[] file, int status, String sentence, String code) {
        var page = upload(file);
        assertThat(page.statusCode()).as(code).isEqualTo(status);
        assertThat(page.body()).contains(sentence, "Yang dapat Anda lakukan", "Galat:", "name=\"file\"");
        var problem = ask(file);
        assertThat(problem.statusCode()).as(code).isEqualTo(status);
        assertThat(problem.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(problem.body()).contains("\"code\":\"" + code + "\"", sentence);
    }

    @Test
    void whatDoesNotArriveWholeIsTheSendersMistake() {
        var cut = send("multipart/form-data; boundary=" + BOUNDARY, form("surat.pdf", SamplePdfs.unsigned(), false));
        assertThat(cut.statusCode()).isEqualTo(400);
        assertThat(cut.body()).contains("Berkas tidak sampai dengan utuh", "Kembali ke Verifikasi PDF");
        assertThat(send("multipart/form-data", new byte[] {'x'}).statusCode()).isEqualTo(400);
        assertThat(send("multipart/form-data; boundary=x", "--x--\r\n".getBytes(UTF_8)).statusCode()).isEqualTo(422);
        assertThat(browser.post("/verify").body()).contains("Belum ada berkas yang dipilih");
        assertThat(upload("", new byte[0]).body()).as("a field in which nothing was chosen")
                .contains("Belum ada berkas yang dipilih");
    }

    /** Eight megabytes are more than a form of this application may hold, and more than one would be held in memory without being told. */
    @Test
    @Proves("PD-09")
    void nothingOfAFileStaysAnywhere() throws Exception {
        var before = files();
        int events = events();
        byte[] file = grown(8 << 20);
        assertThat(upload("rahasia.pdf", file).body()).contains("Tidak ada tanda tangan elektronik");
        assertThat(ask(file).statusCode()).isEqualTo(200);
        assertThat(files()).as("files of the server").isEqualTo(before);
        assertThat(events()).isEqualTo(events);
        assertThat(browser.cookies().keySet()).doesNotContain("flash");
    }

    private int events() {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE address <> 'system'").query(Integer.class).single();
    }

    /** Where a server that spills uploads would spill them. */
    private static List<String> files() throws IOException {
        var found = new TreeSet<String>();
        try (var temporary = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (var folder : temporary.filter(one -> one.getFileName().toString().startsWith("tomcat.")).toList()) {
                try (var all = Files.walk(folder)) {
                    all.filter(Files::isRegularFile).forEach(file -> found.add(file.toString()));
                }
            }
        }
        return List.copyOf(found);
    }

    @Test
    @Proves("PD-01")
    void oneAddressHasItsShare() {
        while (limits.take(Limit.VERIFICATION_PER_ADDRESS, "127.0.0.1").granted()) {
            // Until nothing is left.
        }
        var page = upload(SamplePdfs.unsigned());
        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.body()).contains("Terlalu banyak berkas dari alamat Anda", "menit");
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(browser.get("/verify").statusCode()).as("the page itself is not counted").isEqualTo(200);
        clock.advance(Limit.VERIFICATION_PER_ADDRESS.window().plus(Duration.ofSeconds(1)));
        assertThat(upload(SamplePdfs.unsigned()).statusCode()).isEqualTo(200);
    }

    @Test
    void whatAFileCallsItselfCannotSpeakForUs() {
        String page = upload("C:\\surat\\<b>sah\u202Efdp.exe", SamplePdfs.unsigned()).body();
        assertThat(page).contains("&lt;b&gt;sah fdp.exe").doesNotContain("<b>sah").doesNotContain("\u202E")
                .doesNotContain("C:\\surat");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasAText(Reason reason) {
        assertThat(text("verification.reason." + reason)).isNotBlank();
    }

    @Test
    void everyVerdictAndEveryChangeHasAText() {
        for (var verdict : FileVerdict.values()) {
            assertThat(text("verification.verdict." + verdict)).isNotBlank();
            assertThat(text("verification.verdict.text." + verdict)).isNotBlank();
            assertThat(text("verification.one." + verdict)).isNotBlank();
        }
        for (var change : Change.values()) {
            assertThat(text("verification.change." + change)).isNotBlank();
        }
    }

    private String text(String key) {
        return messages.getMessage(key, null, java.util.Locale.of("id"));
    }

    @Test
    void whatWasOnlySavedAgainIsNotSaidToHaveChangedNorToBeBeyondTelling() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var document = Loader.loadPDF(ownFile())) {
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(out);
        }
        assertThat(upload(out.toByteArray()).body()).contains("<title>Sah dan utuh · Hasil verifikasi", "Tidak ada yang berubah")
                .doesNotContain("Tidak dapat dinilai");
    }

    /** Not accepted is not forged: the words are those of what was found. */
    @Test
    void aSignatureByAKeyThatIsTooShortIsNotCalledForged() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        var keys = generator.generateKeyPair();
        var name = new X500Name("CN=Kunci Pendek");
        var now = clock.instant();
        var holder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(1))), name, keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate()));
        byte[] file = SamplePdfs.signed(SamplePdfs.unsigned(), List.of(holder),
                what -> SamplePdfs.value(keys.getPrivate(), "SHA256withRSA", what));
        assertThat(upload(file).body()).contains("<title>Tidak sah · Hasil verifikasi", "tidak lagi, dianggap aman",
                "di luar masa berlaku sertifikatnya").doesNotContain("rusak, palsu");
        assertThat(upload(SamplePdfs.broken()).body()).contains("rusak, palsu");
    }
}
