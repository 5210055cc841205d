package id.paraf.passphrase;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.account.DeviceName;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.notice.Notices;
import id.paraf.notice.Outgoing;
import id.paraf.notice.Template;
import id.paraf.selfie.CaptureLinks;
import id.paraf.selfie.CaptureOrder;

/** Sends capture links of resets, within the limits (RP-13). */
@Component
class Links {

    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    /** Where the phone goes when the face was recognised. */
    static final String NEXT = "/capture/passphrase";

    private final CaptureLinks links;
    private final Notices notices;
    private final Limits limits;
    private final Clock clock;

    Links(CaptureLinks links, Notices notices, Limits limits, Clock clock) {
        this.links = links;
        this.notices = notices;
        this.limits = limits;
        this.clock = clock;
    }

    /** Takes one use of every limit; empty if all granted it, else the longest pause. */
    Optional<Duration> takeLimits(Account account, Origin origin) {
        if (limits.take(Limit.LINK_GLOBAL, "all") instanceof Limits.Outcome.Refused(Duration retryAfter)) {
            LOG.error("ALERT: no capture links for {} s: the global limit is reached", retryAfter.toSeconds());
            return Optional.of(retryAfter);
        }
        for (var limit : Map.of(Limit.LINK_PER_ADDRESS, origin.address(), Limit.LINK_PER_ACCOUNT, account.id().toString(),
                Limit.LINK_PER_PHONE, String.valueOf(account.phone())).entrySet()) {
            if (limits.take(limit.getKey(), limit.getValue()) instanceof Limits.Outcome.Refused(Duration retryAfter)) {
                return Optional.of(retryAfter);
            }
        }
        return Optional.empty();
    }

    /** Makes a link and puts its message into the outbox, in the caller's transaction. Empty if the journey's links are dead. */
    Optional<UUID> send(UUID journey, Account account, UUID key, Instant numberSince, Journey.LinkChannel channel, Origin origin) {
        var order = CaptureOrder.reset(journey, account.id(), key, numberSince, initials(account.name()), NEXT);
        return links.issue(order, origin).map(link -> {
            var parameters = Map.of("device", DeviceName.of(origin), "minutes",
                    String.valueOf(Math.ceilDiv(Duration.between(clock.instant(), link.expiresAt()).toMillis(), 60_000)));
            String path = link.path().reveal();
            return notices.send(switch (channel) {
                case WHATSAPP -> new Outgoing.WhatsApp(account.id(), String.valueOf(account.phone()), Template.CAPTURE_LINK,
                        account.language(), parameters, path, link.expiresAt());
                case MAIL -> new Outgoing.Mail(account.id(), account.email(), Template.CAPTURE_LINK, account.language(),
                        parameters, path, link.expiresAt());
            });
        });
    }

    /** {@code A•• S••}: enough to recognise oneself, too little to learn a name (RP-16). */
    static String initials(String name) {
        var out = new StringBuilder();
        for (String word : name.replaceAll("^[^\\p{L}]+", "").split("[^\\p{L}]+")) {
            if (!out.isEmpty()) {
                out.append(' ');
            }
            out.append(word.substring(0, word.offsetByCodePoints(0, Math.min(1, word.length()))).toUpperCase(Locale.ROOT))
                    .append("••");
        }
        return out.toString();
    }
}
