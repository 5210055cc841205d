package id.paraf.web.esign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Where the last signature of a document is seen, as PDFBox reads it.
 *
 * @param page from 0; -1 where none lists it
 */
record SeenMark(PDRectangle box, int page) {

    static SeenMark of(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var widget = document.getSignatureFields().getLast().getWidgets().getFirst();
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                if (document.getPage(i).getAnnotations().stream()
                        .anyMatch(one -> one.getCOSObject().equals(widget.getCOSObject()))) {
                    return new SeenMark(widget.getRectangle(), i);
                }
            }
            return new SeenMark(widget.getRectangle(), -1);
        }
    }

    static void isAt(byte[] pdf, double left, double bottom, double right, double top) throws IOException {
        var box = of(pdf).box();
        assertThat(new float[] {box.getLowerLeftX(), box.getLowerLeftY(), box.getUpperRightX(), box.getUpperRightY()})
                .usingComparatorWithPrecision(0.01f).containsExactly((float) left, (float) bottom, (float) right, (float) top);
    }
}
