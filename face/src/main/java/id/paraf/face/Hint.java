package id.paraf.face;

import org.jspecify.annotations.Nullable;

/**
 * What one frame shows, for guiding a person while the camera runs; decides nothing.
 *
 * @param reason what to change, or null if the frame would do
 * @param yaw degrees the head is turned, positive to the person's own left; NaN without a face
 */
public record Hint(@Nullable Reason reason, double yaw) {
}
