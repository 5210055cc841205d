package id.paraf.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that come with Paraf. */
final class ShippedTexts {

    private ShippedTexts() {
    }

    /** @param folder of the resources, {@code agreement} */
    static PublishedText read(String folder, String version, String language, String operator) {
        String resource = "/" + folder + "/" + version + "_" + language + ".txt";
        try (var in = ShippedTexts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing text " + resource);
            }
            return PublishedText.read(version, language, new String(in.readAllBytes(), StandardCharsets.UTF_8), operator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
