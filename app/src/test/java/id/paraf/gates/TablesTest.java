package id.paraf.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** A database table is named in exactly one package, so that one package answers for what stands in it. */
class TablesTest {

    private static final Pattern CREATE = Pattern.compile("(?i)create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?([a-z0-9_.]+)");
    private static final Pattern NAMED = Pattern
            .compile("(?i)\\b(?:from|into|update|join|table|using|only|truncate)\\s+([a-z0-9_.]+)");
    /** db-scheduler reads and writes its table by itself. */
    private static final String OF_A_LIBRARY = "scheduled_tasks";

    @Test
    void eachTableIsNamedInOnePackage() {
        var homes = homes();
        assertThat(homes).as("migrations were read").isNotEmpty();
        var shared = new TreeMap<String, TreeSet<String>>();
        homes.forEach((table, packages) -> {
            if (packages.size() > 1) {
                shared.put(table, packages);
            }
        });
        assertThat(shared).as("tables named in more than one package: ask the owner's door instead").isEmpty();
    }

    @Test
    void eachTableIsUsed() {
        var unused = new TreeSet<String>();
        homes().forEach((table, packages) -> {
            if (packages.isEmpty() && !table.equals(OF_A_LIBRARY)) {
                unused.add(table);
            }
        });
        assertThat(unused).as("tables that no code names: drop them from their migration").isEmpty();
    }

    private static Map<String, TreeSet<String>> homes() {
        var homes = new TreeMap<String, TreeSet<String>>();
        Stream.of("app", "keyroom").flatMap(module -> Sources.files(module + "/src/main/resources/db", ".sql").stream())
                .forEach(file -> CREATE.matcher(Sources.read(file)).results()
                        .forEach(match -> homes.put(match.group(1).toLowerCase(java.util.Locale.ROOT), new TreeSet<>())));
        for (var source : Sources.production()) {
            for (var literal : source.literals()) {
                NAMED.matcher(literal.value()).results().map(match -> match.group(1).toLowerCase(java.util.Locale.ROOT))
                        .filter(homes::containsKey).forEach(table -> homes.get(table).add(source.packageName()));
            }
        }
        return homes;
    }
}
