package id.paraf.face.build;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the few parts of an ONNX file (protobuf, onnx.proto3 of IR version 7, operator set 13) that a convolutional net needs. */
final class OnnxFile {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final Message graph = new Message();

    OnnxFile(String name) {
        graph.text(2, name);
    }

    /** An attribute of a node. */
    record Attribute(String name, Object value) {
    }

    void node(String op, List<String> inputs, String output, Attribute... attributes) {
        var node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, output).text(4, op);
        for (Attribute attribute : attributes) {
            var written = new Message().text(1, attribute.name());
            switch (attribute.value()) {
                case String text -> written.text(4, text).number(20, 3);
                case long[] numbers -> {
                    for (long number : numbers) {
                        written.number(8, number);
                    }
                    written.number(20, 7);
                }
                case Long number -> written.number(3, number).number(20, 2);
                default -> throw new IllegalArgumentException(attribute.name());
            }
            node.message(5, written);
        }
        graph.message(1, node);
    }

    void constant(String name, long[] shape, float[] values) {
        var raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        constant(name, FLOAT, shape, raw.array());
    }

    void constant(String name, long... values) {
        var raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        constant(name, INT64, new long[] {values.length}, raw.array());
    }

    private void constant(String name, int type, long[] shape, byte[] raw) {
        var tensor = new Message();
        for (long dimension : shape) {
            tensor.number(1, dimension);
        }
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
    }

    void input(String name, long... shape) {
        graph.message(11, value(name, shape));
    }

    void output(String name, long... shape) {
        graph.message(12, value(name, shape));
    }

    private static Message value(String name, long[] shape) {
        var dimensions = new Message();
        for (long dimension : shape) {
            dimensions.message(1, new Message().number(1, dimension));
        }
        var tensor = new Message().number(1, FLOAT).message(2, dimensions);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    byte[] toBytes() {
        return new Message().number(1, 7).text(2, "paraf TfjsToOnnx").message(7, graph)
                .message(8, new Message().text(1, "").number(2, 13)).toBytes();
    }

    /** A protobuf message under construction. */
    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
