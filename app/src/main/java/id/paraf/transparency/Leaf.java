package id.paraf.transparency;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A leaf as anyone reads it: one line of JSON in printable ASCII, its fields in the order in which they were written. The tree
 * is over the bytes as they are; nobody needs to write them again.
 *
 * @param type what happened
 * @param at when, to the second
 * @param facts the rest
 */
public record Leaf(String type, Instant at, Map<String, String> facts) {

    private static final String VERSION = "1";
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {
    };

    static byte[] write(String type, Instant at, Map<String, String> facts) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("v", VERSION);
        fields.put("type", type);
        fields.put("at", at.truncatedTo(ChronoUnit.SECONDS).toString());
        fields.putAll(facts);
        return JSON.writeValueAsString(fields).getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a leaf; empty if it is none of this version. */
    public static Optional<Leaf> read(byte[] bytes) {
        try {
            var fields = JSON.readValue(bytes, FIELDS);
            String version = fields.remove("v");
            String type = fields.remove("type");
            String at = fields.remove("at");
            return VERSION.equals(version) && type != null && at != null ? Optional.of(new Leaf(type, Instant.parse(at), fields))
                    : Optional.empty();
        } catch (JacksonException | DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** One of the facts; empty text if the leaf has none of that name. */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }
}
