package id.paraf.certificate;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A time in which a certificate was stopped ("blokir").
 *
 * @param holder whose it is
 * @param since when it began
 * @param by who began it
 * @param reason an officer's reason; null for the owner's own
 * @param endedAt when it ended, by resumption, by another suspension that took over, or by revocation; null while it lasts
 * @param endedBy who ended it, or null
 * @param note what an officer wrote who ended it, or null
 */
public record Suspension(Holder holder, Instant since, UUID by, @Nullable String reason, @Nullable Instant endedAt,
        @Nullable UUID endedBy, @Nullable String note) {

    /** On whose side a suspension is: an officer's is not the owner's to end. */
    public enum Holder {
        OWNER, OFFICER
    }

    /** Whether only an officer can end it. */
    public boolean byOfficer() {
        return holder == Holder.OFFICER;
    }
}
