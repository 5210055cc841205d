package id.paraf.account;

import java.util.Map;
import java.util.UUID;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.notice.Disavowed;

/**
 * "Bukan saya" ends every session at once, trusts no device any more and takes away the passkey that it is about; the link itself never logs anybody in.
 */
@Component
class OnDisavowed {

    private static final String PASSKEY = "passkey:";

    private final Audit audit;
    private final Sessions sessions;
    private final Devices devices;
    private final Passkeys passkeys;
    private final SecurityNotices notices;

    OnDisavowed(Audit audit, Sessions sessions, Devices devices, Passkeys passkeys, SecurityNotices notices) {
        this.audit = audit;
        this.sessions = sessions;
        this.devices = devices;
        this.passkeys = passkeys;
        this.notices = notices;
    }

    @EventListener
    void on(Disavowed event) {
        audit.record(new AuditEvent("account.disavowed", event.account(), null, event.subject(), Map.of(), event.origin()));
        sessions.endAll(event.account(), null, null, event.origin());
        devices.forgetAll(event.account());
        if (event.subject().startsWith(PASSKEY)) {
            passkeys.disown(event.account(), UUID.fromString(event.subject().substring(PASSKEY.length())), event.origin());
        }
        notices.tell(event.account(), "disavowed", event.subject(), event.origin());
    }
}
