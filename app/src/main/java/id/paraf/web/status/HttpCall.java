package id.paraf.web.status;

import org.jspecify.annotations.Nullable;

import id.paraf.web.HttpDate;

/**
 * An HTTP request as an edge received it.
 *
 * @param path as sent, still encoded, without the query
 * @param type Content-Type, or null
 * @param ifNoneMatch the header, or null
 * @param ifModifiedSince the header, or null
 * @param body at most {@link OcspExchange#READ_AT_MOST} bytes
 */
record HttpCall(String method, String path, @Nullable String type, @Nullable String ifNoneMatch,
        @Nullable String ifModifiedSince, byte[] body) {

    /**
     * Whether the caller has what it asks for already. RFC 9110 §13.2.2: If-None-Match decides alone where it is there.
     *
     * @param tag a quoted entity tag
     * @param modified second of the last change
     */
    boolean has(String tag, long modified) {
        if (ifNoneMatch != null) {
            for (String one : ifNoneMatch.split(",")) {
                String stripped = one.strip();
                if (stripped.equals("*") || stripped.equals(tag) || stripped.equals("W/" + tag)) {
                    return true;
                }
            }
            return false;
        }
        Long since = ifModifiedSince == null ? null : HttpDate.read(ifModifiedSince);
        return since != null && modified <= since;
    }
}
