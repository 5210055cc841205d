package id.paraf.signing;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import id.paraf.certificate.CertificateId;

/**
 * A document as its owner may see it, without its bytes.
 *
 * @param name as it was uploaded, made safe for a file system
 * @param pages how many it has; 0 while nobody can tell, because only its password opens it
 * @param size bytes of what is kept now, signature included
 * @param protection what its password is needed for; null where it is signed without one
 * @param sha256 of the document as it was uploaded: what the signer was shown
 * @param trouble why it is not signed; null where nothing went wrong
 * @param level of its signature in the words of EN 319 142-1, as {@code B-B}; null while it is not signed
 * @param batch what it was last to be signed with; null if nobody tried
 * @param workedUntil when whoever signs it now is given up; null while nobody does
 * @param deletedAfter when it disappears from here by itself
 * @param round the last one that it is part of; null if nobody asked others to sign it
 * @param turn whose turn of the round it is here for; null for the asker's own
 * @param held whether that round runs: then it stays as it is, whoever's it is
 */
public record Document(UUID id, UUID account, String name, int pages, long size, @Nullable Protection protection, byte[] sha256,
        State state, @Nullable Trouble trouble, Instant uploadedAt, @Nullable Instant signedAt, @Nullable CertificateId certificate,
        @Nullable String level, @Nullable UUID batch, @Nullable Instant workedUntil, Instant deletedAfter,
        @Nullable UUID round, @Nullable Integer turn, boolean held) {

    /** Where it stands. */
    public enum State {
        WAITING, SIGNED, FAILED
    }

    /** What a document's own password is needed for. */
    public enum Protection {
        /** Nobody reads it without a password. */
        OPENING,
        /** Everybody reads it, but signing it is for those who know its owner's password. */
        CHANGING
    }

    public boolean waiting() {
        return state == State.WAITING;
    }

    public boolean signed() {
        return state == State.SIGNED;
    }

    /** Whether others are signing it in turn: until they have, its owner does not. */
    public boolean lent() {
        return held && turn == null;
    }

    /** Whether its owner was asked to sign it. */
    public boolean asked() {
        return turn != null;
    }

    /** Whether it is being signed right now. */
    public boolean worked(Instant now) {
        return waiting() && workedUntil != null && workedUntil.isAfter(now);
    }

    /** The digest in lower-case hexadecimal, as {@code sha256sum} prints it. */
    public String sha256Hex() {
        return HexFormat.of().formatHex(sha256);
    }

    /**
     * The name under which it is downloaded.
     *
     * @param suffix what the name of a signed one ends in, in its reader's language
     */
    public String fileName(String suffix) {
        return signed() ? name.replaceFirst("(?i)\\.pdf$", "") + suffix + ".pdf" : name;
    }
}
