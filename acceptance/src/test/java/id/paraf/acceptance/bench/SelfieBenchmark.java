package id.paraf.acceptance.bench;

import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

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
            return row(check, nets);
        }
    }

    /** A capture as the page sends it (two frames, the turn, one frame) against the three photos of an enrolment. */
    private static String row(FaceCheck check, BareNets nets) throws Exception {
        Capture capture = TestFaces.ASTRONAUT.capture(Side.LEFT, 4);
        var references = TestFaces.ASTRONAUT.references();
        SelfieBenchmarkCpu result = SelfieBenchmarkCpu.of(50, 40, "face-", () -> {
            var verdict = check.check(capture, references);
            if (!(verdict instanceof Verdict.Passed)) {
                throw new IllegalStateException("The check did not pass: " + verdict);
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
        return result.row("selfie check of 7 photos / bare nets", 1.3);
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
