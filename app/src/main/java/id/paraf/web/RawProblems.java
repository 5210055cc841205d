package id.paraf.web;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** How an API with errors of its own says what is refused before it is reached: by the container, or by the firewall. */
public interface RawProblems {

    /**
     * The body of an {@code application/problem+json} (RFC 9457).
     *
     * @param path as it was sent, or null where not even that could be read
     * @return empty if the path is not of this API, or the API has no words for this status
     */
    Optional<byte[]> say(@Nullable String path, int status, @Nullable String acceptLanguage);
}
