package id.paraf.web.sheet;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.jspecify.annotations.Nullable;

/** The page that is being written, and a place on it: everything is said from the top down, in points. */
final class Paper {

    static final float LEFT = 56;
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
    private static final float TOP = PDRectangle.A4.getHeight() - 54;
    private static final float BOTTOM = 66;
    private static final float FOOTER = 40;
    /** How much of a line's height stands above its baseline. */
    private static final float ASCENT = 0.76f;

    private final PDDocument document;
    private final Faces faces;
    private final Tags tags;
    private @Nullable PDPageContentStream ink;
    private float y;

    Paper(PDDocument document, Faces faces, Tags tags) throws IOException {
        this.document = document;
        this.faces = faces;
        this.tags = tags;
        turn();
    }

    /** How far down the page is written. */
    float y() {
        return y;
    }

    void moveTo(float place) {
        y = place;
    }

    void skip(float space) {
        y = Math.max(BOTTOM, y - space);
    }

    int pages() {
        return document.getNumberOfPages();
    }

    /** Goes on to a new page unless this much fits on this one. */
    void keep(float height) throws IOException {
        if (y - height < BOTTOM && y < TOP) {
            turn();
        }
    }

    /** Lines of text, on as many pages as they need. */
    void lines(PDStructureElement tag, List<String> lines, Style style, int colour, float x) throws IOException {
        boolean open = false;
        for (String line : lines) {
            if (y - style.leading() < BOTTOM) {
                if (open) {
                    ink().endMarkedContent();
                }
                open = false;
                turn();
            }
            if (!open) {
                var properties = new COSDictionary();
                properties.setInt(COSName.MCID, tags.piece(tag, document.getPage(pages() - 1)));
                ink().beginMarkedContent(COSName.getPDFName(tag.getStructureType()), PDPropertyList.create(properties));
                open = true;
            }
            y -= style.leading();
            write(ink(), line, style, colour, x, y + style.leading() - style.size() * ASCENT
                    - (style.leading() - style.size()) / 2);
        }
        if (open) {
            ink().endMarkedContent();
        }
    }

    private void write(PDPageContentStream to, String line, Style style, int colour, float x, float baseline) throws IOException {
        to.beginText();
        to.setNonStrokingColor(new Color(colour));
        to.newLineAtOffset(x, baseline);
        for (var run : faces.runs(line, style.bold())) {
            to.setFont(run.face().font(), style.size());
            to.showTextWithPositioning(apart(run.text()));
        }
        to.endText();
    }

    /** The words of a text, with what they stand further apart: §9.4.3 counts in thousandths, to the left. */
    private static Object[] apart(String text) {
        var parts = new ArrayList<Object>();
        for (String word : text.split("(?<= )")) {
            parts.add(word);
            if (word.endsWith(" ")) {
                parts.add(-1000 * Faces.APART);
            }
        }
        return parts.toArray();
    }

    /** Ground under what comes, from here down; says nothing to who listens. */
    void box(float x, float width, float height, int colour) throws IOException {
        ink().beginMarkedContent(COSName.ARTIFACT);
        ink().setNonStrokingColor(new Color(colour));
        ink().addRect(x, y - height, width, height);
        ink().fill();
        ink().endMarkedContent();
    }

    private PDPageContentStream ink() {
        return java.util.Objects.requireNonNull(ink, "no page is open");
    }

    private void turn() throws IOException {
        close();
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        tags.page(page);
        ink = new PDPageContentStream(document, page);
        y = TOP;
    }

    private void close() throws IOException {
        if (ink != null) {
            ink.close();
            ink = null;
        }
    }

    /** Writes below each page what it belongs to and which it is, once it is known how many there are. */
    void number(String left, java.util.function.IntFunction<String> right) throws IOException {
        close();
        for (int i = 0; i < pages(); i++) {
            try (var foot = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true)) {
                foot.beginMarkedContent(COSName.ARTIFACT);
                foot.setNonStrokingColor(new Color(0xe2e7ee));
                foot.addRect(LEFT, FOOTER + 14, WIDTH, 0.6f);
                foot.fill();
                String number = faces.settable(right.apply(i + 1));
                float width = faces.width(number, false) * Style.SMALL.size();
                write(foot, number, Style.SMALL, Style.SMALL.ink(), LEFT + WIDTH - width, FOOTER);
                write(foot, Wrap.lines(faces, faces.settable(left), Style.SMALL, WIDTH - width - 20).getFirst(), Style.SMALL,
                        Style.SMALL.ink(), LEFT, FOOTER);
                foot.endMarkedContent();
            }
        }
    }
}
