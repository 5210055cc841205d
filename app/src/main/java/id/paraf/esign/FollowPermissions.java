package id.paraf.esign;

import java.util.Map;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.account.SecurityNotices;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.CertificateRevoked;
import id.paraf.certificate.Register;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.CodeSlot;
import id.paraf.keyroom.CodeSlot.End;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.KeyroomAway;

/**
 * Puts on record what the keyroom closed, once each, and has it close what is over: a code whose time is past, or whose application,
 * institution or owner is stopped.
 */
@Component
class FollowPermissions {

    private static final Logger LOG = LoggerFactory.getLogger(FollowPermissions.class);
    private static final int AT_ONCE = 100;

    private final Keyroom keyroom;
    private final PermissionRows rows;
    private final ClientRows clients;
    private final Accounts accounts;
    private final Register register;
    private final SecurityNotices notices;
    private final Audit audit;
    private final TransactionTemplate transaction;

    FollowPermissions(Keyroom keyroom, PermissionRows rows, ClientRows clients, Accounts accounts, Register register,
            SecurityNotices notices, Audit audit, TransactionTemplate transaction) {
        this.keyroom = keyroom;
        this.rows = rows;
        this.clients = clients;
        this.accounts = accounts;
        this.register = register;
        this.notices = notices;
        this.audit = audit;
        // After a commit of somebody else's, work of its own.
        this.transaction = new TransactionTemplate(java.util.Objects.requireNonNull(transaction.getTransactionManager()));
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** An application was stopped, or has another secret. Said in the transaction that does it. */
    record ClientChanged(UUID client) {
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(ClientChanged changed) {
        // It is not let in, or its new secret opens nothing, whatever stands in the keyroom.
        close("application " + changed.client(), () -> keyroom.endCodesOf(changed.client()));
    }

    /** Also where the key goes on with another certificate: who revokes one means what was opened with it. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(CertificateRevoked revoked) {
        if (!revoked.replaced()) {
            close("certificate " + revoked.certificate(),
                    () -> register.find(revoked.certificate()).ifPresent(gone -> keyroom.endCodesOfKey(gone.key())));
        }
    }

    /** What is left for another time the job does. */
    private void close(String whose, Runnable work) {
        try {
            work.run();
            settle();
        } catch (KeyroomAway away) {
            LOG.warn("The codes of {} are not closed yet", whose, away);
        }
    }

    /** Records every end that is not on record. Must not be called inside a transaction. */
    void settle() {
        while (true) {
            var ended = keyroom.endedCodes(AT_ONCE);
            ended.forEach(slot -> record(slot, Origin.SYSTEM));
            keyroom.takenCodes(ended);
            if (ended.size() < AT_ONCE) {
                return;
            }
        }
    }

    /** Records one end, if it is not on record. */
    void record(CodeSlot slot, Origin origin) {
        transaction.executeWithoutResult(status -> {
            if (!rows.ended(slot)) {
                return;
            }
            boolean owners = slot.end() == End.WITHDRAWN || slot.end() == End.REPLACED;
            audit.record(new AuditEvent("permission.ended", slot.account(), owners ? slot.account() : null,
                    "permission:" + slot.id(), Map.of("reason", String.valueOf(slot.end()), "application",
                            clients.name(slot.application()), "used", Integer.toString(slot.used()), "files",
                            Integer.toString(slot.files())),
                    origin));
            if (slot.end() == End.WRONG_CODES) {
                notices.tell(slot.account(), "permission-wrong-codes", "permission:" + slot.id(), origin);
            }
        });
    }

    /** The job: closes what is over, and records it. */
    void run() {
        keyroom.endCodesOver();
        for (var slot : keyroom.openCodes()) {
            if (!holds(slot)) {
                keyroom.endCodesOf(slot.application(), slot.account());
            }
        }
        settle();
        rows.forgetWanted();
    }

    private boolean holds(CodeSlot slot) {
        var client = clients.any(slot.application()).orElse(null);
        var owner = accounts.find(slot.account()).orElse(null);
        return client != null && owner != null && client.enabled() && !client.secretAt().isAfter(slot.openedAt())
                && owner.disabledAt() == null && owner.works().institution().inUse()
                && owner.institution().equals(client.institution());
    }
}
