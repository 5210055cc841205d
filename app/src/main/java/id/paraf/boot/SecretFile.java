package id.paraf.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import id.paraf.kernel.RefusedToStart;

/** A secret in a file that only its owner may read. */
final class SecretFile {

    private static final Set<PosixFilePermission> TOO_OPEN = PosixFilePermissions.fromString("---rwxrwx");

    private SecretFile() {
    }

    /** Reads a secret; refuses a file that anyone but its owner could have read or replaced. */
    static String read(Path file) {
        try {
            var permissions = Files.getPosixFilePermissions(file);
            if (permissions.stream().anyMatch(TOO_OPEN::contains)) {
                throw new RefusedToStart("The secret file " + file + " is open to others ("
                        + PosixFilePermissions.toString(permissions) + "). Run: chmod 600 " + file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new RefusedToStart("The secret file " + file + " cannot be read. Check that it exists and that the "
                    + "account that runs Paraf owns it.");
        }
    }

    /** Writes a new secret for the owner alone; fails if the file exists. */
    static void create(Path file, String secret) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
