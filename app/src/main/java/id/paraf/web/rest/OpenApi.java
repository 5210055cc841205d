package id.paraf.web.rest;

import static id.paraf.web.rest.Schemas.ordered;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.webhook.Webhooks;

/** The description of the API in OpenAPI 3.1.1, made of the calls themselves: what is not there is not described. */
@Component
class OpenApi {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String FORM = "multipart/form-data";

    /** What applications are told, in the order in which it is described. */
    private static final Map<String, Class<?>> TOLD = Collections.unmodifiableMap(told());

    private static Map<String, Class<?>> told() {
        var told = new LinkedHashMap<String, Class<?>>();
        told.put(Webhooks.SIGNED, Shapes.SignatureCompleted.class);
        told.put(Webhooks.REQUEST, Shapes.SignatureRequestChanged.class);
        told.put(Webhooks.CERTIFICATE, Shapes.CertificateStatusChanged.class);
        told.put(Webhooks.TEST, Shapes.TestMessage.class);
        return told;
    }

    private final Operations operations;
    private final MessageSource texts;
    private final byte[] json;

    OpenApi(Operations operations, MessageSource texts) {
        this.operations = operations;
        this.texts = texts;
        this.json = (JSON.writeValueAsString(document(Locale.ENGLISH)).replace("\r\n", "\n") + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The document that programs read, in English, in UTF-8. */
    byte[] json() {
        return json.clone();
    }

    /** The same in a language of people. */
    Map<String, Object> document(Locale locale) {
        var words = new Words(texts, locale);
        var schemas = new Schemas(words);
        var paths = new LinkedHashMap<String, Object>();
        for (var operation : operations.all()) {
            @SuppressWarnings("unchecked") var path = (Map<String, Object>) paths.computeIfAbsent(operation.path(),
                    one -> new LinkedHashMap<String, Object>());
            path.put(operation.method().toLowerCase(Locale.ROOT), operation(operation, words, schemas));
        }
        paths.put(Operations.DESCRIPTION, ordered("get", ordered("operationId", "getDescription", "summary",
                words.t("rest.call.getDescription"), "security", List.of(), "responses",
                Map.of("200", ordered("description", words.t("rest.call.getDescription"), "content",
                        Map.of(Reply.JSON, Map.of("schema", Map.of("type", "object"))))))));
        schemas.reference(Shapes.Problem.class);
        var webhooks = new LinkedHashMap<String, Object>();
        TOLD.forEach((name, shape) -> webhooks.put(name, ordered("post", ordered("operationId", name, "summary",
                words.t("rest.webhook." + name), "requestBody",
                ordered("required", true, "content", Map.of(Reply.JSON, Map.of("schema", schemas.reference(shape)))), "responses",
                Map.of("204", Map.of("description", words.t("rest.webhook.rules")))))));
        return ordered("openapi", "3.1.1", "info",
                ordered("title", words.t("rest.title"), "version", "1", "description", words.t("rest.lead"), "license",
                        ordered("name", "Apache-2.0", "identifier", "Apache-2.0")),
                "servers", List.of(Map.of("url", Operations.BASE)), "security", List.of(Map.of("application", List.of())), "paths",
                paths, "webhooks", webhooks, "components",
                ordered("schemas", schemas.known(), "securitySchemes", Map.of("application",
                        ordered("type", "http", "scheme", "basic", "description", words.t("rest.credentials.text")))));
    }

    private static Map<String, Object> operation(Operation operation, Words words, Schemas schemas) {
        var described = ordered("operationId", operation.id(), "summary", words.t("rest.call." + operation.id()), "description",
                words.t("rest.call." + operation.id() + ".text"));
        var parameters = new ArrayList<Object>();
        for (String variable : operation.variables()) {
            parameters.add(ordered("name", variable, "in", "path", "required", true, "description",
                    words.t("rest.path." + variable), "schema", variable.equals("signer") ? Map.of("type", "string")
                            : ordered("type", "string", "format", "uuid")));
        }
        if (operation.keyed()) {
            parameters.add(ordered("name", Keys.HEADER, "in", "header", "required", true, "description",
                    words.t("rest.header.key"), "schema", ordered("type", "string", "minLength", 8, "maxLength", 200)));
        }
        if (!parameters.isEmpty()) {
            described.put("parameters", parameters);
        }
        if (operation.hasBody()) {
            described.put("requestBody",
                    ordered("required", true, "content", Map.of(FORM, Map.of("schema", form(operation, words)))));
        }
        described.put("responses", responses(operation, words, schemas));
        return described;
    }

    private static Map<String, Object> form(Operation operation, Words words) {
        var properties = new LinkedHashMap<String, Object>();
        operation.form().forEach(field -> {
            var file = ordered("type", "string", "contentMediaType", "application/octet-stream");
            var property = switch (field.kind()) {
                case "files" -> ordered("type", "array", "items", file, "minItems", 1);
                case "file" -> file;
                case "texts" -> ordered("type", "array", "items", ordered("type", "string"), "minItems", 1);
                case "secret" -> ordered("type", "string", "format", "password");
                case "date" -> ordered("type", "string", "format", "date");
                case "number" -> ordered("type", "number");
                default -> ordered("type", "string");
            };
            if (!field.choices().isEmpty()) {
                property.put("enum", field.choices());
                property.put("default", field.choices().getFirst());
            }
            property.put("description",
                    words.t(words.maybe("rest.field." + operation.id() + "." + field.name()) == null ? "rest.field." + field.name()
                            : "rest.field." + operation.id() + "." + field.name()));
            properties.put(field.name(), property);
        });
        return ordered("type", "object", "properties", properties, "required",
                operation.form().stream().filter(Operation.Field::required).map(Operation.Field::name).toList(),
                "additionalProperties", false);
    }

    private static Map<String, Object> responses(Operation operation, Words words, Schemas schemas) {
        var content = new LinkedHashMap<String, Object>();
        operation.types().forEach(type -> content.put(type, Map.of("schema", type.equals(Reply.JSON) && operation.answer() != null
                ? schemas.reference(operation.answer())
                : type.equals(Reply.PDF) ? ordered("type", "string", "contentMediaType", Reply.PDF) : Map.of("type", "string"))));
        var responses = new LinkedHashMap<String, Object>();
        responses.put(Integer.toString(operation.status()),
                ordered("description", words.t("rest.call." + operation.id() + ".answer"), "content", content));
        if (operation.keyed() && operation.types().contains(Reply.PDF)) {
            // One file, asked for as a file.
            responses.put("200", ordered("description", words.t("rest.answer.file"), "content",
                    Map.of(Reply.PDF, content.remove(Reply.PDF))));
        }
        var errors = Stream.concat(Operations.EVERYWHERE.stream(), operation.errors().stream())
                .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
        errors.forEach((status, codes) -> responses.put(Integer.toString(status), ordered("description",
                codes.stream().map(code -> "`" + code.code() + "`: " + words.t("rest.error." + code.code() + ".title"))
                        .collect(Collectors.joining("\n\n")),
                "content", Map.of(Reply.PROBLEM, Map.of("schema", schemas.reference(Shapes.Problem.class))))));
        return responses;
    }
}
