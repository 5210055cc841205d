package id.paraf.web.status;

/**
 * An HTTP response that no framework has seen yet.
 *
 * @param headers names and values in turn
 */
record HttpReply(int status, String[] headers, byte[] body) {

    private static final byte[] NOTHING = {};

    /** One that says everything by its status and headers. */
    static HttpReply plain(int status, String... headers) {
        return new HttpReply(status, headers, NOTHING);
    }
}
