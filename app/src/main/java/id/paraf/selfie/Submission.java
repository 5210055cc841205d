package id.paraf.selfie;

import java.util.List;

/**
 * The frames of one attempt.
 *
 * @param nonce of the {@link Challenge} they answer
 * @param camera the camera's name as the browser gives it; a virtual one needs an officer
 */
public record Submission(String nonce, List<byte[]> frontal, List<byte[]> turned, String camera) {
}
