package id.paraf.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import id.paraf.pki.KeyIdentifiers;

/** The agreement every owner of a certificate accepts. Texts are never edited: a change is a new version. */
@Component
public class Agreements {

    /** All versions ever in force, the newest last. */
    private static final List<String> VERSIONS = List.of("2026-11");
    private static final List<String> LANGUAGES = List.of("id", "en");

    private final Map<String, Agreement> byKey;

    Agreements(AuthoritySettings settings) {
        byKey = VERSIONS.stream().flatMap(version -> LANGUAGES.stream().map(language -> load(version, language, settings)))
                .collect(Collectors.toUnmodifiableMap(a -> key(a.version(), a.language()), a -> a));
    }

    /** The text in force; languages without a text of their own get the Indonesian one, which is the binding one. */
    public Agreement current(String language) {
        return find(VERSIONS.getLast(), LANGUAGES.contains(language) ? language : "id").orElseThrow();
    }

    public Optional<Agreement> find(String version, String language) {
        return Optional.ofNullable(byKey.get(key(version, language)));
    }

    /** Every text there is, newest version first. */
    public Stream<Agreement> all() {
        return byKey.values().stream().sorted((a, b) -> b.version().compareTo(a.version()));
    }

    private static String key(String version, String language) {
        return version + "/" + language;
    }

    private static Agreement load(String version, String language, AuthoritySettings settings) {
        String resource = "/agreement/" + version + "_" + language + ".txt";
        try (var in = Agreements.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing agreement " + resource);
            }
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{operator}", settings.organization())
                    .strip();
            int line = all.indexOf('\n');
            String title = all.substring(0, line).strip();
            String text = all.substring(line).strip();
            byte[] shown = (title + "\n" + text).getBytes(StandardCharsets.UTF_8);
            return new Agreement(version, language, title, text, HexFormat.of().formatHex(KeyIdentifiers.sha256(shown)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
