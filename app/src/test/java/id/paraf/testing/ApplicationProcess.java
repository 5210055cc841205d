package id.paraf.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that runs the real application in a process of its own, to be killed. */
public final class ApplicationProcess {

    /** Exit status of a process that was killed: no shutdown hook ran, nothing was flushed or rolled back in order. */
    public static final int KILLED = 137;

    private ApplicationProcess() {
    }

    /** Starts it on the class path of this test; both its outputs go to the file. */
    public static Process start(Path log, Class<?> program, String... arguments) throws IOException {
        return start(log, System.getProperty("java.class.path"), List.of(), program, arguments);
    }

    /** The same with another class path and further options of the JVM. */
    public static Process start(Path log, String classPath, List<String> options, Class<?> program, String... arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PARAF_") || name.startsWith("SPRING_"));
        return builder.start();
    }

    /** The last process on a data directory said goodbye; if the test failed before that, its database server is still there. */
    public static void stopServer(Path data) throws IOException {
        Path pid = data.resolve("postgres").resolve("postmaster.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst().strip())).ifPresent(server -> {
                server.destroy();
                server.onExit().join();
            });
        }
    }
}
