package id.paraf.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import id.paraf.certificate.PublishedText.Block;
import id.paraf.certificate.PublishedText.Kind;

class PublishedTextTest {

    @Test
    void everyWordIsInABlockHoweverTheLinesWereBroken() {
        var text = PublishedText.read("2031-01", "id", """
                JUDUL {operator}

                Satu kalimat
                yang berlanjut.
                ## Kepala
                langsung diikuti.

                - butir satu
                  yang berlanjut
                - butir dua

                - butir lain
                """, "Dinas Contoh");
        assertThat(text.title()).isEqualTo("JUDUL Dinas Contoh");
        assertThat(text.blocks()).containsExactly(new Block(Kind.PARAGRAPH, List.of("Satu kalimat yang berlanjut.")),
                new Block(Kind.HEADING, List.of("Kepala")), new Block(Kind.PARAGRAPH, List.of("langsung diikuti.")),
                new Block(Kind.LIST, List.of("butir satu yang berlanjut", "butir dua")),
                new Block(Kind.LIST, List.of("butir lain")));
    }

    @Test
    void theShippedStatementFollowsTheOutlineInBothLanguagesAndSaysWhatTheOperatorAdds() {
        for (String language : PublishedText.LANGUAGES) {
            var text = ShippedTexts.read("practice", "2026-11", language, "Dinas Contoh");
            assertThat(text.blocks().stream().filter(block -> block.kind() == Kind.HEADING)).as("RFC 3647 section 6").hasSize(9);
            assertThat(text.text())
                    .contains("Dinas Contoh", language.equals("id") ? "Ditambahkan Penyelenggara" : "The provider adds")
                    .doesNotContain("{");
        }
        assertThat(sections("id")).as("the same sections").isEqualTo(sections("en"));
    }

    private static List<String> sections(String language) {
        return ShippedTexts.read("practice", "2026-11", language, "Dinas Contoh").blocks().stream()
                .map(block -> block.kind() + " " + block.lines().size() + " "
                        + block.lines().getFirst().replaceFirst("^([0-9.]*) ?.*", "$1"))
                .toList();
    }
}
