package id.paraf.passphrase;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;

import id.paraf.account.Accounts;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.CertificateId;
import id.paraf.certificate.Register;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Origin;
import id.paraf.kernel.SecretText;
import id.paraf.kernel.Weakness;
import id.paraf.keyroom.ChangeOutcome;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.Passphrase;
import id.paraf.keyroom.Refusal;

/** "Ubah passphrase": for who still knows the old one. The key and the certificate stay. */
@Component
public class ChangePassphrase {

    private final Register register;
    private final Accounts accounts;
    private final PassphraseRules rules;
    private final Keyroom keyroom;
    private final Changes changes;
    private final Refusals refusals;
    private final Clock clock;
    private final Faults faults;

    ChangePassphrase(Register register, Accounts accounts, PassphraseRules rules, Keyroom keyroom, Changes changes,
            Refusals refusals, Clock clock, Faults faults) {
        this.register = register;
        this.accounts = accounts;
        this.rules = rules;
        this.keyroom = keyroom;
        this.changes = changes;
        this.refusals = refusals;
        this.clock = clock;
        this.faults = faults;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** From now on only the new one opens the key. */
        record Changed() implements Outcome {
        }

        /** The new one is not good enough. */
        record Weak(List<Weakness> weaknesses) implements Outcome {
        }

        /** The two fields of the new one differ. */
        record Different() implements Outcome {
        }

        /** The keyroom said no, usually because the old one is wrong. */
        record Refused(Refusal refusal) implements Outcome {
        }

        /** The certificate is not there, not this account's, or not in force. */
        record NotPossible() implements Outcome {
        }
    }

    /** Changes the passphrase, by an order of its own. Must not be called inside a transaction. */
    public Outcome change(UUID account, CertificateId id, SecretText oldOne, SecretText newOne, SecretText confirmation,
            Origin origin) {
        return change(UUID.randomUUID(), account, id, oldOne, newOne, confirmation, origin);
    }

    /**
     * Changes the passphrase. The same order given twice, as by a double click, is carried out once, and the second time costs
     * no attempt.
     */
    public Outcome change(UUID order, UUID account, CertificateId id, SecretText oldOne, SecretText newOne, SecretText confirmation,
            Origin origin) {
        var certificate = register.ownedBy(account, id).filter(Certificate::usable).orElse(null);
        if (certificate == null) {
            return new Outcome.NotPossible();
        }
        var weaknesses = rules.check(newOne, accounts.get(account));
        if (!weaknesses.isEmpty()) {
            return new Outcome.Weak(weaknesses);
        }
        if (!newOne.sameAs(confirmation)) {
            return new Outcome.Different();
        }
        if (!changes.intend(new Changes.Change(order, account, id, certificate.key(), clock.instant(), origin))) {
            return changes.changed(order, account, id) ? new Outcome.Changed() : new Outcome.Refused(new Refusal.Replayed());
        }
        faults.reached(JournalPoint.INTENT_WRITTEN);
        try (Passphrase before = Passphrase.of(oldOne.reveal()); Passphrase after = Passphrase.of(newOne.reveal())) {
            var outcome = keyroom.change(order, certificate.key(), account, before, after);
            faults.reached(JournalPoint.KEYROOM_ANSWERED);
            return switch (outcome) {
                case ChangeOutcome.Changed changed -> {
                    changes.settle(order, true);
                    faults.reached(JournalPoint.COMPLETED);
                    yield new Outcome.Changed();
                }
                case Refusal refusal -> {
                    changes.settle(order, false);
                    refusals.record(account, id, "change", refusal, origin);
                    yield new Outcome.Refused(refusal);
                }
            };
        }
    }
}
