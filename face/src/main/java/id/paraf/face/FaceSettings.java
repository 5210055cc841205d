package id.paraf.face;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thresholds and means of the built-in check. The defaults are those measured in MODELS.md: about 1 to 4 false matches in
 * 10,000 and 1 to 3 false refusals in 100.
 *
 * @param models folder with {@code detector.onnx}, {@code mesh.onnx}, {@code embedding.onnx} and {@code liveness.onnx}; null
 *            for the built-in ones. A file that is missing there is taken from the built-in ones
 * @param threads how many checks run at once; each uses one core
 * @param patience how long a check may take, waiting included
 * @param similarity least cosine of means against at least two reference photos
 * @param similarityToOne least cosine if there is one reference photo only
 * @param link least cosine between the turned face and the frontal one
 * @param liveness least probability of class "live"
 * @param turn least yaw of the turn, in degrees
 * @param relief least share of a face's depth that the turn shows: a flat picture shows none
 */
public record FaceSettings(@Nullable Path models, int threads, Duration patience, double similarity, double similarityToOne,
        double link, double liveness, double turn, double relief) {

    public static FaceSettings defaults() {
        return new FaceSettings(null, 2, Duration.ofSeconds(15), 0.55, 0.50, 0.30, 0.90, 20, 0.5);
    }

    public FaceSettings withModels(@Nullable Path folder) {
        return new FaceSettings(folder, threads, patience, similarity, similarityToOne, link, liveness, turn, relief);
    }

    public FaceSettings withThreads(int count) {
        return new FaceSettings(models, count, patience, similarity, similarityToOne, link, liveness, turn, relief);
    }

    public FaceSettings withPatience(Duration longest) {
        return new FaceSettings(models, threads, longest, similarity, similarityToOne, link, liveness, turn, relief);
    }

    /** Moves the threshold for several photos; the one for a single photo keeps its distance of 0.05. */
    public FaceSettings withSimilarity(double least) {
        return new FaceSettings(models, threads, patience, least, least - 0.05, link, liveness, turn, relief);
    }

    public FaceSettings withLiveness(double least) {
        return new FaceSettings(models, threads, patience, similarity, similarityToOne, link, least, turn, relief);
    }
}
