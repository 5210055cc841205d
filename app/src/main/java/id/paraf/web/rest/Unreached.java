package id.paraf.web.rest;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

import id.paraf.web.PageResolver;
import id.paraf.web.RawProblems;

/** What the REST API would have refused had it been asked: {@code %00} and {@code ;} in an address, a slash too many, and the like. */
@Component
class Unreached implements RawProblems {

    private static final Pattern OURS = Pattern.compile("/+rest(/.*)?");
    private static final Map<Integer, ErrorCode> CODES = Map.of(400, ErrorCode.REQUEST_MALFORMED, 404, ErrorCode.NOT_FOUND, 405,
            ErrorCode.METHOD_NOT_ALLOWED, 413, ErrorCode.TOO_LARGE);

    private final Writer writer;
    private final MessageSource texts;

    Unreached(Writer writer, MessageSource texts) {
        this.writer = writer;
        this.texts = texts;
    }

    @Override
    public Optional<byte[]> say(@Nullable String path, int status, @Nullable String acceptLanguage) {
        var code = CODES.get(status);
        return path == null || code == null || !OURS.matcher(path).matches() ? Optional.empty()
                : Optional.of(
                        writer.json(writer.problem(new Failure(code), new Words(texts, PageResolver.accepted(acceptLanguage)))));
    }
}
