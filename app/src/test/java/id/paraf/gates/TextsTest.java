package id.paraf.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import id.paraf.testing.Proves;

/** Both languages are complete, every text is used, and no text hides in a template. */
@Proves("WF-12")
class TextsTest {

    private static final String BUNDLES = "app/src/main/resources/i18n";
    /** Keys that Java builds without a literal prefix: {@code notice.<template>.subject}. */
    private static final Set<String> BUILT = Set.of("notice\\.\\w+\\.(subject|body|button)");
    /** Names that are the same in every language. */
    private static final Set<String> NAMES = Set.of("English", "Indonesia", "Paraf", "PEM", "DER", "WIB", "WhatsApp", "SHA-256",
            "px",
            "ID", "EN", "KB", "MB", "Esc");
    /** The gallery of components shows examples to designers, in the demo profile alone. */
    private static final Set<String> EXAMPLES = Set.of("app/src/main/jte/demo/components.jte",
            "app/src/main/jte/demo/publicPage.jte");
    /** What is written where events are recorded, directly or through a method of the feature. */
    private static final Pattern RECORDS = Pattern.compile("\\bAuditEvent\\b|\\b[rR]ecord\\(|\\.event\\(|\\bbyApplication\\(");
    private static final Pattern EVENT = Pattern.compile("\"([a-z][a-z-]*(?:\\.[a-z][a-z-]*)+)\"");
    /** The same shape beside them: entries of the public log, messages to applications, settings. */
    private static final Pattern NO_EVENTS = Pattern
            .compile("(key\\.(made|destroyed|passphrase-changed|passphrase-reset|renewal-ordered)"
                    + "|signature\\.completed|signature-request\\.changed|certificate\\.status-changed|webhook\\.test|paraf\\..*|id\\.paraf)");
    /** Sentences that say nothing: name what happened and what to do. */
    private static final Pattern EMPTY_TALK = Pattern.compile("(?i)terjadi kesalahan|something went wrong|an error (has )?occurred"
            + "|error tidak diketahui|unknown error|silakan hubungi administrator|please contact (your|the) administrator|oops|ups!");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        for (String bundle : bundles()) {
            assertThat(keys(bundle, "en")).as("%s_en.properties against %s_id.properties", bundle, bundle)
                    .isEqualTo(keys(bundle, "id"));
        }
        assertThat(Sources.files(BUNDLES, ".properties")).as("each file is half of a pair").hasSize(bundles().size() * 2);
    }

    @Test
    void bothLanguagesHaveTheSamePlaceholders() {
        var found = new ArrayList<String>();
        for (String bundle : bundles()) {
            var english = texts(bundle, "en");
            texts(bundle, "id").forEach((key, text) -> {
                if (english.containsKey(key) && !placeholders(text).equals(placeholders(english.get(key)))) {
                    found.add(key + ": " + placeholders(text) + " against " + placeholders(english.get(key)));
                }
            });
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyTextIsAMessageFormatThatSaysSomething() {
        var found = new ArrayList<String>();
        for (String bundle : bundles()) {
            for (String language : List.of("id", "en")) {
                texts(bundle, language).forEach((key, text) -> {
                    String at = bundle + "_" + language + " " + key;
                    if (text.isBlank()) {
                        found.add(at + " is blank");
                    }
                    if (text.replace("''", "").contains("'")) {
                        found.add(at + " has a lone apostrophe: write ''");
                    }
                    if (EMPTY_TALK.matcher(text).find()) {
                        found.add(at + " says nothing: " + text);
                    }
                    if (!key.startsWith(bundle + ".") && !key.startsWith("problem." + bundle + ".")) {
                        found.add(at + " does not start with " + bundle + ".");
                    }
                    try {
                        new MessageFormat(text, Locale.of(language));
                    } catch (IllegalArgumentException e) {
                        found.add(at + " is no MessageFormat: " + e.getMessage());
                    }
                });
                found.addAll(twice(bundle, language));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyKeyInUseExistsAndEveryKeyIsUsed() {
        var all = new TreeSet<String>();
        bundles().forEach(bundle -> all.addAll(keys(bundle, "id")));
        var mentioned = Pattern.compile("\"((?:" + String.join("|", bundles()) + ")\\.[\\w.-]*)\"");
        var used = new TreeSet<String>();
        var missing = new TreeMap<String, String>();
        var mentions = new TreeMap<String, TreeSet<String>>();
        Sources.files("app/src/main/jte", ".jte").forEach(file -> mentioned.matcher(Sources.read(file)).results()
                .forEach(match -> mentions.computeIfAbsent(match.group(1), k -> new TreeSet<>()).add(name(file))));
        for (var source : Sources.production()) {
            boolean page = (source.packageName() + ".").startsWith("id.paraf.web.");
            for (var literal : source.literals()) {
                if (mentioned.matcher('"' + literal.value() + '"').matches()) {
                    // Features name audit events in the same shape; only pages name nothing but texts.
                    mentions.computeIfAbsent(literal.value(), k -> new TreeSet<>())
                            .addAll(page ? Set.of(source.at(literal)) : Set.of());
                }
            }
        }
        mentions.forEach((key, places) -> {
            var meant = all.stream().filter(k -> key.endsWith(".") || key.endsWith("-") ? k.startsWith(key)
                    // The code of a Problem stands for its title and its detail.
                    : k.equals(key) || k.startsWith("problem." + key + ".")).toList();
            used.addAll(meant);
            // "a.b" + suffix: a mention that is the beginning of several keys.
            if (meant.isEmpty()) {
                var begun = all.stream().filter(k -> k.startsWith(key + ".")).toList();
                used.addAll(begun);
                if (begun.isEmpty() && !places.isEmpty() && !places.stream().allMatch(TextsTest::namesAnEvent)) {
                    missing.put(key, places.toString());
                }
            }
        });
        assertThat(missing).as("keys in use without a text").isEmpty();
        all.removeAll(used);
        all.removeIf(key -> BUILT.stream().anyMatch(key::matches));
        assertThat(all).as("texts that nothing shows").isEmpty();
    }

    /** Pages record events of their own, too: {@code new AuditEvent("officer.opened", …}. */
    private static boolean namesAnEvent(String place) {
        if (!place.contains(":")) {
            return false;
        }
        String[] at = place.split(":");
        var lines = Sources.read(Sources.root().resolve(at[0])).lines().toList();
        int line = Integer.parseInt(at[1]);
        return String.join(" ", lines.subList(Math.max(0, line - 2), line)).contains("AuditEvent");
    }

    @Test
    void everyEventHasWordsAndEveryWordAnEvent() {
        var events = new TreeMap<String, String>();
        for (var source : Sources.production()) {
            // Pages record nothing; what they name in this shape are texts.
            if ((source.packageName() + ".").startsWith("id.paraf.web.") || !RECORDS.matcher(source.code()).find()) {
                continue;
            }
            EVENT.matcher(source.text()).results().filter(match -> !source.text().substring(0, match.start()).stripTrailing()
                    .endsWith("new Job(")).filter(match -> !NO_EVENTS.matcher(match.group(1)).matches())
                    .forEach(match -> events.put(match.group(1), source.at(match.start())));
        }
        // A test signer's events are those of a document with a word before.
        List.of("signed", "refused", "downloaded", "expired")
                .forEach(what -> events.put("sandbox.document." + what, "Tasks.event"));
        for (String language : List.of("id", "en")) {
            var worded = new TreeSet<String>();
            keys("activity", language).forEach(key -> worded.add(key.substring("activity.".length())));
            assertThat(events.entrySet()).as("events that an auditor would read by their names, in %s", language)
                    .allMatch(event -> worded.contains(event.getKey()));
            worded.removeIf(type -> type.endsWith(".corrected") && events.containsKey(type.replaceFirst("\\.corrected$", "")));
            worded.removeAll(events.keySet());
            assertThat(worded).as("words for what nothing records, or for what this test does not find").isEmpty();
        }
    }

    @Test
    void noTemplateHoldsATextOfItsOwn() {
        var found = new ArrayList<String>();
        for (Path file : Sources.files("app/src/main/jte", ".jte")) {
            // The gallery of components shows them with words of its own, in the demo alone.
            if (name(file).startsWith("app/src/main/jte/demo/")) {
                continue;
            }
            for (String words : Template.hardCoded(Sources.read(file))) {
                if (!NAMES.contains(words) && !EXAMPLES.contains(name(file))) {
                    found.add(name(file) + ": " + words);
                }
            }
        }
        assertThat(found).as("write ${page.t(\"…\")} and a text in both bundles").isEmpty();
    }

    @Test
    void theTemplateReaderFindsWordsAndNothingElse() {
        assertThat(Template.hardCoded("""
                @import a.B
                @param String title
                @template.layout.x(page = page, title = "Judul", content = @`
                  <p class="a b" title="Petunjuk">${page.t("a.b")} Halo</p>
                  @if(x.equals("kata"))<b aria-label="${page.t("c")}">&nbsp;·</b>@else <i>${y ? "class a" : ""}</i>@endif
                `)
                """)).containsExactlyInAnyOrder("Judul", "Petunjuk", "Halo");
    }

    private static String name(Path file) {
        return Sources.root().relativize(file).toString();
    }

    private static Set<String> bundles() {
        var names = new TreeSet<String>();
        Sources.files(BUNDLES, "_id.properties")
                .forEach(file -> names.add(String.valueOf(file.getFileName()).replace("_id.properties", "")));
        return names;
    }

    private static Path file(String bundle, String language) {
        return Sources.root().resolve(BUNDLES).resolve(bundle + "_" + language + ".properties");
    }

    private static Map<String, String> texts(String bundle, String language) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Sources.read(file(bundle, language))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new TreeMap<String, String>();
        properties.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        return texts;
    }

    private static Set<String> keys(String bundle, String language) {
        return texts(bundle, language).keySet();
    }

    /** Properties keep the last of two equal keys and say nothing. */
    private static List<String> twice(String bundle, String language) {
        var seen = new TreeSet<String>();
        var found = new ArrayList<String>();
        Pattern.compile("(?m)^([a-z][\\w.-]*)\\s*=").matcher(Sources.read(file(bundle, language))).results().map(m -> m.group(1))
                .filter(key -> !seen.add(key)).forEach(key -> found.add(bundle + "_" + language + " has " + key + " twice"));
        return found;
    }

    private static Set<String> placeholders(String text) {
        var found = new TreeSet<String>();
        Pattern.compile("\\{(\\d+)").matcher(text.replace("''", "")).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
