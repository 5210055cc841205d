package id.paraf.signing;

import java.util.UUID;

/** Published in the transaction in which a turn of a round comes, ends or is given to somebody else, or the round itself ends. */
public record RoundChanged(UUID round) {
}
