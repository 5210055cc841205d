package id.paraf.esign;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.account.Institutions;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/** Lets an application in by its secret and its address, call by call, and counts what it does. */
@Component
public class AdmitClient {

    private final ClientRows rows;
    private final Institutions institutions;
    private final ClientSecrets secrets;
    private final Limits limits;
    private final ClientUse use;

    AdmitClient(ClientRows rows, Institutions institutions, ClientSecrets secrets, Limits limits, ClientUse use) {
        this.use = use;
        this.rows = rows;
        this.institutions = institutions;
        this.secrets = secrets;
        this.limits = limits;
    }

    /** What became of it. */
    public sealed interface Admission {
        record Admitted(Client client) implements Admission {
        }

        /** No such name, another secret, another address, or stopped: it is not said which. */
        record Wrong() implements Admission {
        }

        /** All of it is right, and its institution is stopped: only who could call otherwise is told so. */
        record Stopped() implements Admission {
        }

        /** Not even looked at: too many wrong ones from this address, or too many calls. */
        record Wait(Duration retryAfter) implements Admission {
        }
    }

    public Admission admit(String username, SecretText secret, Origin origin) {
        // Looked at first and taken only by what is wrong: many right calls at once are no attack.
        String caller = caller(username, origin);
        if (limits.left(Limit.API_REFUSED_PER_CALLER, caller) <= 0) {
            return refused(caller);
        }
        byte[] typed = secrets.hash(secret);
        // What cannot be a name is none: the database takes no NUL.
        var row = username.matches(LookAfterClient.NAME) ? rows.byName(username).orElse(null) : null;
        if (row == null || !MessageDigest.isEqual(typed, row.secret()) || !row.client().enabled()
                || row.client().networks().stream().noneMatch(network -> network.holds(origin.address()))) {
            if (row != null) {
                rows.refused(row.client().id());
            }
            return refused(caller);
        }
        if (!row.calledBefore()) {
            rows.learn(row.client().id(), row.secret(), ClientSecrets.callerKey(secret));
        }
        boolean stopped = institutions.named(row.client().institution()).filter(found -> !found.inUse()).isPresent();
        if (stopped) {
            rows.refused(row.client().id());
        }
        return limits.take(Limit.API_CALL_PER_CLIENT, row.client().id().toString()) instanceof Limits.Outcome.Refused(Duration wait)
                ? new Admission.Wait(wait)
                : stopped ? new Admission.Stopped() : new Admission.Admitted(row.client());
    }

    /**
     * Many applications call from the address of one proxy: one that nobody gave its new secret stops no other. Whether there is
     * one of this name makes no difference.
     */
    private static String caller(String username, Origin origin) {
        return origin.address() + " " + (username.matches(LookAfterClient.NAME) ? username : "?");
    }

    private Admission refused(String caller) {
        return limits.take(Limit.API_REFUSED_PER_CALLER, caller) instanceof Limits.Outcome.Refused(Duration wait)
                ? new Admission.Wait(wait)
                : new Admission.Wrong();
    }

    /** Counts a call that was answered. */
    public void used(UUID client, ClientUse.Answered answered) {
        use.count(client, answered);
    }
}
