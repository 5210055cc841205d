package id.paraf.esign;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.account.Accounts;
import id.paraf.account.OwnerMessages;
import id.paraf.audit.Audit;
import id.paraf.audit.AuditEvent;
import id.paraf.enrolment.Standing;
import id.paraf.kernel.Origin;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;
import id.paraf.notice.Template;

/** Tells a signer that an application asks for a code, with a link to where one is opened. Nothing is opened by it. */
@Component
public class AskForCode {

    private final FindSigner signers;
    private final PermissionRows rows;
    private final Accounts accounts;
    private final Limits limits;
    private final OwnerMessages messages;
    private final Audit audit;
    private final TransactionTemplate transaction;

    AskForCode(FindSigner signers, PermissionRows rows, Accounts accounts, Limits limits, OwnerMessages messages, Audit audit,
            TransactionTemplate transaction) {
        this.signers = signers;
        this.rows = rows;
        this.accounts = accounts;
        this.limits = limits;
        this.messages = messages;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** The signer is told; in a sandbox there is nobody to tell. */
        record Asked() implements Outcome {
        }

        /** Nobody of this institution can sign under that name, and why. */
        record NoSigner(Standing standing) implements Outcome {
        }

        /** The application asked this signer too often. */
        record TooMany() implements Outcome {
        }
    }

    /**
     * Must not be called inside a transaction.
     *
     * @param files from 1 to {@link id.paraf.keyroom.CodeSlot#MOST_FILES}
     */
    public Outcome ask(Client client, FindSigner.Who who, int files, Origin origin) {
        var found = signers.find(client, who);
        if (found.account() == null || found.certificate() == null) {
            return new Outcome.NoSigner(found.standing());
        }
        if (client.sandbox()) {
            return new Outcome.Asked();
        }
        UUID account = found.account();
        if (!limits.take(Limit.API_CODE_ASKED_PER_SIGNER, client.id() + " " + account).granted()) {
            return new Outcome.TooMany();
        }
        transaction.executeWithoutResult(status -> {
            rows.wanted(account, client.id(), files);
            audit.record(new AuditEvent("permission.asked", account, null, "esign-client:" + client.id(),
                    Map.of("application", client.username(), "files", Integer.toString(files)), origin));
            tell(client, account, files);
        });
        return new Outcome.Asked();
    }

    private void tell(Client client, UUID account, int files) {
        var person = accounts.get(account);
        var parameters = Map.of("application", client.username(), "files", Integer.toString(files));
        String link = "/permissions/new?application=" + client.id() + "&files=" + files;
        messages.send(person, Template.CODE_ASKED, parameters, link);
    }
}
