package id.paraf.pades.inert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.interactive.action.PDAction;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionSubmitForm;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;

import id.paraf.pades.SamplePdfs;
import id.paraf.pades.TestFiles;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.testing.Proves;

/** Documents that only show something, and those that do something: made by another library. */
class InspectPdfTest {

    private final InspectPdf inspect = new InspectPdf(Limits.ORDINARY, 100_000);

    private interface Change {
        void to(PDDocument document) throws IOException;
    }

    private Inspection with(CompressParameters compression, Change change) throws IOException {
        try (var document = TestFiles.document(1)) {
            change.to(document);
            return inspect.inspect(TestFiles.bytes(document, compression));
        }
    }

    @Test
    void lettersOnlyShowTheirPages() throws IOException {
        assertThat(inspect.inspect(TestFiles.withTable(3))).isEqualTo(new Inspection.Inert(3));
        assertThat(inspect.inspect(TestFiles.withStreams(2))).isEqualTo(new Inspection.Inert(2));
        assertThat(inspect.inspect(TestFiles.updated(TestFiles.withTable(1), "id"))).isEqualTo(new Inspection.Inert(1));
        assertThat(inspect.inspect(SamplePdfs.withEvidence())).as("a signed letter").isInstanceOf(Inspection.Inert.class);
        var address = new PDActionURI();
        address.setURI("https://contoh.example/");
        assertThat(with(CompressParameters.DEFAULT_COMPRESSION, document -> link(document, address)))
                .isInstanceOf(Inspection.Inert.class);
    }

    private static void link(PDDocument document, PDAction action) throws IOException {
        var link = new PDAnnotationLink();
        link.setAction(action);
        document.getPage(0).setAnnotations(List.of(link));
    }

    @Test
    @Proves("PD-01")
    void whatActsIsFoundWhereverItIs() throws IOException {
        var open = Map.<String, Change>of("a script at the start", document -> document.getDocumentCatalog()
                .setOpenAction(new PDActionJavaScript("app.alert(1)")), "a script on a link",
                document -> link(document, new PDActionJavaScript("app.alert(1)")), "a program",
                document -> link(document, new PDActionLaunch()), "a form that is sent",
                document -> link(document, new PDActionSubmitForm()), "an embedded file", InspectPdfTest::embed,
                "a file pinned to a page", document -> document.getPage(0)
                        .setAnnotations(List.of(new PDAnnotationFileAttachment())),
                "a name that a reference hides", document -> {
                    var action = new COSDictionary();
                    var kind = new org.apache.pdfbox.cos.COSObject(COSName.getPDFName("Launch"));
                    action.setItem(COSName.S, kind);
                    document.getDocumentCatalog().getCOSObject().setItem(COSName.OPEN_ACTION, action);
                }, "a form in XFA", document -> {
                    var form = new COSDictionary();
                    form.setItem(COSName.getPDFName("XFA"), new org.apache.pdfbox.cos.COSArray());
                    document.getDocumentCatalog().getCOSObject().setItem(COSName.ACRO_FORM, form);
                });
        for (var one : open.entrySet()) {
            for (var compression : List.of(CompressParameters.NO_COMPRESSION, CompressParameters.DEFAULT_COMPRESSION)) {
                assertThat(with(compression, one.getValue())).as(one.getKey()).isEqualTo(new Inspection.Active());
            }
        }
    }

    private static void embed(PDDocument document) throws IOException {
        var file = new PDEmbeddedFile(document, new ByteArrayInputStream("MZ".getBytes(StandardCharsets.US_ASCII)));
        var specification = new PDComplexFileSpecification();
        specification.setFile("surat.exe");
        specification.setEmbeddedFile(file);
        var tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of("surat", specification));
        var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
    }

    @Test
    @Proves("PD-01")
    void whatAnUpdateHidAgainIsFound() throws IOException {
        byte[] scripted;
        try (var document = TestFiles.document(1)) {
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            scripted = TestFiles.bytes(document, CompressParameters.NO_COMPRESSION);
        }
        try (var document = org.apache.pdfbox.Loader.loadPDF(scripted)) {
            var catalog = document.getDocumentCatalog().getCOSObject();
            catalog.removeItem(COSName.OPEN_ACTION);
            catalog.setNeedToBeUpdated(true);
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            assertThat(inspect.inspect(out.toByteArray())).isEqualTo(new Inspection.Active());
        }
    }

    @Test
    @Proves("PD-01")
    void whatIsEncryptedCutOffOrSomethingElseIsNamed() {
        byte[] letter = TestFiles.withTable(1);
        assertThat(inspect.inspect(SamplePdfs.encrypted())).isEqualTo(new Inspection.Encrypted());
        assertThat(inspect.inspect(SamplePdfs.protectedBy("pemilik", "", new AccessPermission())))
                .isEqualTo(new Inspection.Encrypted());
        assertThat(inspect.inspect(new byte[] {'P', 'K', 3, 4}))
                .isEqualTo(new Inspection.Damaged(MalformedPdf.Reason.NOT_A_PDF));
        assertThat(inspect.inspect(Arrays.copyOf(letter, letter.length / 2))).isInstanceOf(Inspection.Damaged.class);
        byte[] archive = Arrays.copyOf(letter, letter.length + 4);
        System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, archive, letter.length, 4);
        assertThat(inspect.inspect(archive)).as("an archive behind it").isInstanceOf(Inspection.Damaged.class);
        assertThat(inspect.inspect(Arrays.copyOf(letter, letter.length + 9))).as("zeros behind it")
                .isInstanceOf(Inspection.Inert.class);
        assertThat(new InspectPdf(Limits.ORDINARY, 3).inspect(letter))
                .isEqualTo(new Inspection.Damaged(MalformedPdf.Reason.TOO_LARGE));
    }
}
