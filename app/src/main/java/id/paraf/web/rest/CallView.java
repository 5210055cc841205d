package id.paraf.web.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One call as the page for integrators shows it, read from the OpenAPI document.
 *
 * @param parameters of path and header
 * @param fields     of its form
 * @param types      of its answer, for who tries it out
 */
public record CallView(String id, String method, String path, String summary, String text, List<Value> parameters,
        List<Value> fields, List<Response> responses, List<String> types) {

    private static final Pattern ERROR = Pattern.compile("`([a-z-]+)`: (.*)");

    /**
     * Something to send, or a field of an answer.
     *
     * @param in      path, header or form; empty in an answer
     * @param type    as the page says it
     * @param choices what may stand in it; empty for anything
     */
    public record Value(String name, String in, String type, boolean required, String description, List<String> choices) {

        /** What a form of HTML asks for it with. */
        public String input() {
            return type.equals("password") ? "password" : type.startsWith("file") ? "file" : "text";
        }
    }

    /** @param errors what goes by this status; empty for an answer */
    public record Response(String status, String text, List<String> types, String schema, List<Error> errors) {
    }

    /** A kind of error, by the name that programs compare. */
    public record Error(String code, String title) {
    }

    /** A kind of object in answers. */
    public record Shape(String name, List<Value> values) {
    }

    static List<CallView> of(Map<String, Object> document) {
        var calls = new ArrayList<CallView>();
        map(document, "paths").forEach((path, methods) -> map(methods).forEach((method, call) -> calls
                .add(call(method.toUpperCase(java.util.Locale.ROOT), map(document, "servers", 0).get("url") + path, map(call)))));
        return calls;
    }

    private static CallView call(String method, String path, Map<String, Object> call) {
        var parameters = list(call.get("parameters")).stream().map(CallView::map)
                .map(one -> value(text(one, "name"), text(one, "in"), map(one, "schema"), true, text(one, "description"))).toList();
        var fields = new ArrayList<Value>();
        if (call.containsKey("requestBody")) {
            var schema = map(map(map(call, "requestBody"), "content").values().iterator().next());
            var form = map(schema, "schema");
            map(form, "properties").forEach((name, property) -> fields.add(value(name, "form", map(property),
                    list(form.get("required")).contains(name), text(map(property), "description"))));
        }
        var responses = new ArrayList<Response>();
        var types = new ArrayList<String>();
        map(call, "responses").forEach((status, one) -> {
            var response = response(status, map(one));
            responses.add(response);
            if (status.startsWith("2")) {
                types.addAll(response.types());
            }
        });
        return new CallView(text(call, "operationId"), method, path, text(call, "summary"), text(call, "description"), parameters,
                fields, responses, types);
    }

    private static Response response(String status, Map<String, Object> response) {
        var content = map(response, "content");
        var schema = content.values().stream().map(one -> text(map(one, "schema"), "$ref")).filter(name -> !name.isEmpty())
                .findFirst().orElse("");
        var errors = ERROR.matcher(text(response, "description")).results().map(one -> new Error(one.group(1), one.group(2)))
                .toList();
        return new Response(status, errors.isEmpty() ? text(response, "description") : "", List.copyOf(content.keySet()),
                schema.substring(schema.lastIndexOf('/') + 1), errors);
    }

    /** What applications are told, and with which shape. */
    public record Told(String name, String text, String shape) {
    }

    static List<Told> told(Map<String, Object> document) {
        return map(document, "webhooks").entrySet().stream().map(one -> {
            var post = map(one.getValue(), "post");
            String shape = text(map(map(map(map(post, "requestBody"), "content"), Reply.JSON), "schema"), "$ref");
            return new Told(one.getKey(), text(post, "summary"), shape.substring(shape.lastIndexOf('/') + 1));
        }).toList();
    }

    static List<Shape> shapes(Map<String, Object> document) {
        var shapes = new ArrayList<Shape>();
        map(map(document, "components"), "schemas").forEach((name, schema) -> {
            var values = new ArrayList<Value>();
            map(schema, "properties").forEach((field, property) -> values.add(value(field, "", map(property),
                    list(map(schema).get("required")).contains(field), text(map(property), "description"))));
            shapes.add(new Shape(name, values));
        });
        return shapes;
    }

    private static Value value(String name, String in, Map<String, Object> schema, boolean required, String description) {
        return new Value(name, in, type(schema), required, description,
                list(schema.get("enum")).stream().map(String::valueOf).toList());
    }

    /** A word for programmers, and no sentence. */
    private static String type(Map<String, Object> schema) {
        String reference = text(schema, "$ref");
        if (!reference.isEmpty()) {
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        if (text(schema, "type").equals("array")) {
            return type(map(schema, "items")) + "[]";
        }
        if (schema.containsKey("contentMediaType")) {
            return "file";
        }
        return schema.containsKey("contentEncoding") ? text(schema, "contentEncoding")
                : schema.containsKey("format") ? text(schema, "format") : text(schema, "type");
    }

    private static String text(Map<String, Object> map, String name) {
        return String.valueOf(map.getOrDefault(name, ""));
    }

    private static List<?> list(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<String, Object> map(Object map, String name) {
        return map(map(map).getOrDefault(name, Map.of()));
    }

    private static Map<String, Object> map(Object map, String name, int index) {
        return map(list(map(map).get(name)).get(index));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The call as it is typed at a terminal. */
    public String example(String origin) {
        var said = new StringBuilder("curl ").append(id.equals("getDescription") ? "" : "-u aplikasi:SECRET ")
                .append(method.equals("POST") && fields.isEmpty() ? "-X POST " : "");
        String target = origin + path;
        for (var parameter : parameters) {
            target = target.replace("{" + parameter.name() + "}", parameter.name().equals("signer") ? "9900000101900001"
                    : "2f6e0c1e-7b0f-4d4e-9a55-0d6a3b1c9e10");
        }
        said.append(target);
        parameters.stream().filter(one -> one.in().equals("header"))
                .forEach(one -> said.append(" \\\n  -H \"").append(one.name()).append(": $(uuidgen)\""));
        fields.stream().filter(one -> one.required() || one.name().equals("nik"))
                .forEach(one -> said.append(" \\\n  -F ").append(one.name()).append(one.type().startsWith("file") ? "=@surat.pdf"
                        : switch (one.name()) {
                            case "nik" -> "=9900000101900001";
                            case "asker" -> "=drafter@instansi.example";
                            case "signer" -> "=9900000101900001 \\\n  -F signer=kepala@instansi.example";
                            default -> "=…";
                        }));
        if (types.equals(List.of(Reply.PDF))) {
            said.append(" \\\n  -o surat.pdf");
        }
        return said.toString();
    }
}
