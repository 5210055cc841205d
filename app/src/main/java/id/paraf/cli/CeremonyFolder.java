package id.paraf.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import id.paraf.pki.KeyIdentifiers;

/**
 * The medium of an offline root: its sealed key, its certificate and list, what it ever signed and revoked, and the transcript of
 * each act, every one with the hash of the one before.
 */
final class CeremonyFolder {

    static final String KEY = "root.key";
    static final String ROOT = "root-g1.crt";
    static final String ISSUING = "issuing-g1.crt";
    static final String LIST = "root-g1.crl";
    private static final String SETTINGS = "ceremony.properties";
    private static final String SIGNED = "signed.txt";
    private static final String REVOKED = "revoked.txt";

    private final Path folder;

    CeremonyFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether a root may be made here: a folder with nothing in it, or none yet. */
    boolean empty() throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    void create(Properties settings) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var text = new StringBuilder();
        settings.stringPropertyNames().stream().sorted()
                .forEach(name -> text.append(name).append('=').append(settings.getProperty(name)).append('\n'));
        add(SETTINGS, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    Properties settings() throws IOException {
        var settings = new Properties();
        try (var lines = Files.newBufferedReader(folder.resolve(SETTINGS))) {
            settings.load(lines);
        }
        return settings;
    }

    String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** Writes a file that is not there yet, for its owner alone. */
    void add(String name, byte[] content) throws IOException {
        var file = Files.createFile(folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, content, StandardOpenOption.SYNC);
    }

    /** Writes a file in the place of another. */
    void replace(String name, byte[] content) throws IOException {
        String next = name + ".new";
        Files.deleteIfExists(folder.resolve(next));
        add(next, content);
        Files.move(folder.resolve(next), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** CA-01: what is about to be signed is written down before. */
    void announce(String serial, byte[] tbs, String what) throws IOException {
        append(SIGNED, serial + " " + HexFormat.of().formatHex(KeyIdentifiers.sha256(tbs)) + " " + what);
    }

    /** Whether the root ever set out to sign a certificate of this serial number. */
    boolean announced(String serial) throws IOException {
        return lines(SIGNED).stream().anyMatch(line -> line.startsWith(serial + " "));
    }

    void revoke(String serial, String at, String reason) throws IOException {
        append(REVOKED, serial + " " + at + " " + reason);
    }

    /** Serial number, moment and reason of each revocation. */
    List<String[]> revoked() throws IOException {
        return lines(REVOKED).stream().map(line -> line.split(" ")).toList();
    }

    private void append(String name, String line) throws IOException {
        Files.writeString(folder.resolve(name), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }

    private List<String> lines(String name) throws IOException {
        return has(name) ? Files.readAllLines(folder.resolve(name)) : List.of();
    }

    /** Names of all transcripts, the oldest first. */
    List<String> transcripts() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".transcript")).sorted()
                    .toList();
        }
    }

    Optional<String> lastTranscript() throws IOException {
        return transcripts().reversed().stream().findFirst();
    }

    String sha256(String name) throws IOException {
        return HexFormat.of().formatHex(KeyIdentifiers.sha256(bytes(name)));
    }
}
