package id.paraf.web.esign;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.esign.EsignWorld;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;
import id.paraf.testing.ParafTest;

/** Published clients themselves, where they were fetched: {@code acceptance/clients/run}. */
@ParafTest
@EnabledIfSystemProperty(named = "paraf.clients", matches = ".+")
class PublishedClientsIT {

    private static final String HERE = "Kantor Uji";

    @TempDir
    Path folder;
    @LocalServerPort
    int port;
    @Autowired
    EsignWorld world;

    @Test
    void everyCallOfTheirsIsAnsweredAsTheyExpect() throws Exception {
        Files.write(folder.resolve("a.pdf"), SigningWorld.pdf("Surat", 1));
        Files.write(folder.resolve("tag.pdf"), SigningWorld.pdf("Tanda tangan: #", 1));
        ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", folder.resolve("mark.png").toFile());
        var caller = world.caller(HERE);
        var signer = world.signer(HERE);
        var process = new ProcessBuilder("node", System.getProperty("paraf.clients.driver"), System.getProperty("paraf.clients"),
                folder.toString(), "http://127.0.0.1:" + port, caller.client().username(), caller.secret().reveal(), signer.nik(),
                signer.person().email, ResetWorld.OLD).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output.lines().filter(line -> line.endsWith("every call answered as it should be"))).hasSize(3);
    }
}
