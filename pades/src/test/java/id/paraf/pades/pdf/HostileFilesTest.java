package id.paraf.pades.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import id.paraf.pades.Damage;
import id.paraf.pades.TestFiles;
import id.paraf.testing.Proves;

/** Tens of thousands of damaged files: each is read or refused by name, quickly. */
class HostileFilesTest {

    private static final int ROUNDS = 30_000;

    /** A file that keeps the reader for ever ends the test, not its run. */
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Proves({"PD-01", "PD-02"})
    void damagedFilesAreReadOrRefusedByName() {
        var seeds = List.of(TestFiles.withTable(2), TestFiles.withStreams(2), TestFiles.updated(TestFiles.withTable(1), "id"),
                TestFiles.updated(TestFiles.withStreams(1), "id"));
        var limits = new Limits(1 << 20, 32, 20_000, 100_000, 200_000, 1_000_000, 50);
        var outcomes = new EnumMap<MalformedPdf.Reason, Integer>(MalformedPdf.Reason.class);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var bytes = Damage.of(seeds.get(round % seeds.size()), random);
            try {
                walk(PdfFile.of(bytes, limits));
                read++;
            } catch (MalformedPdf e) {
                outcomes.merge(e.reason(), 1, Integer::sum);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("round " + round, e);
            }
        }
        assertThat(read).isPositive();
        assertThat(outcomes.keySet()).contains(MalformedPdf.Reason.BAD_XREF, MalformedPdf.Reason.BAD_OBJECT,
                MalformedPdf.Reason.UNEXPECTED_END, MalformedPdf.Reason.BAD_STREAM, MalformedPdf.Reason.TOO_LARGE);
    }

    /** Touches every object of every revision, and every stream. */
    static void walk(PdfFile file) throws MalformedPdf {
        for (var revision : file.revisions()) {
            var view = file.view(revision);
            assertThat(revision.end()).isBetween(0L, file.size());
            if (revision.entryCount() > 5_000) {
                continue;
            }
            var numbers = new HashSet<Integer>();
            revision.each((number, entry) -> numbers.add(number));
            var faults = new ArrayList<MalformedPdf>();
            for (int number : numbers) {
                try {
                    var value = view.resolve(new PdfObject.Reference(number, 0));
                    if (value instanceof PdfObject.Stream stream) {
                        view.unpacked(stream);
                    }
                } catch (MalformedPdf e) {
                    faults.add(e);
                }
            }
            view.catalog();
            if (!faults.isEmpty()) {
                throw faults.getFirst();
            }
        }
    }
}
