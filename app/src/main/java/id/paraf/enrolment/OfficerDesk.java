package id.paraf.enrolment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.enrolment.DecideOutcome.Conflict;
import id.paraf.evidence.EvidenceFile;
import id.paraf.evidence.EvidenceFiles;
import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Origin;
import id.paraf.selfie.ReferencePhotos;
import id.paraf.selfie.SelfieCases;

/**
 * What an officer has before them: everything of the own institution, and nothing else (RA-02). What is the officer's own
 * or comes from the own unit is seen and left to a colleague (RA-01, RP-28).
 */
@Component
public class OfficerDesk {

    private final ApplicationRows rows;
    private final Accounts accounts;
    private final SelfieCases cases;
    private final ReferencePhotos photos;
    private final EvidenceFiles evidence;
    private final DocumentPolicy policy;
    private final Corrected corrected;

    OfficerDesk(ApplicationRows rows, Accounts accounts, SelfieCases cases, ReferencePhotos photos, EvidenceFiles evidence,
            DocumentPolicy policy, Corrected corrected) {
        this.rows = rows;
        this.accounts = accounts;
        this.cases = cases;
        this.photos = photos;
        this.evidence = evidence;
        this.policy = policy;
        this.corrected = corrected;
    }

    /**
     * @param conflict why this officer cannot decide it, or null
     * @param first whether this officer approved it and another one has to, too
     */
    public record Item(Application application, Account applicant, @Nullable Conflict conflict, boolean first) {
    }

    /** That it was sent back, and the name of the officer who did. */
    public record Back(Returned returned, String officer) {
    }

    /** @param conflict why this officer cannot decide it, or null */
    public record CaseItem(SelfieCases.Case selfieCase, Account person, @Nullable Conflict conflict) {
    }

    /** Applications of the officer's institution as the officer sees them. */
    List<Item> items(Account officer, List<Application> applications) {
        var applicants = accounts.all(applications.stream().map(Application::account).toList());
        return applications.stream().map(application -> {
            var applicant = Objects.requireNonNull(applicants.get(application.account()));
            return item(officer, application, applicant);
        }).toList();
    }

    /** How many approved applications of the officer's institution the authority cannot issue. */
    public int unissuable(UUID officer) {
        return officer(officer).map(who -> rows.countUnissuable(who.institution())).orElse(0);
    }

    /** One application, if it is of the officer's institution and was sent. */
    public Optional<Item> application(UUID officer, UUID id) {
        return officer(officer).flatMap(who -> rows.find(id).filter(found -> found.institution().equals(who.institution()))
                .filter(found -> found.submittedAt() != null).map(found -> item(who, found)));
    }

    /** What it was sent back for before, the newest first. */
    public List<Back> returns(Item item) {
        return rows.returns(item.application().id()).stream()
                .map(returned -> new Back(returned, accounts.get(returned.officer()).name())).toList();
    }

    /** One reference photo of an application this officer may see; each look is audited. */
    public Optional<byte[]> photo(UUID officer, UUID id, int slot, Origin origin) {
        return application(officer, id).flatMap(item -> photos.view(id, slot, officer, origin));
    }

    /** What was handed in with an application, without what is in it. */
    List<EvidenceFile> documents(UUID application) {
        return evidence.of(application);
    }

    /** One document of an application this officer may see; each look is audited. */
    public Optional<EvidenceFiles.Shown> document(UUID officer, UUID id, EvidenceKind kind, Origin origin) {
        return application(officer, id).flatMap(item -> evidence.show(id, kind, officer, origin));
    }

    /** What an officer may ask to be corrected. */
    public List<Step> correctable() {
        return policy.correctable();
    }

    /** The same of one application. */
    public List<Step> correctable(Item item) {
        return policy.correctable(item.application());
    }

    /** What a correction is about; empty for an application for a certificate. */
    public Optional<Correction> correction(Item item) {
        return corrected.about(item.application());
    }

    /** Cases that the camera could not decide, of the officer's institution, oldest first. */
    public List<CaseItem> cases(UUID officer) {
        var who = officer(officer);
        if (who.isEmpty()) {
            return List.of();
        }
        // Cases of applications have no key: they are worked with the application itself.
        return cases.waiting().stream().filter(waiting -> waiting.key() != null).map(waiting -> caseItem(who.get(), waiting))
                .filter(OfficerDesk::inScope).toList();
    }

    public Optional<CaseItem> selfieCase(UUID officer, UUID id) {
        return officer(officer).flatMap(who -> cases.find(id).map(found -> caseItem(who, found)).filter(OfficerDesk::inScope));
    }

    private static boolean inScope(CaseItem item) {
        return item.conflict() != Conflict.OTHER_INSTITUTION;
    }

    /** Why this officer may not decide about this person; null if nothing stands against it. */
    public @Nullable Conflict conflict(UUID officer, UUID person) {
        var who = officer(officer).orElse(null);
        return who == null ? Conflict.NO_OFFICER : conflict(who, accounts.get(person));
    }

    /** The same about what this person applies for: nobody lets anybody into the own unit. */
    @Nullable Conflict conflict(UUID officer, Application application) {
        var who = officer(officer).orElse(null);
        return who == null ? Conflict.NO_OFFICER : conflict(who, application, accounts.get(application.account()));
    }

    private @Nullable Conflict conflict(Account officer, Application application, Account applicant) {
        var conflict = conflict(officer, applicant);
        return conflict == null && corrected.into(application, officer.unit()) ? Conflict.SAME_UNIT : conflict;
    }

    Optional<Account> officer(UUID account) {
        return accounts.find(account).filter(found -> found.is(Role.OFFICER) && found.disabledAt() == null);
    }

    private Item item(Account officer, Application application) {
        return item(officer, application, accounts.get(application.account()));
    }

    private Item item(Account officer, Application application, Account applicant) {
        return new Item(application, applicant, conflict(officer, application, applicant),
                application.state() == State.CONFIRMING && officer.id().equals(application.firstBy()));
    }

    private CaseItem caseItem(Account officer, SelfieCases.Case selfieCase) {
        var person = accounts.get(selfieCase.account());
        return new CaseItem(selfieCase, person, conflict(officer, person));
    }

    private static @Nullable Conflict conflict(Account officer, Account person) {
        if (officer.id().equals(person.id())) {
            return Conflict.OWN;
        }
        if (!officer.sameInstitution(person)) {
            return Conflict.OTHER_INSTITUTION;
        }
        return officer.sameUnit(person) ? Conflict.SAME_UNIT : null;
    }
}
