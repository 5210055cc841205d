package id.paraf.pades.verify;

import static id.paraf.pades.verify.FileVerdict.CHANGED_AFTER_SIGNING;
import static id.paraf.pades.verify.FileVerdict.INVALID;
import static id.paraf.pades.verify.Hierarchy.report;
import static id.paraf.pades.verify.Tampering.plus;
import static id.paraf.pades.verify.Tampering.ref;
import static id.paraf.pades.verify.Tampering.target;
import static org.assertj.core.api.Assertions.assertThat;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;

/** What the published attacks begin with: an honest file that is valid, what is done to it, and what has to be said of it then. */
final class Attacks {

    static final byte[] HONEST = new TestSigner().sign(Pdfs.plain());
    static final byte[] WITH_MARK = TestSigner.with(one -> one.visible = Pdfs.mark(72, 100, 150, 50)).sign(Pdfs.plain());

    private Attacks() {
    }

    static void isChanged(byte[] file, Reason reason) {
        var report = report(file);
        assertThat(report.signatures().getFirst().reasons()).contains(reason);
        assertThat(report.verdict()).isEqualTo(CHANGED_AFTER_SIGNING);
        assertThat(report.signatures().getFirst().wholeFile()).isFalse();
    }

    static void isInvalid(byte[] file, Reason reason) {
        var report = report(file);
        assertThat(report.signatures().getFirst().reasons()).contains(reason);
        assertThat(report.signatures().getFirst().indication()).isEqualTo(reason.indication());
        assertThat(report.verdict()).isEqualTo(INVALID);
    }

    static Tampering otherContent(byte[] file) throws MalformedPdf {
        var tampering = Tampering.of(file);
        int content = target(tampering.dictionary(tampering.page()).get("Contents"));
        return tampering.put(content, Tampering.stream("BT /F1 12 Tf 72 700 Td (1.000.000) Tj ET"));
    }

    static byte[] certified(byte[] file, int level) {
        return TestSigner.with(one -> one.certification = level).sign(file);
    }

    static byte[] annotated(byte[] file, String kind, String rectangle) throws MalformedPdf {
        var tampering = Tampering.of(file);
        int looks = tampering
                .add("<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 12 >>\nstream\n0 0 9 9 re f\nendstream");
        int annotation = tampering.add("<< /Type /Annot " + kind + " /Rect [" + rectangle + "] /AP << /N " + looks + " 0 R >> >>");
        var page = tampering.dictionary(tampering.page());
        PdfObject annotations = tampering.view().resolve(page.get("Annots"));
        return tampering.put(tampering.page(), page.with("Annots", plus(annotations, ref(annotation)))).build();
    }
}
