package id.paraf.pades.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.Damage;
import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.pdf.Limits;
import id.paraf.testing.Proves;

/** Damaged documents are signed soundly or refused by name: no third way, and nothing left behind. */
class HostileDocumentsTest {

    private static final int ROUNDS = 1_500;

    @TempDir
    Path folder;

    @Test
    @Proves({"PD-01", "PD-02"})
    void damagedDocumentsAreSignedOrRefused() throws Exception {
        var pki = new TestPki();
        var seeds = new ArrayList<>(List.of(TestFiles.withTable(2), TestFiles.withStreams(2)));
        var request = SignatureRequest.by(pki.chain(pki.ec), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.UTC))
                .marked(Mark.text("Budi"), new Field.Visible(null, Place.below(2, 50, 50, 100, 50)));
        var source = folder.resolve("source.pdf");
        var target = folder.resolve("target.pdf");
        var signer = new SignPdf(new Limits(1 << 20, 32, 20_000, 100_000, 200_000, 1_000_000, 50));
        for (int i = 0; i < 2; i++) {
            Files.write(source, seeds.get(i));
            try (var prepared = ((Preparation.Ready<Path>) signer.prepare(source, target, request)).signature()) {
                prepared.complete(pki.ec.sign(prepared.signedAttributes()), new Level.Basic());
            }
            seeds.add(Files.readAllBytes(target));
        }
        int signed = 0;
        var refusals = new EnumMap<Refusal, Integer>(Refusal.class);
        for (int round = 0; round < ROUNDS; round++) {
            Files.write(source, Damage.of(seeds.get(round % seeds.size()), new Random(round)));
            try {
                switch (signer.prepare(source, target, request)) {
                    case Preparation.Refused(var refusal, _) -> refusals.merge(refusal, 1, Integer::sum);
                    case Preparation.Ready(var prepared) -> {
                        try (prepared) {
                            var outcome = prepared.complete(pki.ec.sign(prepared.signedAttributes()), new Level.Basic());
                            assertThat(outcome).isInstanceOf(Completion.Signed.class);
                            signed++;
                        }
                    }
                }
            } catch (RuntimeException | StackOverflowError e) {
                fail("round " + round, e);
            }
        }
        assertThat(signed).isPositive();
        assertThat(refusals).containsKey(Refusal.DAMAGED);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(source, target);
        }
    }
}
