package id.paraf.pades;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;

/** Other people's programs and libraries, asked what they think of our files. */
public final class Tools {

    private Tools() {
    }

    /** What {@code pdfsig} prints. It only says that a signature is valid where it knows nothing of certificates. */
    public static String pdfsig(Path file) throws IOException {
        return run(file.toAbsolutePath().getParent(), "pdfsig", "-nocert", file.toAbsolutePath().toString());
    }

    /** {@link #pdfsig(Path)} of an encrypted file. */
    public static String pdfsig(Path file, String userPassword) throws IOException {
        return run(file.toAbsolutePath().getParent(), "pdfsig", "-nocert", "-upw", userPassword, file.toAbsolutePath().toString());
    }

    /** What {@code mutool sign -v} prints about each signature; it knows no certificates, and no timestamps. */
    public static String mutool(Path file, String password) throws IOException {
        return run(file.toAbsolutePath().getParent(), "mutool", "sign", "-v", "-p", password, file.toAbsolutePath().toString());
    }

    /** What {@code qpdf --check} prints, which reads every object of the file. */
    public static String qpdf(Path file, String password) throws IOException {
        return run(file.toAbsolutePath().getParent(), "qpdf", "--password=" + password, "--check",
                file.toAbsolutePath().toString());
    }

    /** Encrypts by qpdf, with these of its options. */
    public static void qpdfEncrypt(Path from, Path to, String... options) throws IOException {
        var command = new ArrayList<>(List.of("qpdf", "--allow-weak-crypto", "--encrypt"));
        command.addAll(List.of(options));
        command.addAll(List.of("--", from.toAbsolutePath().toString(), to.toAbsolutePath().toString()));
        assertThat(run(from.toAbsolutePath().getParent(), command.toArray(String[]::new))).isEmpty();
    }

    public static int count(String text, String part) {
        return (int) Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }

    /** Signatures as PDFBox finds them, in the order of the file. */
    public static List<PDSignature> signatures(byte[] file) throws IOException {
        try (var document = Loader.loadPDF(file)) {
            return document.getSignatureDictionaries();
        }
    }

    /** OpenSSL's word on the signature with this place among the file's, its chain up to the root included. */
    public static void opensslVerifies(Path folder, byte[] file, int index, String rootPem) throws IOException {
        var signature = signatures(file).get(index);
        var signed = new ByteArrayOutputStream();
        int[] range = signature.getByteRange();
        signed.write(file, range[0], range[1]);
        signed.write(file, range[2], range[3]);
        Files.write(folder.resolve("signed.bin"), signed.toByteArray());
        Files.write(folder.resolve("signature.der"), signature.getContents());
        Files.writeString(folder.resolve("root.pem"), rootPem);
        var said = run(folder, "openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", "signature.der",
                "-content",
                "signed.bin", "-CAfile", "root.pem", "-purpose", "any", "-out", "out.bin");
        assertThat(said).containsIgnoringCase("verification successful");
    }

    /** OpenSSL's word on a timestamp token about this SHA-256. */
    public static void opensslVerifiesToken(Path folder, byte[] token, byte[] imprint, String rootPem) throws IOException {
        Files.write(folder.resolve("token.der"), token);
        Files.writeString(folder.resolve("root.pem"), rootPem);
        assertThat(run(folder, "openssl", "ts", "-verify", "-digest", hex(imprint), "-in", "token.der", "-token_in", "-CAfile",
                "root.pem")).contains("Verification: OK");
    }

    /** The text of one page as poppler reads it, marks included. */
    public static String pdftotext(Path file, int page) throws IOException {
        return run(file.toAbsolutePath().getParent(), "pdftotext", "-layout", "-f", "" + page, "-l", "" + page, file.toString(),
                "-");
    }

    /** The colour of one point of the first page as poppler draws it, from the upper left corner. */
    public static Color pixel(Path file, int x, int y) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        run(folder, "pdftoppm", "-r", "72", "-f", "1", "-l", "1", "-singlefile", "-png", file.toString(), "drawn");
        return new Color(ImageIO.read(folder.resolve("drawn.png").toFile()).getRGB(x, y));
    }

    private static String run(Path folder, String... command) throws IOException {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            String said = new String(out.readAllBytes());
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return said;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
