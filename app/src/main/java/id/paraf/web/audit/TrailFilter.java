package id.paraf.web.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.audit.SearchTrail;
import id.paraf.kernel.Wib;

/**
 * An auditor's filter as it stands in an address: what it does not know it takes for not chosen.
 *
 * @param from the first day, {@code 2026-11-30}
 * @param until the last day
 * @param kind the name of a kind of event
 * @param actor a username, an e-mail address or the id of an account
 * @param subject {@code kind:id}
 */
public record TrailFilter(String from, String until, String kind, String actor, String subject) {

    private static final int LONGEST = 200;

    public TrailFilter {
        from = day(from) == null ? "" : from.strip();
        until = day(until) == null ? "" : until.strip();
        kind = plain(kind);
        actor = plain(actor);
        subject = plain(subject);
    }

    /** @param who the account that {@code actor} names */
    SearchTrail.Filter filter(@Nullable UUID who) {
        var first = day(from);
        var last = day(until);
        return new SearchTrail.Filter(first == null ? null : first.atStartOfDay(Wib.ZONE).toInstant(),
                last == null ? null : last.plusDays(1).atStartOfDay(Wib.ZONE).toInstant(), kind.isEmpty() ? null : kind, who,
                subject.isEmpty() ? null : subject);
    }

    public boolean active() {
        return !(from + until + kind + actor + subject).isEmpty();
    }

    /** The address of the page behind a place. */
    public String href(SearchTrail.Place after) {
        return "/audit?from=" + from + "&until=" + until + "&kind=" + encoded(kind) + "&actor=" + encoded(actor) + "&subject="
                + encoded(subject) + "&after=" + ChronoUnit.MICROS.between(Instant.EPOCH, after.at()) + "_" + after.id();
    }

    /** The place in an address; null for the first page, and for anything that is none. */
    static SearchTrail.@Nullable Place place(String after) {
        return after.matches("[0-9]{1,16}_[0-9]{1,18}")
                ? new SearchTrail.Place(Instant.EPOCH.plus(Long.parseLong(after.split("_", 2)[0]), ChronoUnit.MICROS),
                        Long.parseLong(after.split("_", 2)[1]))
                : null;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.strip().matches("[12][0-9]{3}-[0-9]{2}-[0-9]{2}") ? LocalDate.parse(text.strip()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String plain(String text) {
        String stripped = text.strip().replaceAll("\\p{Cc}", "");
        return stripped.substring(0, Math.min(LONGEST, stripped.length()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
