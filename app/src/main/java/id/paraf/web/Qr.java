package id.paraf.web;

import java.util.Map;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import gg.jte.Content;

/** A QR code as SVG, drawn in one path, always dark on light so that every camera reads it (ISO/IEC 18004). */
public final class Qr {

    // ISO/IEC 18004 §6.3.8: a quiet zone of four modules.
    private static final int QUIET = 4;

    private Qr() {
    }

    /** The code of a text; {@code label} says to a screen reader what it is. */
    public static Content svg(String text, String label) {
        try {
            var modules = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0,
                    Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET));
            var path = new StringBuilder();
            for (int y = 0; y < modules.getHeight(); y++) {
                for (int x = 0; x < modules.getWidth(); x++) {
                    if (modules.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            int size = modules.getWidth();
            return output -> {
                output.writeContent("<svg class=\"qr\" role=\"img\" viewBox=\"0 0 " + size + " " + size
                        + "\" shape-rendering=\"crispEdges\" aria-label=\"");
                output.writeContent(org.springframework.web.util.HtmlUtils.htmlEscape(label));
                output.writeContent(
                        "\"><rect width=\"" + size + "\" height=\"" + size + "\" fill=\"#fff\"/><path fill=\"#10151d\" d=\""
                                + path + "\"/></svg>");
            };
        } catch (WriterException e) {
            throw new IllegalArgumentException("A text of " + text.length() + " characters does not fit a QR code", e);
        }
    }
}
