package id.paraf.selfie;

import java.util.List;
import java.util.Locale;

/** Names under which programs that feed pictures into a browser call themselves a camera (SF-05). An honest liar escapes. */
final class VirtualCameras {

    private static final List<String> NAMES = List.of("obs virtual", "obs-camera", "manycam", "xsplit", "snap camera",
            "v4l2 loopback", "v4l2loopback", "dummy video device", "virtual camera", "virtualcam", "e2esoft", "vcam",
            "splitcam", "youcam", "mmhmm", "avatarify", "swapface", "deepfacelive", "facerig", "unity video capture",
            "screen capture", "sparkocam", "chromacam", "genymotion", "bluestacks", "emulator");

    private VirtualCameras() {
    }

    static boolean looksVirtual(String label) {
        String name = label.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name::contains);
    }
}
