package id.paraf.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The line icons of the pages (Tabler Icons, MIT), drawn inside a 24 by 24 box. */
public final class Icons {

    private static final Map<String, String> SHAPES = read();

    private Icons() {
    }

    /** The shapes of an icon; an unknown name is a defect and throws. */
    public static String shapes(String name) {
        String shapes = SHAPES.get(name);
        if (shapes == null) {
            throw new IllegalArgumentException("There is no icon " + name + " in web/icons.properties");
        }
        return shapes;
    }

    private static Map<String, String> read() {
        try (var stream = Icons.class.getResourceAsStream("/web/icons.properties")) {
            var icons = new Properties();
            icons.load(new InputStreamReader(java.util.Objects.requireNonNull(stream), StandardCharsets.UTF_8));
            return icons.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, icons::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
