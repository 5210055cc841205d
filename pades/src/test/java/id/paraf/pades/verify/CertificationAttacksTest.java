package id.paraf.pades.verify;

import static id.paraf.pades.verify.Attacks.HONEST;
import static id.paraf.pades.verify.Attacks.annotated;
import static id.paraf.pades.verify.Attacks.certified;
import static id.paraf.pades.verify.Attacks.isChanged;
import static id.paraf.pades.verify.FileVerdict.INVALID;
import static id.paraf.pades.verify.FileVerdict.VALID_AND_INTACT;
import static id.paraf.pades.verify.Hierarchy.report;
import static id.paraf.pades.verify.Tampering.plus;
import static id.paraf.pades.verify.Tampering.ref;
import static id.paraf.pades.verify.Tampering.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.Test;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.testing.Proves;

/** What a certification or a lock does not permit, however it is dressed. */
@Proves("PD-06")
class CertificationAttacksTest {

    @Test
    void evilAnnotations() throws MalformedPdf {
        isChanged(annotated(certified(Pdfs.plain(), 2), "/Subtype /Highlight", "72 700 200 720"), Reason.ANNOTATION_NOT_PERMITTED);
        isChanged(annotated(certified(Pdfs.plain(), 3), "/Subtype /FreeText", "72 700 200 720"), Reason.ANNOTATION_NOT_PERMITTED);
        isChanged(annotated(certified(Pdfs.plain(), 3), "/Subtype /Stamp", "72 700 200 720"), Reason.ANNOTATION_NOT_PERMITTED);
        isChanged(annotated(HONEST, "/Subtype /Highlight", "72 700 200 720"), Reason.ANNOTATION_NOT_PERMITTED);
    }

    @Test
    void aCommentWhereCommentsArePermittedIsNoAttack() throws MalformedPdf {
        var report = report(annotated(certified(Pdfs.plain(), 3), "/Subtype /Highlight", "72 700 200 720"));
        assertThat(report.signatures().getFirst().changes()).containsExactly(Change.ANNOTATION_CHANGED);
        assertThat(report.verdict()).isEqualTo(VALID_AND_INTACT);
    }

    @Test
    void sneakySignatures() {
        byte[] over = TestSigner.rsa(one -> one.visible = Pdfs.mark(20, 20, 550, 800)).sign(certified(Pdfs.plain(), 2));
        isChanged(over, Reason.SIGNATURE_COVERS_PAGE);
    }

    @Test
    void aPlaceForASignatureThatPaintsWithoutOne() throws MalformedPdf {
        var tampering = Tampering.of(certified(Pdfs.form(), 2));
        int looks = tampering.add(Tampering.stream("0 0 100 100 re f"));
        int page = tampering.page();
        int field = tampering.add("<< /Type /Annot /Subtype /Widget /FT /Sig /T (baru) /Rect [72 300 172 400] /P " + page
                + " 0 R /AP << /N " + looks + " 0 R >> >>");
        var form = tampering.view().dictionary(tampering.view().catalog().get("AcroForm"));
        var more = form.with("Fields", plus(tampering.view().array(form.get("Fields")), ref(field)));
        tampering.put(tampering.root(), tampering.view().catalog().with("AcroForm", more));
        var paper = tampering.dictionary(page);
        tampering.put(page, paper.with("Annots", plus(tampering.view().resolve(paper.get("Annots")), ref(field))));
        isChanged(tampering.build(), Reason.SIGNATURE_COVERS_PAGE);
    }

    @Test
    void aSignatureThatIsCalledATimestampIsJudgedAsASignature() {
        var stranger = Hierarchy.identity("Siapa", Hierarchy.ec("secp256r1"), null, Hierarchy.Kind.SIGNER, "2025-01-01",
                "2027-01-01");
        byte[] called = TestSigner.with(one -> {
            one.signer = stranger;
            one.more = signature -> signature.setType(COSName.getPDFName("DocTimeStamp"));
        }).sign(certified(Pdfs.plain(), 1));
        isChanged(called, Reason.SIGNING_NOT_PERMITTED);
        assertThat(report(called).signatures().getLast().reasons()).contains(Reason.UNKNOWN_AUTHORITY);
    }

    /** Timestamps are permitted everywhere, and an unknown authority's takes nothing from the signatures: so they must not paint. */
    @Test
    void aTimestampThatPaints() {
        var stranger = Hierarchy.identity("Waktu", Hierarchy.ec("secp256r1"), null, Hierarchy.Kind.TIMESTAMPS, "2024-01-01",
                "2034-01-01");
        byte[] certified = certified(Pdfs.plain(), 1);
        assertThat(report(TestSigner.timestamp(certified, stranger, Hierarchy.SIGNED)).verdict()).isEqualTo(VALID_AND_INTACT);
        isChanged(TestSigner.timestamp(certified, stranger, Hierarchy.SIGNED, Pdfs.mark(72, 700, 200, 30)),
                Reason.SIGNATURE_COVERS_PAGE);
    }

    @Test
    void aLaterCertificationPermitsNothing() throws MalformedPdf {
        byte[] certifiedLater = TestSigner.rsa(one -> one.more = signature -> Pdfs.certify(signature, 3)).sign(HONEST);
        byte[] file = annotated(certifiedLater, "/Subtype /Highlight", "72 700 200 720");
        var report = report(file);
        assertThat(report.signatures().getFirst().reasons()).contains(Reason.ANNOTATION_NOT_PERMITTED);
        assertThat(report.signatures().getLast().reasons()).contains(Reason.CERTIFICATION_ODD);
        assertThat(report.verdict()).isEqualTo(INVALID);
    }

    @Test
    void signingAndFillingWhatIsCertifiedAgainstAnyChange() {
        isChanged(new TestSigner().sign(certified(Pdfs.plain(), 1)), Reason.SIGNING_NOT_PERMITTED);
        isChanged(Pdfs.filled(certified(Pdfs.form(), 1), "nama", "Siti"), Reason.FILLING_NOT_PERMITTED);
    }

    @Test
    void fillingALockedField() {
        byte[] locked = TestSigner.with(one -> one.more = signature -> Pdfs.lock(signature, "nama")).sign(Pdfs.form());
        isChanged(Pdfs.filled(locked, "nama", "Siti"), Reason.FILLING_NOT_PERMITTED);
        assertThat(report(Pdfs.filled(locked, "jumlah", "12")).verdict()).isEqualTo(VALID_AND_INTACT);
    }

    /** What a key of a field refers to is part of the field, whatever it is called. */
    @Test
    void fillingThroughAnObjectBesideTheField() throws MalformedPdf {
        var before = Tampering.of(Pdfs.form());
        var form = before.view().dictionary(before.view().catalog().get("AcroForm"));
        int field = target(before.view().array(form.get("Fields")).items().getFirst());
        int state = before.add("/On");
        int picture = before.add(Tampering.stream("0 0 9 9 re f"));
        int looks = before.add("<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Resources << /XObject << /Kids " + picture
                + " 0 R >> >> /Length 8 >>\nstream\n/Kids Do\nendstream");
        byte[] file = before
                .put(field, before.dictionary(field).with("AS", ref(state)).with("AP", new Dictionary(Map.of("N", ref(looks)))))
                .build();
        byte[] signed = certified(file, 1);
        assertThat(report(signed).verdict()).isEqualTo(VALID_AND_INTACT);

        isChanged(Tampering.of(signed).put(state, "/Off").build(), Reason.FILLING_NOT_PERMITTED);
        isChanged(Tampering.of(signed).put(picture, Tampering.stream("9 9 9 9 re f")).build(), Reason.FILLING_NOT_PERMITTED);
    }

    @Test
    void otherWordsForScreenReaders() throws MalformedPdf {
        byte[] signed = new TestSigner().sign(Pdfs.tagged(Pdfs.plain()));
        var tampering = Tampering.of(signed);
        var root = tampering.view().dictionary(tampering.view().catalog().get("StructTreeRoot"));
        int tag = target(root.get("K"));
        isChanged(tampering.put(tag, tampering.dictionary(tag).with("ActualText", PdfObject.Text.of("lain"))).build(),
                Reason.STRUCTURE_CHANGED);
    }

    @Test
    void aSignatureOverHalfARevision() {
        isChanged(Pdfs.resigned(HONEST, 40), Reason.REVISION_CUT);
    }
}
