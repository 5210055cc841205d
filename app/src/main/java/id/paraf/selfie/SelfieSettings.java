package id.paraf.selfie;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator may choose about selfies.
 *
 * @param keepPhotos how long the photo of a passed check is kept, sealed
 * @param models a folder with the operator's own {@code embedding.onnx}, {@code liveness.onnx} and so on, or null for those
 *            that come with Paraf
 * @param threads how many checks run at the same time
 * @param patience how long a check may take before it counts as unavailable
 * @param similarity least cosine for a match with three reference photos; see docs/decisions/0011
 * @param liveness least probability of a live face
 */
@ConfigurationProperties("paraf.selfie")
record SelfieSettings(@DefaultValue("30d") Duration keepPhotos, @Nullable Path models, @DefaultValue("2") int threads,
        @DefaultValue("15s") Duration patience, @DefaultValue("0.55") double similarity, @DefaultValue("0.90") double liveness) {
}
