package id.paraf.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.zaxxer.hikari.HikariConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;

/**
 * A real PostgreSQL server that Paraf starts for itself below its data directory: durable, listening on the loopback
 * address alone, with password authentication and without a socket outside the directory.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final String HBA = """
            # Written by Paraf: nobody connects without the password in secrets/database.secret.
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128      scram-sha-256
            """;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final @Nullable EmbeddedPostgres server;
    private final @Nullable FileChannel turn;
    private final int port;
    private final String password;

    private EmbeddedDatabase(@Nullable EmbeddedPostgres server, @Nullable FileChannel turn, int port, String password) {
        this.server = server;
        this.turn = turn;
        this.port = port;
        this.password = password;
    }

    /** Stands in when an external server is configured. */
    static EmbeddedDatabase none() {
        return new EmbeddedDatabase(null, null, 0, "");
    }

    /**
     * Starts the server in place of the one that a killed Paraf may have left running in the same directory.
     *
     * @throws RefusedToStart if a Paraf that is alive works in the directory: its server must not be taken from under it
     */
    static EmbeddedDatabase start(Path data, Randomness randomness) {
        FileChannel turn = turn(data);
        try {
            return start(data, turn, randomness);
        } catch (RuntimeException e) {
            close(turn);
            throw e;
        }
    }

    /** A lock that dies with its process. */
    private static FileChannel turn(Path data) {
        try {
            ownFolder(data);
            var file = FileChannel.open(data.resolve("paraf.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(file)) {
                return file;
            }
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new RefusedToStart(
                "Another Paraf works with the embedded database in " + data + ". Stop it first, or give this one a "
                        + "directory of its own (paraf.data-directory). Several nodes at once need a PostgreSQL server apart "
                        + "(paraf.database.url).");
    }

    /** A folder that only its owner enters, if it is not there yet: an operator may have given it to others on purpose. */
    private static void ownFolder(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        if (!Files.exists(folder)) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    private static EmbeddedDatabase start(Path data, FileChannel turn, Randomness randomness) {
        Path directory = data.resolve("postgres");
        Path binaries = data.resolve("postgres-binaries");
        Path secret = data.resolve("secrets").resolve("database.secret");
        if (!Files.exists(secret)) {
            SecretFile.create(secret, randomness.token());
        }
        String password = SecretFile.read(secret);
        try {
            Files.createDirectories(directory);
            ownFolder(binaries);
            stopOrphan(directory);
            var server = EmbeddedPostgres.builder().setDataDirectory(directory).setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    // The library is made for tests and starts the server with -F; a trust service must not lose a commit.
                    .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on").setServerConfig("listen_addresses", "127.0.0.1,::1")
                    .setServerConfig("unix_socket_directories", "").setServerConfig("password_encryption", "scram-sha-256")
                    .setServerConfig("max_connections", "100").setConnectConfig("password", password)
                    // The library's own hook would stop the server as soon as the process is told to end, beside everything that
                    // still works with it. It stops with the beans, after all of them.
                    .setRegisterShutdownHook(false).setPGStartupWait(Duration.ofSeconds(60))
                    .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD).start();
            // The library opens it to everybody, and whoever can write there chooses what runs as us the next time.
            Files.setPosixFilePermissions(binaries, OWNER_ONLY);
            requirePassword(server, directory, password);
            return new EmbeddedDatabase(server, turn, server.getPort(), password);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The embedded database in " + directory + " did not start", e);
        }
    }

    /** After a kill -9 the server outlives the application; a clean stop lets it write its last checkpoint. */
    private static void stopOrphan(Path directory) throws IOException {
        Path pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> orphan = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().command().map(c -> c.endsWith("postgres")).orElse(false));
        if (orphan.isPresent()) {
            // SIGINT is PostgreSQL's fast shutdown: it ends sessions and does not wait for them.
            new ProcessBuilder("kill", "-INT", String.valueOf(orphan.get().pid())).inheritIO().start();
            orphan.get().onExit().orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
        }
        Files.deleteIfExists(pidFile);
    }

    private static void requirePassword(EmbeddedPostgres server, Path directory, String password)
            throws IOException, SQLException {
        Path hba = directory.resolve("pg_hba.conf");
        if (HBA.equals(Files.readString(hba))) {
            return;
        }
        try (var connection = DriverManager.getConnection(url(server.getPort()), "postgres", password);
                var statement = connection.createStatement()) {
            // The password is our own base64url token: it holds no quote.
            statement.execute("ALTER USER postgres PASSWORD '" + password + "'");
            Files.writeString(hba, HBA);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    void configure(HikariConfig pool) {
        pool.setJdbcUrl(url(port));
        pool.setUsername("postgres");
        pool.setPassword(password);
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close(turn);
        }
    }

    private static void close(@Nullable FileChannel turn) {
        try {
            if (turn != null) {
                turn.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
