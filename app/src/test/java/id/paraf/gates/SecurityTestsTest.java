package id.paraf.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/**
 * docs/security-tests.md says which test proves which line of the checklist, read from {@code @Proves} in the test sources of
 * all modules. {@code mvn -pl app -am test -Dtest=SecurityTestsTest -Dsurefire.failIfNoSpecifiedTests=false -Dparaf.write}
 * writes it anew.
 */
class SecurityTestsTest {

    private static final Pattern PROVES = Pattern.compile("@(?:id\\.paraf\\.testing\\.)?Proves\\((\\{[^}]*}|\"[^\"]*\")\\)");
    private static final Pattern NAME = Pattern.compile("\\b(?:(class|record|interface)\\s+(\\w+)|(\\w+)\\s*\\()");
    private static final Path PAGE = Sources.root().resolve("docs/security-tests.md");
    private static final String COMMAND = "mvn -pl app -am test -Dtest=SecurityTestsTest -Dsurefire.failIfNoSpecifiedTests=false "
            + "-Dparaf.write";

    @Test
    void thePageIsCurrent() throws IOException {
        String page = page();
        if (System.getProperty("paraf.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("write it anew: " + COMMAND).exists();
        assertThat(Files.readString(PAGE)).as("write it anew: " + COMMAND).isEqualTo(page);
    }

    @Test
    void testsProveNothingThatTheChecklistDoesNotKnow() {
        var unknown = new TreeSet<>(proofs().keySet());
        lines().stream().filter(line -> !line.startsWith("=")).map(line -> line.substring(0, 5)).forEach(unknown::remove);
        assertThat(unknown).as("ids without a line in app/src/test/resources/security-checklist.txt").isEmpty();
    }

    private static String page() {
        var proofs = proofs();
        var page = new StringBuilder("""
                # Security tests

                <!-- Made from @Proves in the tests. Do not edit; write it anew with:
                     %s -->

                Which test proves which line of the checklist. A line without a test says so; why stands in
                [divergences](divergences.md) as far as it is a decision.
                """.formatted(COMMAND));
        long proven = lines().stream().filter(line -> !line.startsWith("=") && proofs.containsKey(line.substring(0, 5))).count();
        long all = lines().stream().filter(line -> !line.startsWith("=")).count();
        page.append("Proven: ").append(proven).append(" of ").append(all).append(".\n");
        for (String line : lines()) {
            if (line.startsWith("=")) {
                page.append("\n## ").append(line.substring(1).strip()).append("\n| id | what | proven by |\n|---|---|---|\n");
                continue;
            }
            String id = line.substring(0, 5);
            page.append("| ").append(id).append(" | ").append(line.substring(6)).append(" | ")
                    .append(String.join("<br>", proofs.getOrDefault(id, new TreeSet<>(List.of("no test yet"))))).append(" |\n");
        }
        return page.toString();
    }

    private static List<String> lines() {
        return Sources.read(Sources.root().resolve("app/src/test/resources/security-checklist.txt")).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    /** Checklist id to the links of the tests that prove it. */
    private static Map<String, TreeSet<String>> proofs() {
        var proofs = new LinkedHashMap<String, TreeSet<String>>();
        for (String module : List.of("pki", "keyroom", "pades", "face", "app", "acceptance")) {
            for (Path file : Sources.files(module + "/src/test/java", ".java")) {
                var source = Sources.parse(file);
                String type = String.valueOf(file.getFileName()).replace(".java", "");
                String link = "../" + Sources.root().relativize(file).toString().replace('\\', '/');
                var marks = PROVES.matcher(source.text());
                while (marks.find()) {
                    if (source.code().charAt(marks.start()) != '@') {
                        continue;
                    }
                    String proof = "[" + type + named(source.code(), marks.end()) + "](" + link + ")";
                    Pattern.compile("[A-Z]{2}-\\d{2}").matcher(marks.group(1)).results()
                            .forEach(id -> proofs.computeIfAbsent(id.group(), k -> new TreeSet<>()).add(proof));
                }
            }
        }
        return proofs;
    }

    /** The method an annotation stands on, as {@code #name}; nothing for a class. */
    private static String named(String code, int position) {
        int at = position;
        while (true) {
            // Other annotations may follow, with arguments of their own.
            var annotation = Pattern.compile("\\s*@[\\w.]+").matcher(code).region(at, code.length());
            if (!annotation.lookingAt()) {
                break;
            }
            at = annotation.end();
            if (code.charAt(at) == '(') {
                int depth = 0;
                do {
                    depth += code.charAt(at) == '(' ? 1 : code.charAt(at) == ')' ? -1 : 0;
                    at++;
                } while (depth > 0);
            }
        }
        var name = NAME.matcher(code).region(at, code.length());
        return name.find() && name.group(1) == null ? "#" + name.group(3) : "";
    }
}
