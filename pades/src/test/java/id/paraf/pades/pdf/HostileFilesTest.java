package id.paraf.pades.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import id.paraf.pades.TestFiles;
import id.paraf.testing.Proves;

/** Tens of thousands of damaged files: each is read or refused by name, quickly. */
class HostileFilesTest {

    private static final int ROUNDS = 30_000;
    private static final String[] WORDS = {"/Prev 0", "/Prev 15", "xref", "trailer", "obj", "endobj", "stream", "endstream",
            "startxref", "%%EOF", "<<", ">>", "[", "]", "(", ")", "<", ">", "R", "/Length 99999999", "/Length -1", "/Size 8388608",
            "/W[8 8 8]", "/W[0 0 0]", "/Index[0 8388607]", "/N 99999", "/First 0", "/XRefStm 15", "99999999999999999999", "-", "#",
            "null", "/Predictor 12", "/Columns 1048576", "/Filter/LZWDecode", "1 0 R", "5 0 R"};

    @Test
    @Proves({"PD-01", "PD-02"})
    void damagedFilesAreReadOrRefusedByName() {
        var seeds = List.of(TestFiles.withTable(2), TestFiles.withStreams(2), TestFiles.updated(TestFiles.withTable(1), "id"),
                TestFiles.updated(TestFiles.withStreams(1), "id"));
        var limits = new Limits(1 << 20, 32, 20_000, 100_000, 200_000, 1_000_000, 50);
        var outcomes = new EnumMap<MalformedPdf.Reason, Integer>(MalformedPdf.Reason.class);
        int read = 0;
        long started = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var bytes = damaged(seeds.get(round % seeds.size()), random);
            try {
                walk(PdfFile.of(bytes, limits));
                read++;
            } catch (MalformedPdf e) {
                outcomes.merge(e.reason(), 1, Integer::sum);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("round " + round, e);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(60));
        assertThat(read).isPositive();
        assertThat(outcomes.keySet()).contains(MalformedPdf.Reason.BAD_XREF, MalformedPdf.Reason.BAD_OBJECT,
                MalformedPdf.Reason.UNEXPECTED_END, MalformedPdf.Reason.BAD_STREAM, MalformedPdf.Reason.TOO_LARGE);
    }

    private static byte[] damaged(byte[] seed, Random random) {
        var bytes = seed.clone();
        int damages = 1 + random.nextInt(4);
        for (int i = 0; i < damages; i++) {
            // Half of the damage goes where the structure is.
            int at = random.nextBoolean() ? random.nextInt(bytes.length) : Math.max(0, bytes.length - 1 - random.nextInt(400));
            bytes = switch (random.nextInt(5)) {
                case 0 -> {
                    bytes[at] = (byte) random.nextInt(256);
                    yield bytes;
                }
                case 1 -> splice(bytes, at, WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.ISO_8859_1), false);
                case 2 -> splice(bytes, at, WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.ISO_8859_1), true);
                case 3 -> splice(bytes, at, Integer.toString(random.nextInt(bytes.length)).getBytes(StandardCharsets.ISO_8859_1), true);
                default -> random.nextInt(8) == 0 ? java.util.Arrays.copyOf(bytes, at + 1) : digit(bytes, at, random);
            };
        }
        return bytes;
    }

    private static byte[] digit(byte[] bytes, int from, Random random) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] >= '0' && bytes[at] <= '9') {
                bytes[at] = (byte) ('0' + random.nextInt(10));
                break;
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int at, byte[] word, boolean over) {
        int keep = over ? Math.min(bytes.length, at + word.length) : at;
        var joined = new byte[at + word.length + bytes.length - keep];
        System.arraycopy(bytes, 0, joined, 0, at);
        System.arraycopy(word, 0, joined, at, word.length);
        System.arraycopy(bytes, keep, joined, at + word.length, bytes.length - keep);
        return joined;
    }

    /** Touches every object of every revision, and every stream. */
    private static void walk(PdfFile file) throws MalformedPdf {
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
