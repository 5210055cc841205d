package id.paraf.web.rest;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What an application gets.
 *
 * @param location path of what was made; null if nothing was
 * @param fileName under which it is kept; null for what is no file
 * @param until    when it is worth asking again; null if that is not known
 */
record Reply(int status, String type, byte[] body, @Nullable String location, @Nullable String fileName, @Nullable Instant until) {

    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    static final String PDF = "application/pdf";
    static final String XML = "application/xml";

    static Reply json(int status, byte[] body) {
        return new Reply(status, JSON, body, null, null, null);
    }

    static Reply problem(int status, byte[] body, @Nullable Instant until) {
        return new Reply(status, PROBLEM, body, null, null, until);
    }

    static Reply of(String type, byte[] body) {
        return new Reply(200, type, body, null, null, null);
    }

    static Reply pdf(byte[] body, String fileName) {
        return new Reply(200, PDF, body, null, fileName, null);
    }

    Reply at(String path) {
        return new Reply(status, type, body, path, fileName, until);
    }
}
