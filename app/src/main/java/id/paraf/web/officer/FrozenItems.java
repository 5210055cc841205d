package id.paraf.web.officer;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.enrolment.DecideOutcome.Conflict;
import id.paraf.enrolment.OfficerDesk;
import id.paraf.passphrase.FreezeKey;

/** Keys that their owners froze, as an officer of the same institution sees them. */
@Component
class FrozenItems {

    private final FreezeKey freezes;
    private final Accounts accounts;
    private final OfficerDesk desk;

    FrozenItems(FreezeKey freezes, Accounts accounts, OfficerDesk desk) {
        this.freezes = freezes;
        this.accounts = accounts;
        this.desk = desk;
    }

    List<FrozenItem> of(UUID officer) {
        return freezes.waiting().stream()
                .map(key -> new FrozenItem(key, accounts.get(key.account()), desk.conflict(officer, key.account())))
                .filter(item -> item.conflict() != Conflict.OTHER_INSTITUTION && item.conflict() != Conflict.NO_OFFICER).toList();
    }
}
