package id.paraf.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds answers against what the served description says of them. */
final class Described {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;

    Described(byte[] document) {
        this.document = JSON.readTree(document);
    }

    /** @param path as the description writes it */
    RestCaller.Answer fits(RestCaller.Answer answer, String method, String path) {
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        var response = document.path("paths").path(path).path(method).path("responses").path(Integer.toString(answer.status()));
        var schema = response.path("content").path(type).path("schema");
        assertThat(schema.isObject()).as("%s %s %s %s is described: %s", method, path, answer.status(), type, answer.text())
                .isTrue();
        if (type.endsWith("json")) {
            var whole = (ObjectNode) schema.deepCopy();
            whole.set("components", document.path("components"));
            assertThat(SCHEMAS.getSchema(whole).validate(answer.json())).as(answer.text()).isEmpty();
        }
        if (answer.status() >= 400) {
            // RFC 9457 §3.1, and what we add to it.
            assertThat(type).isEqualTo("application/problem+json");
            assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
            assertThat(answer.json().path("type").asString()).endsWith("/developers/errors#" + answer.code());
            assertThat(response.path("description").asString()).contains("`" + answer.code() + "`");
        }
        return answer;
    }

    /** A message of a webhook. */
    JsonNode told(String body, String event) {
        var schema = document.path("webhooks").path(event).path("post").path("requestBody").path("content").path("application/json")
                .path("schema");
        assertThat(schema.isObject()).as(event).isTrue();
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", document.path("components"));
        var message = JSON.readTree(body);
        assertThat(SCHEMAS.getSchema(whole).validate(message)).as(body).isEmpty();
        assertThat(message.path("type").asString()).isEqualTo(event);
        return message;
    }
}
