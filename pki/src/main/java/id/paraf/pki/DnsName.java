package id.paraf.pki;

import java.util.regex.Pattern;

/** Names of servers as they stand in certificates: written out, in lower case, without a wildcard (RFC 5280 §4.2.1.6, RFC 1034 §3.5). */
public final class DnsName {

    private static final Pattern NAME = Pattern
            .compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    private DnsName() {
    }

    /** Whether a server could have this name. */
    public static boolean wellFormed(String name) {
        return NAME.matcher(name).matches();
    }
}
