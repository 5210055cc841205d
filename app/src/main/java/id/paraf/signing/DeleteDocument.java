package id.paraf.signing;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.kernel.Origin;

/** Ends a document here: by its owner's hand, or because its time is over. */
@Component
public class DeleteDocument {

    private static final int AT_ONCE = 100;

    private final DocumentRows rows;
    private final Audit audit;
    private final MarkCodes codes;

    DeleteDocument(DocumentRows rows, Audit audit, MarkCodes codes) {
        this.codes = codes;
        this.rows = rows;
        this.audit = audit;
    }

    /** False if it is not there, or being signed right now. */
    @Transactional
    public boolean delete(UUID account, UUID id, Origin origin) {
        boolean deleted = rows.delete(account, id);
        if (deleted) {
            codes.forget(id);
            audit.record(new AuditEvent("document.deleted", account, account, "document:" + id, Map.of(), origin));
        }
        return deleted;
    }

    /** Deletes some of what is due; a job calls it until nothing is. @return how many */
    @Transactional
    public int expire() {
        var gone = rows.deleteDue(AT_ONCE);
        for (var document : gone) {
            codes.forget(document.id());
            audit.record(new AuditEvent("document.expired", document.account(), null, "document:" + document.id(),
                    Map.of("state", document.state()), Origin.SYSTEM));
        }
        return gone.size();
    }
}
