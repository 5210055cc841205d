package id.paraf.web.status;

/**
 * An HTTP response that no framework has seen yet.
 *
 * @param headers names and values in turn
 */
record HttpReply(int status, String[] headers, byte[] body) {
}
