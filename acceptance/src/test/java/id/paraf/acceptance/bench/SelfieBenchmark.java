package id.paraf.acceptance.bench;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

import id.paraf.face.Capture;
import id.paraf.face.FaceCheck;
import id.paraf.face.FaceSettings;
import id.paraf.face.OnnxFaceCheck;
import id.paraf.face.Side;
import id.paraf.face.TestFaces;
import id.paraf.face.Verdict;

/**
 * A whole selfie check (decoding, resizing, quality, liveness, the turn, the comparison with the reference photos, the clean
 * copies) against nothing but the runs of the nets that it cannot do without, in the order in which it needs them.
 */
final class SelfieBenchmark {

    private SelfieBenchmark() {
    }

    /** A net's file and the side of the square picture it reads. */
    private enum Net {
        DETECTOR("detector.onnx", 256), MESH("mesh.onnx", 192), EMBEDDING("embedding.onnx", 112), LIVENESS("liveness.onnx", 128);

        private final String file;
        private final int side;

        Net(String file, int side) {
            this.file = file;
            this.side = side;
        }
    }

    static String run() throws Exception {
        // Warm first: a portal that runs has compiled its code long ago, and fifty checks are a second's work.
        try (FaceCheck check = new OnnxFaceCheck(FaceSettings.defaults()); var nets = new BareNets()) {
            return row(check, nets, 640) + "\n" + row(check, nets, 960);
        }
    }

    /** A capture as the page sends it (two frames, the turn, one frame) against the three photos of an enrolment. */
    private static String row(FaceCheck check, BareNets nets, int width) throws Exception {
        Capture drawn = TestFaces.ASTRONAUT.capture(Side.LEFT, 4);
        var capture = new Capture(drawn.asked(), wide(drawn.frontal(), width), wide(drawn.turned(), width));
        var references = wide(TestFaces.ASTRONAUT.references(), width);
        SelfieBenchmarkCpu result = SelfieBenchmarkCpu.of(50, 40, "face-", () -> {
            var verdict = check.check(capture, references);
            if (!(verdict instanceof Verdict.Passed)) {
                throw new IllegalStateException("The check of pictures " + width + " pixels wide did not pass: " + verdict);
            }
        }, () -> {
            for (int i = 0; i < capture.frontal().size(); i++) {
                nets.face();
                nets.run(Net.LIVENESS);
            }
            for (int i = 0; i < capture.turned().size(); i++) {
                nets.face();
            }
            for (int i = 0; i < capture.frontal().size() + capture.turned().size(); i++) {
                nets.person();
            }
            for (int i = 0; i < references.size(); i++) {
                nets.face();
                nets.person();
            }
        });
        return result.row("selfie check of 7 photos, " + width + " pixels wide / bare nets", 1.3);
    }

    /** The frames at another size, with the noise that a camera of that size would have. */
    private static List<byte[]> wide(List<byte[]> frames, int width) throws IOException {
        var wide = new ArrayList<byte[]>();
        for (byte[] frame : frames) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(frame));
            if (image.getWidth() == width) {
                wide.add(frame);
                continue;
            }
            var larger = new BufferedImage(width, image.getHeight() * width / image.getWidth(), BufferedImage.TYPE_INT_RGB);
            var pen = larger.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(image, 0, 0, width, larger.getHeight(), null);
            pen.dispose();
            var random = new Random(1);
            for (int y = 0; y < larger.getHeight(); y++) {
                for (int x = 0; x < width; x++) {
                    int rgb = larger.getRGB(x, y);
                    int noisy = 0;
                    for (int shift = 0; shift < 24; shift += 8) {
                        noisy |= Math.clamp((rgb >> shift & 255) + Math.round(2 * random.nextGaussian()), 0, 255) << shift;
                    }
                    larger.setRGB(x, y, noisy);
                }
            }
            var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            var bytes = new ByteArrayOutputStream();
            try (var out = new MemoryCacheImageOutputStream(bytes)) {
                writer.setOutput(out);
                var parameters = writer.getDefaultWriteParam();
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(0.9f);
                writer.write(null, new IIOImage(larger, null, null), parameters);
            } finally {
                writer.dispose();
            }
            wide.add(bytes.toByteArray());
        }
        return wide;
    }

    /** The nets as the face check configures them, on a picture of nothing. */
    private static final class BareNets implements AutoCloseable {

        private final OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        private final Map<Net, OrtSession> sessions = new EnumMap<>(Net.class);
        private final Map<Net, OnnxTensor> inputs = new EnumMap<>(Net.class);

        BareNets() throws Exception {
            try (var options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
                for (Net net : Net.values()) {
                    try (InputStream in = FaceCheck.class.getResourceAsStream("models/" + net.file)) {
                        sessions.put(net, environment.createSession(in.readAllBytes(), options));
                    }
                    var random = new Random(1);
                    float[] picture = new float[3 * net.side * net.side];
                    for (int i = 0; i < picture.length; i++) {
                        picture[i] = random.nextFloat();
                    }
                    inputs.put(net,
                            OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), new long[] {1, 3, net.side, net.side}));
                }
            }
        }

        void run(Net net) throws OrtException {
            OrtSession session = sessions.get(net);
            session.run(Map.of(session.getInputNames().iterator().next(), inputs.get(net))).close();
        }

        /** Where the face is: the mesh once where the detector saw it, once more where the first mesh lies. */
        void face() throws OrtException {
            run(Net.DETECTOR);
            run(Net.MESH);
            run(Net.MESH);
        }

        /** Whose face it is: the face and its mirror image. */
        void person() throws OrtException {
            run(Net.EMBEDDING);
            run(Net.EMBEDDING);
        }

        @Override
        public void close() throws OrtException {
            for (Net net : Net.values()) {
                inputs.get(net).close();
                sessions.get(net).close();
            }
        }
    }
}
