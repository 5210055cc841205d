package id.paraf.passphrase;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.SecurityNotices;
import id.paraf.account.Sessions;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.IssueOutcome;
import id.paraf.certificate.SupersedeCertificate;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Turn;
import id.paraf.keyroom.ActivateOutcome;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Refusal;
import id.paraf.selfie.CheckSelfie;

/** What follows the keyroom's commit of a reset. Every part can be done again, so that it is carried on after a crash. */
@Component
class Completion {

    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    private final Journeys journeys;
    private final Keyroom keyroom;
    private final SupersedeCertificate supersede;
    private final CheckSelfie selfie;
    private final Sessions sessions;
    private final SecurityNotices notices;
    private final Audit audit;
    private final Faults faults;
    private final Turn turn;
    private final TransactionTemplate transaction;

    Completion(Journeys journeys, Keyroom keyroom, SupersedeCertificate supersede, CheckSelfie selfie, Sessions sessions,
            SecurityNotices notices, Audit audit, Faults faults, Turn turn, TransactionTemplate transaction) {
        this.journeys = journeys;
        this.keyroom = keyroom;
        this.supersede = supersede;
        this.selfie = selfie;
        this.sessions = sessions;
        this.notices = notices;
        this.audit = audit;
        this.faults = faults;
        this.turn = turn;
        this.transaction = transaction;
    }

    /** The key stayed. */
    boolean kept(UUID journey, @Nullable Instant frozenUntil) {
        return complete(journey, frozenUntil, null);
    }

    /**
     * A new key waits: certify it, put it in the place of the old one, then complete. Its owner's request and the recovery
     * may come to it at once; whoever comes second finds it done.
     */
    boolean renewed(UUID id, UUID newKey, @Nullable Instant frozenUntil) {
        return turn.alone("journey:" + id, () -> renew(id, newKey, frozenUntil));
    }

    private boolean renew(UUID id, UUID newKey, @Nullable Instant frozenUntil) {
        var submitted = journeys.submitted(id).orElse(null);
        if (submitted == null) {
            return false;
        }
        Journey journey = submitted.journey();
        var issued = supersede.supersede(journey.certificate(), newKey, submitted.agreement(), "journey:" + id, journey.account(),
                submitted.origin());
        return switch (issued) {
            case IssueOutcome.Issued(var certificate) -> {
                faults.reached(JournalPoint.CERTIFICATE_ISSUED);
                var activated = keyroom.activate(submitted.activation(), newKey, journey.account());
                faults.reached(JournalPoint.KEY_ACTIVATED);
                boolean active = activated instanceof ActivateOutcome.Activated
                        || activated instanceof Refusal.Replayed && keyroom.outcome(submitted.activation()).isPresent();
                if (!active) {
                    LOG.warn("The renewed key {} of journey {} was not activated: {}", newKey, id, activated);
                    yield stop(journey, newKey, "KEY_NOT_ACTIVATED");
                }
                yield complete(id, frozenUntil, certificate.id());
            }
            case IssueOutcome.Lint(var findings) -> {
                LOG.error("The certificate of journey {} broke a rule: {}", id, findings);
                yield stop(journey, newKey, "CERTIFICATE_REFUSED");
            }
            case IssueOutcome.KeyUnfit(String why) -> {
                LOG.warn("The renewed key of journey {} cannot be certified: {}", id, why);
                yield stop(journey, newKey, "CERTIFICATE_REFUSED");
            }
        };
    }

    /** The old key and its passphrase stay as they were; the new key is destroyed. */
    private boolean stop(Journey journey, UUID newKey, String reason) {
        keyroom.destroy(newKey);
        transaction.executeWithoutResult(status -> {
            if (journeys.take(journey.id(), Step.STOP)) {
                journeys.reason(journey.id(), reason);
                audit.record(new AuditEvent("passphrase.reset.stopped", journey.account(), null,
                        "certificate:" + journey.certificate(), Map.of("reason", reason), id.paraf.kernel.Origin.SYSTEM));
            }
        });
        return false;
    }

    private boolean complete(UUID id, @Nullable Instant frozenUntil, @Nullable CertificateId newCertificate) {
        Boolean done = transaction.execute(status -> {
            var submitted = journeys.submitted(id).orElse(null);
            if (submitted == null || !journeys.take(id, Step.COMPLETE)) {
                return false;
            }
            Journey journey = submitted.journey();
            journeys.finished(id, frozenUntil, newCertificate);
            selfie.spend(id);
            var details = new HashMap<>(
                    Map.of("order", submitted.order().toString(), "policy", newCertificate == null ? "keep" : "renew",
                            "agreement", submitted.agreement().version()));
            if (newCertificate != null) {
                details.put("newCertificate", newCertificate.toString());
            }
            if (frozenUntil != null) {
                details.put("frozenUntil", frozenUntil.toString());
            }
            String subject = "certificate:" + journey.certificate();
            audit.record(new AuditEvent("passphrase.reset.completed", journey.account(), journey.account(), subject, details,
                    submitted.origin()));
            sessions.endAll(journey.account(), submitted.loginSession(), journey.account(), submitted.origin());
            notices.tell(journey.account(), "passphrase-reset", subject, submitted.origin());
            return true;
        });
        faults.reached(JournalPoint.COMPLETED);
        return Boolean.TRUE.equals(done);
    }
}
