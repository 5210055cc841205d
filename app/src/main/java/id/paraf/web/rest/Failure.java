package id.paraf.web.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Ends a call with an error; how it is said depends on who reads it. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<Flaw> flaws = new ArrayList<>();
    private transient @Nullable Duration retryAfter;
    private transient @Nullable Instant until;
    private transient @Nullable Integer attemptsLeft;
    private transient @Nullable String detail;

    /**
     * What is wrong with a field.
     *
     * @param code below {@code rest.flaw.}
     */
    record Flaw(String field, String code) {
    }

    Failure(ErrorCode code) {
        super(code.code(), null, false, false);
        this.code = code;
    }

    /** @param detail key of the sentence that says what was not done */
    static Failure fields(String detail, List<Flaw> flaws) {
        var failure = new Failure(ErrorCode.FIELDS_INVALID).saying(detail);
        failure.flaws.addAll(flaws);
        return failure;
    }

    Failure after(Duration wait) {
        retryAfter = wait;
        return this;
    }

    /** Until when it stays so. */
    Failure until(@Nullable Instant end) {
        until = end;
        return this;
    }

    Failure withAttempts(int left) {
        attemptsLeft = left;
        return this;
    }

    /** @param key of a sentence that says it better than the code's own */
    Failure saying(String key) {
        detail = key;
        return this;
    }

    ErrorCode code() {
        return code;
    }

    List<Flaw> flaws() {
        return flaws;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Nullable Instant until() {
        return until;
    }

    @Nullable Integer attemptsLeft() {
        return attemptsLeft;
    }

    @Nullable String detail() {
        return detail;
    }
}
