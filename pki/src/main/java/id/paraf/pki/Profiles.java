package id.paraf.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** One profile for each kind of certificate: the shipped ones, and what an operator's file says instead. */
public final class Profiles {

    private static final String SHIPPED = "profiles.properties";

    private final Map<Profile.Kind, Profile> profiles;
    private final Map<Profile.Kind, String> texts;

    private Profiles(Map<Profile.Kind, Profile> profiles, Map<Profile.Kind, String> texts) {
        this.profiles = profiles;
        this.texts = texts;
    }

    /** What came of reading a file. */
    public sealed interface Reading {

        /** All profiles are what they may be. */
        record Good(Profiles profiles) implements Reading {
        }

        /**
         * Something is not.
         *
         * @param profile which one, or empty if the line names none
         * @param field which of its fields, or empty
         * @param sentence what is wrong with it
         */
        record Bad(String profile, String field, String sentence) implements Reading {
        }
    }

    /** What this version of Paraf comes with. */
    public static Profiles shipped() {
        return switch (read(null)) {
            case Reading.Good(Profiles profiles) -> profiles;
            case Reading.Bad bad -> throw new IllegalStateException(SHIPPED + ": " + bad);
        };
    }

    /**
     * Reads the shipped profiles, and over them the lines of a file.
     *
     * @param changes the text of the file, or null for none
     */
    public static Reading read(@Nullable String changes) {
        try {
            var lines = new LinkedHashMap<>(ProfileLines.of(shippedText()));
            if (changes != null) {
                lines.putAll(ProfileLines.of(changes));
            }
            var profiles = new EnumMap<Profile.Kind, Profile>(Profile.Kind.class);
            var texts = new EnumMap<Profile.Kind, String>(Profile.Kind.class);
            for (var kind : Profile.Kind.values()) {
                var own = new ProfileLines(kind, lines);
                profiles.put(kind, own.profile());
                texts.put(kind, own.text());
            }
            ProfileRules.check(profiles);
            return new Reading.Good(new Profiles(profiles, texts));
        } catch (ProfileFlaw flaw) {
            return new Reading.Bad(flaw.profile(), flaw.field(), flaw.sentence());
        }
    }

    public Profile get(Profile.Kind kind) {
        return Objects.requireNonNull(profiles.get(kind));
    }

    /** A profile in lines that {@link #parse} reads: what is kept beside what was issued under it. */
    public String text(Profile.Kind kind) {
        return Objects.requireNonNull(texts.get(kind));
    }

    /** Reads the text of a profile that was in force once, whatever rules say today. */
    public static Profile parse(String text) {
        var kind = Profile.Kind.of(text.substring(0, text.indexOf('.'))).orElseThrow();
        return new ProfileLines(kind, ProfileLines.of(text)).profile();
    }

    /** The profile of this name. */
    public Profile named(String name) {
        return get(Profile.Kind.of(name).orElseThrow(() -> new IllegalArgumentException("No profile " + name)));
    }

    private static String shippedText() {
        try (var resource = Objects.requireNonNull(Profiles.class.getResourceAsStream(SHIPPED))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
