package id.paraf.pades.verify;

import static id.paraf.pades.verify.Attacks.HONEST;
import static id.paraf.pades.verify.Attacks.WITH_MARK;
import static id.paraf.pades.verify.Attacks.certified;
import static id.paraf.pades.verify.Attacks.isChanged;
import static id.paraf.pades.verify.Attacks.isInvalid;
import static id.paraf.pades.verify.FileVerdict.VALID_AND_INTACT;
import static id.paraf.pades.verify.Hierarchy.report;
import static id.paraf.pades.verify.Tampering.plus;
import static id.paraf.pades.verify.Tampering.ref;
import static id.paraf.pades.verify.Tampering.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Bool;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.testing.Proves;

/** What is not permitted, in the clothes of what is: another's signature, an old annotation, a comment, a filled field. */
@Proves("PD-06")
class DisguisedChangesTest {

    private static final String NOTE = "<< /Type /Annot /Subtype /Text /Rect [72 700 90 720] /Contents (catatan) >>";

    private static Dictionary form(Tampering tampering) throws MalformedPdf {
        return tampering.view().dictionary(tampering.view().catalog().get("AcroForm"));
    }

    private static Tampering withForm(Tampering tampering, Dictionary form) throws MalformedPdf {
        return tampering.put(tampering.root(), tampering.view().catalog().with("AcroForm", form));
    }

    private static int field(Tampering tampering, int index) throws MalformedPdf {
        return target(tampering.view().array(form(tampering).get("Fields")).items().get(index));
    }

    private static Tampering annotate(Tampering tampering, int annotation) throws MalformedPdf {
        var page = tampering.dictionary(tampering.page());
        return tampering.put(tampering.page(),
                page.with("Annots", plus(tampering.view().resolve(page.get("Annots")), ref(annotation))));
    }

    /** With one more annotation, as it is signed. */
    private static byte[] annotated(byte[] file, String annotation) throws MalformedPdf {
        var tampering = Tampering.of(file);
        return annotate(tampering, tampering.add(annotation)).build();
    }

    /** With a field for a signature added, as this says besides what every such field has. */
    private static byte[] withField(byte[] file, String more) throws MalformedPdf {
        var tampering = Tampering.of(file);
        int field = tampering
                .add("<< /Type /Annot /Subtype /Widget /FT /Sig /T (baru) /P " + tampering.page() + " 0 R " + more + " >>");
        var form = form(tampering);
        withForm(tampering, form.with("Fields", plus(tampering.view().array(form.get("Fields")), ref(field))));
        return annotate(tampering, field).build();
    }

    private static int firstAnnotation(Tampering tampering) throws MalformedPdf {
        var page = tampering.dictionary(tampering.page());
        return target(tampering.view().array(page.get("Annots")).items().getFirst());
    }

    @Test
    void anothersSignatureInAFieldOfItsOwn() throws MalformedPdf {
        var honest = Tampering.of(WITH_MARK);
        int value = target(honest.dictionary(field(honest, 0)).get("V"));
        byte[] unseen = withField(WITH_MARK, "/Rect [0 0 0 0] /V " + value + " 0 R");
        isChanged(unseen, Reason.STRUCTURE_CHANGED);
        assertThat(report(unseen).signatures()).as("a signature is its value, in however many fields").hasSize(1);

        var painting = Tampering.of(WITH_MARK);
        int looks = painting.add(Tampering.stream("0 0 100 20 re f"));
        isChanged(withField(painting.build(), "/Rect [72 300 172 320] /V " + value + " 0 R /AP << /N " + looks + " 0 R >>"),
                Reason.SIGNATURE_COVERS_PAGE);
    }

    @Test
    void aFieldForASignatureThatDoesSomething() throws MalformedPdf {
        assertThat(report(withField(certified(Pdfs.plain(), 2), "/Rect [0 0 0 0]")).verdict()).isEqualTo(VALID_AND_INTACT);
        isChanged(withField(certified(Pdfs.plain(), 2), "/Rect [0 0 0 0] /AA << /E << /S /JavaScript /JS (x) >> >>"),
                Reason.STRUCTURE_CHANGED);
        isChanged(withField(certified(Pdfs.plain(), 2), "/Rect [0 0 0 0] /A << /S /Launch /F (x) >>"), Reason.STRUCTURE_CHANGED);
    }

    @ParameterizedTest
    @CsvSource({"/Subtype /Link /A << /S /URI /URI (https://contoh.example) >>,Ink", "/Subtype /Text,Stamp",
            "/Subtype /Text,FreeText",
            "/Subtype /Stamp /F 2,Highlight", "/Subtype /Text,Widget"})
    void anAnnotationThatBecomesAnother(String was, String kind) throws MalformedPdf {
        byte[] before = annotated(Pdfs.plain(), "<< /Type /Annot " + was + " /Rect [72 690 300 720] >>");
        for (int level = 1; level <= 3; level++) {
            var tampering = Tampering.of(certified(before, level));
            int looks = tampering.add(Tampering.stream("1 g 0 0 300 30 re f"));
            isChanged(tampering.put(firstAnnotation(tampering), "<< /Type /Annot /Subtype /" + kind
                    + " /Rect [72 690 300 720] /AP << /N " + looks + " 0 R >> >>").build(), Reason.ANNOTATION_NOT_PERMITTED);
        }
    }

    @Test
    void anEntryThatLedNowhere() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        int nothing = before.add("null");
        // On the page that the signature's own mark leaves alone.
        int page = target(before.view().array(before.dictionary(target(before.view().catalog().get("Pages"))).get("Kids")).items()
                .getLast());
        byte[] signed = certified(
                before.put(page, before.dictionary(page).with("Annots", PdfObject.Array.of(ref(nothing)))).build(), 1);
        assertThat(report(signed).verdict()).isEqualTo(VALID_AND_INTACT);
        isChanged(Tampering.of(signed).put(nothing, NOTE).build(), Reason.ANNOTATION_NOT_PERMITTED);
    }

    /** It may change like a comment where it is one, and not where it is something else besides. */
    @Test
    void aPartOfTheStructureThatIsACommentBesides() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        int action = before.add("<< /S /GoTo /D [" + before.page() + " 0 R /Fit] >>");
        int pages = target(before.view().catalog().get("Pages"));
        before.put(before.root(), before.view().catalog().with("OpenAction", ref(action)));
        byte[] signed = certified(before.build(), 3);

        var script = Tampering.of(signed);
        script.put(action, "<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /S /JavaScript /JS (x) >>");
        isChanged(annotate(script, action).build(), Reason.STRUCTURE_CHANGED);

        var tree = Tampering.of(signed);
        tree.put(pages, tree.dictionary(pages).with("Subtype", new PdfObject.Name("Text")).with("Rotate", new PdfObject.Int(180)));
        isChanged(annotate(tree, pages).build(), Reason.PAGES_CHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BT /F1 12 Tf (900) Tj ET", "/Huruf gs 0 0 5 5 re f", "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
            "1 1 1 rg 0 0 300 30 re f 0 g 0 0 3 3 re f", "0 0 0 0 k 0 0 300 30 re f", "1 G 40 w 0 0 m 300 30 l S",
            "/Pattern cs /P0 scn 0 0 9 9 re f", "/Sep cs 0 scn 0 0 9 9 re f", "/Bayang sh", "q 1 g Q q 1 g 0 0 9 9 re f Q"})
    void aCommentThatCouldPutSomethingElseInTheTextsPlace(String content) throws MalformedPdf {
        isChanged(highlighted(content), Reason.ANNOTATION_NOT_PERMITTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Kali gs 1 1 0 rg 0 0 300 30 re f", "/Kali gs 1 g 0 0 300 30 re f", "1 0.8 0 RG 2 w 0 0 m 300 30 l S",
            "/Tembus gs 1 1 1 rg 0 0 9 9 re f", "q 1 g Q 0 0 9 9 re f", "/DeviceRGB cs 1 0.9 0.2 sc 0 0 9 9 re f"})
    void aCommentThatPointsAtTheText(String content) throws MalformedPdf {
        assertThat(report(highlighted(content)).verdict()).isEqualTo(VALID_AND_INTACT);
    }

    private static byte[] highlighted(String content) throws MalformedPdf {
        var tampering = Tampering.of(certified(Pdfs.plain(), 3));
        int font = tampering.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        int looks = tampering
                .add("<< /Type /XObject /Subtype /Form /BBox [0 0 300 30] /Resources << /ExtGState << /Huruf << /Font ["
                        + font + " 0 R 12] >> /Kali << /BM /Multiply >> /Tembus << /ca 0.5 >> >> >> /Length " + content.length()
                        + " >>\nstream\n" + content + "\nendstream");
        int comment = tampering.add(
                "<< /Type /Annot /Subtype /Highlight /Rect [72 690 372 720] /AP << /N " + looks + " 0 R >> >>");
        return annotate(tampering, comment).build();
    }

    @Test
    void aLineInTheColourOfPaper() throws MalformedPdf {
        String ink = "<< /Type /Annot /Subtype /Ink /InkList [[72 700 300 700]] /Rect [72 690 300 720] /BS << /W 30 >> /C ";
        isChanged(annotated(certified(Pdfs.plain(), 3), ink + "[1 1 1] >>"), Reason.ANNOTATION_NOT_PERMITTED);
        assertThat(report(annotated(certified(Pdfs.plain(), 3), ink + "[1 0 0] >>")).verdict()).isEqualTo(VALID_AND_INTACT);
    }

    /** Viewers would make what a field shows from its value, which need not be what it showed when it was signed. */
    @Test
    void appearancesThatAreMadeAnew() throws MalformedPdf {
        byte[] signed = certified(Pdfs.form(), 2);
        var tampering = Tampering.of(signed);
        isChanged(withForm(tampering, form(tampering).with("NeedAppearances", new Bool(true))).build(), Reason.SHADOW_REPLACE);

        byte[] none = certified(Pdfs.plain(), 1);
        var harmless = Tampering.of(none);
        assertThat(report(withForm(harmless, form(harmless).with("NeedAppearances", new Bool(true))).build()).verdict())
                .as("nothing is there to be made anew").isEqualTo(VALID_AND_INTACT);
    }

    @Test
    void aFieldThatShowsMoreThanItsValue() throws MalformedPdf {
        assertThat(report(Pdfs.filled(certified(Pdfs.form(), 2), "nama", "")).verdict()).isEqualTo(VALID_AND_INTACT);
        var tampering = Tampering.of(certified(Pdfs.form(), 2));
        int field = field(tampering, 0);
        int looks = tampering.add(Tampering.stream("BT /Helv 12 Tf (900) Tj ET"));
        var shown = tampering.dictionary(field).with("AP", new Dictionary(Map.of("N", ref(looks))));
        isChanged(tampering.put(field, shown.with("V", PdfObject.Text.of(" "))).build(), Reason.SHADOW_REPLACE);
    }

    @Test
    void aButtonThatHasNoValue() throws MalformedPdf {
        var before = Tampering.of(Pdfs.form());
        int field = field(before, 0);
        byte[] signed = certified(before.put(field, before.dictionary(field).without("V").with("FT", new PdfObject.Name("Btn"))
                .with("Ff", new PdfObject.Int(1 << 16))).build(), 2);
        var tampering = Tampering.of(signed);
        int looks = tampering.add(Tampering.stream("1 g 0 0 200 20 re f"));
        isChanged(tampering.put(field,
                tampering.dictionary(field).with("AP", new Dictionary(Map.of("N", ref(looks))))).build(),
                Reason.SHADOW_REPLACE);
    }

    /** Not seen on a screen, and printed all the same; on the part of the page that is seen. */
    @Test
    void marksThatAreLargerThanTheyLook() throws MalformedPdf {
        var before = Tampering.of(Pdfs.plain());
        byte[] cropped = before.put(before.page(), before.dictionary(before.page()).with("CropBox",
                PdfObject.Array.numbers(72, 650, 272, 750))).build();
        isChanged(TestSigner.rsa(one -> one.visible = Pdfs.mark(72, 650, 200, 100)).sign(certified(cropped, 2)),
                Reason.SIGNATURE_COVERS_PAGE);

        var printed = Tampering.of(certified(Pdfs.plain(), 2));
        int looks = printed.add(Tampering.stream("1 g 0 0 500 500 re f"));
        for (String flags : List.of("/F 164", "/F 0", "/F 132")) {
            isChanged(withField(printed.build(), "/Rect [20 20 550 800] " + flags + " /AP << /N " + looks + " 0 R >>"),
                    Reason.SIGNATURE_COVERS_PAGE);
            isChanged(withField(printed.build(), "/Rect [20 20 550 800] " + flags + " /AP << /R " + looks + " 0 R >>"),
                    Reason.SIGNATURE_COVERS_PAGE);
        }
    }

    /** Each is no more than a mark; all of them are another page. */
    @Test
    void manyMarksThatCoverAPageTogether() {
        byte[] file = HONEST;
        for (int i = 0; i < 3; i++) {
            assertThat(report(file).verdict()).isEqualTo(VALID_AND_INTACT);
            int bottom = 20 + 200 * i;
            file = TestSigner.rsa(one -> one.visible = Pdfs.mark(20, bottom, 550, 180)).sign(file);
        }
        isChanged(file, Reason.SIGNATURE_COVERS_PAGE);
    }

    @Test
    void bytesBetweenATrailerAndItsEnd() throws MalformedPdf {
        byte[] file = Pdfs.withEvidence(HONEST, List.of(), List.of());
        assertThat(report(file).verdict()).isEqualTo(VALID_AND_INTACT);
        String text = Tampering.latin(file);
        int end = text.lastIndexOf("startxref");
        isChanged(Tampering.latin(text.substring(0, end) + "4 0 obj\n(lain)\nendobj\n" + text.substring(end)),
                Reason.TRAILING_BYTES);
    }

    @Test
    void aByteRangeOfNumbersThatNobodyHas() {
        String text = Tampering.latin(HONEST);
        int at = text.lastIndexOf("/ByteRange");
        int end = text.indexOf(']', at) + 1;
        String odd = "/ByteRange[0 1 2 9999999999999999999]";
        while (end - at < odd.length() && text.charAt(end) == ' ') {
            end++;
        }
        isInvalid(Tampering.latin(text.substring(0, at) + odd + " ".repeat(end - at - odd.length()) + text.substring(end)),
                Reason.SIGNATURE_UNREADABLE);
    }
}
