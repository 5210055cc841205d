package id.paraf.esign;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * An address, or a network in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3). Names are never looked up.
 *
 * @param text as it was typed
 * @param bits how many of its first bits have to be the same
 */
public record Network(String text, InetAddress address, int bits) {

    /** What was typed, or empty if it is none. */
    public static Optional<Network> of(String typed) {
        String text = typed.strip();
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        try {
            var address = InetAddress.ofLiteral(host);
            int longest = address.getAddress().length * 8;
            String length = slash < 0 ? Integer.toString(longest) : text.substring(slash + 1);
            // A scope names an interface of this machine, which means nothing to anybody else; 10.1.2 is a slip of the pen.
            boolean whole = host.contains(":") ? !host.contains("%") : host.matches("[0-9]+(\\.[0-9]+){3}");
            return whole && length.matches("[0-9]{1,3}") && Integer.parseInt(length) <= longest
                    ? Optional.of(new Network(text, address, Integer.parseInt(length)))
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Whether it is so wide that it binds nobody: 10.0.0.0/8 is the widest private network (RFC 1918). */
    boolean boundless() {
        return bits < (address.getAddress().length == 4 ? 8 : 16);
    }

    /** Whether an address lies in it; false for what is none. */
    public boolean holds(String other) {
        try {
            byte[] mine = address.getAddress();
            byte[] theirs = InetAddress.ofLiteral(other).getAddress();
            int rest = mine.length * 8 - bits;
            return mine.length == theirs.length
                    && new BigInteger(1, mine).shiftRight(rest).equals(new BigInteger(1, theirs).shiftRight(rest));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
