package id.paraf.face;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** One decoded picture with what was found in it. Steps run when they are asked for, each once. */
final class Frame {

    private static final double SECOND_FACE = 0.4;
    private static final double LEAST_EYES = 60;
    private static final double MOST_TILT = 15;
    private static final double EDGE = 0.25;
    private static final double LIVENESS_WIDTH = 2.7;

    private final Nets nets;
    private final Pixels pixels;
    private final List<Detector.Found> faces;
    private final @Nullable Mesh mesh;
    private Pixels.@Nullable Map map;
    private @Nullable Pixels aligned;

    Frame(Nets nets, Pixels pixels) {
        this.nets = nets;
        this.pixels = pixels;
        this.faces = new Detector(nets).find(pixels);
        this.mesh = faces.isEmpty() ? null : Mesh.fit(nets, pixels, faces.getFirst());
    }

    Pixels pixels() {
        return pixels;
    }

    boolean hasFace() {
        return mesh != null;
    }

    Mesh mesh() {
        if (mesh == null) {
            throw new IllegalStateException("Ask whether there is a face first");
        }
        return mesh;
    }

    double yaw() {
        return mesh().yaw();
    }

    /** What is wrong with a frame that need not be frontal. */
    @Nullable Reason whyNoFace() {
        if (mesh == null) {
            return Reason.NO_FACE;
        }
        double largest = faces.getFirst().size();
        if (faces.size() > 1 && faces.get(1).size() > SECOND_FACE * largest) {
            return Reason.MANY_FACES;
        }
        return null;
    }

    /** What is wrong with a frontal frame; null if nothing. */
    @Nullable Reason whyNotFrontal() {
        Reason none = whyNoFace();
        if (none != null) {
            return none;
        }
        if (mesh().eyeDistance() < LEAST_EYES) {
            return Reason.TOO_SMALL;
        }
        double x = faces.getFirst().centreX() / pixels.width();
        double y = faces.getFirst().centreY() / pixels.height();
        if (x < EDGE || x > 1 - EDGE || y < EDGE || y > 1 - EDGE) {
            return Reason.OFF_CENTRE;
        }
        // Light first: in the dark, pose and sharpness are guesses.
        Reason light = Quality.light(aligned());
        if (light != null) {
            return light;
        }
        if (Math.abs(yaw()) > MOST_TILT || Math.abs(Math.toDegrees(mesh().roll())) > MOST_TILT) {
            return Reason.NOT_FRONTAL;
        }
        if (Quality.blurred(aligned())) {
            return Reason.BLURRED;
        }
        return Quality.covered(aligned()) ? Reason.COVERED : null;
    }

    private Pixels.Map map() {
        if (map == null) {
            map = Alignment.map(mesh());
        }
        return map;
    }

    Pixels aligned() {
        if (aligned == null) {
            aligned = Alignment.face(pixels, map());
        }
        return aligned;
    }

    Fingerprint fingerprint() {
        return Fingerprints.of(pixels, mesh());
    }

    /** What the embedding net makes of the face and of its mirror image, averaged, with length 1. */
    double[] embedding() {
        double[] sum = new double[0];
        for (Pixels face : List.of(aligned(), aligned().mirrored())) {
            float[] output = nets.runOne(Nets.Net.EMBEDDING, planes -> face.planes(planes, Pixels.Order.BGR, 127, 128));
            sum = Vectors.add(sum, Vectors.unit(output));
        }
        return Vectors.unit(sum);
    }

    /** The probability that this is a face and not a picture of one. */
    double liveness() {
        Detector.Found face = faces.getFirst();
        double scale = Math.min(LIVENESS_WIDTH,
                Math.min((pixels.height() - 1) / face.height(), (pixels.width() - 1) / face.width()));
        double width = face.width() * scale;
        double height = face.height() * scale;
        double left = Math.clamp(face.centreX() - width / 2, 0, Math.max(0, pixels.width() - 1 - width));
        double top = Math.clamp(face.centreY() - height / 2, 0, Math.max(0, pixels.height() - 1 - height));
        int side = Nets.Net.LIVENESS.side();
        double stepX = width / side;
        double stepY = height / side;
        var crop = new Pixels.Map(stepX, 0, left + stepX / 2 - 0.5, 0, stepY, top + stepY / 2 - 0.5);
        float[] logits = nets.runOne(Nets.Net.LIVENESS,
                planes -> pixels.planes(planes, side, crop, Pixels.Outside.NEAREST, Pixels.Order.BGR, 0, 1));
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - logits[0]);
        }
        return 1 / sum;
    }
}
