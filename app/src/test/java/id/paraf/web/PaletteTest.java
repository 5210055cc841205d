package id.paraf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import id.paraf.kernel.RefusedToStart;

/** Whatever colour an operator chooses, words in it and on it can be read (WCAG 2.2 §1.4.3). */
class PaletteTest {

    @ParameterizedTest
    @ValueSource(strings = {"#2447b3", "#ffee00", "#ffffff", "#000000", "#00ff88", "#c81e1e", "#7a7a7a", "#001133"})
    void everyAccentIsLegibleInBothThemes(String accent) {
        String css = new Palette(accent).css();
        assertThat(Palette.contrast(colour(css, "accent"), 0xffffff)).isGreaterThan(4.5);
        assertThat(Palette.contrast(colour(css, "accent"), 0xf4f6f9)).isGreaterThan(4.5);
        assertThat(Palette.contrast(colour(css, "accent-dark"), 0x161c26)).isGreaterThan(4.5);
        assertThat(Palette.contrast(colour(css, "accent-dark"), 0x1d2531)).isGreaterThan(4.5);
        for (String theme : new String[] {"", "-dark"}) {
            assertThat(Palette.contrast(colour(css, "accent" + theme), colour(css, "on-accent" + theme))).isGreaterThan(4.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#123", "#12345g", "#2447b3;}*{color:red", ""})
    void anythingButAColourRefusesToStart(String accent) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new Brand("Contoh", accent, null, ""))
                .isInstanceOf(RefusedToStart.class).hasMessageContaining("paraf.brand.accent");
    }

    @Test
    void theAccentKeepsItsHue() {
        int blue = colour(new Palette("#2447b3").css(), "accent-dark");
        assertThat(blue & 0xff).isGreaterThan(blue >> 16 & 0xff);
    }

    private static int colour(String css, String name) {
        Matcher found = Pattern.compile("--" + name + ":#([0-9a-f]{6})").matcher(css);
        assertThat(found.find()).as(name).isTrue();
        return Integer.parseInt(found.group(1), 16);
    }
}
