package id.paraf.pades.tag;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Takes the letters of one page after the other from PDFBox, and looks for the tag among them. */
final class PageText extends PDFTextStripper {

    private static final int MOST_GLYPHS = 3_000_000;
    /** A form that draws a form that draws a form may say in a few bytes what takes years. */
    private static final int MOST_OPERATORS = 10_000_000;
    /** What beginning to draw a form is worth, in operators. */
    private static final int FORM = 200;
    private static final int MOST_TAGS = 10_000;
    /** Tags whose base lines differ by less stand beside each other. */
    private static final double SAME_LINE = 2;

    private final String tag;
    private final List<Glyph> page = new ArrayList<>();
    private final List<Tag> tags = new ArrayList<>();
    private int glyphs;
    private int operators;

    PageText(String tag) {
        this.tag = tag;
        setShouldSeparateByBeads(false);
    }

    List<Tag> tags() {
        return tags;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        operators += "Do".equals(operator.getName()) ? FORM : 1;
        if (operators > MOST_OPERATORS) {
            throw new TooMuch("operators");
        }
        super.processOperator(operator, operands);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        if (++glyphs > MOST_GLYPHS) {
            throw new TooMuch("letters");
        }
        String letters = text.getUnicode();
        if (letters != null && !letters.isBlank()) {
            page.add(Glyph.of(text, letters));
        }
    }

    @Override
    protected void writePage() {
        // Nothing is written: endPage looks at the letters.
    }

    @Override
    protected void endPage(PDPage seen) {
        var found = new ArrayList<Tag>();
        var crop = seen.getCropBox();
        for (var line : Line.of(page)) {
            for (var first : line.find(tag)) {
                found.add(first.tag(getCurrentPageNo(), crop.getWidth(), crop.getHeight(), seen.getRotation()));
            }
            if (tags.size() + found.size() > MOST_TAGS) {
                throw new TooMuch("tags");
            }
        }
        found.sort(Comparator.<Tag>comparingLong(one -> -Math.round(one.y() / SAME_LINE)).thenComparingDouble(Tag::x));
        tags.addAll(found);
        page.clear();
    }
}
