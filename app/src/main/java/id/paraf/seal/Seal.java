package id.paraf.seal;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.certificate.CertificateId;

/**
 * A seal of an institution.
 *
 * @param id what applications call {@code idSubscriber}
 * @param institution whose it is
 * @param name what it is called in its certificate
 * @param identifier what a register calls the institution (EN 319 412-1 §5.1.4)
 * @param responsible the account that gets its codes
 * @param client the one application that may use it
 * @param perDay how many documents it seals in a day
 * @param orderedBy an officer of the institution
 * @param decidedBy a CA operator; null as long as nobody has decided, or if the order was withdrawn
 * @param note why it was refused, or null
 * @param key the keyroom's id of its key; null before it was confirmed
 * @param certificate null before it was issued
 */
public record Seal(UUID id, UUID institution, String name, String identifier, UUID responsible, UUID client, int perDay,
        State state, UUID orderedBy, Instant orderedAt, @Nullable UUID decidedBy, @Nullable Instant decidedAt,
        @Nullable String note, @Nullable UUID key, @Nullable CertificateId certificate, @Nullable Instant endedAt) {

    /** What becomes of a seal. */
    public enum State {
        /** An officer ordered it; a CA operator has not decided. */
        ORDERED,
        /** A CA operator said yes, and its key and its certificate are being made. */
        CONFIRMED,
        /** It has a certificate, and an application can use it. */
        ISSUED,
        /** Nothing came of it. */
        REFUSED,
        /** Its certificate is over, and its key is gone. */
        ENDED
    }
}
