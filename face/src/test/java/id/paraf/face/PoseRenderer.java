package id.paraf.face;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns a head in a photo: the face mesh with the photo as its texture is rotated and drawn again, the hair around it moves
 * along, the background stays. Good enough for a test to see what a camera would see; no way to fool anybody.
 */
final class PoseRenderer {

    private static final int[] OVAL = {10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
            152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109};
    private static final int[] TRIANGLES = triangles();
    private static final double HAIR = 1.45;
    private static final double STILL = 2.6;

    private final Pixels photo;
    private final double[][] points;
    private final int[] triangles;
    private final double[] centre;
    private final double size;

    PoseRenderer(Pixels photo, Mesh mesh) {
        this.photo = photo;
        int rim = OVAL.length;
        this.points = new double[Mesh.POINTS + 2 * rim][3];
        double[] middle = new double[3];
        for (int i = 0; i < Mesh.POINTS; i++) {
            points[i] = new double[] {mesh.x(i), mesh.y(i), mesh.z(i)};
        }
        for (int point : OVAL) {
            for (int k = 0; k < 3; k++) {
                middle[k] += points[point][k] / rim;
            }
        }
        this.size = Math.abs(mesh.x(454) - mesh.x(234));
        this.centre = new double[] {middle[0], middle[1], middle[2] + 0.25 * size};
        for (int i = 0; i < rim; i++) {
            double[] edge = points[OVAL[i]];
            points[Mesh.POINTS + i] = new double[] {middle[0] + HAIR * (edge[0] - middle[0]),
                    middle[1] + HAIR * (edge[1] - middle[1]), edge[2] + 0.25 * size};
            points[Mesh.POINTS + rim + i] = new double[] {middle[0] + STILL * (edge[0] - middle[0]),
                    middle[1] + STILL * (edge[1] - middle[1]), 3 * size};
        }
        int[] all = Arrays.copyOf(TRIANGLES, TRIANGLES.length + rim * 12);
        int at = TRIANGLES.length;
        for (int i = 0; i < rim; i++) {
            int next = (i + 1) % rim;
            int[][] quads = {{OVAL[i], OVAL[next], Mesh.POINTS + i, Mesh.POINTS + next},
                    {Mesh.POINTS + i, Mesh.POINTS + next, Mesh.POINTS + rim + i, Mesh.POINTS + rim + next}};
            for (int[] quad : quads) {
                for (int corner : new int[] {0, 1, 2, 1, 3, 2}) {
                    all[at++] = quad[corner];
                }
            }
        }
        this.triangles = all;
    }

    /** The photo with its head turned further. @param yaw degrees to the person's left; @param pitch degrees down */
    Pixels turn(double yaw, double pitch) {
        double[][] moved = new double[points.length][];
        int still = points.length - OVAL.length;
        for (int i = 0; i < points.length; i++) {
            moved[i] = i >= still ? points[i].clone() : rotate(points[i], Math.toRadians(yaw), Math.toRadians(pitch));
        }
        int[] target = photo.rgb().clone();
        double[] depth = new double[target.length];
        Arrays.fill(depth, Double.MAX_VALUE);
        for (int t = 0; t < triangles.length; t += 3) {
            draw(moved, triangles[t], triangles[t + 1], triangles[t + 2], target, depth);
        }
        return new Pixels(photo.width(), photo.height(), target);
    }

    /** Somebody else's scene with this head's face drawn over the face in it, point by point. */
    Pixels over(Pixels scene, Mesh face) {
        double[][] moved = new double[points.length][];
        for (int i = 0; i < Mesh.POINTS; i++) {
            moved[i] = new double[] {face.x(i), face.y(i), face.z(i)};
        }
        int[] target = scene.rgb().clone();
        double[] depth = new double[target.length];
        Arrays.fill(depth, Double.MAX_VALUE);
        for (int t = 0; t < TRIANGLES.length; t += 3) {
            draw(moved, triangles[t], triangles[t + 1], triangles[t + 2], target, depth);
        }
        return new Pixels(scene.width(), scene.height(), target);
    }

    private double[] rotate(double[] point, double yaw, double pitch) {
        double x = point[0] - centre[0];
        double y = point[1] - centre[1];
        double z = point[2] - centre[2];
        // Turning to the person's left moves the near side (small z) to the right of the picture.
        double turnedX = x * Math.cos(yaw) - z * Math.sin(yaw);
        double turnedZ = x * Math.sin(yaw) + z * Math.cos(yaw);
        double noddedY = y * Math.cos(pitch) - turnedZ * Math.sin(pitch);
        double noddedZ = y * Math.sin(pitch) + turnedZ * Math.cos(pitch);
        return new double[] {centre[0] + turnedX, centre[1] + noddedY, centre[2] + noddedZ};
    }

    private void draw(double[][] moved, int a, int b, int c, int[] target, double[] depth) {
        double[] p = moved[a];
        double[] q = moved[b];
        double[] r = moved[c];
        double area = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
        if (Math.abs(area) < 1e-6) {
            return;
        }
        int left = Math.max(0, (int) Math.floor(Math.min(p[0], Math.min(q[0], r[0]))));
        int right = Math.min(photo.width() - 1, (int) Math.ceil(Math.max(p[0], Math.max(q[0], r[0]))));
        int top = Math.max(0, (int) Math.floor(Math.min(p[1], Math.min(q[1], r[1]))));
        int bottom = Math.min(photo.height() - 1, (int) Math.ceil(Math.max(p[1], Math.max(q[1], r[1]))));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double v = ((x - p[0]) * (r[1] - p[1]) - (y - p[1]) * (r[0] - p[0])) / area;
                double w = ((q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0])) / area;
                double u = 1 - v - w;
                if (u < -1e-4 || v < -1e-4 || w < -1e-4) {
                    continue;
                }
                double z = u * p[2] + v * q[2] + w * r[2];
                int at = y * photo.width() + x;
                if (z < depth[at]) {
                    depth[at] = z;
                    double sx = u * points[a][0] + v * points[b][0] + w * points[c][0];
                    double sy = u * points[a][1] + v * points[b][1] + w * points[c][1];
                    target[at] = photo.at(sx, sy);
                }
            }
        }
    }

    private static int[] triangles() {
        try (var in = PoseRenderer.class.getResourceAsStream("triangles.txt")) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.US_ASCII).trim().split("\\s+"))
                    .mapToInt(Integer::parseInt).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
