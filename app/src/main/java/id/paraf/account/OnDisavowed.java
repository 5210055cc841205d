package id.paraf.account;

import java.util.Map;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.notice.Disavowed;

/** "Bukan saya" ends every session at once and trusts no device any more; the link itself never logs anybody in. */
@Component
class OnDisavowed {

    private final Audit audit;
    private final Sessions sessions;
    private final Devices devices;
    private final SecurityNotices notices;

    OnDisavowed(Audit audit, Sessions sessions, Devices devices, SecurityNotices notices) {
        this.audit = audit;
        this.sessions = sessions;
        this.devices = devices;
        this.notices = notices;
    }

    @EventListener
    void on(Disavowed event) {
        audit.record(new AuditEvent("account.disavowed", event.account(), null, event.subject(), Map.of(), event.origin()));
        sessions.endAll(event.account(), null, null, event.origin());
        devices.forgetAll(event.account());
        notices.tell(event.account(), "disavowed", event.subject(), event.origin());
    }
}
