package id.paraf.enrolment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.selfie.Meeting;
import id.paraf.selfie.SelfieCases;

/** An applicant's own applications. */
@Component
public class Applications {

    private final ApplicationRows rows;
    private final SelfieCases cases;

    Applications(ApplicationRows rows, SelfieCases cases) {
        this.rows = rows;
        this.cases = cases;
    }

    /** All of them, the newest first. */
    public List<Application> ownedBy(UUID account) {
        return rows.ofAccount(account);
    }

    /** One, only if it is this account's. */
    public Optional<Application> ownedBy(UUID account, UUID id) {
        return rows.find(id).filter(application -> application.account().equals(account));
    }

    /** How often and for what one of the account's was sent back, the newest first. */
    public List<Returned> returnsOf(Application application) {
        return rows.returns(application.id());
    }

    /** What an officer arranged to see the applicant. */
    public Optional<Meeting> meeting(Application application) {
        return cases.meeting(application.id());
    }

    /** Who the account's owner said to be in the newest application that was rejected; what was taken back is gone. */
    public Optional<Identity> saidBefore(UUID account) {
        return rows.ofAccount(account).stream().filter(found -> found.state() == State.REJECTED).map(Application::identity)
                .filter(Objects::nonNull).findFirst();
    }

    /** The one that is being filled in or decided. */
    public Optional<Application> openOf(UUID account) {
        return rows.openOf(account);
    }
}
