package id.paraf.pades.verify;

import static id.paraf.pades.verify.Attacks.HONEST;
import static id.paraf.pades.verify.Attacks.WITH_MARK;
import static id.paraf.pades.verify.Attacks.annotated;
import static id.paraf.pades.verify.Attacks.isChanged;
import static id.paraf.pades.verify.Tampering.ref;
import static id.paraf.pades.verify.Tampering.target;

import java.util.Map;

import org.junit.jupiter.api.Test;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.testing.Proves;

/** Signatures that are taken away, and marks that are painted over. */
@Proves("PD-06")
class CoveredMarksTest {

    @Test
    void aRemovedSignature() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        var catalog = tampering.view().catalog().without("AcroForm");
        isChanged(tampering.put(tampering.root(), catalog).build(), Reason.SIGNATURE_REMOVED);
    }

    @Test
    void anotherSignatureOverTheMark() {
        isChanged(TestSigner.rsa(one -> one.visible = Pdfs.mark(70, 95, 150, 50)).sign(WITH_MARK), Reason.MARK_COVERED);
    }

    @Test
    void anAnnotationOverTheMark() throws MalformedPdf {
        isChanged(annotated(WITH_MARK, "/Subtype /Stamp", "72 100 222 150"), Reason.MARK_COVERED);
    }

    @Test
    void anotherAppearanceOfTheMark() throws MalformedPdf {
        var tampering = Tampering.of(WITH_MARK);
        var form = tampering.view().dictionary(tampering.view().catalog().get("AcroForm"));
        int field = target(tampering.view().array(form.get("Fields")).items().getFirst());
        int looks = tampering.add(Tampering.stream("1 1 1 rg 0 0 150 50 re f"));
        var other = new Dictionary(Map.of("N", ref(looks)));
        isChanged(tampering.put(field, tampering.dictionary(field).with("AP", other)).build(), Reason.MARK_COVERED);
    }

    @Test
    void aScriptThatRunsWhenTheFileIsOpened() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        int action = tampering.add("<< /S /JavaScript /JS (app.alert\\(1\\)) >>");
        isChanged(tampering.put(tampering.root(), tampering.view().catalog().with("OpenAction", ref(action))).build(),
                Reason.STRUCTURE_CHANGED);
    }
}
