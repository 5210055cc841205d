package id.paraf.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/** The agreement every owner of a certificate accepts. Texts are never edited: a change is a new version. */
@Component
public class Agreements {

    /** All versions ever in force, the newest last. */
    private static final List<String> VERSIONS = List.of("2026-11");

    private final Map<String, PublishedText> byKey;

    Agreements(AuthoritySettings settings) {
        byKey = VERSIONS.stream()
                .flatMap(version -> PublishedText.LANGUAGES.stream()
                        .map(language -> ShippedTexts.read("agreement", version, language, settings.organization())))
                .collect(Collectors.toUnmodifiableMap(a -> key(a.version(), a.language()), a -> a));
    }

    /** The text in force; languages without a text of their own get the Indonesian one, which is the binding one. */
    public PublishedText current(String language) {
        return find(VERSIONS.getLast(), PublishedText.LANGUAGES.contains(language) ? language : "id").orElseThrow();
    }

    public Optional<PublishedText> find(String version, String language) {
        return Optional.ofNullable(byKey.get(key(version, language)));
    }

    /** Every text there is, newest version first. */
    public Stream<PublishedText> all() {
        return byKey.values().stream().sorted((a, b) -> b.version().compareTo(a.version()));
    }

    private static String key(String version, String language) {
        return version + "/" + language;
    }
}
