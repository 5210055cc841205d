package id.paraf.face.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sets to zero what training left of a model's dead channels: weights so small that their products are denormal numbers, which
 * processors compute a hundred times slower. Outputs stay the same to the last bit. Reads no more of ONNX than
 * {@code ModelProto.graph.initializer.raw_data} (onnx.proto, fields 7, 5 and 9) and keeps every other byte.
 */
public final class TinyWeights {

    /** What is smaller adds nothing that an output could show; of those that are left, the product of two is no denormal number. */
    private static final float SMALLEST = 1e-15f;

    private static final int GRAPH = 7;
    private static final int INITIALIZER = 5;
    private static final int DATA_TYPE = 2;
    private static final int RAW_DATA = 9;
    private static final int FLOAT = 1;

    private final ByteBuffer model;
    private long found;

    private TinyWeights(byte[] model) {
        this.model = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@code TinyWeights from.onnx to.onnx}. */
    public static void main(String[] args) throws IOException {
        byte[] model = Files.readAllBytes(Path.of(args[0]));
        System.out.println(zero(model) + " weights set to zero");
        Files.write(Path.of(args[1]), model);
    }

    /** Zeroes them in place. @return how many there were */
    public static long zero(byte[] model) {
        var reader = new TinyWeights(model);
        reader.message(0, model.length, GRAPH, (graph, graphEnd) -> reader.message(graph, graphEnd, INITIALIZER, reader::tensor));
        return reader.found;
    }

    private interface Field {
        void at(int from, int end);
    }

    private void tensor(int from, int end) {
        int type = 0;
        for (int at = from; at < end; at = model.position()) {
            long key = varint(at);
            if (key >> 3 == DATA_TYPE && (key & 7) == 0) {
                type = (int) varint(model.position());
            } else {
                skip((int) (key & 7));
            }
        }
        if (type == FLOAT) {
            message(from, end, RAW_DATA, this::floats);
        }
    }

    private void floats(int from, int end) {
        for (int at = from; at < end; at += Float.BYTES) {
            float weight = Math.abs(model.getFloat(at));
            if (weight > 0 && weight < SMALLEST) {
                model.putFloat(at, 0);
                found++;
            }
        }
    }

    /** Visits each length-delimited field of this number. */
    private void message(int from, int end, int number, Field visit) {
        for (int at = from; at < end; at = model.position()) {
            long key = varint(at);
            if (key >> 3 == number && (key & 7) == 2) {
                int length = (int) varint(model.position());
                int start = model.position();
                visit.at(start, start + length);
                model.position(start + length);
            } else {
                skip((int) (key & 7));
            }
        }
    }

    private void skip(int wireType) {
        int at = model.position();
        switch (wireType) {
            case 0 -> varint(at);
            case 1 -> model.position(at + Long.BYTES);
            case 2 -> {
                int length = (int) varint(at);
                model.position(model.position() + length);
            }
            case 5 -> model.position(at + Integer.BYTES);
            default -> throw new IllegalArgumentException("No wire type of protobuf that ONNX uses: " + wireType);
        }
    }

    private long varint(int at) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part = model.get(at++);
            value |= (long) (part & 127) << shift;
            if (part >= 0) {
                model.position(at);
                return value;
            }
        }
        throw new IllegalArgumentException("A number without an end");
    }
}
