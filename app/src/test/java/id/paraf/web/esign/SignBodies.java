package id.paraf.web.esign;

import static id.paraf.web.esign.Caller.map;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

import id.paraf.esign.EsignWorld;
import id.paraf.passphrase.ResetWorld;
import id.paraf.signing.SigningWorld;

/** What applications send to have something signed. */
final class SignBodies {

    private SignBodies() {
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static Map<String, Object> v2(EsignWorld.Signer signer, Map<String, Object> properties, byte[]... files) {
        return map("nik", signer.nik(), "passphrase", ResetWorld.OLD, "signatureProperties", List.of(properties), "file",
                Arrays.stream(files).map(SignBodies::base64).toList());
    }

    /** Two pages, with these parts besides or instead. */
    static Map<String, Object> v1(EsignWorld.Signer signer, Object... more) {
        var parts = map("file", SigningWorld.pdf("Surat", 2), "nik", signer.nik(), "passphrase", ResetWorld.OLD);
        parts.putAll(map(more));
        return parts;
    }

    /** The same with a mark. */
    static Map<String, Object> placed(EsignWorld.Signer signer, Object... more) {
        var form = v1(signer, "tampilan", "visible", "xAxis", "100", "yAxis", "100", "width", "250", "height", "150");
        form.putAll(map(more));
        return form;
    }

    /** A picture of 40 by 20 pixels. */
    static byte[] png() throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    /** A page with a # in its text. */
    static byte[] tagged() throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage(PDRectangle.A4));
            var page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(441.75f, 172.45f);
                content.showText("#");
                content.endText();
            }
            return SigningWorld.bytes(document);
        }
    }
}
