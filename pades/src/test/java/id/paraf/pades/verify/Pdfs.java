package id.paraf.pades.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;

import id.paraf.pades.TestFiles;

/** Files and honest later saves, all made by PDFBox. */
final class Pdfs {

    interface Edit {
        void on(PDDocument document) throws IOException;
    }

    private Pdfs() {
    }

    /** Two pages with a cross-reference table. */
    static byte[] plain() {
        return TestFiles.withTable(2);
    }

    /** A form with the text fields "nama" and "jumlah". */
    static byte[] form() {
        try (var document = TestFiles.document(1)) {
            var form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            var resources = new PDResources();
            resources.put(COSName.getPDFName("Helv"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
            form.setDefaultResources(resources);
            form.setDefaultAppearance("/Helv 12 Tf 0 g");
            int y = 600;
            for (String name : List.of("nama", "jumlah")) {
                var field = new PDTextField(form);
                field.setPartialName(name);
                form.getFields().add(field);
                var widget = field.getWidgets().getFirst();
                widget.setRectangle(new PDRectangle(72, y, 200, 20));
                widget.setPage(document.getPage(0));
                widget.setPrinted(true);
                document.getPage(0).getAnnotations().add(widget);
                field.setValue("-");
                y -= 40;
            }
            return TestFiles.bytes(document, CompressParameters.NO_COMPRESSION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saved again incrementally after the edit, which marks what it changes. */
    static byte[] edited(byte[] pdf, Edit edit) {
        try (var document = Loader.loadPDF(pdf)) {
            edit.on(document);
            var out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] filled(byte[] pdf, String field, String value) {
        return edited(pdf, document -> {
            var found = (PDTextField) document.getDocumentCatalog().getAcroForm(null).getField(field);
            found.setValue(value);
            found.getCOSObject().setNeedToBeUpdated(true);
            for (var widget : found.getWidgets()) {
                widget.getCOSObject().setNeedToBeUpdated(true);
                var looks = widget.getAppearance();
                looks.getCOSObject().setNeedToBeUpdated(true);
                looks.getNormalAppearance().getAppearanceStream().getCOSObject().setNeedToBeUpdated(true);
            }
        });
    }

    /** A DSS dictionary with these CRLs and OCSP responses. */
    static byte[] withEvidence(byte[] pdf, List<byte[]> crls, List<byte[]> ocsps) {
        return edited(pdf, document -> {
            var catalog = document.getDocumentCatalog().getCOSObject();
            var store = new COSDictionary();
            store.setDirect(false);
            store.setNeedToBeUpdated(true);
            store.setItem(COSName.getPDFName("CRLs"), streams(document, crls));
            store.setItem(COSName.getPDFName("OCSPs"), streams(document, ocsps));
            catalog.setItem(COSName.getPDFName("DSS"), store);
            catalog.setNeedToBeUpdated(true);
        });
    }

    private static COSArray streams(PDDocument document, List<byte[]> all) throws IOException {
        var array = new COSArray();
        array.setNeedToBeUpdated(true);
        for (byte[] one : all) {
            COSStream stream = document.getDocument().createCOSStream();
            try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(one);
            }
            stream.setNeedToBeUpdated(true);
            array.add(stream);
        }
        return array;
    }

    /** ISO 32000-2 §12.8.2.2. */
    static void certify(PDDocument document, PDSignature signature, int level) {
        certify(signature, level);
        var catalog = document.getDocumentCatalog().getCOSObject();
        var permissions = new COSDictionary();
        permissions.setItem(COSName.getPDFName("DocMDP"), signature);
        catalog.setItem(COSName.getPDFName("Perms"), permissions);
        catalog.setNeedToBeUpdated(true);
        permissions.setNeedToBeUpdated(true);
    }

    /** Only in the signature, not in the catalog. */
    static void certify(PDSignature signature, int level) {
        var dictionary = signature.getCOSObject();
        var parameters = new COSDictionary();
        parameters.setItem(COSName.TYPE, COSName.getPDFName("TransformParams"));
        parameters.setItem(COSName.P, COSInteger.get(level));
        parameters.setName(COSName.V, "1.2");
        var reference = new COSDictionary();
        reference.setItem(COSName.TYPE, COSName.getPDFName("SigRef"));
        reference.setItem(COSName.getPDFName("TransformMethod"), COSName.getPDFName("DocMDP"));
        reference.setItem(COSName.getPDFName("TransformParams"), parameters);
        reference.setDirect(true);
        parameters.setDirect(true);
        var references = new COSArray();
        references.add(reference);
        dictionary.setItem(COSName.getPDFName("Reference"), references);
    }

    /** With a tree of one tag, and an old-style destination whose name is also a key of pages. */
    static byte[] tagged(byte[] pdf) {
        return edited(pdf, document -> {
            var catalog = document.getDocumentCatalog().getCOSObject();
            var root = updated("StructTreeRoot");
            var tag = updated("StructElem");
            var numbers = updated(null);
            numbers.setItem("Nums", new COSArray());
            root.setItem("K", tag);
            root.setItem("ParentTree", numbers);
            root.setInt("ParentTreeNextKey", 0);
            tag.setName("S", "Document");
            tag.setItem("P", root);
            tag.setItem("K", new COSArray());
            catalog.setItem("StructTreeRoot", root);
            var destinations = updated(null);
            var place = new COSArray();
            place.add(document.getPage(0).getCOSObject());
            place.add(COSName.getPDFName("Fit"));
            destinations.setItem("Contents", place);
            catalog.setItem("Dests", destinations);
            catalog.setNeedToBeUpdated(true);
        });
    }

    private static COSDictionary updated(String type) {
        var dictionary = new COSDictionary();
        if (type != null) {
            dictionary.setName("Type", type);
        }
        dictionary.setNeedToBeUpdated(true);
        return dictionary;
    }

    /** One more tag, and its entry in the tree that finds tags by number. */
    static void addTag(PDDocument document) {
        var root = document.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.getPDFName("StructTreeRoot"));
        var tag = root.getCOSDictionary(COSName.K);
        var more = updated("StructElem");
        more.setName("S", "Form");
        more.setItem("P", tag);
        more.setItem("Pg", document.getPage(0).getCOSObject());
        tag.getCOSArray(COSName.K).add(more);
        tag.setNeedToBeUpdated(true);
        var numbers = root.getCOSDictionary(COSName.getPDFName("ParentTree"));
        numbers.getCOSArray(COSName.getPDFName("Nums")).add(COSInteger.ZERO);
        numbers.getCOSArray(COSName.getPDFName("Nums")).add(more);
        numbers.setNeedToBeUpdated(true);
        root.setInt("ParentTreeNextKey", 1);
        root.setNeedToBeUpdated(true);
    }

    /** FieldMDP, ISO 32000-2 §12.8.2.4: the field may not change. */
    static void lock(PDSignature signature, String field) {
        var parameters = new COSDictionary();
        parameters.setName("Action", "Include");
        var fields = new COSArray();
        fields.add(new COSString(field));
        parameters.setItem("Fields", fields);
        var reference = new COSDictionary();
        reference.setName("TransformMethod", "FieldMDP");
        reference.setItem("TransformParams", parameters);
        reference.setDirect(true);
        parameters.setDirect(true);
        var references = new COSArray();
        references.add(reference);
        signature.getCOSObject().setItem("Reference", references);
    }

    /** The only signature made anew by its signer, over that many bytes fewer. */
    static byte[] resigned(byte[] signed, int fewer) {
        String text = Tampering.latin(signed);
        var range = Pattern.compile("/ByteRange \\[0 (\\d+) (\\d+) (\\d+)\\]( *)").matcher(text);
        if (!range.find()) {
            throw new IllegalArgumentException("no ByteRange");
        }
        int gap = Integer.parseInt(range.group(1));
        int behind = Integer.parseInt(range.group(2));
        int length = Integer.parseInt(range.group(3)) - fewer;
        byte[] other = Tampering.inPlace(signed, range.group(), "/ByteRange [0 " + gap + " " + behind + " " + length + "]");
        var covered = new ByteArrayOutputStream();
        covered.write(other, 0, gap);
        covered.write(other, behind, length);
        String hex = HexFormat.of().formatHex(new TestSigner().cms(covered.toByteArray()));
        byte[] contents = Tampering.latin("<" + hex + "0".repeat(behind - gap - 2 - hex.length()) + ">");
        System.arraycopy(contents, 0, other, gap, contents.length);
        return other;
    }

    /** A template for PDFBox: one page of A4 with a signature field that paints a frame at this place. */
    static byte[] mark(float x, float y, float width, float height) {
        try (var document = new PDDocument()) {
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            var form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            var field = new PDSignatureField(form);
            var widget = field.getWidgets().getFirst();
            form.getFields().add(field);
            form.setSignaturesExist(true);
            form.setAppendOnly(true);
            widget.setRectangle(new PDRectangle(x, y, width, height));
            var frame = new PDFormXObject(document);
            frame.setResources(new PDResources());
            frame.setFormType(1);
            frame.setBBox(new PDRectangle(width, height));
            var looks = new PDAppearanceDictionary();
            looks.getCOSObject().setDirect(true);
            var stream = new PDAppearanceStream(frame.getCOSObject());
            try (var out = frame.getStream().createOutputStream()) {
                out.write(("0 0 1 RG 1 1 " + (width - 2) + " " + (height - 2) + " re S").getBytes(StandardCharsets.US_ASCII));
            }
            looks.setNormalAppearance(stream);
            widget.setAppearance(looks);
            var out = new ByteArrayOutputStream();
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
