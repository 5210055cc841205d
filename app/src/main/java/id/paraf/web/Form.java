package id.paraf.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a person typed and what is wrong with it, so that a form comes back as it was left. Secrets never go in: give a
 * password field an error, not a value.
 */
public final class Form {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Error> errors = new ArrayList<>();

    /**
     * One thing to put right.
     *
     * @param field name of the field that the summary's link leads to; empty for an error of the form as a whole
     * @param key the sentence
     */
    public record Error(String field, String key, List<Object> arguments) {

        /** The sentence in the reader's language. */
        public String text(Page page) {
            return page.t(key, arguments.toArray());
        }
    }

    private Form() {
    }

    /** A form nobody has touched. */
    public static Form empty() {
        return new Form();
    }

    /** Keeps a typed or stored value. */
    public Form with(String field, @Nullable String value) {
        values.put(field, value == null ? "" : value);
        return this;
    }

    /** Adds an error of a field. */
    public Form error(String field, String key, Object... arguments) {
        errors.add(new Error(field, key, List.of(arguments)));
        return this;
    }

    /** Adds an error of the form as a whole. */
    public Form error(String key) {
        return error("", key);
    }

    /** Whether it keeps a value for this field, also an empty one. */
    public boolean holds(String field) {
        return values.containsKey(field);
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** Whether nothing is wrong. */
    public boolean ok() {
        return errors.isEmpty();
    }

    public List<Error> errors() {
        return List.copyOf(errors);
    }

    /** The sentence of a field's first error, or null. */
    public @Nullable String errorOf(Page page, String field) {
        return errors.stream().filter(e -> e.field().equals(field)).findFirst().map(e -> e.text(page)).orElse(null);
    }
}
