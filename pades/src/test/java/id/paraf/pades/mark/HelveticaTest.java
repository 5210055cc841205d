package id.paraf.pades.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.junit.jupiter.api.Test;

class HelveticaTest {

    @Test
    void widthsAreThoseOfTheMetrics() throws Exception {
        for (char c = ' '; c <= '~'; c++) {
            String text = String.valueOf(c);
            assertThat(new Helvetica(false).width(text)).as(text)
                    .isCloseTo(new PDType1Font(FontName.HELVETICA).getStringWidth(text) / 1000, within(0.0001));
            assertThat(new Helvetica(true).width(text)).as(text)
                    .isCloseTo(new PDType1Font(FontName.HELVETICA_BOLD).getStringWidth(text) / 1000, within(0.0001));
        }
    }
}
