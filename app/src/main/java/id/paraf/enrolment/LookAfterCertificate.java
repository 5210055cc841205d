package id.paraf.enrolment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.CertificateStatus;
import id.paraf.certificate.Register;
import id.paraf.certificate.ResumeCertificate;
import id.paraf.certificate.ResumeOutcome;
import id.paraf.certificate.RevocationGround;
import id.paraf.certificate.RevokeCertificate;
import id.paraf.certificate.RevokeOutcome;
import id.paraf.certificate.SuspendCertificate;
import id.paraf.certificate.SuspendOutcome;
import id.paraf.enrolment.DecideOutcome.Conflict;
import id.paraf.kernel.Explanation;
import id.paraf.kernel.Origin;

/**
 * What an officer may do with certificates of the own institution: find them, suspend, resume and revoke them, with words that
 * their owners may read. Never the officer's own, nor those of the own unit (RA-01); others are not there (RA-02).
 */
@Component
public class LookAfterCertificate {

    private static final int PAGE = 50;

    private final OfficerDesk desk;
    private final Accounts accounts;
    private final Register register;
    private final SuspendCertificate suspend;
    private final ResumeCertificate resume;
    private final RevokeCertificate revoke;

    LookAfterCertificate(OfficerDesk desk, Accounts accounts, Register register, SuspendCertificate suspend,
            ResumeCertificate resume, RevokeCertificate revoke) {
        this.desk = desk;
        this.accounts = accounts;
        this.register = register;
        this.suspend = suspend;
        this.resume = resume;
        this.revoke = revoke;
    }

    /** @param conflict why this officer leaves it to others, or null */
    public record Item(Certificate certificate, Account owner, @Nullable Conflict conflict) {
    }

    /** One page. @param next where the next one begins, or null if this is the last */
    public record Sheet(List<Item> items, OfficerQueue.@Nullable Place next) {
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** It is so now, and its owner is told. */
        record Done() implements Outcome {
        }

        /** It was so before: nothing happened. */
        record Unchanged() implements Outcome {
        }

        /** It is over, revoked or expired, and can be none of this. */
        record Over() implements Outcome {
        }

        /** There is no such certificate for this officer. */
        record NotThere() implements Outcome {
        }

        /** It is the officer's own, or of the own unit. */
        record NotYours(Conflict conflict) implements Outcome {
        }

        /** Nothing of this happens without words that can be read later. */
        record ReasonMissing() implements Outcome {
        }
    }

    /** What would be done if nothing stands against it. */
    private interface Act {
        Outcome carryOut(String words);
    }

    /**
     * Certificates of the officer's institution, the newest first: of accounts with such words in name, user name, e-mail address
     * or unit; with such words in their own name; or with this serial number.
     *
     * @param status only of this one, or null
     * @param after the page behind a place, or null for the first
     */
    public Sheet find(UUID officer, String words, @Nullable CertificateStatus status, OfficerQueue.@Nullable Place after) {
        return desk.officer(officer).map(who -> {
            var institution = who.works().institution();
            // Without words everybody's are shown, and nobody has to be looked for.
            var named = words.isBlank() ? List.<UUID>of()
                    : accounts.ofInstitution(institution, words, Integer.MAX_VALUE).stream().map(Account::id).toList();
            var found = register.search(accounts.of(institution), named, words, status,
                    after == null ? null : new Register.Place(after.at(), after.id()), PAGE + 1);
            var shown = found.subList(0, Math.min(PAGE, found.size()));
            return new Sheet(shown.stream().map(certificate -> item(officer, certificate)).toList(), found.size() <= PAGE ? null
                    : new OfficerQueue.Place(shown.getLast().issuedAt(), shown.getLast().id().value()));
        }).orElse(new Sheet(List.of(), null));
    }

    /** One certificate of the officer's institution. */
    public Optional<Item> one(UUID officer, CertificateId id) {
        return register.find(id).filter(found -> accounts.find(found.account()).isPresent()).map(found -> item(officer, found))
                .filter(found -> found.conflict() != Conflict.OTHER_INSTITUTION && found.conflict() != Conflict.NO_OFFICER);
    }

    private Item item(UUID officer, Certificate certificate) {
        return new Item(certificate, accounts.get(certificate.account()), desk.conflict(officer, certificate.account()));
    }

    /** Stops it until an officer lets it go on. Not inside a transaction. */
    public Outcome suspend(UUID officer, CertificateId id, String reason, Origin origin) {
        return act(officer, id, reason, words -> switch (suspend.byOfficer(id, officer, words, origin)) {
            case SuspendOutcome.Suspended done -> new Outcome.Done();
            case SuspendOutcome.AlreadySuspended same -> new Outcome.Unchanged();
            case SuspendOutcome.Over over -> new Outcome.Over();
        });
    }

    /** Lets it go on, whoever stopped it. Not inside a transaction. */
    public Outcome resume(UUID officer, CertificateId id, String note, Origin origin) {
        return act(officer, id, note, words -> switch (resume.byOfficer(id, officer, words, origin)) {
            case ResumeOutcome.Resumed done -> new Outcome.Done();
            case ResumeOutcome.NotSuspended same -> new Outcome.Unchanged();
            case ResumeOutcome.HeldByOfficer held -> throw new IllegalStateException("An officer ends what officers began");
            case ResumeOutcome.Over over -> new Outcome.Over();
        });
    }

    /** Ends it for good. Not inside a transaction. */
    public Outcome revoke(UUID officer, CertificateId id, RevocationGround ground, String note, Origin origin) {
        return act(officer, id, note, words -> switch (revoke.byOfficer(id, officer, ground, words, origin)) {
            case RevokeOutcome.Revoked done -> new Outcome.Done();
            case RevokeOutcome.AlreadyRevoked same -> new Outcome.Unchanged();
            case RevokeOutcome.NotRevocable over -> new Outcome.Over();
        });
    }

    private Outcome act(UUID officer, CertificateId id, String words, Act act) {
        var item = one(officer, id).orElse(null);
        if (item == null) {
            return new Outcome.NotThere();
        }
        if (item.conflict() != null) {
            return new Outcome.NotYours(item.conflict());
        }
        return Explanation.of(words).map(said -> act.carryOut(said.text())).orElseGet(Outcome.ReasonMissing::new);
    }
}
