package id.paraf.pades.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import id.paraf.pades.TestFiles;
import id.paraf.pades.TestPki;
import id.paraf.pades.Tools;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.testing.Proves;

/** Fields that a document has, what earlier signatures forbid, and what is refused. */
class FieldsTest {

    private static final TestPki PKI = new TestPki();

    @TempDir
    Path folder;

    private static SignatureRequest request() {
        return SignatureRequest.by(PKI.chain(PKI.ec), OffsetDateTime.ofInstant(TestPki.NOW, ZoneOffset.ofHours(7)));
    }

    private Preparation<Path> prepare(byte[] file, SignatureRequest request) throws IOException {
        var source = Files.write(folder.resolve("source.pdf"), file);
        return new SignPdf(Limits.ORDINARY).prepare(source, folder.resolve("target.pdf"), request);
    }

    private byte[] signed(byte[] file, SignatureRequest request) throws IOException {
        var outcome = prepare(file, request);
        assertThat(outcome).isInstanceOf(Preparation.Ready.class);
        try (var prepared = ((Preparation.Ready<Path>) outcome).signature()) {
            assertThat(prepared.complete(PKI.ec.sign(prepared.signedAttributes()), new Level.Basic()))
                    .isInstanceOf(Completion.Signed.class);
        }
        return Files.readAllBytes(folder.resolve("target.pdf"));
    }

    private Refusal refused(byte[] file, SignatureRequest request) throws IOException {
        var outcome = prepare(file, request);
        assertThat(outcome).isInstanceOf(Preparation.Refused.class);
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(each -> each.getFileName().toString().endsWith(".part"));
        }
        return ((Preparation.Refused<Path>) outcome).refusal();
    }

    /** A form of a text field "nama" and the empty signature fields "Kepala" (visible) and "Saksi". */
    private static byte[] form(CompressParameters compression, Consumer<PDSignatureField> kepala) throws IOException {
        try (var document = TestFiles.document(2)) {
            var form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            var name = new PDTextField(form);
            name.setPartialName("nama");
            form.getFields().add(name);
            for (String each : List.of("Kepala", "Saksi")) {
                var field = new PDSignatureField(form);
                field.setPartialName(each);
                var widget = field.getWidgets().getFirst();
                widget.setRectangle(each.equals("Kepala") ? new PDRectangle(72, 72, 200, 60) : new PDRectangle());
                widget.setPage(document.getPage(1));
                document.getPage(1).getAnnotations().add(widget);
                form.getFields().add(field);
                if (each.equals("Kepala")) {
                    kepala.accept(field);
                }
            }
            return TestFiles.bytes(document, compression);
        }
    }

    private static byte[] form(Consumer<PDSignatureField> kepala) throws IOException {
        return form(CompressParameters.NO_COMPRESSION, kepala);
    }

    @Test
    void fillsAnEmptyFieldByItsName() throws Exception {
        for (var compression : List.of(CompressParameters.NO_COMPRESSION, CompressParameters.DEFAULT_COMPRESSION)) {
            var file = form(compression, _ -> {
            });
            var bytes = signed(file, request().marked(Mark.text("Budi Santoso", "Kepala Dinas"), new Field.Existing("Kepala")));
            assertThat(Tools.pdfsig(folder.resolve("target.pdf"))).contains("Signature is Valid.", "Signature Field Name: Kepala");
            try (var document = Loader.loadPDF(bytes)) {
                var form = document.getDocumentCatalog().getAcroForm();
                assertThat(form.getFields()).hasSize(3);
                assertThat(form.isSignaturesExist() && form.isAppendOnly()).isTrue();
                var field = (PDSignatureField) form.getField("Kepala");
                assertThat(field.getSignature()).isNotNull();
                assertThat(field.getWidgets().getFirst().getNormalAppearanceStream().getBBox().getWidth()).isEqualTo(200);
                assertThat(document.getPage(1).getAnnotations()).hasSize(2);
            }
            assertThat(refused(bytes, request().in(new Field.Existing("Kepala")))).isEqualTo(Refusal.FIELD_ALREADY_SIGNED);
            assertThat(refused(bytes, request().in(new Field.Existing("nama")))).isEqualTo(Refusal.FIELD_IS_NO_SIGNATURE);
            assertThat(refused(bytes, request().in(new Field.Existing("Lurah")))).isEqualTo(Refusal.FIELD_MISSING);
            assertThat(refused(bytes, request().in(new Field.Invisible("Saksi")))).isEqualTo(Refusal.FIELD_NAME_TAKEN);
            signed(bytes, request().in(new Field.Existing("Saksi")));
            assertThat(Tools.count(Tools.pdfsig(folder.resolve("target.pdf")), "Signature is Valid.")).isEqualTo(2);
        }
    }

    @Test
    void tellsTheFieldsThatWaitForASignature() throws Exception {
        var examine = new ExaminePdf(Limits.ORDINARY);
        assertThat(examine.emptyFields(TestFiles.withTable(1), null)).isEmpty();
        assertThat(examine.emptyFields("no pdf".getBytes(StandardCharsets.US_ASCII), null)).isEmpty();
        assertThat(examine.emptyFields(form(_ -> {
        }), null)).containsExactly("Kepala", "Saksi");
        assertThat(examine.emptyFields(signed(form(lock("Include", "nama")), request().in(new Field.Existing("Kepala"))), null))
                .containsExactly("Saksi");
        assertThat(examine.emptyFields(signed(form(lock("All")), request().in(new Field.Existing("Kepala"))), null))
                .as("locked").isEmpty();
    }

    @Test
    @Proves("PD-05")
    void certifiedDocumentsKeepTheirRules() throws Exception {
        var file = form(_ -> {
        });
        var visible = request().marked(Mark.text("x"), new Field.Visible(null, Place.corners(1, 10, 10, 110, 60)));
        for (var permission : Permission.values()) {
            var certified = signed(file, request().certifying(permission));
            try (var document = Loader.loadPDF(certified)) {
                assertThat(document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.PERMS)
                        .getCOSDictionary(COSName.getPDFName("DocMDP"))).isNotNull();
            }
            assertThat(Tools.pdfsig(folder.resolve("target.pdf"))).contains("Signature is Valid.");
            assertThat(refused(certified, request().certifying(permission))).isEqualTo(Refusal.CERTIFIES_TOO_LATE);
            switch (permission) {
                case NOTHING -> {
                    assertThat(refused(certified, request())).isEqualTo(Refusal.NO_CHANGES_ALLOWED);
                    assertThat(refused(certified, request().in(new Field.Existing("Saksi")))).isEqualTo(Refusal.NO_CHANGES_ALLOWED);
                }
                case FILL_IN -> {
                    assertThat(refused(certified, visible)).isEqualTo(Refusal.NO_NEW_FIELDS_ALLOWED);
                    signed(certified, request().in(new Field.Existing("Saksi")));
                    signed(certified, request());
                }
                case COMMENT -> signed(certified, visible);
            }
        }
    }

    @Test
    @Proves("PD-05")
    void locksOfEarlierSignaturesHold() throws Exception {
        var all = signed(form(lock("All")), request().in(new Field.Existing("Kepala")));
        assertThat(refused(all, request().in(new Field.Existing("Saksi")))).isEqualTo(Refusal.FIELD_LOCKED);
        assertThat(refused(all, request())).isEqualTo(Refusal.FIELD_LOCKED);
        var named = signed(form(lock("Include", "Saksi", "nama")), request().in(new Field.Existing("Kepala")));
        assertThat(refused(named, request().in(new Field.Existing("Saksi")))).isEqualTo(Refusal.FIELD_LOCKED);
        signed(named, request());
        var others = signed(form(lock("Exclude", "Saksi")), request().in(new Field.Existing("Kepala")));
        signed(others, request().in(new Field.Existing("Saksi")));
        assertThat(refused(others, request())).isEqualTo(Refusal.FIELD_LOCKED);
        // ISO 32000-2 Table 236: the lock may also forbid every change.
        var closed = signed(form(lock("Include", "nama").andThen(
                field -> field.getCOSObject().getCOSDictionary(COSName.getPDFName("Lock")).setItem(COSName.P, COSInteger.ONE))),
                request().in(new Field.Existing("Kepala")));
        assertThat(refused(closed, request())).isEqualTo(Refusal.NO_CHANGES_ALLOWED);
    }

    private static Consumer<PDSignatureField> lock(String action, String... names) {
        return field -> {
            var lock = new COSDictionary();
            lock.setName(COSName.TYPE, "SigFieldLock");
            lock.setName(COSName.getPDFName("Action"), action);
            if (names.length > 0) {
                var fields = new COSArray();
                List.of(names).forEach(name -> fields.add(new COSString(name)));
                lock.setItem(COSName.FIELDS, fields);
            }
            field.getCOSObject().setItem(COSName.getPDFName("Lock"), lock);
        };
    }

    @Test
    void bindingSeedValuesAreMetOrRefused() throws Exception {
        var kepala = request().in(new Field.Existing("Kepala"));
        assertThat(refused(form(seed(2, "adbe.pkcs7.detached")), kepala)).isEqualTo(Refusal.FIELD_DEMANDS_UNMET);
        assertThat(refused(form(seed(32, "ETSI.CAdES.detached")), kepala)).isEqualTo(Refusal.FIELD_DEMANDS_UNMET);
        signed(form(seed(2, "ETSI.CAdES.detached")), kepala);
        signed(form(seed(0, "adbe.pkcs7.detached")), kepala);
    }

    private static Consumer<PDSignatureField> seed(int flags, String subFilter) {
        return field -> {
            var seed = new COSDictionary();
            seed.setInt(COSName.FF, flags);
            var filters = new COSArray();
            filters.add(COSName.getPDFName(subFilter));
            seed.setItem(COSName.SUB_FILTER, filters);
            field.getCOSObject().setItem(COSName.getPDFName("SV"), seed);
        };
    }

    @Test
    void encryptedXfaAndDamagedFilesAreNamed() throws Exception {
        try (var document = TestFiles.document(1)) {
            document.protect(new StandardProtectionPolicy("pemilik", "pembaca", new AccessPermission()));
            assertThat(refused(TestFiles.bytes(document, CompressParameters.NO_COMPRESSION), request()))
                    .isEqualTo(Refusal.ENCRYPTED);
        }
        try (var document = TestFiles.document(1)) {
            var form = new PDAcroForm(document);
            form.getCOSObject().setItem(COSName.XFA, new COSArray());
            document.getDocumentCatalog().setAcroForm(form);
            assertThat(refused(TestFiles.bytes(document, CompressParameters.NO_COMPRESSION), request()))
                    .isEqualTo(Refusal.XFA_FORM);
        }
        var whole = new String(TestFiles.withTable(1), StandardCharsets.ISO_8859_1);
        for (String damaged : List.of("", "no pdf", whole.substring(0, whole.length() / 2), "junk" + whole,
                whole.replace("/Root", "/Toor"), whole.replace("/Type /Catalog", "/Type /Catalo"),
                whole.replace("/Pages", "/Sages"))) {
            var outcome = prepare(damaged.getBytes(StandardCharsets.ISO_8859_1), request());
            assertThat(outcome).isInstanceOf(Preparation.Refused.class);
            assertThat(((Preparation.Refused<Path>) outcome).refusal()).isEqualTo(Refusal.DAMAGED);
            assertThat(((Preparation.Refused<Path>) outcome).cause()).isInstanceOf(MalformedPdf.class);
        }
    }

    @Test
    void anEmptyDocumentHasNoPageToSignOn() throws Exception {
        try (var document = new PDDocument()) {
            var out = new ByteArrayOutputStream();
            document.save(out);
            assertThat(refused(out.toByteArray(), request())).isEqualTo(Refusal.NO_PAGES);
        }
    }
}
