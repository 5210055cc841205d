package id.paraf.web.rest;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One call there is, with everything that its description says.
 *
 * @param id     stable; {@code rest.call.<id>} says what it does
 * @param path   below {@link Operations#BASE}, with variables in braces
 * @param keyed  whether it takes an idempotency key
 * @param form   fields of its form; empty for a call without a body
 * @param status of its answer where all is well
 * @param answer what is answered in JSON; null for what is answered as a file alone
 * @param types  the types of answer it has, the usual one first
 * @param errors what may go wrong besides what may go wrong everywhere
 */
record Operation(String id, String method, String path, boolean keyed, List<Field> form, int status, @Nullable Class<?> answer,
        List<String> types, List<ErrorCode> errors, Handler handler) {

    /** Answers one call. */
    interface Handler {
        Reply answer(Call call) throws IOException;
    }

    /**
     * A field of a form.
     *
     * @param kind one of {@code file}, {@code files}, {@code secret}, {@code number}, {@code text}, {@code texts}, {@code date}
     * @param choices what may stand in it; empty for anything
     */
    record Field(String name, String kind, boolean required, List<String> choices) {

        static Field of(String name, String kind) {
            return new Field(name, kind, false, List.of());
        }

        static Field required(String name, String kind) {
            return new Field(name, kind, true, List.of());
        }

        static Field choice(String name, List<String> choices) {
            return new Field(name, "text", false, choices);
        }
    }

    boolean hasBody() {
        return !form.isEmpty();
    }

    /** The names of what its path names. */
    List<String> variables() {
        return List.of(path.split("/")).stream().filter(part -> part.startsWith("{"))
                .map(part -> part.substring(1, part.length() - 1)).toList();
    }

    /** What stands where the variables are; empty if the path is another one. */
    Optional<Map<String, String>> match(String asked) {
        String[] mine = path.split("/", -1);
        String[] theirs = asked.split("/", -1);
        if (mine.length != theirs.length) {
            return Optional.empty();
        }
        var variables = new LinkedHashMap<String, String>();
        for (int i = 0; i < mine.length; i++) {
            if (mine[i].startsWith("{") && !theirs[i].isEmpty()) {
                variables.put(mine[i].substring(1, mine[i].length() - 1), theirs[i]);
            } else if (!mine[i].equals(theirs[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
