package id.paraf.esign;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An application that may call the API, as the officers of its institution see it. Its secret is nowhere.
 *
 * @param institution whose signers it may name, and no others
 * @param username what it calls itself
 * @param info what it is, in an officer's words
 * @param networks where it calls from, at least one
 * @param sandbox whether it sees test signers and nobody else; said when it is made, and never changed
 * @param invitesInto the unit into which it may invite people; null if it may invite nobody
 * @param secretNumber counts its secrets; a new one makes the one before worthless
 * @param use how it is used
 */
public record Client(UUID id, String institution, String username, String info, List<Network> networks, Geometry geometry,
        boolean sandbox, @Nullable UUID invitesInto, boolean enabled, int secretNumber, Instant secretAt, Instant createdAt,
        Use use) {

    public Client {
        networks = List.copyOf(networks);
    }

    /**
     * What was counted.
     *
     * @param calls answered ones, failed ones included
     * @param failures calls that were answered with an error
     * @param refusals attempts with its name that were not let in: a wrong secret, another address, or it or its institution is stopped
     * @param lastFailure the error that it was last told, or null
     */
    public record Use(long calls, long failures, long refusals, @Nullable Instant lastUsedAt, @Nullable Instant lastFailedAt,
            @Nullable String lastFailure) {
    }
}
