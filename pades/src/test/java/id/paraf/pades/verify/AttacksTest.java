package id.paraf.pades.verify;

import static id.paraf.pades.verify.FileVerdict.CHANGED_AFTER_SIGNING;
import static id.paraf.pades.verify.FileVerdict.INVALID;
import static id.paraf.pades.verify.FileVerdict.VALID_AND_INTACT;
import static id.paraf.pades.verify.Hierarchy.report;
import static id.paraf.pades.verify.Tampering.inPlace;
import static id.paraf.pades.verify.Tampering.latin;
import static id.paraf.pades.verify.Tampering.plus;
import static id.paraf.pades.verify.Tampering.ref;
import static id.paraf.pades.verify.Tampering.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.apache.pdfbox.cos.COSName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Array;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Name;
import id.paraf.pades.pdf.XrefEntry;
import id.paraf.testing.Proves;

/** Each published class of attack is called what it is. The attacks are made from an honest file that is valid before. */
@Proves("PD-06")
class AttacksTest {

    private static final byte[] HONEST = new TestSigner().sign(Pdfs.plain());
    private static final byte[] WITH_MARK = TestSigner.with(one -> one.visible = Pdfs.mark(72, 100, 150, 50)).sign(Pdfs.plain());

    private static String byteRange(byte[] file) {
        var match = Pattern.compile("/ByteRange *\\[[^]]*\\] *").matcher(latin(file));
        String last = "";
        while (match.find()) {
            last = match.group();
        }
        return last;
    }

    private static String contents(byte[] file) {
        var match = Pattern.compile("/Contents *<[0-9A-Fa-f]+>").matcher(latin(file));
        return match.find() ? match.group() : "";
    }

    private static void isChanged(byte[] file, Reason reason) {
        var report = report(file);
        assertThat(report.signatures().getFirst().reasons()).contains(reason);
        assertThat(report.verdict()).isEqualTo(CHANGED_AFTER_SIGNING);
        assertThat(report.signatures().getFirst().wholeFile()).isFalse();
    }

    private static void isInvalid(byte[] file, Reason reason) {
        var report = report(file);
        assertThat(report.signatures().getFirst().reasons()).contains(reason);
        assertThat(report.signatures().getFirst().indication()).isEqualTo(reason.indication());
        assertThat(report.verdict()).isEqualTo(INVALID);
    }

    @Test
    void theFilesThatAreAttackedAreValid() {
        assertThat(report(HONEST).verdict()).isEqualTo(VALID_AND_INTACT);
        assertThat(report(WITH_MARK).verdict()).isEqualTo(VALID_AND_INTACT);
    }

    // Universal signature forgery

    @Test
    void aSignatureWithoutByteRange() {
        isInvalid(inPlace(HONEST, byteRange(HONEST), ""), Reason.BYTE_RANGE_MISSING);
        isInvalid(inPlace(HONEST, byteRange(HONEST), "/ByteRange null"), Reason.BYTE_RANGE_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[0 0 0 0]", "[0 -1 10 10]", "[0 10 5 1]", "[0 1 2]", "[0 1.5 9 9]", "(0)", "[0 9 99 999999999]",
            "[5 9 99 99]", "[0 8 9 -8]"})
    void aSignatureWithAnOddByteRange(String range) {
        isInvalid(inPlace(HONEST, byteRange(HONEST), "/ByteRange " + range), Reason.BYTE_RANGE_ODD);
    }

    @Test
    void aSignatureWithoutContents() {
        isInvalid(inPlace(HONEST, contents(HONEST), contents(HONEST).replace("/Contents", "/Kontents")), Reason.CONTENTS_MISSING);
        isInvalid(inPlace(HONEST, contents(HONEST), "/Contents null"), Reason.CONTENTS_MISSING);
    }

    @Test
    void aSignatureWithEmptyContents() {
        isInvalid(inPlace(HONEST, contents(HONEST), "/Contents <>"), Reason.CONTENTS_EMPTY);
        isInvalid(inPlace(HONEST, contents(HONEST), "/Contents <00>"), Reason.CONTENTS_EMPTY);
    }

    @Test
    void contentsThatAreNoCms() {
        int digits = contents(HONEST).length() - "/Contents <>".length();
        isInvalid(inPlace(HONEST, contents(HONEST), "/Contents <" + "1".repeat(digits) + ">"), Reason.CMS_MALFORMED);
        isInvalid(inPlace(HONEST, contents(HONEST), "/Contents <30" + "0".repeat(digits - 2) + ">"), Reason.CMS_MALFORMED);
    }

    @Test
    void anotherByteInTheSignedPart() {
        isInvalid(inPlace(HONEST, "/MediaBox", "/MediaBux"), Reason.DIGEST_DIFFERS);
    }

    // Signature wrapping

    /** The second signed part is moved to the end, and what it left room for leads to other objects. */
    @Test
    void aWrappedSignature() throws MalformedPdf {
        String text = latin(HONEST);
        var view = Tampering.of(HONEST).view();
        String contents = contents(HONEST);
        int gap = text.indexOf(contents) + contents.indexOf('<');
        int behind = gap + contents.length() - contents.indexOf('<');
        int table = (int) view.revision().startXref();
        int shift = table - behind + 4096;
        String hex = text.substring(gap, behind);
        var entries = new StringBuilder("xref\n");
        view.revision().each((number, entry) -> {
            if (entry instanceof XrefEntry.At(long offset, int _)) {
                entries.append(number).append(" 1\n")
                        .append("%010d 00000 n \n".formatted(offset >= behind ? offset + shift : offset));
            }
        });
        entries.append("trailer\n").append(Tampering.write(view.trailer())).append('\n');
        String range = "/ByteRange[0 " + gap + " " + (behind + shift) + " " + (text.length() - behind) + "]";
        String head = text.substring(0, gap) + hex + range + ">>\nendobj\n";
        String planted = head + " ".repeat(table - head.length()) + entries;
        byte[] wrapped = latin(planted + " ".repeat(behind + shift - planted.length()) + text.substring(behind));

        var report = report(wrapped);
        assertThat(report.signatures().getFirst().reasons()).containsAnyOf(Reason.GAP_IS_NOT_OWN_CONTENTS,
                Reason.SIGNATURE_UNREADABLE);
        assertThat(report.verdict()).isEqualTo(INVALID);
    }

    /** A second dictionary claims the first one's bytes and its value. */
    @Test
    void aCopiedSignature() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        var form = tampering.view().dictionary(tampering.view().catalog().get("AcroForm"));
        int field = target(tampering.view().array(form.get("Fields")).items().getFirst());
        int value = target(tampering.dictionary(field).get("V"));
        int copy = tampering.add(Tampering.write(tampering.dictionary(value)));
        tampering.put(field, tampering.dictionary(field).with("V", ref(copy)));

        var report = report(tampering.build());
        assertThat(report.signatures()).hasSize(2);
        assertThat(report.signatures()).anySatisfy(one -> assertThat(one.reasons()).contains(Reason.GAP_IS_NOT_OWN_CONTENTS));
        assertThat(report.signatures()).anySatisfy(one -> assertThat(one.reasons()).contains(Reason.SIGNATURE_REMOVED));
        assertThat(report.verdict()).isEqualTo(INVALID);
    }

    // Incremental saving

    private static Tampering otherContent(byte[] file) throws MalformedPdf {
        var tampering = Tampering.of(file);
        int content = target(tampering.dictionary(tampering.page()).get("Contents"));
        return tampering.put(content, Tampering.stream("BT /F1 12 Tf 72 700 Td (1.000.000) Tj ET"));
    }

    @Test
    void incrementalSavingOfOtherContent() throws MalformedPdf {
        isChanged(otherContent(HONEST).build(), Reason.PAGES_CHANGED);
        assertThat(report(otherContent(HONEST).build()).signatures().getFirst().changes()).contains(Change.CONTENT_CHANGED);
    }

    @Test
    void incrementalSavingOfAnotherPageDictionary() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        int content = tampering.add(Tampering.stream("0 0 100 100 re f"));
        isChanged(tampering.put(tampering.page(), tampering.dictionary(tampering.page()).with("Contents", ref(content))).build(),
                Reason.PAGES_CHANGED);
    }

    @Test
    void incrementalSavingOfAnotherPageTree() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        int tree = target(tampering.view().catalog().get("Pages"));
        int page = tampering.add(Tampering.write(tampering.dictionary(tampering.page())));
        var pages = tampering.dictionary(tree);
        isChanged(tampering.put(tree, pages.with("Kids", plus(tampering.view().array(pages.get("Kids")), ref(page)))).build(),
                Reason.PAGES_CHANGED);
    }

    @Test
    void incrementalSavingWithoutTable() throws MalformedPdf {
        String whole = latin(otherContent(HONEST).build());
        String update = whole.substring(HONEST.length);
        isChanged(latin(latin(HONEST) + update.substring(0, update.indexOf("xref"))), Reason.TRAILING_BYTES);
        String withTrailer = update.substring(0, update.indexOf("xref")) + update.substring(update.indexOf("trailer"));
        isChanged(latin(latin(HONEST) + withTrailer), Reason.TRAILING_BYTES);
    }

    @Test
    void aSecondEndOfFile() {
        isChanged(Tampering.append(HONEST, "%%EOF\n"), Reason.TRAILING_BYTES);
        isChanged(Tampering.append(HONEST, "1 0 obj\n<< >>\nendobj\n%%EOF\n"), Reason.TRAILING_BYTES);
        isChanged(Tampering.append(HONEST, "startxref\n0\n%%EOF\n"), Reason.TRAILING_BYTES);
        isChanged(Tampering.append(HONEST, "\n"), Reason.TRAILING_BYTES);
    }

    @Test
    void looseObjectsBetweenTheListedOnes() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        tampering.add("null");
        isChanged(tampering.build("4 0 obj\n<< /Other true >>\nendobj\n"), Reason.TRAILING_BYTES);
        isChanged(tampering.build("startxref\n0\n%%EOF\n"), Reason.TRAILING_BYTES);
    }

    // Shadow attacks

    private static int resource(Tampering tampering, String kind) throws MalformedPdf {
        var resources = tampering.view().dictionary(tampering.dictionary(tampering.page()).get("Resources"));
        return target(tampering.view().dictionary(resources.get(kind)).entries().values().iterator().next());
    }

    @Test
    void shadowHide() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        isChanged(tampering.free(resource(tampering, "Font")).build(), Reason.SHADOW_HIDE);
    }

    @Test
    void shadowReplace() throws MalformedPdf {
        var tampering = Tampering.of(HONEST);
        int font = resource(tampering, "Font");
        isChanged(tampering.put(font, tampering.dictionary(font).with("BaseFont", new Name("Courier"))).build(),
                Reason.SHADOW_REPLACE);
    }

    @Test
    void shadowHideAndReplaceByATable() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        int content = target(before.dictionary(before.page()).get("Contents"));
        // A second object of the same number lies hidden inside a stream that is signed.
        String hidden = content + " 0 obj\n" + Tampering.stream("0 0 200 200 re f") + "\nendobj\n";
        before.add(Tampering.stream(hidden));
        byte[] signed = new TestSigner().sign(before.build());
        assertThat(report(signed).verdict()).isEqualTo(VALID_AND_INTACT);

        isChanged(Tampering.of(signed).point(content, latin(signed).indexOf(hidden)).build(), Reason.SHADOW_HIDE_AND_REPLACE);
    }

    @Test
    void shadowHideAndReplaceByAnotherRoot() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        int other = before.add(Tampering.write(before.dictionary(before.root())));
        byte[] signed = new TestSigner().sign(before.build());

        isChanged(Tampering.of(signed).root(other).build(), Reason.SHADOW_HIDE_AND_REPLACE);
    }

    @Test
    void anObjectThatWasReferredToBeforeItExisted() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        var page = before.dictionary(before.page());
        var waiting = new Array(List.of(page.get("Contents"), ref(500)));
        byte[] signed = new TestSigner().sign(before.put(before.page(), page.with("Contents", waiting)).build());
        var tampering = Tampering.of(signed);
        tampering.put(500, Tampering.stream("0 0 200 200 re f"));

        isChanged(latin(latin(tampering.build()).replaceFirst("(?s)(.*)/Size \\d+", "$1/Size 501")), Reason.PAGES_CHANGED);
    }

    @Test
    void evidenceThatIsAlsoPainted() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        int content = target(before.dictionary(before.page()).get("Contents"));
        before.put(before.root(), before.dictionary(before.root()).with("DSS",
                new Dictionary(Map.of("CRLs", new Array(List.of(ref(content)))))));
        byte[] signed = new TestSigner().sign(before.build());

        isChanged(otherContent(signed).build(), Reason.PAGES_CHANGED);
    }

    @Test
    void aFieldThatIsAlsoAResource() throws MalformedPdf {
        var before = Tampering.of(Pdfs.form());
        var form = before.view().dictionary(before.view().catalog().get("AcroForm"));
        int field = target(before.view().array(form.get("Fields")).items().getFirst());
        var page = before.dictionary(before.page());
        var resources = before.view().dictionary(page.get("Resources")).with("XObject", ref(field));
        byte[] signed = new TestSigner().sign(before.put(before.page(), page.with("Resources", resources)).build());

        isChanged(Pdfs.filled(signed, "nama", "Siti"), Reason.SHADOW_REPLACE);
    }

    // What is there is taken away, or something is put over it

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

    // Certification

    private static byte[] certified(byte[] file, int level) {
        return TestSigner.with(one -> one.certification = level).sign(file);
    }

    private static byte[] annotated(byte[] file, String kind, String rectangle) throws MalformedPdf {
        var tampering = Tampering.of(file);
        int looks = tampering
                .add("<< /Type /XObject /Subtype /Form /BBox [0 0 10 10] /Length 12 >>\nstream\n0 0 9 9 re f\nendstream");
        int annotation = tampering.add("<< /Type /Annot " + kind + " /Rect [" + rectangle + "] /AP << /N " + looks + " 0 R >> >>");
        var page = tampering.dictionary(tampering.page());
        PdfObject annotations = tampering.view().resolve(page.get("Annots"));
        return tampering.put(tampering.page(), page.with("Annots", plus(annotations, ref(annotation)))).build();
    }

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
