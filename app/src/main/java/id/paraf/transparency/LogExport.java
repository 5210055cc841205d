package id.paraf.transparency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The log as files: {@code key.json}, {@code head.json} and the answers of {@code /log/v1/entries}, one in each file or one on
 * each line of a file.
 */
public final class LogExport {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private LogExport() {
    }

    /** A file that is not what it should be. */
    public static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(Path file, String what) {
            super("The file " + file + " is no " + what + " of a transparency log.", null, false, false);
        }

        public String sentence() {
            return String.valueOf(getMessage());
        }
    }

    public static LogFormat.Key key(Path file) throws IOException {
        return read(file, LogFormat.Key.class, "key");
    }

    public static LogFormat.Head head(Path file) throws IOException {
        return read(file, LogFormat.Head.class, "signed head");
    }

    public static LogFormat.Receipt receipt(Path file) throws IOException {
        return read(file, LogFormat.Receipt.class, "receipt");
    }

    private static <T> T read(Path file, Class<T> type, String what) throws IOException {
        return orUnreadable(LogFormat.read(Files.readAllBytes(file), type), file, what);
    }

    private static <T> T orUnreadable(@Nullable T value, Path file, String what) {
        if (value == null) {
            throw new Unreadable(file, what);
        }
        return value;
    }

    /** The pages in order, read one at a time: of a directory all files whose names begin with {@code entries}. */
    public static Stream<LogFormat.Entries> pages(Path source) throws IOException {
        if (!Files.isDirectory(source)) {
            return pagesOf(source);
        }
        List<Path> files;
        try (var all = Files.list(source)) {
            files = all.filter(file -> file.getFileName().toString().startsWith("entries"))
                    .sorted(Comparator.comparingLong(LogExport::number).thenComparing(Comparator.naturalOrder())).toList();
        }
        return files.stream().flatMap(LogExport::pagesOf);
    }

    private static Stream<LogFormat.Entries> pagesOf(Path file) {
        try {
            return Files.lines(file, java.nio.charset.StandardCharsets.US_ASCII).filter(line -> !line.isBlank())
                    .map(line -> orUnreadable(
                            LogFormat.read(line.getBytes(java.nio.charset.StandardCharsets.US_ASCII), LogFormat.Entries.class),
                            file,
                            "page of entries"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Path file) {
        String digits = file.getFileName().toString().replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }

    /** Writes key, newest head and every entry under it into a directory. */
    public static void fetch(URI origin, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            get(client, origin, "/log/v1/key", directory.resolve("key.json"));
            get(client, origin, "/log/v1/head", directory.resolve("head.json"));
            long size = head(directory.resolve("head.json")).treeSize();
            for (long start = 0; start < size;) {
                Path file = directory.resolve("entries-" + start + ".json");
                get(client, origin, "/log/v1/entries?start=" + start + "&end=" + (size - 1), file);
                int got = read(file, LogFormat.Entries.class, "page of entries").leaves().size();
                if (got == 0) {
                    throw new Unreadable(file, "page of entries");
                }
                start += got;
            }
        }
    }

    private static void get(HttpClient client, URI origin, String path, Path file) throws IOException {
        try {
            var request = HttpRequest.newBuilder(origin.resolve(path)).header("Accept", "application/json").timeout(PATIENCE);
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(origin.resolve(path) + " answered " + answer.statusCode());
            }
            Files.write(file, answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
