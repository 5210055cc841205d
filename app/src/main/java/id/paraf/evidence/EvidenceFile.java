package id.paraf.evidence;

import java.time.Instant;
import java.util.UUID;

/**
 * A file that is kept, without what is in it.
 *
 * @param account whose it is
 * @param matter what it belongs to, for instance an application
 * @param bytes its size as it is kept: a photo is smaller than what was handed in
 * @param pages of a document; 1 for a photo
 */
public record EvidenceFile(UUID id, UUID account, UUID matter, EvidenceKind kind, Format format, int bytes, int pages,
        Instant handedInAt) {

    /** What it is, whatever it was called. */
    public enum Format {
        JPEG, PDF
    }

    /** Whether it can be shown on a page. */
    public boolean picture() {
        return format == Format.JPEG;
    }
}
