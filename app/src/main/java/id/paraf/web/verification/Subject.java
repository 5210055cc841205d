package id.paraf.web.verification;

import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

import id.paraf.verification.Words;

/** What a certificate's name says in a single attribute. */
final class Subject {

    private Subject() {
    }

    /** The common name, or the whole name where there is none; fit to be shown. */
    static String name(X500Principal of) {
        return attribute(of, "CN").orElseGet(() -> Words.plain(of.getName(X500Principal.RFC2253)));
    }

    /** The organisation, where one is named; fit to be shown. */
    static Optional<String> organisation(X500Principal of) {
        return attribute(of, "O");
    }

    private static Optional<String> attribute(X500Principal of, String type) {
        try {
            // RFC 4514 writes the last one first, and readers mean that one.
            for (var part : new LdapName(of.getName(X500Principal.RFC2253)).getRdns().reversed()) {
                var value = part.toAttributes().get(type);
                if (value != null && value.get() instanceof String text) {
                    return Optional.of(Words.plain(text)).filter(plain -> !plain.isEmpty());
                }
            }
            return Optional.empty();
        } catch (InvalidNameException e) {
            return Optional.empty();
        } catch (javax.naming.NamingException e) {
            throw new IllegalStateException("A name in memory can be read", e);
        }
    }
}
