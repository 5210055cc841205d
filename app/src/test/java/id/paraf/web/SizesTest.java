package id.paraf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.Test;

/** Sizes of files as people read them: what an operator set as 25MB is 25 MB. */
class SizesTest {

    @Test
    void sizesAreWrittenInTheUnitThatFits() throws Exception {
        var page = Pages.inIndonesian(Instant.EPOCH);
        assertThat(page.size(0)).isEqualTo("0 KB");
        assertThat(page.size(1)).isEqualTo("1 KB");
        assertThat(page.size(46 << 10)).isEqualTo("46 KB");
        assertThat(page.size((1 << 20) - 1)).isEqualTo("1.023 KB");
        assertThat(page.size(25 << 20)).isEqualTo("25 MB");
        assertThat(page.size((3 << 20) / 2)).isEqualTo("1,5 MB");
        assertThat(Pages.inEnglish(Instant.EPOCH).size((3 << 20) / 2)).isEqualTo("1.5 MB");
    }
}
