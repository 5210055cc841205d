package id.paraf.esign;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.account.Role;
import id.paraf.account.SecurityNotices;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.keyroom.CodeOpened;
import id.paraf.keyroom.CodeWish;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;
import id.paraf.passphrase.Refusals;

/** Opens a permission with the passphrase: a code for one application of the owner's institution, a number of files and a while. */
@Component
public class OpenPermission {

    private final ClientRows clients;
    private final PermissionRows rows;
    private final FollowPermissions follow;
    private final Accounts accounts;
    private final Register register;
    private final Keyroom keyroom;
    private final Refusals refusals;
    private final SecurityNotices notices;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    OpenPermission(ClientRows clients, PermissionRows rows, FollowPermissions follow, Accounts accounts, Register register,
            Keyroom keyroom, Refusals refusals, SecurityNotices notices, Audit audit, Clock clock,
            TransactionTemplate transaction) {
        this.clients = clients;
        this.rows = rows;
        this.follow = follow;
        this.accounts = accounts;
        this.register = register;
        this.keyroom = keyroom;
        this.refusals = refusals;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** The code is shown once; nobody can read it again. */
        record Opened(Permission permission, SecretText code) implements Outcome {
        }

        /** The keyroom said no, usually because the passphrase is wrong; it is on record. */
        record Refused(Refusal refusal) implements Outcome {
        }

        /** There is no such application at the owner's institution, or none that is let in, or it has never called. */
        record NoApplication() implements Outcome {
        }

        /** The owner has no certificate in force. */
        record NoCertificate() implements Outcome {
        }

        /** Nobody signs in the name of the institution now. */
        record InstitutionStopped() implements Outcome {
        }
    }

    /** The applications that a code can be for: those of the owner's institution that are let in, by name. */
    public List<Client> choices(UUID account) {
        return owner(account).map(owner -> clients.callers(owner.institution())).orElse(List.of());
    }

    /** What the code would open: the certificate that applications sign with. */
    public Optional<Certificate> certificate(UUID account) {
        return register.ownedBy(account).stream().filter(Certificate::usable).findFirst();
    }

    /**
     * Opens it, in the place of the one that is open for this application. Must not be called inside a transaction.
     *
     * @param files from 1 to {@link id.paraf.keyroom.CodeSlot#MOST_FILES}
     */
    public Outcome open(UUID account, UUID application, int files, Span span, SecretText typed, Origin origin) {
        var owner = owner(account).orElse(null);
        var certificate = certificate(account).orElse(null);
        if (owner == null || certificate == null) {
            return new Outcome.NoCertificate();
        }
        if (!owner.works().institution().inUse()) {
            return new Outcome.InstitutionStopped();
        }
        var client = choices(account).stream().filter(one -> one.id().equals(application)).findFirst().orElse(null);
        var caller = clients.callerKey(application).orElse(null);
        if (client == null || caller == null) {
            return new Outcome.NoApplication();
        }
        var wish = new CodeWish(UUID.randomUUID(), certificate.key(), account, application, caller, files,
                span.until(clock.instant()));
        CodeOpened opened;
        try (var passphrase = Passphrase.of(typed.reveal())) {
            opened = keyroom.openCode(wish, passphrase);
        }
        return switch (opened) {
            case Refusal refusal -> {
                refusals.record(account, certificate.id(), "permit", refusal, origin);
                yield new Outcome.Refused(refusal);
            }
            case CodeOpened.Open open -> keep(client, certificate, open, origin);
        };
    }

    private Outcome keep(Client client, Certificate certificate, CodeOpened.Open open, Origin origin) {
        var slot = open.slot();
        transaction.executeWithoutResult(status -> {
            rows.opened(slot);
            audit.record(new AuditEvent("permission.opened", slot.account(), slot.account(), "permission:" + slot.id(),
                    Map.of("application", client.username(), "files", Integer.toString(slot.files()), "until",
                            slot.until().toString(), "certificate", certificate.id().toString()),
                    origin));
            notices.tell(slot.account(), "permission-opened", "certificate:" + certificate.id(), origin);
        });
        if (choices(slot.account()).stream().noneMatch(one -> one.id().equals(client.id()))) {
            // Stopped while this was opened: whoever stopped it may have looked before this was there.
            keyroom.endCodesOf(client.id());
        }
        follow.settle();
        var permission = new Permission(slot.id(), slot.account(), client.id(), client.username(), client.info(), slot.files(),
                slot.used(), slot.openedAt(), slot.until(), null, null);
        return new Outcome.Opened(permission, SecretText.of(open.code()));
    }

    private Optional<Account> owner(UUID account) {
        return accounts.find(account).filter(found -> found.is(Role.SIGNER) && found.disabledAt() == null);
    }
}
