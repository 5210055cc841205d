package id.paraf.evidence;

import org.springframework.stereotype.Component;

import id.paraf.face.PaperPhoto;
import id.paraf.face.Reason;
import id.paraf.pades.inert.InspectPdf;
import id.paraf.pades.inert.Inspection;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;

/**
 * Decides by what is in a file, never by what it is called, whether it may be kept (ASVS 5.0 V5.2, PD-01, SF-10). A photo comes
 * out made anew from its pixels; a document stays as it is and has to be one that only shows its pages.
 */
@Component
public class CheckFile {

    /** The largest document, and so the largest file of any kind. */
    public static final int MOST_BYTES = 10 << 20;
    /** The largest photo, as {@link PaperPhoto} takes it. */
    public static final int MOST_PHOTO_BYTES = 5 << 20;
    static final int MOST_PAGES = 20;
    /** A card of 86 × 54 mm of so many pixels has letters of a few pixels each: whatever is smaller nobody can read. */
    private static final int LEAST_LONG = 400;
    private static final int LEAST_SHORT = 240;
    private static final long MOST_OBJECTS = 50_000;
    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};

    private final InspectPdf inspect;

    CheckFile() {
        var usual = Limits.ORDINARY;
        this.inspect = new InspectPdf(new Limits(MOST_BYTES, usual.depth(), 100_000, 1 << 20, 16 << 20, 64L << 20, 50),
                MOST_OBJECTS);
    }

    /** What became of a file. */
    public sealed interface Outcome {
        /** It may be kept, in this form. */
        record Clean(EvidenceFile.Format format, byte[] bytes, int pages) implements Outcome {
        }

        /** It is not taken, and nothing of it is kept. */
        record Refused(FileFlaw flaw) implements Outcome {
        }
    }

    public Outcome check(EvidenceKind kind, byte[] file) {
        if (file.length == 0) {
            return new Outcome.Refused(FileFlaw.EMPTY);
        }
        if (!startsLikePdf(file)) {
            return photo(kind, file);
        }
        return kind.takesDocuments() ? document(file) : new Outcome.Refused(FileFlaw.NOT_A_PHOTO);
    }

    private static Outcome photo(EvidenceKind kind, byte[] file) {
        return switch (PaperPhoto.of(file)) {
            case PaperPhoto.Outcome.Made(var photo) when Math.max(photo.width(), photo.height()) < LEAST_LONG
                    || Math.min(photo.width(), photo.height()) < LEAST_SHORT ->
                new Outcome.Refused(FileFlaw.TOO_FEW_PIXELS);
            case PaperPhoto.Outcome.Made(var photo) -> new Outcome.Clean(EvidenceFile.Format.JPEG, photo.jpeg(), 1);
            case PaperPhoto.Outcome.Refused(Reason reason) -> new Outcome.Refused(switch (reason) {
                case FILE_TOO_LARGE -> FileFlaw.PHOTO_TOO_LARGE;
                case TOO_MANY_PIXELS -> FileFlaw.TOO_MANY_PIXELS;
                case NOT_AN_IMAGE -> kind.takesDocuments() ? FileFlaw.NEITHER : FileFlaw.NOT_A_PHOTO;
                default -> FileFlaw.BROKEN;
            });
        };
    }

    private Outcome document(byte[] file) {
        if (file.length > MOST_BYTES) {
            return new Outcome.Refused(FileFlaw.DOCUMENT_TOO_LARGE);
        }
        return switch (inspect.inspect(file)) {
            case Inspection.Inert(int pages) when pages > MOST_PAGES -> new Outcome.Refused(FileFlaw.TOO_MANY_PAGES);
            case Inspection.Inert(int pages) -> new Outcome.Clean(EvidenceFile.Format.PDF, file, pages);
            case Inspection.Encrypted() -> new Outcome.Refused(FileFlaw.ENCRYPTED);
            case Inspection.Active() -> new Outcome.Refused(FileFlaw.ACTIVE);
            case Inspection.Damaged(MalformedPdf.Reason reason) -> new Outcome.Refused(switch (reason) {
                case TOO_LARGE, TOO_MUCH_DATA -> FileFlaw.DOCUMENT_TOO_LARGE;
                default -> FileFlaw.BROKEN;
            });
        };
    }

    private static boolean startsLikePdf(byte[] file) {
        for (int i = 0; i < PDF.length; i++) {
            if (i >= file.length || file[i] != PDF[i]) {
                return false;
            }
        }
        return true;
    }
}
