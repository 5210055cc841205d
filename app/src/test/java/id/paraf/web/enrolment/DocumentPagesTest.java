package id.paraf.web.enrolment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;

import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.Apply;
import id.paraf.enrolment.Identity;
import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Origin;
import id.paraf.pades.SamplePdfs;
import id.paraf.pades.TestFiles;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Pictures;
import id.paraf.testing.Proves;

/** The step "Dokumen" over HTTP: good files and bad ones. */
@ParafTest
class DocumentPagesTest {

    private static final Origin ORIGIN = new Origin("192.0.2.7", "test");
    private static final byte[] CARD = Pictures.jpeg(480, 300);

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Apply apply;
    @Autowired
    Applications applications;

    private TestPeople.Person person;
    private HttpBrowser browser;
    private UUID id;
    private String path;

    @BeforeEach
    void begin() {
        person = people.signer(port);
        browser = people.browser(person, port);
        apply.start(person.id, ORIGIN);
        id = applications.openOf(person.id).orElseThrow().id();
        apply.consent(person.id, id, "0".repeat(64), ORIGIN);
        apply.identity(person.id, id, new Identity("Sri Contoh", "9900001502850033", null, "Arsiparis"), ORIGIN);
        path = "/applications/" + id + "/documents";
        browser.get(path);
    }

    private HttpResponse<String> upload(EvidenceKind kind, String name, byte[] file) {
        browser.get(path);
        return browser.upload(path, kind.path(), Map.of(name, file));
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    @Test
    @Proves({"WF-05", "SF-10"})
    void filesAreHandedInSeenReplacedAndRemoved() {
        assertThat(location(upload(EvidenceKind.RECOMMENDATION, "..\\..\\surat <b>.exe", SigningWorld.pdf("Surat", 2))))
                .isEqualTo("/applications/" + id + "/photos");
        upload(EvidenceKind.ID_CARD, "KTP.png", Pictures.png(480, 300));
        assertThat(browser.get(path).body()).contains("Tersimpan", "PDF, 2 halaman", "Foto, ", path + "/id-card")
                .doesNotContain(".exe");
        var card = browser.get(path + "/id-card");
        assertThat(card.headers().firstValue("Content-Type")).contains("image/jpeg");
        var letter = browser.get(path + "/recommendation");
        assertThat(letter.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(letter.headers().firstValue("Content-Disposition").orElse(""))
                .isEqualTo("attachment; filename=\"surat-rekomendasi.pdf\"");
        for (var answer : new HttpResponse<?>[] {card, letter}) {
            assertThat(answer.headers().allValues("Content-Security-Policy")).singleElement().asString().contains("sandbox",
                    "default-src 'none'");
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        }
        browser.get(path);
        assertThat(location(browser.post(path + "/id-card/remove"))).isEqualTo(path);
        assertThat(browser.get(path).body()).contains("Dokumen dihapus");
        assertThat(browser.get(path + "/id-card").statusCode()).isEqualTo(404);
        assertThat(browser.get(path + "/sertifikat").statusCode()).isEqualTo(404);
        assertThat(people.events(person, "evidence.handed-in")).isEqualTo(2);
        browser.get(path);
        assertThat(location(browser.post(path, "later", "yes"))).isEqualTo("/applications");
    }

    @Test
    @Proves({"SF-10", "PD-01", "WF-05"})
    void aBadFileGetsASentenceBesideItsFieldAndTheOthersStay() throws IOException {
        upload(EvidenceKind.ID_CARD, "ktp.jpg", CARD);
        var wrong = new LinkedHashMap<String, byte[]>();
        wrong.put("lebih besar dari 5 MB", new byte[(5 << 20) + 1]);
        System.arraycopy(CARD, 0, wrong.get("lebih besar dari 5 MB"), 0, 20);
        wrong.put("lebih dari 25 megapiksel", bomb(20_000, 20_000));
        wrong.put("bukan foto JPEG atau PNG", "<svg onload='alert(1)'/>".getBytes(ISO_8859_1));
        wrong.put("Berkas ini kosong", new byte[0]);
        wrong.put("rusak, terpotong", Arrays.copyOf(CARD, CARD.length / 2));
        for (var one : wrong.entrySet()) {
            refused(EvidenceKind.ID_CARD, one.getValue(), one.getKey());
        }
        refused(EvidenceKind.ID_CARD, joined(CARD, "PK\3\4<html><script>".getBytes(ISO_8859_1)), "data lain di belakangnya");
        refused(EvidenceKind.ID_CARD, SigningWorld.pdf("KTP", 1), "bukan foto JPEG atau PNG");
        refused(EvidenceKind.RECOMMENDATION, new byte[] {'M', 'Z', 0, 1}, "bukan PDF, JPEG, atau PNG");
        refused(EvidenceKind.RECOMMENDATION, SamplePdfs.encrypted(), "tersandi atau dibatasi");
        refused(EvidenceKind.RECOMMENDATION, SigningWorld.pdf("Surat", 21), "lebih dari 20 halaman");
        byte[] large = new byte[(10 << 20) + 1];
        System.arraycopy("%PDF-1.7".getBytes(ISO_8859_1), 0, large, 0, 8);
        refused(EvidenceKind.RECOMMENDATION, large, "paling banyak 10 MB");
        byte[] letter = SigningWorld.pdf("Surat", 1);
        refused(EvidenceKind.RECOMMENDATION, Arrays.copyOf(letter, letter.length - 60), "rusak, terpotong");
        refused(EvidenceKind.RECOMMENDATION, joined(letter, CARD), "data lain di belakangnya");
        try (var document = TestFiles.document(1)) {
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            refused(EvidenceKind.RECOMMENDATION, SigningWorld.bytes(document), "berisi skrip");
        }
        assertThat(browser.get(path + "/id-card").statusCode()).as("what was there before still is").isEqualTo(200);
        assertThat(people.events(person, "evidence.handed-in")).isEqualTo(1);
    }

    private void refused(EvidenceKind kind, byte[] file, String sentence) {
        var answer = upload(kind, "berkas.pdf", file);
        assertThat(answer.statusCode()).as(sentence).isEqualTo(422);
        assertThat(answer.body()).contains("<title>Galat:", "href=\"#" + kind.path() + "\"", sentence, "Tersimpan");
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** A PNG of a few bytes that says how large it wants to become. */
    private static byte[] bomb(int width, int height) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(file, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array());
        chunk(file, "IDAT", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1});
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        var body = joined(type.getBytes(ISO_8859_1), data);
        var crc = new CRC32();
        crc.update(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    @Test
    @Proves("WF-05")
    void aFormThatIsTooLargeAltogetherIsRefusedWithAPage() {
        assertThat(upload(EvidenceKind.RECOMMENDATION, "surat.pdf", new byte[21 << 20]).statusCode()).isEqualTo(413);
    }
}
