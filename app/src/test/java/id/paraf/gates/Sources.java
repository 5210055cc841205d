package id.paraf.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sources of all modules as text, for rules that class files cannot answer. */
final class Sources {

    /** The modules whose classes run in production. */
    static final List<String> MODULES = List.of("pki", "keyroom", "pades", "face", "app");

    private static final Pattern TOKEN = Pattern.compile("""
            (?<text>\"""[\\s\\S]*?(?<!\\\\)\""")|(?<string>"(?:\\\\.|[^"\\\\\\n])*")|(?<char>'(?:\\\\.|[^'\\\\\\n])+')\
            |(?<comment>//[^\\n]*|/\\*[\\s\\S]*?\\*/)""");

    private Sources() {
    }

    /** The directory that holds the parent pom, wherever Maven or an editor starts the test. */
    static Path root() {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.isDirectory(directory.resolve("keyroom")) && Files.isDirectory(directory.resolve("app"))) {
                return directory;
            }
        }
        throw new IllegalStateException("Not started below the project's directory");
    }

    /** All files below a directory of the project that end in {@code suffix}; none if the directory does not exist. */
    static List<Path> files(String directory, String suffix) {
        Path start = root().resolve(directory);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (var paths = Files.walk(start)) {
            return paths.filter(p -> p.toString().endsWith(suffix) && Files.isRegularFile(p)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java sources that run in production, read once. */
    static List<JavaSource> production() {
        return Production.SOURCES;
    }

    private static final class Production {

        static final List<JavaSource> SOURCES = read();

        private static List<JavaSource> read() {
            return MODULES.stream().flatMap(module -> files(module + "/src/main/java", ".java").stream()).map(Sources::parse)
                    .toList();
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JavaSource parse(Path file) {
        String text = read(file);
        var code = new StringBuilder(text);
        var literals = new ArrayList<Literal>();
        var tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            boolean comment = tokens.group("comment") != null;
            if (tokens.group("string") != null) {
                literals.add(new Literal(line(text, tokens.start()), text.substring(tokens.start() + 1, tokens.end() - 1)));
            } else if (tokens.group("text") != null) {
                literals.add(new Literal(line(text, tokens.start()), text.substring(tokens.start() + 3, tokens.end() - 3)));
            }
            // Lengths and lines stay, so that positions in the code are positions in the file.
            for (int i = tokens.start() + (comment ? 0 : 1); i < tokens.end() - (comment ? 0 : 1); i++) {
                if (text.charAt(i) != '\n') {
                    code.setCharAt(i, ' ');
                }
            }
        }
        return new JavaSource(file, text, code.toString(), List.copyOf(literals));
    }

    private static int line(String text, int position) {
        return (int) text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }

    /**
     * One Java file.
     *
     * @param code the text with comments and the insides of literals blanked out
     */
    record JavaSource(Path file, String text, String code, List<Literal> literals) {

        /** The package, from the path below {@code java}. */
        String packageName() {
            String path = file.getParent().toString().replace('\\', '/');
            return path.substring(path.lastIndexOf("/java/") + 6).replace('/', '.');
        }

        /** {@code path:line} for a message that an editor can open. */
        String at(int position) {
            return root().relativize(file) + ":" + line(text, position);
        }

        String at(Literal literal) {
            return root().relativize(file) + ":" + literal.line();
        }
    }

    /** A string literal or text block as written, escapes and all. */
    record Literal(int line, String value) {
    }
}
