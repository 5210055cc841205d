package id.paraf.notice;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A message that is to leave. Its parameters and its link may be secrets: they are never printed and stored sealed. */
public sealed interface Outgoing {

    /** Whose account it concerns, or null if nobody's yet. */
    @Nullable UUID account();

    /** Where it goes: an E.164 number or an e-mail address. */
    String to();

    Template template();

    /** {@code id} or {@code en}. */
    String language();

    /** A value for each of the template's parameters. */
    Map<String, String> parameters();

    /** The path of the link below the configured origin, starting with a slash; null if the template has none. */
    @Nullable String link();

    /** When it is no longer worth sending; null takes the template's lifetime. */
    @Nullable Instant expiresAt();

    /** @param to E.164 with a leading plus */
    record WhatsApp(@Nullable UUID account, String to, Template template, String language, Map<String, String> parameters,
            @Nullable String link, @Nullable Instant expiresAt) implements Outgoing {

        public WhatsApp {
            parameters = checked(template, language, parameters, link);
            if (!to.matches("\\+[1-9][0-9]{6,14}")) {
                throw new IllegalArgumentException("Not an E.164 number");
            }
        }

        @Override
        public String toString() {
            return "WhatsApp[" + template + "]";
        }
    }

    /** @param to one e-mail address, without a display name */
    record Mail(@Nullable UUID account, String to, Template template, String language, Map<String, String> parameters,
            @Nullable String link, @Nullable Instant expiresAt) implements Outgoing {

        public Mail {
            parameters = checked(template, language, parameters, link);
            // A line break here would be a header of the attacker's choice.
            if (!to.matches("[^\\s,;<>@]+@[^\\s,;<>@]+")) {
                throw new IllegalArgumentException("Not an e-mail address");
            }
        }

        @Override
        public String toString() {
            return "Mail[" + template + "]";
        }
    }

    private static Map<String, String> checked(Template template, String language, Map<String, String> parameters,
            @Nullable String link) {
        if (!parameters.keySet().equals(Set.copyOf(template.parameters()))) {
            throw new IllegalArgumentException(
                    template + " takes " + template.parameters() + ", not " + parameters.keySet());
        }
        if (template.linked() != (link != null) || link != null && !link.startsWith("/")) {
            throw new IllegalArgumentException(template + (template.linked() ? " needs a path" : " has no link"));
        }
        if (!Set.of("id", "en").contains(language)) {
            throw new IllegalArgumentException("No such language: " + language);
        }
        return Map.copyOf(parameters);
    }
}
