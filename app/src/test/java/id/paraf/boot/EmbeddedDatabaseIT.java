package id.paraf.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;
import id.paraf.testing.OwnProcess;

/** The database that Paraf starts for itself keeps what it confirmed and lets nobody else in. */
@Timeout(120)
@OwnProcess
class EmbeddedDatabaseIT {

    private static final Randomness RANDOMNESS = new Randomness();

    @TempDir
    Path data;
    private final List<EmbeddedDatabase> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(EmbeddedDatabase::close);
    }

    private EmbeddedDatabase start() {
        var database = EmbeddedDatabase.start(data, RANDOMNESS);
        running.add(database);
        return database;
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        var pool = new HikariConfig();
        database.configure(pool);
        return DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void itIsDurableAndClosed() throws Exception {
        var database = start();
        assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
        assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask(database, "SHOW full_page_writes")).isEqualTo("on");
        assertThat(ask(database, "SHOW unix_socket_directories")).as("no socket that another account could open").isEmpty();
        assertThat(ask(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1,::1");
        assertThat(ask(database, "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'")).startsWith("SCRAM-SHA-256$");
        assertThat(ask(database, "SELECT string_agg(DISTINCT type || ' ' || auth_method, ',') FROM pg_hba_file_rules"))
                .isEqualTo("host scram-sha-256");

        var pool = new HikariConfig();
        database.configure(pool);
        assertThatThrownBy(() -> DriverManager.getConnection(pool.getJdbcUrl(), "postgres", "postgres"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection(pool.getJdbcUrl(), "postgres", "")).isInstanceOf(SQLException.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets/database.secret"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres-binaries"))))
                .as("nobody else chooses what runs").isEqualTo("rwx------");
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() throws Exception {
        try (var connection = connect(start()); var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (n int)");
            statement.execute("INSERT INTO kept VALUES (42)");
        }
        running.removeLast().close();
        assertThat(ask(start(), "SELECT n FROM kept")).isEqualTo("42");
    }

    @Test
    void aKilledApplicationLeavesNoOrphanAndLosesNothing() throws Exception {
        long server = killAfterCommits(false);
        assertThat(ProcessHandle.of(server)).as("the server outlived the application").isPresent();
        assertThat(keptAfterRestart()).isTrue();
        assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).as("the orphan was stopped").isEmpty();
    }

    @Test
    void aKilledServerLosesNothing() throws Exception {
        killAfterCommits(true);
        assertThat(keptAfterRestart()).isTrue();
    }

    @Test
    void aSecondApplicationIsRefusedAndTheFirstOneKeepsItsDatabase() throws Exception {
        var process = process();
        try (var output = process.inputReader()) {
            while (!output.readLine().startsWith("committed ")) {
                // The server is on its way up.
            }
            assertThatThrownBy(this::start).isInstanceOf(RefusedToStart.class).hasMessageContaining("Another Paraf");
            for (int i = 0; i < 50; i++) {
                assertThat(output.readLine()).as("the first one goes on").startsWith("committed ");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(ask(start(), "SELECT count(*) > 50 FROM kept")).as("a killed one leaves no lock").isEqualTo("t");
        assertThatThrownBy(() -> EmbeddedDatabase.start(data, RANDOMNESS)).as("in the same process, too")
                .isInstanceOf(RefusedToStart.class);
    }

    @Test
    void anApplicationThatEndsHasItsDatabaseUntilItIsDone() throws Exception {
        var process = process();
        try (var output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.startsWith("committed ")) {
                line = output.readLine();
            }
            long server = Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
            // By its handle: the process itself would close the stream that is read here.
            process.toHandle().destroy();
            output.transferTo(Writer.nullWriter());
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            // Its parent is gone, so it counts as alive until init has looked at it.
            assertThat(ProcessHandle.of(server).map(ProcessHandle::onExit).orElseGet(() -> CompletableFuture.completedFuture(null)))
                    .as("and leaves none behind").succeedsWithin(Duration.ofSeconds(20));
        } finally {
            process.destroyForcibly();
        }
        assertThat(ask(start(), "SELECT count(*) FROM kept WHERE n = -1")).isEqualTo("1");
    }

    private int lastSeen;

    private Process process() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), DatabaseProcess.class.getName(), data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** Kills the process, and the server if asked, between two commits; returns the server's process id. */
    private long killAfterCommits(boolean serverToo) throws IOException, InterruptedException {
        var process = process();
        try (var output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && lastSeen < 200) {
                if (line.startsWith("committed ")) {
                    lastSeen = Integer.parseInt(line.substring("committed ".length()));
                }
                line = output.readLine();
            }
            long server = Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst().strip());
            if (serverToo) {
                ProcessHandle.of(server).orElseThrow().destroyForcibly();
            }
            process.destroyForcibly();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return server;
        } finally {
            process.destroyForcibly();
        }
    }

    private boolean keptAfterRestart() throws SQLException {
        assertThat(lastSeen).isEqualTo(200);
        int count = Integer.parseInt(ask(start(), "SELECT count(*) FROM kept"));
        return count > lastSeen;
    }
}
