package id.paraf.face;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * People for tests: three heads from published photos (see NOTICE beside them), from which any number of frames is drawn.
 * A <i>take</i> is one sitting: its own light, distance and pose, so that two takes are two captures and not copies. Equal
 * arguments give equal bytes.
 */
public enum TestFaces {
    ASTRONAUT("astronaut"), SECOND("second"), THIRD("third");

    /** Degrees that the mesh has to be turned by so that the check sees clearly more than 20. */
    private static final double TURN = 34;
    private static final int GRID = 5;
    private static final int DIFFERENT = 12;
    /** A capture takes several frontal frames, some 0.4 s apart: they repeat at no time near that, and not soon. */
    private static final int FRONTAL = 29;

    private final String file;
    private Pixels photo;
    private Mesh mesh;
    private volatile PoseRenderer renderer;

    TestFaces(String file) {
        this.file = file;
    }

    PoseRenderer renderer() {
        if (renderer == null) {
            synchronized (this) {
                if (renderer == null) {
                    try (var nets = new Nets(null); var in = TestFaces.class.getResourceAsStream("faces/" + file + ".jpg")) {
                        photo = pixels(in.readAllBytes());
                        mesh = new Frame(nets, photo).mesh();
                        renderer = new PoseRenderer(photo, mesh);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }
        return renderer;
    }

    /** A frontal frame of a sitting; {@code index} numbers the frames of one sitting. */
    public byte[] front(int take, int index) {
        return jpeg(front(take, index, new Random(take * 1000L + index)));
    }

    private Pixels front(int take, int index, Random random) {
        return sit(pose(take, index), 0, take, random);
    }

    /** A frame with the head turned. */
    public byte[] turned(Side side, int take) {
        return turned(side, take, new Random(take * 1000L + 500 + side.ordinal()));
    }

    private byte[] turned(Side side, int take, Random random) {
        return jpeg(sit(new double[] {side == Side.LEFT ? TURN : -TURN, pose(take, 0)[1] / 2}, 0, take, random));
    }

    /** This head with less or more depth than it has: a mask that was made from a photo. */
    PoseRenderer mask(double depth) {
        renderer();
        float[] points = mesh.points().clone();
        for (int i = 2; i < points.length; i += 3) {
            points[i] *= (float) depth;
        }
        return new PoseRenderer(photo, new Mesh(points, mesh.roll()));
    }

    /** All frames of a sitting that answers a challenge. */
    public Capture capture(Side side, int take) {
        return new Capture(side, List.of(front(take, 0), front(take, 1), front(take, 2)), List.of(turned(side, take)));
    }

    /** The three reference photos of an enrolment, from sittings of their own; tests use takes 1 to 18. */
    public List<byte[]> references() {
        return List.of(front(1000, 0), front(1012, 1), front(1024, 2));
    }

    /** A frame far too dark. */
    public byte[] dark(int take) {
        Pixels frame = front(take, 0, new Random(take));
        return jpeg(map(frame, (x, y, value) -> value / 5));
    }

    /** A frame out of focus. */
    public byte[] blurred(int take) {
        Pixels frame = front(take, 0, new Random(take));
        double scale = 14;
        var small = frame.sample((int) (frame.width() / scale), (int) (frame.height() / scale),
                new Pixels.Map(scale, 0, scale / 2, 0, scale, scale / 2), Pixels.Outside.NEAREST);
        return jpeg(small.sample(frame.width(), frame.height(), new Pixels.Map(1 / scale, 0, 0, 0, 1 / scale, 0),
                Pixels.Outside.NEAREST));
    }

    /** A frame with this person and another one side by side. */
    public byte[] with(TestFaces other, int take) {
        Pixels left = front(take, 0, new Random(take));
        Pixels right = other.front(take, 0, new Random(take));
        int width = left.width();
        int half = width / 2;
        int[] rgb = new int[left.rgb().length];
        for (int y = 0; y < left.height(); y++) {
            for (int x = 0; x < width; x++) {
                rgb[y * width + x] = x < half ? left.rgb()[y * width + x + half / 2] : right.rgb()[y * width + x - half / 2];
            }
        }
        return jpeg(new Pixels(width, left.height(), rgb));
    }

    /** A frame with a hand-sized grey cloth over mouth and chin. */
    public byte[] covered(int take) {
        Pixels frame = front(take, 0, new Random(take));
        try (var nets = new Nets(null)) {
            Mesh mesh = new Frame(nets, frame).mesh();
            return jpeg(map(frame, (x, y, value) -> y > mesh.y(4) && y < mesh.y(152) + 20 && x > mesh.x(234) - 10
                    && x < mesh.x(454) + 10 ? 150 + (x * 7 + y * 13) % 20 : value));
        }
    }

    /** A frame without anybody. */
    public static byte[] nobody(int take) {
        var random = new Random(take);
        int[] rgb = new int[640 * 480];
        for (int i = 0; i < rgb.length; i++) {
            int value = 110 + (i % 640) / 10 + random.nextInt(6);
            rgb[i] = value << 16 | value << 8 | value;
        }
        return jpeg(new Pixels(640, 480, rgb));
    }

    /** A fake camera's film: the JPEG frames one after another, as Chromium reads an {@code .mjpeg} file. */
    public static byte[] mjpeg(List<byte[]> frames) {
        var film = new ByteArrayOutputStream();
        frames.forEach(film::writeBytes);
        return film.toByteArray();
    }

    /**
     * A film of 30 frames a second: for each sitting the person from the front, turned left, from the front, turned right. A
     * film starts anew when it ends and whenever the camera is opened, so give it a sitting more than a capture needs: a frame
     * that comes twice is a copy (SF-03). It begins in the dark, as cameras do, or the first good frame would always be the same.
     */
    public byte[] film(int secondsEach, int... takes) {
        var frames = new ArrayList<byte[]>();
        repeat(frames, List.of(dark(takes[0])), 1);
        for (int take : takes) {
            var front = different(FRONTAL, i -> front(take, i));
            for (Side side : Side.values()) {
                repeat(frames, front, secondsEach);
                repeat(frames, different(DIFFERENT,
                        i -> turned(side, take, new Random(take * 1000L + 600 + 50 * side.ordinal() + i))), secondsEach);
            }
        }
        return mjpeg(frames);
    }

    /** A film of frames that hardly change: a photo held still, a dark room, two people. */
    public static byte[] still(IntFunction<byte[]> frame, int seconds) {
        var frames = new ArrayList<byte[]>();
        repeat(frames, different(DIFFERENT, frame), seconds);
        return mjpeg(frames);
    }

    private static List<byte[]> different(int count, IntFunction<byte[]> frame) {
        return IntStream.range(0, count).parallel().mapToObj(frame).toList();
    }

    private static void repeat(List<byte[]> film, List<byte[]> frames, int seconds) {
        for (int i = 0; i < seconds * 30; i++) {
            film.add(frames.get(i % frames.size()));
        }
    }

    /** Where a sitting's head is: a place on a grid of yaw and pitch, a little different in each frame. */
    private static double[] pose(int take, int index) {
        double yaw = -6 + 12.0 * (take % GRID) / (GRID - 1);
        double pitch = -6 + 12.0 * (take / GRID % GRID) / (GRID - 1);
        if (take >= 1000) {
            yaw = 0.4 * yaw + 1;
            pitch = 0.4 * pitch - 1;
        }
        return new double[] {yaw + 1.2 * (index % 3 - 1), pitch + 0.8 * (index / 3 % 3)};
    }

    private Pixels sit(double[] pose, double shift, int take, Random random) {
        Pixels turned = renderer().turn(pose[0], pose[1]);
        var sitting = new Random(take * 7919L + 17);
        double scale = 0.94 + 0.1 * sitting.nextDouble();
        double dx = (sitting.nextDouble() - 0.5) * 30 + shift;
        double dy = (sitting.nextDouble() - 0.5) * 20;
        double angle = (sitting.nextDouble() - 0.5) * 0.08;
        double gain = 0.92 + 0.16 * sitting.nextDouble();
        double slant = take >= 1000 ? 1 : take * 2.4;
        double light = 0.2 * sitting.nextDouble() + 0.35;
        double cos = Math.cos(angle) * scale;
        double sin = Math.sin(angle) * scale;
        int width = turned.width();
        int height = turned.height();
        Pixels placed = turned.sample(width, height,
                new Pixels.Map(cos, -sin, width / 2.0 - cos * width / 2 + sin * height / 2 + dx,
                        sin, cos, height / 2.0 - sin * width / 2 - cos * height / 2 + dy),
                Pixels.Outside.NEAREST);
        return map(placed, (x, y, value) -> {
            double from = ((x - width / 2.0) * Math.cos(slant) + (y - height / 2.0) * Math.sin(slant)) / width;
            return (int) Math.clamp(Math.round(value * gain * (1 + light * from) + random.nextGaussian() * 2), 0, 255);
        });
    }

    interface Change {
        int of(int x, int y, int value);
    }

    static Pixels map(Pixels picture, Change change) {
        int[] rgb = new int[picture.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            int x = i % picture.width();
            int y = i / picture.width();
            int pixel = picture.rgb()[i];
            rgb[i] = change.of(x, y, pixel >> 16 & 255) << 16 | change.of(x, y, pixel >> 8 & 255) << 8
                    | change.of(x, y, pixel & 255);
        }
        return new Pixels(picture.width(), picture.height(), rgb);
    }

    static Pixels pixels(byte[] file) {
        return ((ImageIntake.Intake.Taken) ImageIntake.take(file)).pixels();
    }

    static byte[] jpeg(Pixels pixels) {
        return ImageIntake.encode(pixels).jpeg();
    }
}
