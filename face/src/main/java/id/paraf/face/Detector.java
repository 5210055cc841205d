package id.paraf.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Finds faces with BlazeFace, the 256-pixel variant of MediaPipe ("back camera"). */
final class Detector {

    private static final int SIDE = Nets.Net.DETECTOR.side();
    private static final double LEAST_SCORE = 0.5;
    private static final double OVERLAP = 0.3;
    /** Score, box (centre and size), six points. */
    private static final int NUMBERS = 16;

    private final Nets nets;

    Detector(Nets nets) {
        this.nets = nets;
    }

    /**
     * A face as the detector sees it, in pixels of the picture.
     *
     * @param rightEye the person's right eye, which is on the left of the picture
     */
    record Found(double score, double x, double y, double width, double height, double rightEyeX, double rightEyeY,
            double leftEyeX, double leftEyeY) {

        double centreX() {
            return x + width / 2;
        }

        double centreY() {
            return y + height / 2;
        }

        double size() {
            return Math.max(width, height);
        }
    }

    /** Faces, the largest first. */
    List<Found> find(Pixels picture) {
        double scale = Math.max(picture.width(), picture.height()) / (double) SIDE;
        double left = (picture.width() - SIDE * scale) / 2;
        double top = (picture.height() - SIDE * scale) / 2;
        var map = new Pixels.Map(scale, 0, left + scale / 2 - 0.5, 0, scale, top + scale / 2 - 0.5);
        Map<String, float[]> outputs = nets.run(Nets.Net.DETECTOR,
                planes -> picture.planes(planes, SIDE, map, Pixels.Outside.BLACK, Pixels.Order.RGB, 127.5f, 127.5f));
        var found = new ArrayList<Found>();
        collect(found, outputs.get("scores16"), outputs.get("boxes16"), 16, 2, scale, left, top);
        collect(found, outputs.get("scores8"), outputs.get("boxes8"), 32, 6, scale, left, top);
        found.sort(Comparator.comparingDouble(Found::score).reversed());
        var kept = new ArrayList<Found>();
        for (Found face : found) {
            if (kept.stream().noneMatch(other -> overlap(face, other) > OVERLAP)) {
                kept.add(face);
            }
        }
        kept.sort(Comparator.comparingDouble(Found::size).reversed());
        return kept;
    }

    private static void collect(List<Found> found, float @Nullable [] scores, float @Nullable [] boxes, int stride, int anchors,
            double scale, double left, double top) {
        if (scores == null || boxes == null) {
            throw new IllegalStateException("The detector has other outputs than BlazeFace");
        }
        int columns = SIDE / stride;
        for (int i = 0; i < scores.length; i++) {
            double score = 1 / (1 + Math.exp(-scores[i]));
            if (score < LEAST_SCORE) {
                continue;
            }
            int cell = i / anchors;
            double anchorX = stride * (cell % columns + 0.5);
            double anchorY = stride * (cell / columns + 0.5);
            int at = i * NUMBERS;
            double width = boxes[at + 2] * scale;
            double height = boxes[at + 3] * scale;
            double centreX = left + (anchorX + boxes[at]) * scale;
            double centreY = top + (anchorY + boxes[at + 1]) * scale;
            if (width > 0 && height > 0) {
                found.add(new Found(score, centreX - width / 2, centreY - height / 2, width, height,
                        left + (anchorX + boxes[at + 4]) * scale, top + (anchorY + boxes[at + 5]) * scale,
                        left + (anchorX + boxes[at + 6]) * scale, top + (anchorY + boxes[at + 7]) * scale));
            }
        }
    }

    private static double overlap(Found a, Found b) {
        double width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        double height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double both = width * height;
        return both / (a.width * a.height + b.width * b.height - both);
    }
}
