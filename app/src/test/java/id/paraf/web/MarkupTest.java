package id.paraf.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.output.StringOutput;
import org.junit.jupiter.api.Test;

/** Texts may stress a word and link a page; what people typed may not. */
class MarkupTest {

    @Test
    void starsAndLinksBecomeHtml() {
        assertThat(html("Cocokkan **47**, lihat [Bantuan](/help)."))
                .isEqualTo("Cocokkan <strong>47</strong>, lihat <a href=\"/help\">Bantuan</a>.");
    }

    @Test
    void nothingElseDoes() {
        assertThat(html("<b>\"&")).isEqualTo("&lt;b&gt;&quot;&amp;");
        assertThat(html("[x](//evil.example)")).contains("[x]");
        assertThat(html("[x](javascript:alert)")).contains("[x]");
    }

    @Test
    void valuesStayPlain() {
        assertThat(html("Halo " + Markup.plain("**a** [b](/c) <i>"))).isEqualTo("Halo **a** [b](/c) &lt;i&gt;");
    }

    private static String html(String text) {
        var output = new StringOutput();
        Markup.html(text).writeTo(output);
        return output.toString();
    }
}
