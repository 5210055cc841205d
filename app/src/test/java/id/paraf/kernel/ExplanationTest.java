package id.paraf.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {

    @Test
    void countsWhatPeopleTypeNotWhatTheMachineStores() {
        // Ten characters beyond the basic plane are twenty of Java's.
        assertThat(Explanation.of("𝐚".repeat(10))).isPresent();
        assertThat(Explanation.of("𝐚".repeat(9))).isEmpty();
        assertThat(Explanation.of("𝐚".repeat(500))).isPresent();
        assertThat(Explanation.of("𝐚".repeat(501))).isEmpty();
    }

    @Test
    void blanksAroundItAreNoWords() {
        assertThat(Explanation.of("  Fotonya gelap \n")).contains(new Explanation("Fotonya gelap"));
        assertThat(Explanation.of("a".repeat(9) + " ".repeat(20))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pendek", "  tidak rapi  "})
    void isNeverMadeOfAnythingElse(String text) {
        assertThatThrownBy(() -> new Explanation(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
