package id.paraf.signing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

/** Rounds as those see them whom they concern: the asker, and signers from the moment their turn comes. */
@Component
public class Rounds {

    private final RoundRows rows;
    private final Obstacles obstacles;

    Rounds(RoundRows rows, Obstacles obstacles) {
        this.rows = rows;
        this.obstacles = obstacles;
    }

    /** Those that an account began, the latest first. */
    public List<Round> begunBy(UUID account) {
        return rows.ofAsker(account);
    }

    /** Those in which an account was asked, waiting or done, the latest first. */
    public List<Round> asking(UUID account) {
        return rows.ofSigner(account);
    }

    /** How many wait for this account's signature. */
    public long waitingFor(UUID account) {
        return rows.waitingFor(account);
    }

    /** Empty for whom it does not concern. */
    public Optional<Round> find(UUID account, UUID id) {
        return rows.find(id).filter(round -> round.concerns(account));
    }

    /** The round that asked this account to sign this document, even if it was taken back since. */
    public Optional<Round> ofDocument(UUID account, UUID document) {
        return rows.ofDocument(account, document).flatMap(id -> find(account, id));
    }

    /** What keeps the one whose turn it is from signing, as far as the asker may know; empty if nothing does. */
    public Optional<Obstacle> obstacle(Round round) {
        return round.current().flatMap(turn -> obstacles.of(round, turn));
    }
}
