package id.paraf.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import id.paraf.testing.Proves;

/** A reader is sent back to this application or to its start, never elsewhere. */
class LocalPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/certificates", "/certificates/1/reset?step=2", "/a/b?next=/c"})
    void aPathOfThisApplicationIsKept(String path) {
        assertThat(LocalPath.orRoot(path)).isEqualTo(path);
    }

    @Proves("RP-25")
    @ParameterizedTest
    @ValueSource(strings = {"", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/\tx",
            "/a\r\nSet-Cookie: x",
            "\\\\evil", "/%0d%0a\n", "/ evil", "/#x"})
    void anythingElseLeadsToTheStart(String path) {
        assertThat(LocalPath.orRoot(path)).isEqualTo("/");
    }
}
