package id.paraf.acceptance.process;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server in a process of its own, so that its CPU time and memory are its own too. Linux only: it reads /proc. */
public final class ServerProcess implements AutoCloseable {

    /** Clock ticks a second in /proc/pid/stat: USER_HZ, 100 on every Linux that runs Java. */
    private static final long TICKS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private final Process process;
    private final int port;
    private final Path log;
    private final long millis;

    private ServerProcess(Process process, int port, Path log, long millis) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.millis = millis;
    }

    /**
     * Starts the packaged application in the demo profile, unpacked as an operator unpacks it, and waits for its first page.
     *
     * @param data data directory, kept
     */
    public static ServerProcess paraf(Path data, List<String> jvmOptions, String... properties) throws Exception {
        int port = freePort();
        var command = new ArrayList<String>(jvmOptions);
        command.addAll(List.of("-jar", Unpacked.JAR.toString(), "--spring.profiles.active=demo", "--server.port=" + port,
                "--paraf.data-directory=" + data, "--paraf.origin=http://localhost:" + port));
        command.addAll(List.of(properties));
        return start(command, port, data.resolve("log"), "/login");
    }

    /**
     * Starts a node with the status role alone, unpacked as an operator unpacks it, and waits for its first answer.
     *
     * @param path what is asked for until it is answered with 200
     */
    public static ServerProcess status(Path log, List<String> jvmOptions, String path, String... properties) throws Exception {
        int port = freePort();
        var command = new ArrayList<String>(jvmOptions);
        command.addAll(List.of("-jar", Unpacked.JAR.toString(), "serve", "status", "--paraf.status.port=" + port));
        command.addAll(List.of(properties));
        return start(command, port, log, path);
    }

    /** Starts a class of the benchmarks that serves at the port given as its first argument. */
    public static ServerProcess of(Class<?> main, String path, String... arguments) throws Exception {
        int port = freePort();
        var command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName(), String.valueOf(port)));
        command.addAll(List.of(arguments));
        return start(command, port, Files.createTempFile("paraf-bench", ".log"), path);
    }

    private static ServerProcess start(List<String> arguments, int port, Path log, String page) throws Exception {
        var command = new ArrayList<>(List.of(java(), "--enable-native-access=ALL-UNNAMED"));
        command.addAll(arguments);
        long started = System.nanoTime();
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + page)).header("Accept", "text/html")
                    .timeout(Duration.ofSeconds(20)).build();
            while (!answers(client, request)) {
                if (!process.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
                    process.destroyForcibly();
                    throw new IllegalStateException("The server did not start:\n" + Files.readString(log));
                }
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        }
        return new ServerProcess(process, port, log, (System.nanoTime() - started) / 1_000_000);
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Milliseconds from the start of the process to its first page. */
    public long millisToFirstPage() {
        return millis;
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** CPU time so far, user and system, in milliseconds. */
    public long cpuMillis() throws IOException {
        return cpuMillis(process.pid());
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public static long cpuMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        // proc(5): the second field, the name, may hold spaces but ends with the last parenthesis; utime and stime are 14 and 15.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS;
    }

    /** Resident memory in MiB. */
    public long residentMib() throws IOException {
        return Files.readAllLines(proc("status")).stream().filter(l -> l.startsWith("VmRSS")).map(l -> l.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong).findFirst().orElseThrow() / 1024;
    }

    private Path proc(String file) {
        return Path.of("/proc", String.valueOf(process.pid()), file);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        // Writing an AOT cache happens in the last seconds of the process.
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The executable jar, unpacked once: the AOT cache needs plain jars on the class path, and so does a quick start. */
    private static final class Unpacked {

        static final Path JAR = unpack();

        private static Path unpack() {
            try {
                // Beside the classes or the plain jar that this process itself uses lies the executable jar.
                Path target = Path.of(id.paraf.boot.Paraf.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .getParent();
                Path packed;
                try (var jars = Files.newDirectoryStream(target, "*-exec.jar")) {
                    packed = jars.iterator().next();
                }
                Path folder = Files.createTempDirectory("paraf-app");
                var unpacking = new ProcessBuilder(java(), "-Djarmode=tools", "-jar", packed.toString(), "extract", "--force",
                        "--destination", folder.toString()).inheritIO().start();
                if (unpacking.waitFor() != 0) {
                    throw new IllegalStateException("The application was not unpacked");
                }
                try (var jars = Files.newDirectoryStream(folder.resolve("lib"), "bc*.jar")) {
                    for (Path jar : jars) {
                        withoutSignature(jar);
                    }
                }
                return folder.resolve(packed.getFileName());
            } catch (IOException | InterruptedException | java.net.URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Looked at when it was installed, and not at every start: neither the signature nor the digest of every class. */
        private static void withoutSignature(Path jar) throws IOException {
            try (var entries = FileSystems.newFileSystem(jar);
                    var signatures = Files.newDirectoryStream(entries.getPath("META-INF"), "*.{SF,RSA}")) {
                for (Path signature : signatures) {
                    Files.delete(signature);
                }
                Path manifest = entries.getPath("META-INF", "MANIFEST.MF");
                Files.writeString(manifest, Files.readString(manifest).split("(?<=\n)\r?\n", 2)[0]);
            }
        }
    }
}
