package id.paraf.seal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import id.paraf.esign.Client;
import id.paraf.kernel.Origin;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.SealCode;
import id.paraf.keyroom.SealKeys;
import id.paraf.keyroom.SealOutcome;
import id.paraf.keyroom.SealRefusal;
import id.paraf.limits.Limit;
import id.paraf.limits.Limits;

/**
 * Lets an application use a seal for a while: whoever is responsible gets a code by mail and gives it to the application, which
 * makes codes for a number of documents of it. The keyroom makes, keeps and counts all of them.
 */
@Component
public class ActivateSeal {

    private final Keyroom keyroom;
    private final SealRecord record;
    private final Limits limits;
    private final TransactionTemplate transaction;

    ActivateSeal(Keyroom keyroom, SealRecord record, Limits limits, TransactionTemplate transaction) {
        this.keyroom = keyroom;
        this.record = record;
        this.limits = limits;
        this.transaction = transaction;
    }

    /** What became of it. */
    public sealed interface Outcome<T> {
        record Done<T>(T value) implements Outcome<T> {
        }

        /** The keyroom said no. */
        record Refused<T>(SealRefusal refusal) implements Outcome<T> {
        }

        /** Too many mails. */
        record TooMany<T>(Duration retryAfter) implements Outcome<T> {
        }
    }

    /** Mails the code of an activation. @return until when it waits */
    public Outcome<Instant> request(Client client, FindSeal.Found.Usable seal, Origin origin) {
        if (limits.take(Limit.SEAL_ACTIVATION_PER_SEAL,
                seal.seal().id().toString()) instanceof Limits.Outcome.Refused(Duration wait)) {
            return new Outcome.TooMany<>(wait);
        }
        return switch (keyroom.seals().request(seal.key(), client.id())) {
            case SealOutcome.Refused<SealCode>(var why) -> refused(client, seal, why, origin);
            case SealOutcome.Done<SealCode>(var code) -> {
                transaction.executeWithoutResult(status -> {
                    record.byApplication("seal.activation-requested", seal.seal(), client,
                            Map.of("responsible", seal.responsible().username()), origin);
                    record.mail(seal.seal(), seal.responsible(), client, code.text(), code.until());
                });
                yield new Outcome.Done<>(code.until());
            }
        };
    }

    /** Begins an activation, or says until when it lasts. */
    public Outcome<Instant> activate(Client client, FindSeal.Found.Usable seal, String code, Origin origin) {
        return switch (keyroom.seals().activate(seal.key(), client.id(), code)) {
            case SealOutcome.Refused<SealKeys.Activation>(var why) -> refused(client, seal, why, origin);
            case SealOutcome.Done<SealKeys.Activation>(var activation) -> {
                transaction.executeWithoutResult(status -> begun(client, seal, activation, origin));
                yield new Outcome.Done<>(activation.until());
            }
        };
    }

    /** Ends an activation, and every code that was made of it. */
    public Outcome<Instant> revoke(Client client, FindSeal.Found.Usable seal, String code, Origin origin) {
        return switch (keyroom.seals().revoke(seal.key(), client.id(), code)) {
            case SealOutcome.Refused<Instant>(var why) -> refused(client, seal, why, origin);
            case SealOutcome.Done<Instant>(var at) -> {
                transaction.executeWithoutResult(status -> {
                    record.byApplication("seal.deactivated", seal.seal(), client, Map.of(), origin);
                    record.tell(seal.seal(), SealRecord.News.DEACTIVATED);
                });
                yield new Outcome.Done<>(at);
            }
        };
    }

    /** Makes a code that seals so many documents. */
    public Outcome<SealCode> code(Client client, FindSeal.Found.Usable seal, String activation, int documents, Origin origin) {
        return switch (keyroom.seals().code(seal.key(), client.id(), activation, documents)) {
            case SealOutcome.Refused<SealKeys.Made>(var why) -> refused(client, seal, why, origin);
            case SealOutcome.Done<SealKeys.Made>(var made) -> {
                transaction.executeWithoutResult(status -> {
                    begun(client, seal, made.activation(), origin);
                    record.byApplication("seal.code-made", seal.seal(), client,
                            Map.of("documents", Integer.toString(documents), "until", made.code().until().toString()), origin);
                });
                yield new Outcome.Done<>(made.code());
            }
        };
    }

    private void begun(Client client, FindSeal.Found.Usable seal, SealKeys.Activation activation, Origin origin) {
        if (activation.first()) {
            record.byApplication("seal.activated", seal.seal(), client, Map.of("until", activation.until().toString()), origin);
            record.tell(seal.seal(), SealRecord.News.ACTIVATED);
        }
    }

    private <T> Outcome<T> refused(Client client, FindSeal.Found.Usable seal, SealRefusal why, Origin origin) {
        transaction.executeWithoutResult(status -> codeRefused(client, seal, why, origin));
        return new Outcome.Refused<>(why);
    }

    /** In the caller's transaction; the last wrong code ends everything, and whoever is responsible hears of it. */
    void codeRefused(Client client, FindSeal.Found.Usable seal, SealRefusal why, Origin origin) {
        record.byApplication("seal.code-refused", seal.seal(), client, Map.of("reason", why.getClass().getSimpleName()), origin);
        if (Objects.equals(why, new SealRefusal.Locked(true))) {
            record.byApplication("seal.locked", seal.seal(), client, Map.of(), origin);
            record.tell(seal.seal(), SealRecord.News.LOCKED);
        }
    }
}
