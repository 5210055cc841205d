package id.paraf.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

/** A signer's own documents. Nobody else's are ever there. */
@Component
public class Documents {

    private final DocumentRows rows;
    private final BatchRows batches;
    private final DocumentSafe safe;

    Documents(DocumentRows rows, BatchRows batches, DocumentSafe safe) {
        this.rows = rows;
        this.batches = batches;
        this.safe = safe;
    }

    /** All of them, the newest first. */
    public List<Document> ownedBy(UUID account) {
        return rows.ofAccount(account);
    }

    public Optional<Document> ownedBy(UUID account, UUID id) {
        return rows.find(account, id);
    }

    /** How many wait for a signature. */
    public long waiting(UUID account) {
        return rows.waiting(account);
    }

    /** What was last to be signed together, by name; empty for what is somebody else's. */
    public List<Document> inBatch(UUID account, UUID batch) {
        return rows.ofBatch(account, batch);
    }

    /**
     * An order to sign several together.
     *
     * @param mark as it was chosen, but for the office, which whoever goes on may hold no longer
     */
    public record Batch(Instant begunAt, MarkChoice mark) {
    }

    /** The order that those of {@link #inBatch} belong to; empty for somebody else's. */
    public Optional<Batch> batch(UUID account, UUID id) {
        return batches.find(account, id);
    }

    /**
     * A document with its bytes.
     *
     * @param pdf signed if the document is
     */
    public record Content(Document document, byte[] pdf) {
    }

    public Optional<Content> content(UUID account, UUID id) {
        return rows.kept(account, id).map(kept -> new Content(kept.document(),
                safe.open(id, account, kept.document().signed(), kept.sealed())));
    }
}
