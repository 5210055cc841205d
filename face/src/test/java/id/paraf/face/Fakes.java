package id.paraf.face;

import java.util.Random;

/**
 * Pictures of a person instead of the person, drawn from the test faces: what somebody might hold before the camera, or feed
 * into it. Drawn, not photographed: they show that the check knows the kind of attack, not how often a real one gets through.
 */
enum Fakes {
    /** A screen: pixel grid, another gamma, a lamp mirrored in it, a black frame. */
    SCREEN {
        @Override
        Pixels show(Pixels frame, double yaw, int seed) {
            var random = new Random(seed);
            Pixels seen = tilted(frame, yaw, 0.8, 0x101012);
            double grid = 2.3 + 0.4 * random.nextDouble();
            double angle = 0.1 * random.nextDouble();
            return pixels(seen, (x, y, channel, value) -> {
                double phase = (x * Math.cos(angle) + y * Math.sin(angle)) / grid * 2 * Math.PI + channel * 2.1;
                double line = 1 + 0.16 * Math.cos(phase) + 0.08 * Math.cos(y / grid * 2 * Math.PI);
                double glare = 90 * Math.exp(-(square(x - 420) + square(y - 120)) / 9000.0);
                return 255 * Math.pow(value / 255.0, 0.85) * line * 0.92 + glare + random.nextGaussian() * 2;
            });
        }
    },
    /** A print held in the hand: grain, less contrast, bent, on a grey table. */
    PRINT {
        @Override
        Pixels show(Pixels frame, double yaw, int seed) {
            var random = new Random(seed);
            Pixels seen = tilted(bent(frame, 14), yaw, 0.85, 0x8c8a86);
            double[] grain = random.doubles(64 * 48).toArray();
            return pixels(seen, (x, y, channel, value) -> 44 + 0.66 * value + 9 * (grain[y / 10 * 64 + x / 10] - 0.5)
                    + random.nextGaussian() * 3.5);
        }
    },
    /** A print with holes through which somebody else's eyes look. */
    CUT_OUT {
        @Override
        Pixels show(Pixels frame, double yaw, int seed) {
            Pixels flat = PRINT.show(frame, 0, seed);
            Mesh face = mesh(flat);
            Pixels eyes = TestFaces.SECOND.renderer().over(flat, face);
            int[] rgb = flat.rgb().clone();
            for (int[] eye : new int[][] {{33, 133}, {362, 263}}) {
                double x = (face.x(eye[0]) + face.x(eye[1])) / 2;
                double y = (face.y(eye[0]) + face.y(eye[1])) / 2;
                double half = 0.6 * Math.abs(face.x(eye[1]) - face.x(eye[0]));
                for (int i = 0; i < rgb.length; i++) {
                    double away = Math.hypot((i % flat.width() - x) / half, (i / flat.width() - y) / (0.6 * half));
                    rgb[i] = away < 0.9 ? eyes.rgb()[i] : away < 1 ? 0x201c1a : rgb[i];
                }
            }
            return tilted(new Pixels(flat.width(), flat.height(), rgb), yaw, 1, 0x8c8a86);
        }
    },
    /** A sharp picture without any frame, fed into the browser and squeezed to look turned. */
    TURNED_STILL {
        @Override
        Pixels show(Pixels frame, double yaw, int seed) {
            return tilted(frame, yaw, 1, 0x8c8a86);
        }
    };

    /** What the camera sees of it. @param yaw by how many degrees the whole thing is turned */
    abstract Pixels show(Pixels frame, double yaw, int seed);

    /** A flat thing in front of a pinhole camera, turned about the upright line through its middle. */
    static Pixels tilted(Pixels flat, double yaw, double scale, int behind) {
        double turn = Math.toRadians(yaw);
        double distance = 1.6 * flat.width();
        int[] rgb = new int[flat.rgb().length];
        double cx = flat.width() / 2.0;
        double cy = flat.height() / 2.0;
        for (int i = 0; i < rgb.length; i++) {
            double px = i % flat.width() - cx;
            double py = i / flat.width() - cy;
            double u = px * distance / (distance * Math.cos(turn) - px * Math.sin(turn));
            double depth = distance + u * Math.sin(turn);
            double x = u / scale + cx;
            double y = py * depth / distance / scale + cy;
            rgb[i] = x < 0 || y < 0 || x > flat.width() - 1 || y > flat.height() - 1
                    ? behind
                    : flat.at(x, y);
        }
        return new Pixels(flat.width(), flat.height(), rgb);
    }

    private static Pixels bent(Pixels flat, double pixels) {
        int[] rgb = new int[flat.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            double x = i % flat.width();
            double y = i / flat.width() + pixels * Math.cos((x / flat.width() - 0.5) * Math.PI);
            rgb[i] = flat.at(x, y);
        }
        return new Pixels(flat.width(), flat.height(), rgb);
    }

    private interface Light {
        double of(int x, int y, int channel, int value);
    }

    private static Pixels pixels(Pixels picture, Light light) {
        int[] rgb = new int[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            for (int channel = 0; channel < 3; channel++) {
                int shift = 16 - 8 * channel;
                double value = light.of(i % picture.width(), i / picture.width(), channel, picture.rgb()[i] >> shift & 255);
                rgb[i] |= (int) Math.clamp(Math.round(value), 0, 255) << shift;
            }
        }
        return new Pixels(picture.width(), picture.height(), rgb);
    }

    private static Mesh mesh(Pixels picture) {
        try (var nets = new Nets(null)) {
            return new Frame(nets, picture).mesh();
        }
    }

    private static double square(double value) {
        return value * value;
    }
}
