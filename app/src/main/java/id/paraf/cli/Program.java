package id.paraf.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;

import id.paraf.pki.KeyIdentifiers;

/** Which program this is, for transcripts. */
final class Program {

    private Program() {
    }

    static String described() {
        String version = Objects.requireNonNullElse(Program.class.getPackage().getImplementationVersion(), "of no release");
        return "Paraf " + version + ", " + hash() + ", Java " + Runtime.version();
    }

    private static String hash() {
        var source = Program.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar)
                    ? jar.getFileName() + " SHA-256 " + HexFormat.of().formatHex(KeyIdentifiers.sha256(Files.readAllBytes(jar)))
                    : "not packed";
        } catch (IOException | URISyntaxException | RuntimeException e) {
            return "not packed";
        }
    }
}
