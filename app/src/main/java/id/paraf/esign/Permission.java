package id.paraf.esign;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.keyroom.CodeSlot;

/**
 * What an owner lets an application sign with a code, for a while ("izin tanda tangan").
 *
 * @param application what the application calls itself
 * @param info what it is, in an officer's words
 * @param files how many files it is for
 * @param used how many of them were signed, or begun
 * @param endedAt null while the code is good
 * @param end why it ended; null while the code is good
 */
public record Permission(UUID id, UUID account, UUID client, String application, String info, int files, int used,
        Instant openedAt, Instant until, @Nullable Instant endedAt, CodeSlot.@Nullable End end) {

    public boolean open() {
        return endedAt == null;
    }

    public int left() {
        return files - used;
    }

    /**
     * A file that was signed with it and handed out.
     *
     * @param document its id in the audit trail
     * @param sha256 of the signed file, in hexadecimal
     */
    public record SignedFile(UUID document, Instant at, String sha256) {
    }

    /** What an application asked for and nobody has opened yet. */
    public record Wanted(UUID client, String application, String info, int files, Instant at) {
    }
}
