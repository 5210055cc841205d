package id.paraf.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import id.paraf.account.TestPeople;
import id.paraf.enrolment.Applications;
import id.paraf.enrolment.Apply;
import id.paraf.enrolment.Identity;
import id.paraf.evidence.CheckFile;
import id.paraf.evidence.EvidenceKind;
import id.paraf.kernel.Origin;
import id.paraf.pades.TestFiles;
import id.paraf.testing.ParafTest;
import id.paraf.testing.Pictures;
import id.paraf.testing.Proves;

/** Files that were damaged on purpose, thousands of them: each is taken or gets a sentence, and none is a defect. */
@ParafTest
class HostileEvidenceIT {

    private static final Origin ORIGIN = new Origin("192.0.2.7", "test");
    private static final List<byte[]> FILES = List.of(Pictures.jpeg(480, 320), Pictures.png(480, 320), TestFiles.withTable(1),
            TestFiles.withStreams(2));

    @RegisterExtension
    final Unharmed unharmed = new Unharmed();

    @LocalServerPort
    int port;
    @Autowired
    TestPeople people;
    @Autowired
    Apply apply;
    @Autowired
    Applications applications;
    @Autowired
    CheckFile check;

    @Test
    @Proves({"RE-08", "PD-01", "SF-10"})
    void whateverIsInAFileItIsTakenOrNamed() {
        var random = new Random(20_261_201);
        for (int i = 0; i < 4_000; i++) {
            byte[] file = damaged(FILES.get(i % FILES.size()), random);
            for (var kind : EvidenceKind.values()) {
                var outcome = check.check(kind, file);
                if (outcome instanceof CheckFile.Outcome.Clean clean) {
                    assertThat(clean.pages()).isPositive();
                }
            }
        }
    }

    @Test
    @Proves("RE-08")
    void noneOfThemIsADefectOverHttp() {
        var person = people.signer(port);
        var browser = people.browser(person, port);
        apply.start(person.id, ORIGIN);
        var id = applications.openOf(person.id).orElseThrow().id();
        apply.consent(person.id, id, "0".repeat(64), ORIGIN);
        apply.identity(person.id, id, new Identity("Sri Contoh", "9900001502850033", null, "Arsiparis"), ORIGIN);
        var random = new Random(7);
        var answers = new ArrayList<Integer>();
        String path = "/applications/" + id + "/documents";
        for (int i = 0; i < 80; i++) {
            browser.get(path);
            var kind = EvidenceKind.values()[i % 2];
            answers.add(browser.upload(path, kind.path(), Map.of("surat.pdf", damaged(FILES.get(i % FILES.size()), random)))
                    .statusCode());
        }
        assertThat(answers).containsOnly(303, 422);
    }

    /** Some bytes are others, some are missing, some are there twice. */
    private static byte[] damaged(byte[] file, Random random) {
        byte[] copy = file.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(copy, random.nextInt(copy.length));
            case 1 -> {
                int at = random.nextInt(copy.length);
                byte[] longer = Arrays.copyOf(copy, copy.length + 40);
                System.arraycopy(copy, at, longer, Math.min(at + 40, longer.length - (copy.length - at)), copy.length - at);
                yield longer;
            }
            default -> copy;
        };
    }
}
