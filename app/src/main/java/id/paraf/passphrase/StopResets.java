package id.paraf.passphrase;

import java.util.Map;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.CertificateRevoked;
import id.paraf.certificate.SuspensionChanged;
import id.paraf.kernel.Origin;
import id.paraf.selfie.CaptureLinks;

/**
 * The passphrase of a certificate that is suspended or revoked stays as it is: resets of it that are under way end with it. What is
 * being saved at that moment is left to the keyroom and the register, each of which refuses it or has it done already.
 */
@Component
class StopResets {

    /** What a journey says that ended with its certificate. */
    static final String REVOKED = "REVOKED";

    private final Journeys journeys;
    private final CaptureLinks links;
    private final Audit audit;

    StopResets(Journeys journeys, CaptureLinks links, Audit audit) {
        this.journeys = journeys;
        this.links = links;
        this.audit = audit;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void stop(SuspensionChanged suspension) {
        if (suspension.change() == SuspensionChanged.Change.SUSPENDED) {
            stop(suspension.account(), suspension.certificate(), "SUSPENDED", suspension.origin());
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void stop(CertificateRevoked revoked) {
        stop(revoked.account(), revoked.certificate(), REVOKED, revoked.origin());
    }

    private void stop(UUID account, CertificateId certificate, String reason, Origin origin) {
        for (Journey journey : journeys.openOf(account)) {
            if (journey.certificate().equals(certificate) && journey.state() != JourneyState.SAVING
                    && journeys.take(journey.id(), Step.STOP)) {
                journeys.reason(journey.id(), reason);
                links.cancel(journey.id(), origin);
                audit.record(new AuditEvent("passphrase.reset.stopped", account, null, "certificate:" + certificate,
                        Map.of("reason", reason), origin));
            }
        }
    }
}
