package id.paraf.web.rest;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The names that applications give what they ask for, and those that we give what came of it. */
final class Keys {

    static final String HEADER = "Idempotency-Key";

    private Keys() {
    }

    /** With quotes or without: the draft has a string of RFC 9651, and few programs send one. */
    static String of(Call call) {
        String sent = Optional.ofNullable(call.request().getHeader(HEADER)).orElse("").strip();
        String key = sent.length() > 1 && sent.startsWith("\"") && sent.endsWith("\"") ? sent.substring(1, sent.length() - 1)
                : sent;
        if (key.isEmpty()) {
            throw new Failure(ErrorCode.IDEMPOTENCY_KEY_MISSING);
        }
        if (!key.matches("[\\x21-\\x7e]{8,200}")) {
            throw new Failure(ErrorCode.IDEMPOTENCY_KEY_MALFORMED);
        }
        return key;
    }

    /** Empty for what is no name of ours. */
    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
