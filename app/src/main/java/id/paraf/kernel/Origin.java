package id.paraf.kernel;

/**
 * Where a request came from, as far as the server can honestly say.
 *
 * @param address the peer's IP address in text form; a proxy's header counts only if the proxy is configured
 * @param agent the User-Agent header, cut to 256 characters with control characters removed
 */
public record Origin(String address, String agent) {

    /** Work the system does by itself: jobs, start-up, recovery. */
    public static final Origin SYSTEM = new Origin("system", "paraf");

    private static final int LONGEST_AGENT = 256;

    public Origin {
        agent = agent.codePoints().filter(c -> !Character.isISOControl(c)).limit(LONGEST_AGENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
