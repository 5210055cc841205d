package id.paraf.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.account.Accounts;

/** What waits for an institution's officers, a page at a time, filtered and counted; and which is next. */
@Component
public class OfficerQueue {

    /** How many stand on a page. */
    public static final int PAGE = 25;
    private static final int LOOK_AHEAD = 20;

    private final OfficerDesk desk;
    private final QueueRows rows;
    private final Accounts accounts;
    private final OfficerSettings settings;
    private final Clock clock;

    OfficerQueue(OfficerDesk desk, QueueRows rows, Accounts accounts, OfficerSettings settings, Clock clock) {
        this.desk = desk;
        this.rows = rows;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What to show.
     *
     * @param state of one state, or null for everything that was ever sent
     * @param late only what waits longer than it should
     * @param unit only of this unit, or null
     * @param officer only what this officer decided, or null
     * @param search a number, a NIK, or beginnings of words of a name
     */
    public record Filter(@Nullable State state, boolean late, @Nullable String unit, @Nullable UUID officer, String search) {
    }

    /** Where a page ends: the next one begins behind it, whatever was decided or sent meanwhile. */
    public record Place(Instant at, UUID id) {
    }

    /** One page. @param next where the next one begins, or null if this is the last */
    public record Sheet(List<OfficerDesk.Item> items, @Nullable Place next) {
    }

    /** How much there is of each state, how much of that is late, and what can be filtered by. */
    public record Overview(Map<State, Integer> counts, Map<State, Integer> late, List<String> units, List<Account> officers) {

        public int count(State state) {
            return counts.getOrDefault(state, 0);
        }

        /** How many of a state wait longer than they should. */
        public int late(State state) {
            return state.waits() ? late.getOrDefault(state, 0) : 0;
        }
    }

    /** How long an application may wait before it is late. */
    public Duration sla() {
        return settings.sla();
    }

    /** Whether an approval needs a second officer. */
    public boolean fourEyes() {
        return settings.fourEyes();
    }

    /** The page behind a place, or the first. */
    public Sheet page(UUID officer, Filter filter, @Nullable Place after) {
        return page(officer, filter, after, PAGE);
    }

    Sheet page(UUID officer, Filter filter, @Nullable Place after, int size) {
        var who = desk.officer(officer);
        if (who.isEmpty()) {
            return new Sheet(List.of(), null);
        }
        boolean confirming = filter.state() == State.CONFIRMING;
        var asked = filter.late() ? new Filter(confirming ? State.CONFIRMING : State.SUBMITTED, true, filter.unit(),
                filter.officer(), filter.search()) : filter;
        var found = rows.page(who.get().institution(), asked, filter.late() ? due() : null, after, size + 1);
        var shown = found.subList(0, Math.min(size, found.size()));
        var last = shown.isEmpty() ? null : shown.getLast();
        return new Sheet(desk.items(who.get(), shown), found.size() <= size || last == null || last.submittedAt() == null ? null
                : new Place(last.submittedAt(), last.id()));
    }

    public Overview overview(UUID officer) {
        var institution = desk.officer(officer).map(who -> who.works().institution());
        if (institution.isEmpty()) {
            return new Overview(Map.of(), Map.of(), List.of(), List.of());
        }
        var counts = rows.counts(institution.get().name(), due());
        return new Overview(figures(counts, QueueRows.Count::all), figures(counts, QueueRows.Count::late),
                rows.units(institution.get().name()), accounts.officersOf(institution.get()));
    }

    private static Map<State, Integer> figures(Map<State, QueueRows.Count> counts, Function<QueueRows.Count, Integer> figure) {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> figure.apply(entry.getValue())));
    }

    /** The oldest that this officer may decide, but this one. */
    public Optional<UUID> next(UUID officer, UUID but) {
        return desk.officer(officer).flatMap(who -> rows.waiting(who.institution(), who.unit(), officer, but, LOOK_AHEAD).stream()
                .filter(id -> desk.application(officer, id).filter(item -> item.conflict() == null).isPresent()).findFirst());
    }

    private Instant due() {
        return clock.instant().minus(settings.sla());
    }
}
