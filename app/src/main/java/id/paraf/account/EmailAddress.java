package id.paraf.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One spelling for e-mail addresses: lower case, so that an address is one address however it is typed. */
final class EmailAddress {

    /** RFC 5321 section 4.5.3.1.3: a path has at most 256 octets, two of them its brackets. */
    private static final int LONGEST = 254;
    // What a mail server takes is for the code or the link to show; this only finds what cannot be one.
    private static final Pattern SHAPE = Pattern
            .compile("[^\\s,;<>@\"\\p{Cntrl}]+@[^\\s,;<>@\"\\p{Cntrl}]+\\.[^\\s,;<>@\".\\p{Cntrl}]+");

    private EmailAddress() {
    }

    /** The address, or empty if it is none. */
    static Optional<String> parse(String typed) {
        return Optional.of(typed.strip().toLowerCase(Locale.ROOT))
                .filter(mail -> mail.length() <= LONGEST && SHAPE.matcher(mail).matches());
    }
}
