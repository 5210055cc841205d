package id.paraf.face;

import org.jspecify.annotations.Nullable;

/**
 * The 468 points of MediaPipe's FaceMesh, in pixels of the picture; z in the same unit, smaller is nearer to the camera.
 *
 * @param points x, y, z of each point
 * @param roll by how many radians the head is tilted, positive clockwise in the picture
 */
record Mesh(float[] points, double roll) {

    static final int POINTS = 468;

    private static final int SIDE = Nets.Net.MESH.side();
    /** How much wider than the detector's box the net wants to see. */
    private static final double MARGIN = 1.5;
    private static final double LEAST_SCORE = 0.5;

    private static final int RIGHT_EYE_OUTER = 33;
    private static final int LEFT_EYE_OUTER = 263;
    private static final int RIGHT_CHEEK = 234;
    private static final int LEFT_CHEEK = 454;
    private static final int NOSE_TIP = 4;
    private static final int MOUTH_RIGHT = 61;
    private static final int MOUTH_LEFT = 291;
    private static final int[] RIGHT_EYE = {33, 133, 159, 145, 160, 158, 144, 153};
    private static final int[] LEFT_EYE = {263, 362, 386, 374, 387, 385, 373, 380};

    double x(int point) {
        return points[3 * point];
    }

    double y(int point) {
        return points[3 * point + 1];
    }

    double z(int point) {
        return points[3 * point + 2];
    }

    /** Fits the mesh to a face: once where the detector saw it, once more where the first mesh lies. Null if it is no face. */
    static @Nullable Mesh fit(Nets nets, Pixels picture, Detector.Found face) {
        double tilt = Math.atan2(face.leftEyeY() - face.rightEyeY(), face.leftEyeX() - face.rightEyeX());
        Mesh first = fit(nets, picture, face.centreX(), face.centreY(), face.size() * MARGIN, tilt);
        return first == null ? null : first.again(nets, picture);
    }

    private @Nullable Mesh again(Nets nets, Pixels picture) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int i = 0; i < POINTS; i++) {
            left = Math.min(left, x(i));
            right = Math.max(right, x(i));
            top = Math.min(top, y(i));
            bottom = Math.max(bottom, y(i));
        }
        return fit(nets, picture, (left + right) / 2, (top + bottom) / 2, Math.max(right - left, bottom - top) * MARGIN, roll);
    }

    private static @Nullable Mesh fit(Nets nets, Pixels picture, double centreX, double centreY, double size, double tilt) {
        double scale = size / SIDE;
        double cos = Math.cos(tilt) * scale;
        double sin = Math.sin(tilt) * scale;
        double half = (SIDE - 1) / 2.0;
        var map = new Pixels.Map(cos, -sin, centreX - cos * half + sin * half, sin, cos, centreY - sin * half - cos * half);
        var outputs = nets.run(Nets.Net.MESH,
                planes -> picture.planes(planes, SIDE, map, Pixels.Outside.BLACK, Pixels.Order.RGB, 0, 255));
        float[] raw = outputs.get("mesh");
        float[] score = outputs.get("face");
        if (raw == null || score == null) {
            throw new IllegalStateException("The mesh has other outputs than FaceMesh");
        }
        if (score[0] < LEAST_SCORE) {
            return null;
        }
        float[] points = new float[raw.length];
        for (int i = 0; i < POINTS; i++) {
            points[3 * i] = (float) map.x(raw[3 * i], raw[3 * i + 1]);
            points[3 * i + 1] = (float) map.y(raw[3 * i], raw[3 * i + 1]);
            points[3 * i + 2] = (float) (raw[3 * i + 2] * scale);
        }
        var mesh = new Mesh(points, 0);
        return new Mesh(points, Math.atan2(mesh.y(LEFT_EYE_OUTER) - mesh.y(RIGHT_EYE_OUTER),
                mesh.x(LEFT_EYE_OUTER) - mesh.x(RIGHT_EYE_OUTER)));
    }

    /** Degrees the head is turned, positive to the person's own left. */
    double yaw() {
        double across = Math.hypot(x(LEFT_CHEEK) - x(RIGHT_CHEEK), y(LEFT_CHEEK) - y(RIGHT_CHEEK));
        return Math.toDegrees(Math.atan2(z(LEFT_CHEEK) - z(RIGHT_CHEEK), across));
    }

    /** Pixels between the outer corners of the eyes. */
    double eyeDistance() {
        return Math.hypot(x(LEFT_EYE_OUTER) - x(RIGHT_EYE_OUTER), y(LEFT_EYE_OUTER) - y(RIGHT_EYE_OUTER));
    }

    /** Eye centres, nose tip and mouth corners, picture left to right, as the embedding net's template lists them. */
    double[][] fivePoints() {
        return new double[][] {centre(RIGHT_EYE), centre(LEFT_EYE), {x(NOSE_TIP), y(NOSE_TIP)}, {x(MOUTH_RIGHT), y(MOUTH_RIGHT)},
                {x(MOUTH_LEFT), y(MOUTH_LEFT)}};
    }

    private double[] centre(int[] eye) {
        double sumX = 0;
        double sumY = 0;
        for (int point : eye) {
            sumX += x(point);
            sumY += y(point);
        }
        return new double[] {sumX / eye.length, sumY / eye.length};
    }
}
