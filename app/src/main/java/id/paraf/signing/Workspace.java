package id.paraf.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Where a document lies open while it is signed: a folder of its own in the temporary folder, which nobody but this account of the
 * machine may read and which is gone afterwards. What a crash left behind is deleted at the next start.
 */
@Component
class Workspace {

    private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);
    private static final String PREFIX = "paraf-signing-";

    private final Path root = Path.of(System.getProperty("java.io.tmpdir"));

    Workspace() throws IOException {
        try (var folders = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path folder : folders) {
                if (abandoned(String.valueOf(folder.getFileName()).substring(PREFIX.length())) && Files.isWritable(folder)) {
                    clear(folder);
                }
            }
        }
    }

    private static void clear(Path folder) {
        try {
            delete(folder);
        } catch (UncheckedIOException e) {
            // Somebody else may be clearing up, too.
            LOG.warn("What a crash left in {} could not be deleted", folder, e);
        }
    }

    /** Named by the process and when it began: the number alone comes back, in containers with every start. */
    private static String name(ProcessHandle process) {
        return process.pid() + "-" + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L) + "-";
    }

    private static boolean abandoned(String rest) {
        var process = Pattern.compile("([0-9]{1,18})-.*").matcher(rest);
        return process.matches()
                && ProcessHandle.of(Long.parseLong(process.group(1))).filter(alive -> rest.startsWith(name(alive))).isEmpty();
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
            return new Place(Files.createTempDirectory(root, PREFIX + name(ProcessHandle.current()),
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
