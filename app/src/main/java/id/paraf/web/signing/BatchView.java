package id.paraf.web.signing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import id.paraf.signing.Documents;

/**
 * What was to be signed together, and how far it is.
 *
 * @param taken how long it has been worked on
 * @param choice the form's part about the mark as it was sent, as {@link MarkForm#query} writes it
 */
public record BatchView(UUID id, List<DocumentView> documents, Duration taken, String choice) {

    static BatchView of(UUID id, List<DocumentView> documents, Documents.Batch batch, Instant now) {
        return new BatchView(id, documents, Duration.between(batch.begunAt(), now), MarkForm.query(MarkForm.chosen(batch.mark())));
    }

    public String href() {
        return "/documents/batches/" + id;
    }

    /** Whether it is being worked on. */
    public boolean working() {
        return documents.stream().anyMatch(DocumentView::busy);
    }

    public long signed() {
        return documents.stream().filter(view -> view.document().signed()).count();
    }

    /** How long what was signed can be verified, as {@code B_LT}. */
    public String level() {
        return documents.stream().map(view -> view.document().level()).filter(Objects::nonNull).findFirst().orElse("")
                .replace('-', '_');
    }

    public long left() {
        return documents.stream().filter(view -> view.document().waiting()).count();
    }

    /** Documents that are neither signed nor waiting undisturbed. */
    public long troubled() {
        return documents.stream().filter(view -> view.document().trouble() != null).count();
    }

    /** Documents that are done with, one way or the other, for the bar. */
    public long done() {
        return documents.stream().filter(view -> !view.busy()).count();
    }

    /** About how long the rest takes if it goes on as it began; null while nobody can tell. */
    public @Nullable Duration remaining() {
        long done = done();
        return !working() || done == 0 ? null : taken.multipliedBy(documents.size() - done).dividedBy(done);
    }

    /** Nobody works on it, and something is left. */
    public boolean interrupted() {
        return !working() && left() > 0;
    }

    /** Where what is left is signed. */
    public String goOn() {
        return documents.stream().filter(DocumentView::signable).map(view -> "document=" + view.document().id())
                .collect(Collectors.joining("&", "/documents/sign?", choice));
    }
}
