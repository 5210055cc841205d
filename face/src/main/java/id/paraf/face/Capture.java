package id.paraf.face;

import java.util.List;

/**
 * The frames of one capture as they were uploaded, together with the challenge they answer.
 *
 * @param asked the side that the server chose for this capture
 * @param frontal JPEG or PNG frames from before and after the turn
 * @param turned frames at the turn
 */
public record Capture(Side asked, List<byte[]> frontal, List<byte[]> turned) {

    public Capture {
        frontal = List.copyOf(frontal);
        turned = List.copyOf(turned);
    }
}
