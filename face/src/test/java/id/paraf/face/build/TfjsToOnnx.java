package id.paraf.face.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns a TensorFlow.js graph model into ONNX: channels move in front (NHWC to NCHW) and fused operators are taken apart.
 * Knows the operators of BlazeFace and FaceMesh, and refuses others.
 *
 * <p>Usage: {@code TfjsToOnnx model.json out.onnx output=name…}, where {@code output} is the last part of a node's name in
 * the graph. {@code GoldenOutputTest} compares the result with what TensorFlow.js computes.
 */
public final class TfjsToOnnx {

    private record Weight(int[] shape, float[] values) {
    }

    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
    private final Map<String, Weight> weights = new HashMap<>();
    private final Set<String> written = new LinkedHashSet<>();
    private final OnnxFile onnx;

    private TfjsToOnnx(Path json) throws IOException {
        JsonNode model = JsonMapper.builder().build().readTree(Files.readAllBytes(json));
        model.get("modelTopology").get("node").forEach(node -> nodes.put(node.get("name").asString(), node));
        onnx = new OnnxFile(json.getFileName().toString());
        for (JsonNode group : model.get("weightsManifest")) {
            readWeights(json.getParent(), group);
        }
    }

    /** Converts one model. */
    public static void main(String[] args) throws IOException {
        var converter = new TfjsToOnnx(Path.of(args[0]));
        Files.write(Path.of(args[1]), converter.convert(Arrays.asList(args).subList(2, args.length)));
    }

    private void readWeights(Path folder, JsonNode group) throws IOException {
        var all = new java.io.ByteArrayOutputStream();
        for (JsonNode path : group.get("paths")) {
            all.write(Files.readAllBytes(folder.resolve(path.asString())));
        }
        var buffer = ByteBuffer.wrap(all.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode weight : group.get("weights")) {
            int[] shape = numbers(weight.get("shape"));
            int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            boolean half = weight.has("quantization") && weight.get("quantization").get("dtype").asString().equals("float16");
            if (weight.has("quantization") && !half) {
                throw new IllegalArgumentException("Only float16 quantization is known");
            }
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = half ? Float.float16ToFloat(buffer.getShort())
                        : weight.get("dtype").asString().equals("int32") ? buffer.getInt() : buffer.getFloat();
            }
            weights.put(weight.get("name").asString(), new Weight(shape, values));
        }
    }

    private byte[] convert(List<String> outputs) {
        for (String output : outputs) {
            String[] pair = output.split("=");
            String node = nodes.keySet().stream().filter(name -> name.endsWith(pair[0])).findFirst().orElseThrow();
            write(node);
            JsonNode reshape = nodes.get(node);
            int[] shape = ints(weights.get(input(reshape, 1)));
            long[] declared = Arrays.stream(shape).mapToLong(n -> n < 0 ? 1 : n).toArray();
            onnx.node("Identity", List.of(node), pair[1]);
            onnx.output(pair[1], declared);
        }
        return onnx.toBytes();
    }

    /** Writes a node after everything it needs. */
    private void write(String name) {
        if (!written.add(name)) {
            return;
        }
        JsonNode node = nodes.get(name);
        String op = node.get("op").asString();
        if (op.equals("Const")) {
            return;
        }
        for (JsonNode input : node.path("input")) {
            write(input.asString());
        }
        switch (op) {
            case "Placeholder" -> {
                int size = Integer.parseInt(node.get("attr").get("shape").get("shape").get("dim").get(1).get("size").asString());
                onnx.input(name, 1, 3, size, size);
            }
            case "_FusedConv2D" -> fused(node, name);
            case "DepthwiseConv2dNative" -> conv(node, name, name, true, null);
            case "AddV2" -> onnx.node("Add", List.of(input(node, 0), input(node, 1)), name);
            case "Relu", "Sigmoid" -> onnx.node(op, List.of(input(node, 0)), name);
            case "Prelu" -> prelu(input(node, 0), input(node, 1), name);
            case "MaxPool" -> onnx.node("MaxPool", List.of(input(node, 0)), name,
                    new OnnxFile.Attribute("kernel_shape", inner(node, "ksize")),
                    new OnnxFile.Attribute("strides", inner(node, "strides")), padding(node));
            case "Pad" -> {
                int[] p = ints(weights.get(input(node, 1)));
                onnx.constant(name + "/pads", p[0], p[6], p[2], p[4], p[1], p[7], p[3], p[5]);
                onnx.node("Pad", List.of(input(node, 0), name + "/pads"), name);
            }
            case "Reshape" -> {
                int[] shape = ints(weights.get(input(node, 1)));
                onnx.constant(name + "/shape", Arrays.stream(shape).mapToLong(n -> n).toArray());
                onnx.node("Transpose", List.of(input(node, 0)), name + "/nhwc",
                        new OnnxFile.Attribute("perm", new long[] {0, 2, 3, 1}));
                onnx.node("Reshape", List.of(name + "/nhwc", name + "/shape"), name);
            }
            default -> throw new IllegalArgumentException("Unknown operator " + op);
        }
    }

    private void fused(JsonNode node, String name) {
        var steps = new ArrayList<String>();
        node.get("attr").get("fused_ops").get("list").get("s").forEach(step -> steps.add(decode(step.asString())));
        String activation = steps.size() > 1 ? steps.get(1) : "";
        conv(node, name, activation.isEmpty() ? name : name + "/conv", false, input(node, 2));
        switch (activation) {
            case "" -> {
            }
            case "Relu" -> onnx.node("Relu", List.of(name + "/conv"), name);
            case "Prelu" -> prelu(name + "/conv", input(node, 3), name);
            default -> throw new IllegalArgumentException("Unknown activation " + activation);
        }
    }

    private void prelu(String input, String slope, String name) {
        float[] alpha = weights.get(slope).values();
        onnx.constant(name + "/slope", new long[] {alpha.length, 1, 1}, alpha);
        onnx.node("PRelu", List.of(input, name + "/slope"), name);
    }

    private void conv(JsonNode node, String name, String output, boolean depthwise, String bias) {
        Weight kernel = weights.get(input(node, 1));
        int h = kernel.shape()[0];
        int w = kernel.shape()[1];
        int in = kernel.shape()[2];
        int out = kernel.shape()[3];
        float[] moved = new float[kernel.values().length];
        int from = 0;
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                for (int i = 0; i < in; i++) {
                    for (int o = 0; o < out; o++) {
                        int to = depthwise ? ((i * out + o) * h + y) * w + x : ((o * in + i) * h + y) * w + x;
                        moved[to] = kernel.values()[from++];
                    }
                }
            }
        }
        onnx.constant(name + "/kernel", depthwise ? new long[] {(long) in * out, 1, h, w} : new long[] {out, in, h, w}, moved);
        var inputs = new ArrayList<>(List.of(input(node, 0), name + "/kernel"));
        if (bias != null) {
            Weight values = weights.get(bias);
            onnx.constant(name + "/bias", new long[] {values.values().length}, values.values());
            inputs.add(name + "/bias");
        }
        onnx.node("Conv", inputs, output, new OnnxFile.Attribute("kernel_shape", new long[] {h, w}),
                new OnnxFile.Attribute("strides", inner(node, "strides")),
                new OnnxFile.Attribute("group", depthwise ? (long) in : 1L), padding(node));
    }

    private static OnnxFile.Attribute padding(JsonNode node) {
        String padding = decode(node.get("attr").get("padding").get("s").asString());
        return new OnnxFile.Attribute("auto_pad", padding.equals("SAME") ? "SAME_UPPER" : "VALID");
    }

    /** The two middle numbers of an NHWC list: height and width. */
    private static long[] inner(JsonNode node, String attribute) {
        JsonNode list = node.get("attr").get(attribute).get("list").get("i");
        return new long[] {Long.parseLong(list.get(1).asString()), Long.parseLong(list.get(2).asString())};
    }

    private static String input(JsonNode node, int index) {
        return node.get("input").get(index).asString();
    }

    private static String decode(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
    }

    private static int[] ints(Weight weight) {
        int[] numbers = new int[weight.values().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) weight.values()[i];
        }
        return numbers;
    }

    private static int[] numbers(JsonNode list) {
        int[] numbers = new int[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).asInt();
        }
        return numbers;
    }
}
