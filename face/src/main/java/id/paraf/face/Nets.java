package id.paraf.face;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import org.jspecify.annotations.Nullable;

/** The four nets. A session may be run by several threads at once; each run uses the thread it is called on. */
final class Nets implements AutoCloseable {

    /** A net, with the SHA-256 of the file that comes with Paraf and what it reads. */
    enum Net {
        DETECTOR("detector.onnx", "a36960d6cd7d713b058e9d87b1a1d70eb14e1fec673f171542f22523c8f03598", 256),
        MESH("mesh.onnx", "2dab2cf947fdd4606de5f7a23c69bd6fec8081492f814fb2ec8c38c65370e326", 192),
        EMBEDDING("embedding.onnx", "0d7539059695eeb20386808ee0a7ec1c67ea10f31a7b26ba547b713ec2250029", 112),
        LIVENESS("liveness.onnx", "afa783b7e902fdfcf323a7240cac2a1c580c25314ea4161129dc1b0d100dc32d", 128);

        private final String file;
        private final String sha256;
        private final int side;

        Net(String file, String sha256, int side) {
            this.file = file;
            this.sha256 = sha256;
            this.side = side;
        }

        String file() {
            return file;
        }

        /** Width and height of the picture it reads. */
        int side() {
            return side;
        }
    }

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    private final Map<Net, OrtSession> sessions = new EnumMap<>(Net.class);
    private final Map<Net, String> hashes = new EnumMap<>(Net.class);
    private final Map<Net, Queue<Input>> inputs = new EnumMap<>(Net.class);

    /** Loads the nets; the operator's file, where there is one, instead of the built-in one. */
    Nets(@Nullable Path folder) {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            for (Net net : Net.values()) {
                sessions.put(net, environment.createSession(load(net, folder), options));
                inputs.put(net, new ConcurrentLinkedQueue<>());
            }
        } catch (OrtException e) {
            close();
            throw new IllegalStateException("The face models could not be loaded: " + e.getMessage(), e);
        }
    }

    private byte[] load(Net net, @Nullable Path folder) {
        try {
            Path own = folder == null || !Files.exists(folder.resolve(net.file)) ? null : folder.resolve(net.file);
            byte[] model = own == null ? builtIn(net) : Files.readAllBytes(own);
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
            if (own == null && !hash.equals(net.sha256)) {
                throw new IllegalStateException("The model " + net.file + " was changed: its SHA-256 is " + hash);
            }
            hashes.put(net, hash);
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static byte[] builtIn(Net net) throws IOException {
        try (var in = Nets.class.getResourceAsStream("models/" + net.file)) {
            if (in == null) {
                throw new IllegalStateException("The model " + net.file + " is not in this build");
            }
            return in.readAllBytes();
        }
    }

    /** SHA-256 of the file that is in use, in hex. */
    String sha256(Net net) {
        return hashes.getOrDefault(net, "");
    }

    /** Writes a picture into a net's input: three planes of {@code side × side} numbers. */
    interface Picture {
        void into(FloatBuffer planes);
    }

    /** Runs a net on a picture; the outputs by name. */
    Map<String, float[]> run(Net net, Picture picture) {
        OrtSession session = sessions.get(net);
        if (session == null) {
            throw new IllegalStateException("The models are closed");
        }
        try {
            Input input = take(net);
            try {
                picture.into(input.planes().clear());
                return run(session, input.tensor());
            } finally {
                put(net, input);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("A face model failed: " + e.getMessage(), e);
        }
    }

    private static Map<String, float[]> run(OrtSession session, OnnxTensor input) throws OrtException {
        try (var result = session.run(Map.of(session.getInputNames().iterator().next(), input))) {
            var outputs = new HashMap<String, float[]>();
            for (var output : result) {
                // A heap buffer that holds a copy.
                outputs.put(output.getKey(), ((OnnxTensor) output.getValue()).getFloatBuffer().array());
            }
            return outputs;
        }
    }

    /** Runs a net that has one output. */
    float[] runOne(Net net, Picture picture) {
        return run(net, picture).values().iterator().next();
    }

    /**
     * Memory outside the heap that a net reads without a copy. Fresh memory costs as much as a fifth of a run, most of it in
     * the operating system, so it is used again; as many exist as runs were ever under way at once.
     */
    private record Input(FloatBuffer planes, OnnxTensor tensor) {
    }

    private Input take(Net net) throws OrtException {
        Input free = Objects.requireNonNull(inputs.get(net)).poll();
        if (free != null) {
            return free;
        }
        FloatBuffer planes = ByteBuffer.allocateDirect(3 * net.side * net.side * Float.BYTES).order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return new Input(planes, OnnxTensor.createTensor(environment, planes, new long[] {1, 3, net.side, net.side}));
    }

    private void put(Net net, Input input) {
        Objects.requireNonNull(inputs.get(net)).add(input);
    }

    @Override
    public void close() {
        for (OrtSession session : sessions.values()) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
        sessions.clear();
    }
}
