package id.paraf.web.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import id.paraf.certificate.CertificateId;
import id.paraf.pades.sign.Place;
import id.paraf.signing.Document;
import id.paraf.signing.Documents;
import id.paraf.signing.MarkChoice;

/** How long a batch still takes, and how it is gone on with. */
class BatchViewTest {

    private static final Instant BEGUN = Instant.parse("2026-12-01T02:00:00Z");
    private static final MarkChoice MARK = new MarkChoice.Visible(Place.LAST, new MarkChoice.Spot.At(25.5, 30), null);

    private static BatchView batch(int signed, int busy, int left, MarkChoice mark, Duration taken) {
        var views = new ArrayList<DocumentView>();
        for (int i = 0; i < signed + busy + left; i++) {
            boolean done = i < signed;
            views.add(new DocumentView(new Document(new UUID(0, i), new UUID(0, 99), "surat.pdf", 1, 1000, null, new byte[32],
                    done ? Document.State.SIGNED : Document.State.WAITING, null, BEGUN, done ? BEGUN : null,
                    done ? new CertificateId(new UUID(0, 7)) : null, done ? "B-LT" : null, new UUID(0, 5), null, BEGUN, null, null,
                    false), i >= signed && i < signed + busy));
        }
        return BatchView.of(new UUID(0, 5), views, new Documents.Batch(BEGUN, mark), BEGUN.plus(taken));
    }

    @Test
    void theRestTakesAsLongForEachAsWhatIsDone() {
        assertThat(batch(4, 16, 0, MARK, Duration.ofSeconds(8)).remaining()).isEqualTo(Duration.ofSeconds(32));
        assertThat(batch(0, 20, 0, MARK, Duration.ofSeconds(8)).remaining()).as("nobody can tell").isNull();
        assertThat(batch(4, 0, 16, MARK, Duration.ofSeconds(8)).remaining()).as("nobody works on it").isNull();
    }

    @Test
    void whatIsLeftIsMarkedAsWasChosen() {
        assertThat(batch(1, 0, 1, MARK, Duration.ZERO).goOn()).isEqualTo("/documents/sign?document=" + new UUID(0, 1)
                + "&mark=visible&where=last&spot=at&x=25.5&y=30");
        assertThat(batch(1, 0, 1, new MarkChoice.Invisible(), Duration.ZERO).goOn())
                .endsWith("&mark=none&where=last&spot=bottom-right");
        assertThat(batch(1, 0, 1, new MarkChoice.Visible(3, new MarkChoice.Spot.Corner(false, false), null), Duration.ZERO).goOn())
                .endsWith("&mark=visible&where=number&number=3&spot=top-left");
        assertThat(batch(1, 0, 1, new MarkChoice.Visible(1, new MarkChoice.Spot.InField("Kolom 2"), null), Duration.ZERO).goOn())
                .endsWith("&mark=visible&where=last&spot=field&text=Kolom+2");
        var named = MarkForm.typed("visible", "last", "", "field", "", "", "Kolom 2");
        assertThat(MarkForm.offered(named, List.of("Kolom 1", "Kolom 2")).value("spot")).isEqualTo("field-1");
    }
}
