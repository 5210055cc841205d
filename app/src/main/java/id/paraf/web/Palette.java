package id.paraf.web;

import java.util.Locale;

/** The operator's one colour, made legible on paper and in the dark (WCAG 2.2 §1.4.3: at least 4.5 to 1). */
final class Palette {

    private static final double LEGIBLE = 4.8;
    private static final int DARK_GROUND = 0x161c26;
    private static final int PAPER = 0xffffff;
    private static final int LIGHT_GROUND = 0xf3f5f9;

    private final String css;

    /** @param accent {@code #rrggbb} */
    Palette(String accent) {
        int chosen = Integer.parseInt(accent.substring(1), 16);
        int onPaper = legible(chosen, -0.02, LIGHT_GROUND);
        int inDark = legible(chosen, 0.02, mix(DARK_GROUND, PAPER, 0.12));
        css = ":root{" + pair("", onPaper, PAPER) + pair("-dark", inDark, DARK_GROUND) + "}";
    }

    /** The custom properties that the stylesheet builds on. */
    String css() {
        return css;
    }

    private static String pair(String suffix, int accent, int ground) {
        return "--accent" + suffix + ":" + hex(accent) + ";--on-accent" + suffix + ":"
                + hex(contrast(accent, PAPER) >= 4.5 ? PAPER : 0x0b1018) + ";--accent-soft" + suffix + ":"
                + hex(mix(ground, accent, suffix.isEmpty() ? 0.09 : 0.16)) + ";";
    }

    /** Makes a colour darker (step below 0) or lighter, in its own hue, until it can be read on a ground. */
    private static int legible(int colour, double step, int ground) {
        double red = (colour >> 16 & 0xff) / 255.0;
        double green = (colour >> 8 & 0xff) / 255.0;
        double blue = (colour & 0xff) / 255.0;
        double most = Math.max(red, Math.max(green, blue));
        double least = Math.min(red, Math.min(green, blue));
        double lightness = (most + least) / 2;
        double saturation = most == least ? 0 : (most - least) / (1 - Math.abs(2 * lightness - 1));
        int candidate = colour;
        for (int i = 0; i < 100 && contrast(candidate, ground) < LEGIBLE; i++) {
            lightness = Math.clamp(lightness + step, 0, 1);
            // HSL: with hue and saturation kept, every channel keeps its place between the darkest and the brightest one.
            double spread = (1 - Math.abs(2 * lightness - 1)) * saturation;
            double low = lightness - spread / 2;
            double scale = most == least ? 0 : spread / (most - least);
            candidate = channel(low + (red - least) * scale) << 16 | channel(low + (green - least) * scale) << 8
                    | channel(low + (blue - least) * scale);
        }
        return candidate;
    }

    private static int channel(double value) {
        return (int) Math.round(Math.clamp(value, 0, 1) * 255);
    }

    private static int mix(int a, int b, double share) {
        int result = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = a >> shift & 0xff;
            int to = b >> shift & 0xff;
            result |= (int) Math.round(from + (to - from) * share) << shift;
        }
        return result;
    }

    static double contrast(int a, int b) {
        double first = luminance(a);
        double second = luminance(b);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    // WCAG 2.2, "relative luminance".
    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xff) + 0.7152 * linear(colour >> 8 & 0xff) + 0.0722 * linear(colour & 0xff);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }
}
