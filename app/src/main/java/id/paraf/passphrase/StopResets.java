package id.paraf.passphrase;

import java.util.Map;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.SuspensionChanged;
import id.paraf.selfie.CaptureLinks;

/**
 * A suspended certificate's passphrase stays as it is: resets of it that are under way end with its suspension. What is being
 * saved at that moment is left to the keyroom and the register, each of which refuses it or has it done already.
 */
@Component
class StopResets {

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
        if (suspension.change() != SuspensionChanged.Change.SUSPENDED) {
            return;
        }
        for (Journey journey : journeys.openOf(suspension.account())) {
            if (journey.certificate().equals(suspension.certificate()) && journey.state() != JourneyState.SAVING
                    && journeys.take(journey.id(), Step.STOP)) {
                journeys.reason(journey.id(), "SUSPENDED");
                links.cancel(journey.id(), suspension.origin());
                audit.record(new AuditEvent("passphrase.reset.stopped", journey.account(), null,
                        "certificate:" + journey.certificate(), Map.of("reason", "SUSPENDED"), suspension.origin()));
            }
        }
    }
}
