package id.paraf.web.rest;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import id.paraf.web.rest.Shapes.FieldError;
import id.paraf.web.rest.Shapes.FileResult;
import id.paraf.web.rest.Shapes.Problem;

/** Writes answers and errors (RFC 9457); each kind of error has an address where it is explained. */
@Component
class Writer {

    private final JsonMapper json = JsonMapper.builder().disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL)).build();
    private final String origin;

    Writer(@Value("${paraf.origin}") String origin) {
        this.origin = origin;
    }

    byte[] json(Object body) {
        return json.writeValueAsBytes(body);
    }

    <T> T read(byte[] body, Class<T> type) {
        return json.readValue(body, type);
    }

    URI type(ErrorCode code) {
        return URI.create(origin + "/developers/errors#" + code.code());
    }

    Problem problem(Failure failure, Words words) {
        return problem(failure, words, null, null);
    }

    /** @param files what became of each file, where that is what went wrong */
    Problem problem(Failure failure, Words words, @Nullable List<FileResult> files, @Nullable String incident) {
        var code = failure.code();
        var errors = failure.flaws().stream()
                .map(flaw -> new FieldError(flaw.field(), flaw.code(), words.t("rest.flaw." + flaw.code()))).toList();
        return new Problem(type(code), words.t("rest.error." + code.code() + ".title"), code.status(),
                words.t(failure.detail() == null ? "rest.error." + code.code() + ".detail" : failure.detail()), code.code(),
                errors.isEmpty() ? null : errors, failure.attemptsLeft(), failure.until(), files, incident);
    }
}
