package id.paraf.transparency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.audit.Entry;

/** Which of somebody's own events stand in the log, and where: the line that "Aktivitas saya" shows is the one outsiders count. */
@Component
public class LoggedActivity {

    private final OwnEntries log;

    LoggedActivity(OwnEntries log) {
        this.log = log;
    }

    /** What to look for: entries of these types, about this subject or of this order. */
    private record Sought(Set<String> types, @Nullable String subject, @Nullable UUID order) {

        boolean fits(OwnEntries.Entry entry) {
            return types.contains(entry.type()) && (order == null ? entry.subject().equals(subject) : order.equals(entry.order()));
        }
    }

    /** The numbers of the log's entries by the ids of events; events that are none of the log's are left out. */
    public Map<Long, Long> numbers(List<Entry> events) {
        var sought = new HashMap<Long, Sought>();
        for (var event : events) {
            var one = sought(event);
            if (one != null) {
                sought.put(event.id(), one);
            }
        }
        var subjects = new HashSet<String>();
        var orders = new HashSet<UUID>();
        for (var one : sought.values()) {
            if (one.order() != null) {
                orders.add(one.order());
            } else if (one.subject() != null) {
                subjects.add(one.subject());
            }
        }
        if (subjects.isEmpty() && orders.isEmpty()) {
            return Map.of();
        }
        // The latest event first takes the latest entry of its kind: a key may be frozen more than once.
        var left = new ArrayList<>(log.about(subjects, orders).reversed());
        var numbers = new HashMap<Long, Long>();
        events.stream().sorted(java.util.Comparator.comparing(Entry::id).reversed()).forEach(event -> {
            var one = sought.get(event.id());
            if (one != null) {
                left.stream().filter(one::fits).filter(entry -> !entry.at().isAfter(event.at().plusSeconds(60))).findFirst()
                        .ifPresent(entry -> {
                            left.remove(entry);
                            numbers.put(event.id(), entry.number());
                        });
            }
        });
        return numbers;
    }

    private static @Nullable Sought sought(Entry entry) {
        var event = entry.event();
        return switch (event.type()) {
            case "certificate.prepared", "certificate.issued", "certificate.revoked", "certificate.suspended",
                    "certificate.resumed", "key.frozen", "key.unfrozen" ->
                new Sought(Set.of(event.type()), event.subject(), null);
            case "certificate.abandoned" -> new Sought(Set.of("certificate.revoked"), event.subject(), null);
            case "application.key-made", "renewal.key-made" -> ofKey(event.details().get("key"), "key.made");
            case "renewal.stopped" -> ofKey(event.details().get("destroyedKey"), "key.destroyed");
            case "application.key-destroyed", "certificate.key-destroyed" -> ofKey(event.details().get("key"), "key.destroyed");
            case "passphrase.changed" -> ofOrder(event.details().get("order"), Set.of("key.passphrase-changed"));
            case "passphrase.reset.completed" ->
                ofOrder(event.details().get("order"), Set.of("key.passphrase-reset", "key.renewal-ordered"));
            default -> null;
        };
    }

    private static @Nullable Sought ofKey(@Nullable String key, String type) {
        return key == null ? null : new Sought(Set.of(type), "key:" + key, null);
    }

    private static @Nullable Sought ofOrder(@Nullable String order, Set<String> types) {
        return order == null ? null : new Sought(types, null, UUID.fromString(order));
    }
}
