/**
 * Face detection, liveness and 1:1 match: images in, a verdict with named reasons out. Knows nothing of accounts, links or
 * HTTP. Where the models come from and what they can do stands in {@code face/MODELS.md}.
 *
 * <p>Doors: {@link id.paraf.face.FaceCheck} and its {@link id.paraf.face.OnnxFaceCheck}; {@link id.paraf.face.Measure} on
 * the command line. Owns no tables.
 */
@NullMarked
package id.paraf.face;

import org.jspecify.annotations.NullMarked;
