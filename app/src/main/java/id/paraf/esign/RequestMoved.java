package id.paraf.esign;

import java.util.List;
import java.util.UUID;

/**
 * Published in the transaction in which a request for signatures that an application began takes a step: what stands now.
 *
 * @param state of the request, and of each turn below, by the names of {@code signing}
 */
public record RequestMoved(UUID client, UUID request, String state, List<Turn> turns) {

    /** Where one signer stands. */
    public record Turn(int position, String state) {
    }

    public RequestMoved {
        turns = List.copyOf(turns);
    }
}
