package id.paraf.renewal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.account.SecurityNotices;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.IssueOutcome;
import id.paraf.certificate.IssueRenewal;
import id.paraf.certificate.Register;
import id.paraf.certificate.SupersedeCertificate;
import id.paraf.enrolment.Corrected;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.kernel.Turn;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.OrderOutcome;
import id.paraf.keyroom.Passphrase;

/**
 * What follows the proof of the passphrase, and the end of what a crash cut off. All of it in the certificate's {@link Turn}:
 * whoever holds that and finds an order knows that nobody is at work on it any more.
 */
@Component
class CarryOn {

    private static final Logger LOG = LoggerFactory.getLogger(CarryOn.class);

    private final RenewalRows rows;
    private final Keyroom keyroom;
    private final IssueRenewal issue;
    private final SupersedeCertificate supersede;
    private final Corrected corrected;
    private final Register register;
    private final Accounts accounts;
    private final SecurityNotices notices;
    private final Audit audit;
    private final Faults faults;
    private final Turn turn;
    private final TransactionTemplate transaction;

    CarryOn(RenewalRows rows, Keyroom keyroom, IssueRenewal issue, SupersedeCertificate supersede,
            Corrected corrected, Register register, Accounts accounts, SecurityNotices notices,
            Audit audit, Faults faults, Turn turn, TransactionTemplate transaction) {
        this.rows = rows;
        this.keyroom = keyroom;
        this.issue = issue;
        this.supersede = supersede;
        this.corrected = corrected;
        this.register = register;
        this.accounts = accounts;
        this.notices = notices;
        this.audit = audit;
        this.faults = faults;
        this.turn = turn;
        this.transaction = transaction;
    }

    /** The name of a certificate's turn. */
    static String turnOf(CertificateId id) {
        return "renewal:" + id;
    }

    /** Everything that was ordered and not settled. What is being carried out right now is waited for, and found settled. */
    @EventListener(ApplicationReadyEvent.class)
    void run() {
        for (var ordered : rows.ordered()) {
            try {
                turn.alone(turnOf(ordered.certificate()), () -> before(ordered.certificate()));
            } catch (RuntimeException e) {
                LOG.warn("Renewal {} cannot be carried on yet", ordered.id(), e);
            }
        }
    }

    /** Ends what was cut off. The certificate that came of a renewal before this, if one did. In the certificate's turn. */
    Optional<Certificate> before(CertificateId id) {
        cutOff(id);
        return rows.of(id).map(RenewalRows.Renewal::newCertificate).flatMap(register::find);
    }

    /** The same for what came of a correction. */
    Optional<Certificate> correctedBefore(CertificateId id) {
        cutOff(id);
        return rows.correctionOf(id).map(RenewalRows.Renewal::newCertificate).flatMap(register::find);
    }

    private void cutOff(CertificateId id) {
        Stream.concat(rows.of(id).stream(), rows.correctionOf(id).stream())
                .filter(found -> found.state() == RenewalRows.State.ORDERED).forEach(this::end);
    }

    private void end(RenewalRows.Renewal cutOff) {
        // Given up in the keyroom first: whatever still comes for this order is refused there.
        var proof = keyroom.outcome(cutOff.order()).orElseGet(() -> keyroom.abandon(cutOff.order(), cutOff.key()));
        boolean keyThere = cutOff.newKey() == null || keyroom.state(cutOff.newKey()).isPresent();
        boolean goesOn = proof.kind() == OrderOutcome.Kind.SIGN && proof.key().equals(cutOff.key()) && keyThere;
        if (goesOn) {
            issue(cutOff);
        } else {
            stop(cutOff, "INTERRUPTED");
        }
        LOG.info("Renewal {} was cut off and {}", cutOff.id(), goesOn ? "carried on" : "given up");
    }

    /** Makes the renewal's own key, under the id that the journal has for it. */
    void makeKey(RenewalRows.Renewal ordered, SecretText typed) {
        var newKey = java.util.Objects.requireNonNull(ordered.newKey());
        var like = keyroom.state(ordered.key()).orElseThrow();
        try (var passphrase = Passphrase.of(typed.reveal())) {
            keyroom.createSignerKey(newKey, ordered.account(), like.algorithm(), like.policy(), passphrase);
        }
        transaction.executeWithoutResult(status -> record("renewal.key-made", ordered,
                Map.of("order", ordered.order().toString(), "key", newKey.toString(), "policy", like.policy().name(), "subject",
                        ordered.subject()),
                ordered.origin()));
    }

    /** Issues and writes down what came of it. Can be done again after a crash. */
    RenewOutcome issue(RenewalRows.Renewal ordered) {
        boolean issued = ordered.correction() == null ? register.renewalOf(ordered.certificate()).isPresent()
                : register.ofKey(ordered.certifiedKey()).isPresent();
        // SE-05: nobody gets a certificate who may not log in, however far it had come.
        if (!issued && accounts.get(ordered.account()).disabledAt() != null) {
            return stop(ordered, "DISABLED");
        }
        return switch (ask(ordered, issued)) {
            case IssueOutcome.Issued(var certificate) -> {
                faults.reached(RenewalPoint.CERTIFICATE_ISSUED);
                transaction.executeWithoutResult(status -> complete(ordered, certificate));
                faults.reached(RenewalPoint.COMPLETED);
                yield new RenewOutcome.Renewed(certificate);
            }
            case IssueOutcome.Lint(var findings) -> {
                LOG.error("The certificate of renewal {} broke a rule: {}", ordered.id(), findings);
                yield stop(ordered, "CERTIFICATE_REFUSED");
            }
            case IssueOutcome.KeyUnfit(String why) -> {
                LOG.warn("Renewal {} cannot be issued: {}", ordered.id(), why);
                yield stop(ordered, "KEY_UNFIT");
            }
        };
    }

    private IssueOutcome ask(RenewalRows.Renewal ordered, boolean issued) {
        String reference = "renewal:" + ordered.id();
        if (ordered.correction() == null) {
            return issue.renew(ordered.certificate(), ordered.certifiedKey(), ordered.agreement(), reference, ordered.account(),
                    ordered.origin());
        }
        var behind = register.find(ordered.certificate()).flatMap(corrected::of)
                .filter(found -> found.correction().equals(ordered.correction()));
        if (behind.isEmpty() && !issued) {
            return new IssueOutcome.KeyUnfit("nothing that the certificate says was corrected");
        }
        // Whom it names counts only as long as it is not issued.
        var subject = behind.map(Corrected.Behind::should).or(() -> register.subject(ordered.certificate())).orElseThrow();
        var outcome = supersede.correct(ordered.certificate(), ordered.certifiedKey(), subject, ordered.agreement(), reference,
                ordered.account(), ordered.origin());
        if (outcome instanceof IssueOutcome.Issued) {
            faults.reached(RenewalPoint.REPLACED);
            // All its certificates were revoked with the new one's issue: nothing is signed with it any more (KY-08).
            keyroom.destroy(ordered.key());
        }
        return outcome;
    }

    private void complete(RenewalRows.Renewal ordered, Certificate certificate) {
        if (ordered.correction() != null) {
            completeCorrection(ordered, certificate);
        } else if (rows.done(ordered.id(), certificate.id())) {
            record("renewal.completed", ordered, Map.of("order", ordered.order().toString(), "newCertificate",
                    certificate.id().toString(), "key", ordered.newKey() == null ? "same" : "new"), ordered.origin());
            notices.tell(ordered.account(), "certificate-renewed", "certificate:" + certificate.id(), ordered.origin());
        }
    }

    private void completeCorrection(RenewalRows.Renewal ordered, Certificate certificate) {
        if (rows.done(ordered.id(), certificate.id())) {
            record("renewal.corrected", ordered, Map.of("order", ordered.order().toString(), "newCertificate",
                    certificate.id().toString(), "correction", String.valueOf(ordered.correction()), "destroyedKey",
                    ordered.key().toString()), ordered.origin());
            notices.tell(ordered.account(), "certificate-corrected", "certificate:" + certificate.id(), ordered.origin());
        }
    }

    /** The certificate stays as it is; a key that was made for the renewal goes. */
    private RenewOutcome stop(RenewalRows.Renewal ordered, String reason) {
        boolean keyGone = ordered.newKey() != null && keyroom.destroy(ordered.newKey());
        transaction.executeWithoutResult(status -> {
            if (rows.settle(ordered.id(), RenewalRows.State.STOPPED, reason)) {
                var details = new HashMap<>(
                        Map.of("order", ordered.order().toString(), "reason", reason, "subject", ordered.subject()));
                if (keyGone) {
                    details.put("destroyedKey", String.valueOf(ordered.newKey()));
                }
                record("renewal.stopped", ordered, details, Origin.SYSTEM);
            }
        });
        return new RenewOutcome.Stopped();
    }

    private void record(String type, RenewalRows.Renewal ordered, Map<String, String> details, Origin origin) {
        audit.record(new AuditEvent(type, ordered.account(), origin.equals(Origin.SYSTEM) ? null : ordered.account(),
                "certificate:" + ordered.certificate(), details, origin));
    }
}
