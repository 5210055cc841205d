package id.paraf.signing;

import java.util.Optional;

import org.springframework.stereotype.Component;

import id.paraf.account.Account;
import id.paraf.account.Accounts;
import id.paraf.certificate.Certificate;
import id.paraf.certificate.Register;
import id.paraf.keyroom.Keyroom;

/** Looks whether a signer can sign at all. */
@Component
class Obstacles {

    private final Accounts accounts;
    private final Register register;
    private final Keyroom keyroom;
    private final LentRows lent;

    Obstacles(Accounts accounts, Register register, Keyroom keyroom, LentRows lent) {
        this.accounts = accounts;
        this.register = register;
        this.keyroom = keyroom;
        this.lent = lent;
    }

    /** What the asker may know of why a turn does not go on; empty if nothing stands in its way. */
    Optional<Obstacle> of(Round round, Turn turn) {
        if (turn.document() != null && lent.trouble(turn.document()).filter(Trouble::lasting).isPresent()) {
            return Optional.of(Obstacle.DOCUMENT);
        }
        var person = accounts.get(turn.account());
        boolean colleague = person.institution().equals(accounts.get(round.asker()).institution());
        return of(person).map(obstacle -> colleague ? obstacle : Obstacle.UNSAID);
    }

    private Optional<Obstacle> of(Account person) {
        if (person.disabledAt() != null || !person.claimed()) {
            return Optional.of(Obstacle.ACCOUNT);
        }
        var certificates = register.ownedBy(person.id());
        if (certificates.isEmpty()) {
            return Optional.of(Obstacle.NO_CERTIFICATE);
        }
        return certificates.stream().filter(Certificate::usable).anyMatch(this::opens) ? Optional.empty()
                : Optional.of(Obstacle.CERTIFICATE);
    }

    private boolean opens(Certificate certificate) {
        return keyroom.state(certificate.key()).filter(key -> !key.frozen() && !key.locked()).isPresent();
    }
}
