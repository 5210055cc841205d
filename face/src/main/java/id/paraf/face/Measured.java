package id.paraf.face;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What was measured with exactly these model files: {@code measured.properties}, beside the models. Models without it do not
 * decide about anybody: {@link OnnxFaceCheck} refuses to start with them.
 */
final class Measured {

    static final String FILE = "measured.properties";

    private Measured() {
    }

    /** The record of the models that come with Paraf. */
    static Properties shipped() {
        try (var in = Measured.class.getResourceAsStream("models/" + FILE)) {
            if (in == null) {
                throw new IllegalStateException("This build has no record of what its face models can do");
            }
            var record = new Properties();
            record.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes sure that rates were measured with these models: by the operator, in the folder, or by us.
     *
     * @throws IllegalStateException saying which file has none and what to do
     */
    static void require(Nets nets, @Nullable Path folder) {
        Properties own = folder != null && Files.exists(folder.resolve(FILE)) ? read(folder.resolve(FILE)) : new Properties();
        if (unknown(nets, own) == null && complete(own)) {
            return;
        }
        Nets.Net net = unknown(nets, shipped());
        if (net != null) {
            throw new IllegalStateException("Nobody has measured what the face model " + net.file() + " (SHA-256 "
                    + nets.sha256(net)
                    + ") can do together with the others. Measure it on labelled photos first: face/measure PHOTOS"
                    + " --models " + folder + " --record, which writes " + FILE + " beside it; see face/MODELS.md");
        }
    }

    /** A model in use that a record does not name. */
    private static Nets.@Nullable Net unknown(Nets nets, Properties record) {
        for (Nets.Net net : Nets.Net.values()) {
            if (!nets.sha256(net).equals(record.getProperty(key(net)))) {
                return net;
            }
        }
        return null;
    }

    private static boolean complete(Properties record) {
        return Stream.of("set", "source", "genuine.pairs", "genuine.refused", "impostor.pairs", "impostor.matched")
                .noneMatch(figure -> record.getProperty(figure, "").isBlank());
    }

    /** Writes down what was measured. */
    static void write(Path file, Nets nets, Map<String, String> figures) throws IOException {
        var lines = new LinkedHashMap<String, String>();
        for (Nets.Net net : Nets.Net.values()) {
            lines.put(key(net), nets.sha256(net));
        }
        lines.putAll(figures);
        var text = new StringBuilder("# Written by id.paraf.face.Measure; holds for exactly these model files.\n");
        lines.forEach((key, value) -> text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
        Files.writeString(file, text);
    }

    private static Properties read(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            var record = new Properties();
            record.load(in);
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(Nets.Net net) {
        return net.name().toLowerCase(Locale.ROOT);
    }
}
