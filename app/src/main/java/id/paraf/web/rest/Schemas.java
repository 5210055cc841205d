package id.paraf.web.rest;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Describes records in JSON Schema (2020-12), as OpenAPI 3.1 takes it. What may be null is left out, and so is not required. */
final class Schemas {

    private final Words words;
    private final Map<String, Object> known = new TreeMap<>();

    Schemas(Words words) {
        this.words = words;
    }

    /** All that were referred to, by name. */
    Map<String, Object> known() {
        return known;
    }

    Map<String, Object> reference(Class<?> type) {
        if (!known.containsKey(type.getSimpleName())) {
            // Said first, so that a record may hold its own kind.
            known.put(type.getSimpleName(), Map.of());
            known.put(type.getSimpleName(), schema(type));
        }
        return Map.of("$ref", "#/components/schemas/" + type.getSimpleName());
    }

    private Map<String, Object> schema(Class<?> type) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (RecordComponent component : type.getRecordComponents()) {
            var property = new LinkedHashMap<>(of(component.getGenericType()));
            String says = words.maybe("rest.value." + type.getSimpleName() + "." + component.getName());
            if (says != null) {
                property.put("description", says);
            }
            properties.put(component.getName(), property);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        // So that an answer with a field that is not described is found by the test.
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return ordered("type", "array", "items", of(list.getActualTypeArguments()[0]));
        }
        return switch ((Class<?>) type) {
            case Class<?> one when one == String.class -> Map.of("type", "string");
            case Class<?> one when one == UUID.class -> ordered("type", "string", "format", "uuid");
            case Class<?> one when one == Instant.class -> ordered("type", "string", "format", "date-time");
            case Class<?> one when one == URI.class -> ordered("type", "string", "format", "uri");
            case Class<?> one when one == byte[].class -> ordered("type", "string", "contentEncoding", "base64");
            case Class<?> one when one == boolean.class -> Map.of("type", "boolean");
            case Class<?> one when one == int.class || one == Integer.class -> ordered("type", "integer", "format", "int32");
            case Class<?> one when one == long.class -> ordered("type", "integer", "format", "int64");
            case Class<?> one when one.isEnum() -> ordered("type", "string", "enum",
                    Arrays.stream(one.getEnumConstants()).map(Object::toString).toList());
            case Class<?> one when one.isRecord() -> reference(one);
            case Class<?> one -> throw new IllegalStateException("No schema for " + one);
        };
    }

    /** Names and values one after the other, in this order. */
    static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
