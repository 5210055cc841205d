package id.paraf.web.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.jspecify.annotations.Nullable;

/**
 * A document under way: headings, paragraphs, and tables of facts, from top to bottom. Whatever a text holds, it is set: what no
 * typeface here has is replaced, and what is longer than a line is broken. Ends with {@link #done}.
 */
public final class Sheets implements AutoCloseable {

    private static final float LABELS = 136;
    private static final float GAP = 14;
    private static final int LINE = 0xe2e7ee;

    private final PDDocument document = new PDDocument();
    private final Tags tags = new Tags(document);
    private final Faces faces;
    private final Paper paper;
    private @Nullable PDStructureElement table;

    /**
     * @param title    what the document is, for readers' windows and catalogues
     * @param language of its texts
     * @param at       the time that it was made; there is no other in it, and nothing random
     */
    public Sheets(String title, Locale language, Instant at) throws IOException {
        faces = new Faces(document);
        paper = new Paper(document, faces, tags);
        Archival.describe(document, title, language, at);
    }

    /** The document's own title, once. */
    public void title(String above, String text) throws IOException {
        paragraph("P", above, Style.SMALL, Style.SMALL.ink());
        paragraph("H1", text, Style.TITLE, Style.TITLE.ink());
        paper.skip(10);
    }

    /** The one thing that a reader must not miss, on coloured ground. */
    public void verdict(Tone tone, String heading, List<String> texts) throws IOException {
        table = null;
        float inner = Paper.WIDTH - 36;
        var head = Wrap.lines(faces, faces.settable(heading), Style.VERDICT, inner);
        var bodies = texts.stream().map(text -> Wrap.lines(faces, faces.settable(text), Style.BODY, inner)).toList();
        float height = 24 + head.size() * Style.VERDICT.leading()
                + bodies.stream().map(lines -> 3 + lines.size() * Style.BODY.leading()).reduce(0f, Float::sum);
        paper.keep(height);
        paper.box(Paper.LEFT, Paper.WIDTH, height, tone.ground());
        paper.box(Paper.LEFT, 4, height, tone.ink());
        paper.skip(11);
        paper.lines(tags.element(tags.document(), "H2"), head, Style.VERDICT, tone.ink(), Paper.LEFT + 20);
        for (var body : bodies) {
            paper.skip(3);
            paper.lines(tags.element(tags.document(), "P"), body, Style.BODY, Style.BODY.ink(), Paper.LEFT + 20);
        }
        paper.skip(21);
    }

    /** A section of its own; never the last thing on a page. */
    public void heading(String text) throws IOException {
        paper.skip(16);
        paper.keep(90);
        paper.box(Paper.LEFT, Paper.WIDTH, 0.6f, LINE);
        paper.skip(9);
        paragraph("H2", text, Style.HEADING, Style.HEADING.ink());
        paper.skip(3);
    }

    /** A part of a section; never the last thing on a page. */
    public void subheading(String text) throws IOException {
        paper.skip(6);
        paper.keep(60);
        paragraph("H3", text, Style.STRONG, Style.STRONG.ink());
        paper.skip(2);
    }

    /** A sentence or more. */
    public void text(Line line) throws IOException {
        paragraph("P", line.text(), line.style(), line.style().ink());
    }

    /** A sentence that is good or bad news. */
    public void text(Tone tone, String text) throws IOException {
        paragraph("P", text, Style.STRONG, tone.ink());
    }

    /** A little room before what comes. */
    public void gap() {
        paper.skip(5);
    }

    /** What something is called, and what is known of it beside that. Facts in a row are one table. */
    public void fact(String label, List<Line> values) throws IOException {
        var names = Wrap.lines(faces, faces.settable(label), Style.LABEL, LABELS - GAP);
        float height = Math.max(names.size() * Style.LABEL.leading(),
                values.isEmpty() ? 0 : 2 * values.getFirst().style().leading());
        paper.keep(height + 4);
        if (table == null) {
            table = tags.element(tags.document(), "Table");
        }
        var row = tags.element(table, "TR");
        float top = paper.y();
        int page = paper.pages();
        paper.lines(tags.rowHeading(row), names, Style.LABEL, Style.LABEL.ink(), Paper.LEFT);
        float below = paper.y();
        paper.moveTo(top);
        var cell = tags.element(row, "TD");
        for (var value : values) {
            paper.lines(tags.element(cell, "P"),
                    Wrap.lines(faces, faces.settable(value.text()), value.style(), Paper.WIDTH - LABELS), value.style(),
                    value.style().ink(), Paper.LEFT + LABELS);
        }
        if (page == paper.pages()) {
            paper.moveTo(Math.min(below, paper.y()));
        }
        paper.skip(4);
    }

    private void paragraph(String type, String text, Style style, int colour) throws IOException {
        table = null;
        var lines = Wrap.lines(faces, faces.settable(text), style, Paper.WIDTH);
        paper.lines(tags.element(tags.document(), type), lines, style, colour, Paper.LEFT);
    }

    /** Whether some letter was replaced so far, which a reader should be told. */
    public boolean replaced() {
        return faces.replaced();
    }

    /**
     * The finished PDF.
     *
     * @param foot    what stands below every page
     * @param numbers the words for a page's number and how many there are
     */
    public byte[] done(String foot, BiFunction<Integer, Integer, String> numbers) throws IOException {
        paper.number(foot, number -> numbers.apply(number, paper.pages()));
        tags.done();
        var out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
