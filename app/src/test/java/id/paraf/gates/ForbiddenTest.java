package id.paraf.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

/** Calls that are wrong everywhere but in their one home, each with what to use instead. */
class ForbiddenTest {

    /**
     * One forbidden call.
     *
     * @param call regular expression over {@code type.member(parameter types)}
     * @param homes top-level classes that may
     */
    private record Rule(Pattern call, String instead, Set<String> homes) {

        static Rule of(String call, String instead, String... homes) {
            return new Rule(Pattern.compile(call), instead, Set.of(homes));
        }
    }

    private static final List<Rule> RULES = List.of(
            Rule.of("java\\.time\\.(Instant|LocalDate|LocalDateTime|LocalTime|OffsetDateTime|ZonedDateTime|Year|YearMonth|OffsetTime)"
                    + "\\.now\\((java\\.time\\.ZoneId)?\\)", "the injected java.time.Clock: clock.instant()"),
            Rule.of("java\\.lang\\.System\\.currentTimeMillis\\(\\)", "the injected java.time.Clock: clock.millis()"),
            Rule.of("java\\.util\\.Date\\.<init>\\(\\)", "Date.from(clock.instant())"),
            Rule.of("java\\.util\\.(Gregorian)?Calendar\\.(getInstance|<init>)\\(\\)", "java.time with the injected Clock"),
            Rule.of("java\\.time\\.Clock\\.(system\\w*|tick\\w*)\\(.*\\)", "the injected Clock", "id.paraf.boot.Foundation"),
            Rule.of("java\\.time\\.ZoneId\\.systemDefault\\(\\)", "a named zone: a page shows Asia/Jakarta, a record keeps UTC"),
            Rule.of("java\\.security\\.SecureRandom\\.(<init>|getInstance|getInstanceStrong)\\(.*\\)",
                    "id.paraf.kernel.Randomness; a library takes a SecureRandom by constructor", "id.paraf.kernel.Randomness"),
            Rule.of("java\\.util\\.(Random|SplittableRandom)\\.<init>\\(.*\\)", "id.paraf.kernel.Randomness"),
            Rule.of("java\\.util\\.concurrent\\.ThreadLocalRandom\\.current\\(\\)", "id.paraf.kernel.Randomness"),
            Rule.of("java\\.lang\\.Math\\.random\\(\\)", "id.paraf.kernel.Randomness"),
            Rule.of("org\\.bouncycastle\\.crypto\\.CryptoServicesRegistrar\\.getSecureRandom\\(.*\\)",
                    "a SecureRandom by constructor"),
            Rule.of(".*ServletRequest\\.(getServerName|getServerPort|getRequestURL|getLocalName|getRemoteHost)\\(\\)",
                    "the configured paraf.origin: a request's host name is whatever its sender wrote"),
            Rule.of(".*\\.ServletUriComponentsBuilder\\.from(Request|Current\\w+|Context\\w*|Servlet\\w*)\\(.*\\)",
                    "the configured paraf.origin"),
            Rule.of("java\\.lang\\.Thread\\.sleep\\(.*\\)",
                    "a Condition, a scheduled job or kernel.Loop: nobody can wake a sleeper"),
            Rule.of("java\\.lang\\.String\\.(format\\(java\\.lang\\.String, .*|to(Lower|Upper)Case\\(\\))",
                    "the form with a Locale (Locale.ROOT for machines): Turkish has another i"),
            Rule.of("java\\.lang\\.String\\.getBytes\\(\\)", "getBytes(StandardCharsets.UTF_8)"),
            Rule.of("java\\.lang\\.String\\.<init>\\(byte\\[\\](, int, int)?\\)", "new String(bytes, StandardCharsets.UTF_8)"),
            Rule.of("java\\.io\\.(FileReader|FileWriter|InputStreamReader|OutputStreamWriter)\\.<init>\\((java\\.io\\.(File|InputStream"
                    + "|OutputStream)|java\\.lang\\.String)\\)", "the form with a Charset, or java.nio.file.Files"),
            Rule.of("java\\.lang\\.System\\.(exit|getenv|setProperty)\\(.*\\)", "a configuration property of id.paraf.boot",
                    "id.paraf.boot.Paraf", "id.paraf.face.Measure"),
            Rule.of("java\\.lang\\.Throwable\\.printStackTrace\\(.*\\)|.*Exception\\.printStackTrace\\(.*\\)", "the logger"),
            Rule.of("java\\.io\\.ObjectInputStream\\.<init>\\(.*\\)", "JSON or DER: Java's own serialisation runs foreign code"),
            Rule.of("java\\.lang\\.Runtime\\.exec\\(.*\\)", "a library"),
            Rule.of("java\\.util\\.concurrent\\.Executors\\.newCachedThreadPool\\(.*\\)", "virtual threads with a bound"));

    private static final JavaClasses ALL = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("id.paraf");

    @Test
    void nobodyCallsWhatIsForbidden() {
        var found = new ArrayList<String>();
        for (JavaClass type : ALL) {
            if (type.getPackageName().startsWith("id.paraf.testing")) {
                continue;
            }
            String home = type.getFullName().replaceAll("\\$.*", "");
            Stream.of(type.getMethodCallsFromSelf(), type.getConstructorCallsFromSelf(), type.getMethodReferencesFromSelf(),
                    type.getConstructorReferencesFromSelf()).flatMap(Set::stream).forEach(access -> {
                        String call = name(access);
                        for (Rule rule : RULES) {
                            if (rule.call().matcher(call).matches() && !rule.homes().contains(home)) {
                                found.add(
                                        home + " (line " + access.getLineNumber() + ") calls " + call + ": use " + rule.instead());
                            }
                        }
                    });
        }
        assertThat(found).isEmpty();
    }

    private static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getFullName() + "." + access.getTarget().getFullName()
                .substring(access.getTargetOwner().getFullName().length() + 1).replaceAll("\\$", ".");
    }

    /** The host of a link comes from configuration (RP-24, ASVS 5.0 4.1.3); the string constants tell who reads such headers. */
    @Test
    @Proves("RP-14")
    void nobodyReadsAHostFromARequest() {
        var header = Pattern.compile("(?i)host|x-forwarded-\\w+|forwarded|x-real-ip|x-original-(url|host)");
        // One compares the host with the configured one; the other believes listed proxies about the client's address.
        var homes = Set.of("Guards.java", "Clients.java");
        var found = new ArrayList<String>();
        for (var source : Sources.production()) {
            if (source.packageName().equals("id.paraf.web.security") && homes.contains(source.file().getFileName().toString())) {
                continue;
            }
            for (var literal : source.literals()) {
                if (header.matcher(literal.value()).matches()
                        && source.text().lines().skip(literal.line() - 1).findFirst().orElseThrow().contains("Header")) {
                    found.add(source.at(literal) + " reads " + literal.value()
                            + ": use paraf.origin, and Origin for the client's address");
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** SQL is written out: values go in as parameters (ASVS 5.0 1.2.4). */
    @Test
    void sqlIsNeverGluedTogether() {
        var call = Pattern
                .compile("\\b(?:sql|prepareStatement|update|execute|executeQuery|executeUpdate|batchUpdate|nativeQuery)\\(");
        var sql = Pattern.compile("(?is)\\s*(select|insert|update|delete|with|create|alter|drop|grant|notify|listen)\\s.*");
        var found = new ArrayList<String>();
        for (var source : Sources.production()) {
            var calls = call.matcher(source.code());
            while (calls.find()) {
                String argument = firstArgument(source.code(), calls.end());
                String written = source.text().substring(calls.end(), calls.end() + argument.length());
                boolean glued = glued(argument) || written.contains("\"\"\".formatted(") || written.contains("\".formatted(")
                        || argument.contains(".replace(");
                boolean looksLikeSql = sql.matcher(written.replaceAll("^\\s*\"+", "")).matches();
                if (glued && looksLikeSql && !source.file().endsWith("boot/EmbeddedDatabase.java")) {
                    found.add(source.at(calls.start()) + " builds SQL from parts: use a named parameter, or write two statements");
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void theSqlRuleTellsConstantsFromVariables() {
        assertThat(glued("\"SELECT \" + Trail.COLUMNS + \" FROM a\"")).isFalse();
        assertThat(glued("\"SELECT * FROM a ORDER BY \" + column")).isTrue();
        assertThat(glued("prefix + \" FROM a\"")).isTrue();
    }

    /** A plus between a literal and a name that is no constant. */
    private static boolean glued(String written) {
        String argument = written.replaceAll("\\b[A-Z]\\w*\\.(?=[A-Z][A-Z0-9_]*\\b)", "");
        return Pattern.compile("\\+\\s*(?![A-Z][A-Z0-9_]*\\b)[A-Za-z(]").matcher(argument).find()
                || Pattern.compile("(?<![A-Z0-9_])[a-z]\\w*(\\(\\))?\\s*\\+").matcher(argument).find();
    }

    private static String firstArgument(String code, int start) {
        int depth = 0;
        for (int i = start; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                if (depth-- == 0) {
                    return code.substring(start, i);
                }
            } else if (c == ',' && depth == 0) {
                return code.substring(start, i);
            }
        }
        return code.substring(start);
    }

    /** An unused import tells a reader of a need that is not there. */
    @Test
    void importsAreUsedAndNamed() {
        var line = Pattern.compile("(?m)^import (static )?([\\w.]+)\\.(\\w+|\\*);");
        var found = new ArrayList<String>();
        Stream.of("pki", "keyroom", "pades", "face", "app", "testing", "acceptance")
                .flatMap(module -> Stream.concat(Sources.files(module + "/src/main/java", ".java").stream(),
                        Sources.files(module + "/src/test/java", ".java").stream()))
                .map(Sources::parse).forEach(source -> line.matcher(source.code()).results().forEach(match -> {
                    String name = match.group(3);
                    if (name.equals("*")) {
                        found.add(source.at(match.start()) + " imports a whole package: name the types");
                    } else if (!Pattern.compile("\\b" + name + "\\b").matcher(withoutImports(source)).find()) {
                        found.add(source.at(match.start()) + " does not use " + name);
                    }
                }));
        assertThat(found).isEmpty();
    }

    private static String withoutImports(Sources.JavaSource source) {
        return source.text().replaceAll("(?m)^import .*$", "");
    }
}
