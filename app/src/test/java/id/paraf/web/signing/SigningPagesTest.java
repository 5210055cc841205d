package id.paraf.web.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

import org.apache.pdfbox.Loader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.certificate.Authorities;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.kernel.Origin;
import id.paraf.passphrase.ResetWorld;
import id.paraf.pki.Pem;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** "Tanda Tangan" as a browser without scripts sees it. */
@ParafTest
class SigningPagesTest {

    private static final Pattern DOCUMENT = Pattern.compile("name=\"document\" value=\"([^\"]+)\"");
    private static final Pattern DIGEST = Pattern.compile("name=\"sha256\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;
    @Autowired
    ResetWorld resets;
    @Autowired
    TestPeople people;
    @Autowired
    SigningWorld world;
    @Autowired
    Authorities authorities;
    @Autowired
    SuspendCertificate suspend;
    @Autowired
    MutableClock clock;
    @TempDir
    Path folder;

    private ResetWorld.Owner owner;
    private HttpBrowser browser;

    @BeforeEach
    void someone() {
        owner = resets.owner(port);
        browser = owner.desktop();
        browser.get("/documents/new");
    }

    private static String location(java.net.http.HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static List<String> all(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(match -> match.group(1)).toList();
    }

    private java.net.http.HttpResponse<String> sign(String path, String passphrase, String... more) {
        return SignPage.sign(owner, browser, path, passphrase, more);
    }

    @Test
    @Proves({"PD-04", "WF-05"})
    void aSignerUploadsReadsSignsAndDownloadsWhatOthersVerify() throws Exception {
        assertThat(browser.get("/documents").body()).contains("Belum ada dokumen", "/documents/new");
        var pdf = SigningWorld.pdf("Surat Keputusan", 3);
        assertThat(browser.get("/documents/new").body()).contains("masing-masing paling besar 25 MB");
        var uploaded = browser.upload("/documents/new", "files", Map.of("Surat Keputusan.pdf", pdf));
        assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(303);
        String path = location(uploaded);
        var page = browser.get(path);
        assertThat(page.body()).contains("Surat Keputusan.pdf", "3 halaman", sha256(pdf), "Menunggu");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("worker-src 'self'");
        var plain = browser.download(path + "/file");
        assertThat(plain.body()).isEqualTo(pdf);
        assertThat(plain.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
        assertThat(plain.headers().firstValue("Content-Type")).hasValue("application/pdf");

        String signPath = "/documents/sign?document=" + path.substring(path.lastIndexOf('/') + 1);
        assertThat(browser.get(signPath).body()).contains("Surat Keputusan.pdf", sha256(pdf), "Demo Pemilik Contoh", "B-LT");
        var wrong = sign(signPath, "Salah-sekali-1!", "spot", "at", "x", "25,5", "y", "30");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Sisa percobaan", owner.path() + "/reset", "value=\"25,5\"");
        assertThat(wrong.body()).doesNotContain("Salah-sekali-1!");

        var signed = sign(signPath, ResetWorld.OLD);
        assertThat(signed.statusCode()).isEqualTo(303);
        var done = browser.follow(signed);
        assertThat(done.body()).contains("1 dokumen ditandatangani");
        assertThat(browser.get(path).body()).contains("Ditandatangani", "B-LT", "memeriksanya kelak");
        assertThat(browser.get("/documents").body()).contains("Ditandatangani");
        var file = browser.download(path + "/file");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow()).contains("Surat%20Keputusan-tertandatangan.pdf");
        assertThat(file.body()).startsWith(pdf);
        othersVerify(file.body());
        assertThat(browser.upload("/verify", "file", Map.of("Surat Keputusan.pdf", file.body())).body())
                .contains("Sah dan utuh", "Demo Pemilik Contoh");
        assertThat(browser.get("/settings/activity").body()).contains("Dokumen diunggah", "Dokumen ditandatangani");
        assertThat(people.events(owner.person(), "document.signed")).isEqualTo(1);

        // Sent again, it leads to what is there.
        assertThat(browser.get(signPath).statusCode()).isEqualTo(303);
        browser.get(path + "/delete");
        assertThat(location(browser.post(path + "/delete"))).isEqualTo("/documents");
        assertThat(browser.get(path).statusCode()).isEqualTo(404);
        assertThat(people.events(owner.person(), "document.deleted")).isEqualTo(1);
    }

    @Test
    void aKeyThatRestsIsToldOfBeforeAMarkAndAPassphrase() throws Exception {
        String path = location(browser.upload("/documents/new", "files", Map.of("Nota.pdf", SigningWorld.pdf("Nota", 1))));
        String signPath = "/documents/sign?document=" + path.substring(path.lastIndexOf('/') + 1);
        assertThat(browser.get("/dashboard").body()).contains("menunggu tanda tangan Anda");
        resets.keyroom.freeze(owner.key(), clock.instant().plus(java.time.Duration.ofHours(24)));
        assertThat(browser.get(signPath).body()).contains("Anda belum dapat menandatangani", "baru dapat dipakai mulai")
                .doesNotContain("name=\"passphrase\"").doesNotContain("name=\"mark\"");
        assertThat(browser.get("/dashboard").body()).contains("Anda dapat menandatangani lagi mulai", "belum ditandatangani")
                .doesNotContain("menunggu tanda tangan Anda");
        assertThat(browser.get(owner.path()).body()).doesNotContain(owner.path() + "/try");
        resets.keyroom.unfreeze(owner.key());
        assertThat(browser.get(signPath).body()).contains("name=\"passphrase\"");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** pdfsig (poppler) for the PDF, OpenSSL for the message and its chain up to our root. */
    private void othersVerify(byte[] pdf) throws IOException, InterruptedException {
        Files.write(folder.resolve("signed.pdf"), pdf);
        String said = run("pdfsig", "-nocert", "signed.pdf");
        assertThat(said).contains("Signature is Valid.", "ETSI.CAdES.detached", "SHA-256");
        try (var document = Loader.loadPDF(pdf)) {
            var signature = document.getSignatureDictionaries().getFirst();
            int[] range = signature.getByteRange();
            var covered = new ByteArrayOutputStream();
            covered.write(pdf, range[0], range[1]);
            covered.write(pdf, range[2], range[3]);
            Files.write(folder.resolve("covered.bin"), covered.toByteArray());
            Files.write(folder.resolve("signature.der"), signature.getContents());
        }
        Files.writeString(folder.resolve("root.pem"), Pem.certificate(authorities.root().der()));
        assertThat(run("openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature.der", "-content",
                "covered.bin", "-CAfile", "root.pem", "-purpose", "any", "-no_check_time", "-out", "out.bin"))
                .containsIgnoringCase("verification successful");
    }

    private String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return said;
        }
    }

    @Test
    @Proves("PD-01")
    void eachFileOfAnUploadHasItsOwnWord() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("baik.pdf", SigningWorld.pdf("Baik", 1));
        files.put("palsu.pdf", "Halo".getBytes(StandardCharsets.UTF_8));
        files.put("besar.pdf", new byte[(25 << 20) + 1]);
        files.put("juga baik.pdf", SigningWorld.pdf("Baik", 1));
        var answer = browser.upload("/documents/new", "files", files);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("palsu.pdf: Berkas ini bukan PDF", "besar.pdf: Dokumennya terlalu besar",
                "2 dokumen sudah diunggah");
        assertThat(people.events(owner.person(), "document.uploaded")).isEqualTo(2);
        assertThat(browser.upload("/documents/new", "files", Map.of()).body()).contains("Pilih dulu dokumen");
        var many = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 21; i++) {
            many.put(i + ".pdf", new byte[] {1});
        }
        assertThat(browser.upload("/documents/new", "files", many).body()).contains("Paling banyak 20 dokumen sekaligus");
        assertThat(people.events(owner.person(), "document.uploaded")).isEqualTo(2);
    }

    /** The body of an upload is not read before its sender is known. */
    @Test
    @Proves("PD-01")
    void nobodyButSignersUpload() {
        var stranger = new HttpBrowser(port);
        stranger.get("/login");
        var files = Map.of("x.pdf", SigningWorld.pdf("x", 1));
        var answer = stranger.upload("/documents/new", "files", files);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(location(answer)).startsWith("/login");
        assertThat(location(stranger.upload("/documents/%6eew", "files", files))).startsWith("/login");
        var officer = people.enrol(people.claimed(id.paraf.account.Role.OFFICER), port);
        officer.get("/help");
        assertThat(officer.upload("/documents/new", "files", files).statusCode()).isEqualTo(403);
        var forged = browser.twin();
        forged.cookies().remove("__Host-csrf");
        assertThat(forged.upload("/documents/new", "files", files).statusCode()).isEqualTo(403);
    }

    @Test
    void severalAreSignedTogetherAndDownloadedTogether() throws Exception {
        var files = new LinkedHashMap<String, byte[]>();
        for (int i = 1; i <= 3; i++) {
            files.put("Surat " + i + ".pdf", SigningWorld.pdf("Surat " + i, 1));
        }
        assertThat(location(browser.upload("/documents/new", "files", files))).isEqualTo("/documents");
        var list = browser.get("/documents").body();
        var ids = all(DOCUMENT, list);
        assertThat(ids).hasSize(3);
        String page = browser.get("/documents/sign?document=" + String.join("&document=", ids)).body();
        assertThat(page).contains("Sekali saja untuk semua dokumen");
        var body = new StringBuilder("certificate=" + owner.certificate() + "&mark=none&passphrase="
                + java.net.URLEncoder.encode(ResetWorld.OLD, StandardCharsets.UTF_8) + "&_csrf="
                + java.net.URLEncoder.encode(browser.csrf(), StandardCharsets.UTF_8));
        var digests = all(DIGEST, page);
        for (int i = 0; i < 3; i++) {
            body.append("&document=").append(all(DOCUMENT, page).get(i)).append("&sha256=").append(digests.get(i));
        }
        var signed = browser.send(java.net.http.HttpRequest.newBuilder(browser.resolve("/documents/sign"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body.toString())));
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(303);
        String batch = location(signed);
        world.await(owner, UUID.fromString(batch.substring(batch.lastIndexOf('/') + 1)));
        assertThat(browser.get(batch).body()).contains("3 dokumen ditandatangani", batch + "/signed.zip");
        var zip = browser.download(batch + "/signed.zip");
        var names = new ArrayList<String>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
                try (var document = Loader.loadPDF(entries.readAllBytes())) {
                    assertThat(document.getSignatureDictionaries()).hasSize(1);
                }
            }
        }
        assertThat(names).containsExactlyInAnyOrder("Surat 1-tertandatangan.pdf", "Surat 2-tertandatangan.pdf",
                "Surat 3-tertandatangan.pdf");
        assertThat(zip.headers().firstValue("Content-Disposition").orElseThrow()).contains("paraf-tertandatangan.zip");
        browser.cookies().put("lang", "en");
        assertThat(browser.download(batch + "/signed.zip").headers().firstValue("Content-Disposition").orElseThrow())
                .contains("paraf-signed.zip");
        assertThat(browser.download("/documents/" + ids.getFirst() + "/file").headers().firstValue("Content-Disposition")
                .orElseThrow()).contains("-signed.pdf");
        browser.cookies().remove("lang");
        assertThat(browser.get(batch).body()).contains("Unduh yang dipilih (ZIP)", "name=\"document\" value=\"" + ids.get(1));
        String chosen = batch + "/signed.zip?some=yes";
        var two = browser.download(chosen + "&document=" + ids.getFirst() + "&document=" + ids.getLast());
        try (var entries = new ZipInputStream(new ByteArrayInputStream(two.body()))) {
            assertThat(java.util.stream.Stream.generate(() -> next(entries)).takeWhile(java.util.Objects::nonNull).toList())
                    .hasSize(2);
        }
        var none = browser.get(chosen);
        assertThat(none.statusCode()).isEqualTo(303);
        assertThat(location(none)).isEqualTo(batch);
        assertThat(browser.get(batch).body()).contains("Pilih dulu dokumen");
        var another = world.document(owner);
        assertThat(browser.get(chosen + "&document=" + another.id()).statusCode()).as("not of this batch").isEqualTo(404);
        assertThat(resets.owner(port).desktop().get(batch).statusCode()).isEqualTo(404);
        assertThat(resets.owner(port).desktop().get(chosen + "&document=" + ids.getFirst()).statusCode()).isEqualTo(404);
    }

    @Test
    @Proves("PD-10")
    void aSwappedDocumentIsAConflictAndNothingIsSigned() {
        var document = world.document(owner);
        String path = "/documents/sign?document=" + document.id();
        assertThat(sign(path, ResetWorld.OLD, "sha256", "0".repeat(64)).statusCode()).isEqualTo(409);
        assertThat(sign(path, ResetWorld.OLD, "sha256", "").statusCode()).isEqualTo(409);
        assertThat(sign(path, ResetWorld.OLD, "sha256", "0".repeat(64)).body()).contains("Dokumennya bukan yang ditampilkan");
        assertThat(people.events(owner.person(), "document.signed")).isZero();
    }

    @Test
    void whatIsMissingIsSaidBesideItsField() {
        var document = world.document(owner);
        String path = "/documents/sign?document=" + document.id();
        assertThat(sign(path, "").body()).contains("Masukkan passphrase");
        assertThat(sign(path, ResetWorld.OLD, "where", "number", "number", "nol").body()).contains("Tulis nomor halaman");
        assertThat(sign(path, ResetWorld.OLD, "spot", "at", "x", "jauh", "y", "-3").body())
                .contains("Tulis jaraknya dalam milimeter");
        assertThat(sign(path, ResetWorld.OLD, "spot", "text", "text", " ").body()).contains("Tulis teks yang ada di dokumen");
        assertThat(sign(path, ResetWorld.OLD, "spot", "text", "text", "#".repeat(65)).statusCode()).isEqualTo(422);
        assertThat(sign(path, ResetWorld.OLD, "mark", "").statusCode()).isEqualTo(422);
        assertThat(people.events(owner.person(), "document.signed")).isZero();
        var beyond = sign(path, ResetWorld.OLD, "where", "number", "number", "9");
        assertThat(beyond.statusCode()).isEqualTo(422);
        assertThat(beyond.body()).contains("“surat tugas.pdf” hanya mempunyai 2 halaman, jadi tidak ada halaman 9");
        assertThat(people.events(owner.person(), "document.refused")).isZero();
        suspend.byOwner(owner.certificate(), owner.person().id, new Origin("192.0.2.7", "test"));
        assertThat(browser.get(path).body()).contains("Tidak ada sertifikat yang dapat dipakai");
        assertThat(withAnOpenPage(document.sha256Hex(), document.id())).isEqualTo(409);
    }

    /** A stolen session must not spend the owner's attempts. */
    @Test
    @Proves("RP-27")
    void afterAWrongPassphraseTheNextTryNeedsAFreshCode() {
        var document = world.document(owner);
        String path = "/documents/sign?document=" + document.id();
        clock.advance(java.time.Duration.ofMinutes(6));
        assertThat(sign(path, "Salah-sekali-1!").body()).contains("Sisa percobaan", "/step-up?next=", "Masukkan kode")
                .doesNotContain("name=\"passphrase\"");
        browser.get("/help");
        var next = browser.post("/documents/sign", "document", document.id().toString(), "sha256", document.sha256Hex(),
                "certificate",
                owner.certificate().toString(), "mark", "visible", "where", "number", "number", "2", "spot", "at", "x", "25,5", "y",
                "30", "text", "#ttd & cap", "passphrase", "Salah-lagi-2!");
        assertThat(location(next)).startsWith("/step-up?next=");
        assertThat(people.events(owner.person(), "passphrase.refused")).isEqualTo(1);
        assertThat(location(browser.get(path))).startsWith("/step-up?next=");
        String stepUp = browser.get(location(next)).body();
        var back = Pattern.compile("name=\"next\"[^>]*value=\"([^\"]+)\"").matcher(stepUp);
        assertThat(back.find()).as(stepUp).isTrue();
        var returned = browser.post("/step-up", "code", owner.person().code(), "next",
                org.springframework.web.util.HtmlUtils.htmlUnescape(back.group(1)));
        assertThat(browser.follow(returned).body()).as("the form is as it was").contains("value=\"25,5\"",
                "value=\"#ttd &amp; cap\"",
                "Surat tugas".toLowerCase());
        assertThat(sign(path, ResetWorld.OLD).statusCode()).isEqualTo(303);
        assertThat(people.events(owner.person(), "document.signed")).isEqualTo(1);
    }

    @Test
    void whoTicksNothingIsToldSo() {
        var one = world.document(owner);
        assertThat(location(browser.get("/documents/sign"))).as("there is nothing to tick").isEqualTo("/documents");
        world.document(owner);
        var nothing = browser.get("/documents/sign");
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("Galat:", "Belum ada dokumen yang dipilih", "href=\"#document\"", "id=\"document\"",
                one.id().toString());
        assertThat(browser.get("/documents").body()).doesNotContain("Belum ada dokumen yang dipilih");
    }

    /** A login that ends on the form, or after it came back with an error, leads back to the same documents. */
    @Test
    void theFormKeepsItsDocumentsOverALogin() {
        var ids = List.of(world.document(owner).id(), world.document(owner).id());
        String address = "/documents/sign?document=" + ids.getFirst() + "&document=" + ids.getLast();
        String page = browser.get(address).body();
        assertThat(page).contains("action=\"" + address.replace("&", "&amp;") + "\"");
        var refused = browser.post(address, "sha256", all(DIGEST, page).getFirst(), "certificate", owner.certificate().toString(),
                "mark", "none", "passphrase", "");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(all(DOCUMENT, refused.body())).as("the address alone names them").hasSize(2);
        browser.cookies().keySet().removeIf(name -> !name.equals("__Host-csrf"));
        browser.header("Referer", browser.resolve(address).toString());
        var ended = browser.post(address, "document", ids.getFirst().toString(), "passphrase", ResetWorld.OLD);
        assertThat(java.net.URLDecoder.decode(location(ended), StandardCharsets.UTF_8)).startsWith("/login?next=" + address);
    }

    /** What one choice alone needs stands below it, and a browser does not ask for what it hides. */
    @Test
    void whatOnlyOneChoiceNeedsIsNotRequiredAndNotCalledOptional() {
        String page = browser.get("/documents/sign?document=" + world.document(owner).id()).body();
        for (String field : List.of("number", "x", "y", "text")) {
            var input = Pattern.compile("<input class=\"input[^>]* id=\"" + field + "\"[^>]*>").matcher(page);
            assertThat(input.find()).as(field).isTrue();
            assertThat(input.group()).as(field).doesNotContain("required");
        }
        assertThat(page).doesNotContain("(opsional)");
        assertThat(Pattern.compile("value=\"(number|at|text)\".{0,300}?class=\"choice-more\"", Pattern.DOTALL).matcher(page)
                .results().count()).isEqualTo(3);
    }

    /** A page that was open when the certificate was suspended. */
    private int withAnOpenPage(String sha256, UUID document) {
        browser.get("/help");
        return browser.post("/documents/sign", "document", document.toString(), "sha256", sha256, "certificate",
                owner.certificate().toString(), "mark", "none", "passphrase", ResetWorld.OLD).statusCode();
    }

    private static @Nullable String next(ZipInputStream entries) {
        try {
            var entry = entries.getNextEntry();
            return entry == null ? null : entry.getName();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Told where it was filled in, and before anybody looks at the passphrase. */
    @Test
    void aPlaceWhereTheMarkCannotStandIsSaidBesideIt() {
        var path = "/documents/sign?document=" + world.document(owner).id();
        var outside = sign(path, "Salah-sekali-1!", "spot", "at", "x", "190", "y", "290");
        assertThat(outside.statusCode()).isEqualTo(422);
        assertThat(outside.body()).contains("Tandanya tidak muat di halaman", "value=\"190\"").doesNotContain("Sisa percobaan");
        var missing = sign(path, ResetWorld.OLD, "spot", "text", "text", "#tidak-ada");
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("Teks untuk tempat tandanya tidak ada", "value=\"#tidak-ada\"");
        assertThat(location(sign(path, ResetWorld.OLD))).startsWith("/documents/batches/");
    }

    @Test
    void aKeyThatWaitsAfterWrongPassphrasesSaysSoBeforeOneIsTyped() {
        var path = "/documents/sign?document=" + world.document(owner).id();
        assertThat(browser.get(path).body()).doesNotContain("Penandatanganan dikunci sampai");
        for (int i = 0; i < 4; i++) {
            sign(path, "Salah-sekali-" + i + "!");
        }
        assertThat(browser.get(path).body()).contains("Penandatanganan dikunci sampai", owner.path() + "/reset");
    }
}
