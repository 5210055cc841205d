package id.paraf.selfie;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import id.paraf.face.FaceCheck;
import id.paraf.face.Likeness;
import id.paraf.kernel.Origin;
import id.paraf.selfie.PastChecks.Figure;

/**
 * Compares the face on an identity card with the live photos of the same application. A hint for the officer, who looks at both:
 * it decides nothing, and a matcher that is down says nothing (SF-08).
 */
@Component
public class CompareCard {

    /** A portrait of some years ago in print: what is asked of it is what is asked of one photo. */
    private static final double LESS_FOR_ONE = 0.05;

    private final ReferencePhotos photos;
    private final FaceCheck face;
    private final double limit;

    CompareCard(ReferencePhotos photos, @Lazy FaceCheck face, SelfieSettings settings) {
        this.photos = photos;
        this.face = face;
        this.limit = settings.similarity() - LESS_FOR_ONE;
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** Both faces were found. */
        record Compared(double likeness) implements Outcome {
        }

        /** The card's face is not found: too small, too dark, or covered. */
        record NoFace() implements Outcome {
        }

        /** There was nothing to compare with, or the matcher did not answer. */
        record NotCompared() implements Outcome {
        }
    }

    /** A likeness that was found earlier, beside what is asked of one today. */
    public Figure figure(double likeness) {
        return new Figure(likeness, limit);
    }

    /** @param card a photo as it was taken in */
    public Outcome compare(UUID application, byte[] card, Origin origin) {
        if (!(photos.ofApplication(application, origin) instanceof ReferencePhotos.References.Found(List<byte[]> live))) {
            return new Outcome.NotCompared();
        }
        try {
            // Foreign code may return what it must not.
            return switch (Objects.requireNonNullElseGet(face.likeness(card, live), () -> new Likeness.Unavailable("no answer"))) {
                case Likeness.Compared(double similarity) when Double.isFinite(similarity) -> new Outcome.Compared(similarity);
                case Likeness.Compared strange -> new Outcome.NotCompared();
                case Likeness.NoFace none -> new Outcome.NoFace();
                case Likeness.Unavailable unavailable -> new Outcome.NotCompared();
            };
        } catch (RuntimeException e) {
            return new Outcome.NotCompared();
        }
    }
}
