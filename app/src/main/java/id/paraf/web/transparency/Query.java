package id.paraf.web.transparency;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.util.MultiValueMap;

import id.paraf.kernel.Problem;

/** The parameters of a question to the log: each once, each known, each written in the one way that numbers and hashes have. */
final class Query {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final MultiValueMap<String, String> values;

    private Query(MultiValueMap<String, String> values) {
        this.values = values;
    }

    static Query of(MultiValueMap<String, String> values, String... names) {
        for (var entry : values.entrySet()) {
            if (!Arrays.asList(names).contains(entry.getKey()) || entry.getValue().size() != 1) {
                throw wrong(entry.getKey());
            }
        }
        return new Query(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Which one of these was given. */
    String only(String... names) {
        var given = Arrays.stream(names).filter(this::has).toList();
        if (given.size() != 1) {
            throw wrong(names[0]);
        }
        return given.getFirst();
    }

    long number(String name, long least, long most) {
        String value = value(name);
        if (!NUMBER.matcher(value).matches() || Long.parseLong(value) < least || Long.parseLong(value) > most) {
            throw wrong(name);
        }
        return Long.parseLong(value);
    }

    byte[] sha256(String name) {
        String value = value(name);
        if (!SHA256.matcher(value).matches()) {
            throw wrong(name);
        }
        return HexFormat.of().parseHex(value);
    }

    private String value(String name) {
        var list = values.getOrDefault(name, List.of());
        return list.isEmpty() || list.getFirst() == null ? "" : list.getFirst();
    }

    /** A name that was sent is shown only if it is a plain word. */
    private static Problem wrong(String name) {
        return new Problem(400, "transparency.parameter", name.matches("[a-z]{1,20}") ? name : "?");
    }
}
