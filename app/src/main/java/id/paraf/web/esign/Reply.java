package id.paraf.web.esign;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What an application is told. */
sealed interface Reply {

    /** In the order of its fields. */
    record Json(int status, Map<String, @Nullable Object> body) implements Reply {
    }

    /** A signed file of API v1. */
    record Pdf(UUID id, byte[] bytes) implements Reply {
    }

    /** An error in the shape of Spring Boot, which is what applications know for what is refused beside the API itself. */
    record Plain(int status, String error) implements Reply {
    }

    static Json ok(Map<String, @Nullable Object> body) {
        return new Json(200, body);
    }

    /** Names and values one after the other; a value may be null. */
    static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }
}
