package id.paraf.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.kernel.Origin;

/** What officers and verifikators do with the units of their own institution: add one, stop one, let it be used again. */
@Component
public class LookAfterUnits {

    /** More than any institution has; a list that grows without an end is a mistake, or worse. */
    public static final int MOST = 5000;

    private final Accounts accounts;
    private final Institutions institutions;

    LookAfterUnits(Accounts accounts, Institutions institutions) {
        this.accounts = accounts;
        this.institutions = institutions;
    }

    /** The units of an institution, and how many people each has. */
    public record Sheet(Institution institution, List<Unit> units, Map<UUID, Integer> people) {

        public int peopleOf(Unit unit) {
            return people.getOrDefault(unit.id(), 0);
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Done() implements Outcome {
        }

        /** It was so before, or is there. */
        record Unchanged() implements Outcome {
        }

        /** No name that can be shown on one line. */
        record NoName() implements Outcome {
        }

        record TooMany() implements Outcome {
        }

        /** There is no such unit for this account. */
        record NotThere() implements Outcome {
        }

        /** Who asked may not. */
        record NotAllowed() implements Outcome {
        }
    }

    /** The own institution's units; empty for whoever has nothing to do with them. */
    public Optional<Sheet> sheet(UUID who) {
        return keeper(who).map(account -> account.works().institution())
                .map(own -> new Sheet(own, institutions.unitsOf(own), institutions.people(own)));
    }

    /** The own institution's units into which people are invited. */
    public List<Unit> inUse(UUID who) {
        return sheet(who).map(sheet -> sheet.units().stream().filter(Unit::inUse).toList()).orElse(List.of());
    }

    @Transactional
    public Outcome add(UUID who, String typed, Origin origin) {
        String name = Line.of(typed);
        var sheet = sheet(who).orElse(null);
        if (sheet == null) {
            return new Outcome.NotAllowed();
        }
        if (!Line.readable(name)) {
            return new Outcome.NoName();
        }
        if (sheet.units().size() >= MOST) {
            return new Outcome.TooMany();
        }
        return institutions.unit(sheet.institution(), name).isEmpty() && institutions.insert(sheet.institution(), name, who, origin)
                ? new Outcome.Done() : new Outcome.Unchanged();
    }

    /** Nobody else is invited into a unit that is stopped; its people stay where they are. */
    @Transactional
    public Outcome stop(UUID who, UUID unit, boolean stop, Origin origin) {
        var account = keeper(who).orElse(null);
        if (account == null) {
            return new Outcome.NotAllowed();
        }
        return institutions.unit(account.works().institution(), unit).<Outcome>map(
                found -> institutions.stop(found, stop, who, origin) ? new Outcome.Done() : new Outcome.Unchanged())
                .orElseGet(Outcome.NotThere::new);
    }

    private Optional<Account> keeper(UUID who) {
        return accounts.holder(who, Role.OFFICER, Role.VERIFIKATOR);
    }
}
