package id.paraf.web.officer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.enrolment.OfficerQueue;
import id.paraf.enrolment.State;

/**
 * The queue's filter as it stands in an address: what it does not know it takes for not chosen.
 *
 * @param state a state, or {@code ALL}
 */
public record QueueFilter(String state, String search, String unit, String officer, boolean late) {

    /** What an officer may look at; drafts are nobody's business. */
    public static final List<State> STATES = List.of(State.SUBMITTED, State.CONFIRMING, State.RETURNED, State.APPROVED,
            State.ISSUED, State.CORRECTED, State.REJECTED);
    public static final String ALL = "ALL";

    public QueueFilter {
        Set<String> known = new java.util.HashSet<>(List.of(ALL));
        STATES.forEach(each -> known.add(each.name()));
        state = !known.contains(state) || late && !state.equals(State.CONFIRMING.name()) ? State.SUBMITTED.name() : state;
        search = search.strip();
        unit = unit.strip();
        officer = id(officer) == null ? "" : officer;
    }

    OfficerQueue.Filter filter() {
        return new OfficerQueue.Filter(state.equals(ALL) ? null : State.valueOf(state), late, unit.isEmpty() ? null : unit,
                id(officer), search);
    }

    public boolean narrow() {
        return late || !search.isEmpty() || !unit.isEmpty() || !officer.isEmpty();
    }

    /** Whether the queue shows anything else than what it shows unasked. */
    public boolean active() {
        return narrow() || !state.equals(State.SUBMITTED.name());
    }

    /** The address of the page behind a place. */
    public String href(OfficerQueue.Place after) {
        return "/officer?state=" + state + "&search=" + encoded(search) + "&unit=" + encoded(unit) + "&officer=" + officer
                + (late ? "&late=yes" : "") + "&after=" + ChronoUnit.MICROS.between(Instant.EPOCH, after.at()) + "_" + after.id();
    }

    /** The place in an address; null for the first page, and for anything that is none. */
    static OfficerQueue.@Nullable Place place(String after) {
        int middle = after.indexOf('_');
        UUID id = middle < 0 ? null : id(after.substring(middle + 1));
        if (id == null || !after.substring(0, middle).matches("[0-9]{1,17}")) {
            return null;
        }
        try {
            return new OfficerQueue.Place(Instant.EPOCH.plus(Long.parseLong(after.substring(0, middle)), ChronoUnit.MICROS), id);
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
