package id.paraf.enrolment;

import java.util.Map;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;

/** Destroys keys that were made for applications that came to nothing. */
@Component
class EndKeys {

    private final ApplicationRows rows;
    private final Keyroom keyroom;
    private final Audit audit;
    private final TransactionTemplate transaction;

    EndKeys(ApplicationRows rows, Keyroom keyroom, Audit audit, TransactionTemplate transaction) {
        this.rows = rows;
        this.keyroom = keyroom;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Safe to repeat; a crash in between is made good by the next run. */
    void run() {
        for (var application : rows.withKeyToDestroy()) {
            var key = java.util.Objects.requireNonNull(application.key());
            keyroom.destroy(key);
            transaction.executeWithoutResult(status -> {
                if (rows.keyDestroyed(application.id())) {
                    audit.record(new AuditEvent("application.key-destroyed", application.account(), null,
                            "application:" + application.id(), Map.of("key", key.toString()), Origin.SYSTEM));
                }
            });
        }
    }
}
