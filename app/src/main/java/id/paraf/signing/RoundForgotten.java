package id.paraf.signing;

import java.util.UUID;

/** Published in the transaction that deletes the record of a round. */
public record RoundForgotten(UUID round) {
}
