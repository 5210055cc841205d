package id.paraf.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import id.paraf.testing.ParafTest;

/** The description is made of the code; the one that is kept beside it shows in every review what changed for applications. */
@ParafTest
class OpenApiTest {

    @Autowired
    OpenApi description;

    private static Path kept() {
        var here = Path.of("").toAbsolutePath();
        return (Files.isDirectory(here.resolve("docs")) ? here : here.getParent()).resolve("docs/openapi.json");
    }

    @Test
    void theKeptDescriptionIsTheOneThatIsServed() throws IOException {
        if (System.getProperty("paraf.write") != null) {
            Files.write(kept(), description.json());
            return;
        }
        assertThat(description.json()).as("run with -Dparaf.write to write docs/openapi.json anew").asString()
                .isEqualTo(Files.readString(kept()));
    }
}
