package id.paraf.web.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.limits.Limit;
import id.paraf.pades.SamplePdfs;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.testing.HttpBrowser;
import id.paraf.testing.MutableClock;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Proves;

/** "Verifikasi PDF" of files that open with a password only. */
@ParafTest
@ExtendWith(OutputCaptureExtension.class)
class LockedFilesTest {

    private static final String BOUNDARY = "batas";
    private static final String PASSWORD = "kata-sandi-berkas-7";

    @LocalServerPort
    int port;
    @Autowired
    MutableClock clock;

    private HttpBrowser browser;

    @BeforeEach
    void whoever() {
        clock.advance(Limit.VERIFICATION_PER_ADDRESS.window());
        browser = new HttpBrowser(port);
    }

    private static byte[] locked() {
        return SamplePdfs.signed(SamplePdfs.protectedBy("pemilik", PASSWORD, new AccessPermission()), PdfPassword.of(PASSWORD));
    }

    private static byte[] file(byte[] pdf) {
        var part = new ByteArrayOutputStream();
        part.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"slip.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n").getBytes(UTF_8));
        part.writeBytes(pdf);
        part.writeBytes("\r\n".getBytes(UTF_8));
        return part.toByteArray();
    }

    private static byte[] field(String name, String value) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(UTF_8);
    }

    private HttpResponse<String> send(String path, byte[]... parts) {
        var body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return browser.send(HttpRequest.newBuilder(browser.resolve(path))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    @Test
    void thePageAsksForThePasswordAndThatIsNoError() {
        assertThat(browser.get("/verify").body()).contains("Berkasnya terkunci dengan kata sandi?", "name=\"password\"")
                .doesNotContain("data-locked");
        for (var asked : new HttpResponse<?>[] {send("/verify", file(locked())),
                send("/verify", file(locked()), field("password", ""))}) {
            assertThat(asked.statusCode()).isEqualTo(422);
            assertThat(asked.body().toString()).contains("Berkas ini terkunci dengan kata sandi", "name=\"password\"",
                    "Pilih juga berkasnya sekali lagi", "data-locked=\"yes\"").doesNotContain("Galat:");
        }
        assertThat(send("/verify?password=" + PASSWORD, file(locked())).statusCode()).as("none is taken from an address")
                .isEqualTo(422);
        browser.header("Accept-Language", "en");
        assertThat(send("/verify", file(locked())).body()).contains("Enter the password of the PDF");
    }

    @Test
    void withThePasswordThereIsAVerdictWhereverItStandsInTheForm(CapturedOutput log) {
        for (var password : new String[] {PASSWORD, "pemilik"}) {
            assertThat(send("/verify", file(locked()), field("password", password)).body()).contains("verdict",
                    SamplePdfs.SIGNER);
            assertThat(send("/verify", field("lain", "x"), field("password", password), file(locked())).body())
                    .contains(SamplePdfs.SIGNER).doesNotContain(password);
        }
        var wrong = send("/verify", file(locked()), field("password", "bukan-" + PASSWORD));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Galat:", "Kata sandi ini tidak membuka berkasnya", "href=\"#password\"",
                "data-locked=\"yes\"").doesNotContain(PASSWORD);
        assertThat(log.getAll()).doesNotContain(PASSWORD);
    }

    @Test
    void programsSendItInTheForm() {
        browser.header("Accept", "application/json");
        assertThat(send("/verify", file(locked())).body()).contains("\"code\":\"verification.encrypted\"");
        assertThat(send("/verify", file(locked()), field("password", "salah")).body())
                .contains("\"code\":\"verification.passwordWrong\"");
        assertThat(send("/verify", file(locked()), field("password", PASSWORD)).body())
                .contains("\"verdict\":\"INTACT_SIGNER_UNCHECKED\"").doesNotContain(PASSWORD);
        assertThat(send("/verify", file(SamplePdfs.encryptedOtherwise()), field("password", PASSWORD)).body())
                .contains("\"code\":\"verification.encryptedOtherwise\"");
    }

    /** Only its owner has a password, or nobody needs one. */
    @Test
    void whatOpensWithoutAPasswordNeedsNone() {
        byte[] open = SamplePdfs.signed(SamplePdfs.protectedBy("pemilik", "", new AccessPermission()), PdfPassword.of(""));
        assertThat(send("/verify", file(open)).body()).contains(SamplePdfs.SIGNER);
        assertThat(send("/verify", file(open), field("password", "salah")).body()).contains(SamplePdfs.SIGNER);
        assertThat(send("/verify", file(SamplePdfs.signed()), field("password", "salah")).body()).contains(SamplePdfs.SIGNER);
    }

    @Test
    @Proves("PD-01")
    void whatStandsAroundTheFileIsBounded() {
        assertThat(send("/verify", file(locked()), field("password", "x".repeat(2_000))).statusCode()).isEqualTo(400);
        assertThat(send("/verify", field("password", "x".repeat(2_000)), file(locked())).statusCode()).isEqualTo(400);
        assertThat(send("/verify", file(locked()), field("lain", "x".repeat(64 << 10))).statusCode()).isEqualTo(400);
        assertThat(send("/verify", file(SamplePdfs.encryptedOtherwise())).body())
                .contains("terkunci dengan cara yang tidak dapat dibuka di sini", "Yang dapat Anda lakukan", "Galat:");
    }
}
