package id.paraf.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.audit.Audit;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.evidence.EvidenceFile;
import id.paraf.selfie.CompareCard;
import id.paraf.selfie.Meeting;
import id.paraf.selfie.PastChecks;
import id.paraf.selfie.SelfieCases;

/** Everything an officer of the institution needs side by side to decide one application. */
@Component
public class Examine {

    private final OfficerDesk desk;
    private final ApplicationRows rows;
    private final Accounts accounts;
    private final Register register;
    private final PastChecks checks;
    private final SelfieCases cases;
    private final Inquire inquire;
    private final CompareCard compare;
    private final Corrected corrected;
    private final Audit audit;

    Examine(OfficerDesk desk, ApplicationRows rows, Accounts accounts, Register register, PastChecks checks, SelfieCases cases,
            Inquire inquire, CompareCard compare, Corrected corrected, Audit audit) {
        this.desk = desk;
        this.rows = rows;
        this.accounts = accounts;
        this.register = register;
        this.checks = checks;
        this.cases = cases;
        this.inquire = inquire;
        this.compare = compare;
        this.corrected = corrected;
        this.audit = audit;
    }

    /**
     * The evidence.
     *
     * @param correction what a correction is about, or null
     * @param certified what a correction means for certificates, or null
     * @param reference the application whose photos are in force, or null: what a correction is held against
     * @param first the name of the officer who approved it first, where two have to, or null
     * @param decision who decided it in the end, or null
     * @param meeting what an officer arranged to see the applicant, or null
     * @param returns what it was sent back for
     * @param checks what the camera found, the newest first
     * @param documents what was handed in with it
     * @param finding what was found out without a person, or null if nothing was yet
     * @param likeness of the card's face and the live photos, and what is asked of it today; null if they were not compared
     * @param handedOver why the camera left it to an officer, or null
     * @param earlier other applications of the same person at this institution
     * @param certificates of the same person, the newest first
     * @param cases resets of the same person that needed an officer
     * @param sameNumber applications of other accounts of this institution with the same NIK
     * @param sameNumberElsewhere how many there are at other institutions, about which nothing more is said (RA-02)
     */
    public record Evidence(OfficerDesk.Item item, @Nullable Correction correction, @Nullable Certified certified,
            @Nullable Application reference,
            @Nullable String first, @Nullable Decision decision, @Nullable Meeting meeting, List<OfficerDesk.Back> returns,
            List<PastChecks.Check> checks, List<EvidenceFile> documents, @Nullable Finding finding,
            PastChecks.@Nullable Figure likeness,
            SelfieCases.@Nullable Cause handedOver, List<Application> earlier, List<Certificate> certificates,
            List<SelfieCases.Case> cases, List<Application> sameNumber, int sameNumberElsewhere) {

        /** Whether one of the certificates gave way to one that names its owner otherwise. Only a correction leads to that. */
        public boolean gaveWay(Certificate old) {
            return certificates.stream().filter(fresh -> fresh.id().equals(old.replacedBy()))
                    .anyMatch(fresh -> old.affiliationChanged()
                            || !fresh.commonName().equals(old.commonName()));
        }
    }

    /**
     * Who decided an application, and by what.
     *
     * @param officer the name
     * @param compared what data and photos were held against, or null where nothing was approved
     */
    public record Decision(String officer, Instant at, @Nullable Compared compared) {
    }

    /** What a correction means for certificates. */
    public enum Certified {
        /** They say nothing of what changes. */
        NOTHING,
        /** They say what changes, and it is not decided. */
        UNDECIDED,
        /** Nothing came of it. */
        UNCHANGED,
        /** The one with the old data was revoked with the approval. */
        STOPPED,
        /** The one with corrected data is there. */
        FOLLOWED,
        /** One in force says the old data. */
        BEHIND,
        /** None in force says them. */
        NONE
    }

    /**
     * What there is to know a person by who comes about a reset.
     *
     * @param checks what the camera found in it, the newest first
     * @param enrolled the application whose photos are in force, or null
     * @param documents what was handed in with that and is still kept
     */
    public record Acquaintance(List<PastChecks.Check> checks, @Nullable Application enrolled, List<EvidenceFile> documents) {
    }

    /** The same for a case. */
    public Acquaintance person(OfficerDesk.CaseItem item) {
        var person = item.person();
        var enrolled = photosInForce(person.id(), person.institution());
        return new Acquaintance(checks.ofJourney(item.selfieCase().journey()), enrolled,
                enrolled == null ? List.of() : desk.documents(enrolled.id()));
    }

    /** The application of this institution that brought the photos a face is compared with, or null. */
    private @Nullable Application photosInForce(UUID account, String institution) {
        return rows.ofAccount(account).stream().filter(other -> other.photos() == Application.PHOTOS
                && other.submittedAt() != null && other.institution().equals(institution)).findFirst().orElse(null);
    }

    /** The evidence of an application that this officer may see. */
    public Optional<Evidence> application(UUID officer, UUID id) {
        return desk.application(officer, id).map(item -> {
            var application = item.application();
            UUID account = application.account();
            var same = application.identity() == null ? List.<Application>of() : rows.sameNumber(application.identity(), account);
            var here = same.stream().filter(other -> other.institution().equals(application.institution())).toList();
            UUID first = application.firstBy();
            var finding = inquire.newest(id).orElse(null);
            var likeness = finding == null || finding.likeness() == null ? null : compare.figure(finding.likeness());
            var correction = desk.correction(item).orElse(null);
            var reference = correction == null ? null : photosInForce(account, application.institution());
            var owned = register.ownedBy(account);
            return new Evidence(item, correction, correction == null ? null : certified(application, correction, owned), reference,
                    first == null ? null : accounts.get(first).name(), decision(application),
                    cases.meeting(id).orElse(null), desk.returns(item),
                    checks.ofJourney(id),
                    desk.documents(id), finding, likeness,
                    cases.ofJourney(id).map(SelfieCases.Case::cause).orElse(null),
                    rows.ofAccount(account).stream().filter(other -> !other.id().equals(id) && other.submittedAt() != null
                            && other.institution().equals(application.institution())).toList(),
                    owned, cases.ofResets(account), here, same.size() - here.size());
        });
    }

    /** What it was held against stands in the event alone. */
    private @Nullable Decision decision(Application application) {
        boolean decided = switch (application.state()) {
            case APPROVED, ISSUED, CORRECTED, REJECTED -> true;
            default -> false;
        };
        UUID officer = application.decidedBy();
        Instant at = application.decidedAt();
        if (!decided || officer == null || at == null) {
            return null;
        }
        var compared = Stream.of("application.approved", "application.data-corrected")
                .flatMap(type -> audit.find(type, application.account(), "application:" + application.id()).stream())
                .map(entry -> entry.event().details().get("compared")).filter(Objects::nonNull)
                .flatMap(name -> Compared.of(name).stream()).findFirst();
        return new Decision(accounts.get(officer).name(), at,
                application.state() == State.REJECTED ? null : compared.orElse(null));
    }

    private Certified certified(Application application, Correction correction, List<Certificate> owned) {
        var identity = application.identity();
        if (identity == null || correction.changed(identity).stream().noneMatch(Correction.Field::certified)) {
            return Certified.NOTHING;
        }
        var decided = application.decidedAt();
        if (application.state() != State.CORRECTED || decided == null) {
            return application.state().open() ? Certified.UNDECIDED : Certified.UNCHANGED;
        }
        if (correction.atOnce()) {
            return Certified.STOPPED;
        }
        if (owned.stream().anyMatch(old -> old.replacedBy() != null && old.revokedAt() != null && !old.revokedAt().isBefore(decided)
                && owned.stream().anyMatch(fresh -> fresh.id().equals(old.replacedBy()) && corrected.of(fresh).isEmpty()))) {
            return Certified.FOLLOWED;
        }
        return owned.stream().anyMatch(old -> corrected.of(old).isPresent()) ? Certified.BEHIND : Certified.NONE;
    }
}
