package id.paraf.pades.verify;

import static id.paraf.pades.verify.Hierarchy.NOW;
import static id.paraf.pades.verify.Hierarchy.current;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;

/** A file that many signed is read as often as one that few signed. */
class ManySignersTest {

    private static final int SIGNERS = 40;

    /** The reader refuses what makes it parse four times this: so each part of the file is parsed a few times, not once a signer. */
    private static Limits parsedAFewTimes(byte[] file) {
        return new Limits(1L << 31, 64, 1_000_000, 16 << 20, 32 << 20, file.length, 2_000);
    }

    private static byte[] signed() {
        byte[] file = Pdfs.plain();
        for (int i = 0; i < SIGNERS; i++) {
            file = new TestSigner().sign(file);
        }
        return file;
    }

    @Test
    void whatManySignedIsParsedAFewTimesAltogether() {
        byte[] file = signed();
        var verifier = new VerifyPdf(Hierarchy.ANCHORS, current(Map.of()), Policy.STRICT, parsedAFewTimes(file));
        var outcome = verifier.verify(file, NOW);
        assertThat(outcome).isInstanceOf(Outcome.Verified.class);
        var report = ((Outcome.Verified) outcome).report();
        assertThat(report.verdict()).isEqualTo(FileVerdict.VALID_AND_INTACT);
        assertThat(report.signatures()).hasSize(SIGNERS);
        assertThat(report.signatures().getFirst().changes()).containsExactly(Change.SIGNATURE_ADDED);
        assertThat(report.signatures().getLast().changes()).isEmpty();
    }

    /** What a later signer does is told to all before, and to none after. */
    @Test
    void whatOneOfManyDidIsSaidOfThoseBeforeAlone() throws MalformedPdf {
        byte[] file = Attacks.otherContent(new TestSigner().sign(new TestSigner().sign(Pdfs.plain()))).build();
        for (int i = 0; i < 6; i++) {
            file = new TestSigner().sign(file);
        }
        var signatures = Hierarchy.report(file).signatures();
        assertThat(signatures).hasSize(8);
        assertThat(signatures.subList(0, 2)).allSatisfy(one -> assertThat(one.reasons()).contains(Reason.PAGES_CHANGED));
        assertThat(signatures.subList(2, 8)).allSatisfy(one -> assertThat(one.reasons()).isEmpty());
    }
}
