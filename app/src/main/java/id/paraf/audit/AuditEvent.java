package id.paraf.audit;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.kernel.Origin;

/**
 * One thing that happened.
 *
 * @param type a dotted name, lower case, past tense last: {@code passphrase.reset.completed}
 * @param account whose account it concerns, which is the owner who sees it in "Aktivitas saya"; null if nobody's
 * @param actor who did it: an account id, or null when the system did it by itself
 * @param subject the thing it happened to, as {@code kind:id}, for instance {@code certificate:0f3c…}
 * @param details plain facts, never a secret and never more personal data than the event needs
 * @param origin where the request came from
 */
public record AuditEvent(String type, @Nullable UUID account, @Nullable UUID actor, String subject,
        Map<String, String> details, Origin origin) {

    public AuditEvent {
        details = Map.copyOf(details);
    }
}
