package id.paraf.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

import org.springframework.stereotype.Component;

/**
 * Where a document lies open while it is signed: a folder of its own in the temporary folder, which nobody but this account of the
 * machine may read and which is gone afterwards. What a crash left behind is deleted at the next start.
 */
@Component
class Workspace {

    private static final String PREFIX = "paraf-signing-";

    private final Path root = Path.of(System.getProperty("java.io.tmpdir"));

    Workspace() throws IOException {
        try (var folders = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path folder : folders) {
                String[] parts = String.valueOf(folder.getFileName()).split("-");
                if (abandoned(parts[2]) && Files.isWritable(folder)) {
                    delete(folder);
                }
            }
        }
    }

    /** Nothing of this process can be older than its start; what of others is left tells by their number whether they live. */
    private static boolean abandoned(String process) {
        if (!process.matches("[0-9]{1,18}")) {
            return false;
        }
        long id = Long.parseLong(process);
        return ProcessHandle.of(id).isEmpty();
    }

    /** A folder for one document. */
    record Place(Path folder) implements AutoCloseable {

        Path source() {
            return folder.resolve("source.pdf");
        }

        Path target() {
            return folder.resolve("target.pdf");
        }

        @Override
        public void close() {
            delete(folder);
        }
    }

    Place open() {
        try {
            return new Place(Files.createTempDirectory(root, PREFIX + ProcessHandle.current().pid() + "-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
