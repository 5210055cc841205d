package id.paraf.pades.mark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfUpdate;

/** Draws marks. */
public final class Appearance {

    private static final double MARGIN = 2;
    /** Between picture and text. */
    private static final double GAP = 6;
    private static final double LARGEST = 12;
    /** Of the type size: from one line to the next, and from the top of a line to its base. */
    private static final double LEADING = 1.2;
    private static final double ASCENT = 0.9;
    /** How thick the outline is that makes bold letters of an embedded font's ordinary ones, of the size. */
    private static final double BOLD = 0.03;

    /** Grey by its white point and gamma: black letters are black on every device, §8.6.5.2. */
    static final PdfObject GREY = PdfObject.Array.of(new PdfObject.Name("CalGray"), PdfObject.Dictionary.EMPTY
            .with("WhitePoint", PdfObject.Array.numbers(0.9505, 1, 1.089)).with("Gamma", PdfObject.Real.of(2.2)));

    private record Box(double x, double y, double width, double height) {
    }

    private final StringBuilder content = new StringBuilder();
    private final Map<String, PdfObject> fonts = new LinkedHashMap<>();
    private final Map<String, PdfObject> images = new LinkedHashMap<>();

    private final boolean opaque;

    private Appearance(boolean opaque) {
        this.opaque = opaque;
    }

    /**
     * Adds the form XObject of a mark.
     *
     * @param opaque whether nothing may show through, because the document may not hold transparency
     * @param width  of the mark as it is seen, in points
     * @param height likewise
     * @param rotate the page's turn in degrees, clockwise, a multiple of 90: the mark is turned back, to be upright
     */
    public static PdfObject.Reference add(Mark mark, boolean opaque, double width, double height, int rotate, PdfUpdate update)
            throws UnusableMark, MalformedPdf {
        var drawing = new Appearance(opaque);
        drawing.draw(mark, new Box(MARGIN, MARGIN, Math.max(1, width - 2 * MARGIN), Math.max(1, height - 2 * MARGIN)), update);
        return form(drawing, width, height, rotate, update);
    }

    /** Adds a form XObject that shows nothing: PDF/A wants one wherever a field has an area. */
    public static PdfObject.Reference blank(double width, double height, PdfUpdate update) throws MalformedPdf {
        return form(new Appearance(true), width, height, 0, update);
    }

    private static PdfObject.Reference form(Appearance drawing, double width, double height, int rotate, PdfUpdate update)
            throws MalformedPdf {
        var resources = PdfObject.Dictionary.EMPTY.with("ColorSpace",
                PdfObject.Dictionary.EMPTY.with("Grey", GREY));
        if (!drawing.fonts.isEmpty()) {
            resources = resources.with("Font", new PdfObject.Dictionary(drawing.fonts));
        }
        if (!drawing.images.isEmpty()) {
            resources = resources.with("XObject", new PdfObject.Dictionary(drawing.images));
        }
        var form = PdfObject.Dictionary.ofType("XObject").with("Subtype", new PdfObject.Name("Form"))
                .with("BBox", PdfObject.Array.numbers(0, 0, width, height)).with("Matrix", switch (rotate) {
                    case 90 -> PdfObject.Array.numbers(0, 1, -1, 0, height, 0);
                    case 180 -> PdfObject.Array.numbers(-1, 0, 0, -1, width, height);
                    case 270 -> PdfObject.Array.numbers(0, -1, 1, 0, 0, width);
                    default -> PdfObject.Array.numbers(1, 0, 0, 1, 0, 0);
                }).with("Resources", resources);
        return update.add(form, drawing.content.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void draw(Mark mark, Box box, PdfUpdate update) throws UnusableMark, MalformedPdf {
        if (mark.picture() == null) {
            text(mark, box, update);
            return;
        }
        var picture = Picture.read(mark.picture(), opaque);
        images.put("Picture", picture.add(update));
        if (mark.lines().isEmpty()) {
            picture(picture, box);
        } else if (box.width >= 1.4 * box.height) {
            double side = Math.min(box.height, box.width * 0.45);
            picture(picture, new Box(box.x, box.y, side, box.height));
            text(mark, new Box(box.x + side + GAP, box.y, Math.max(1, box.width - side - GAP), box.height), update);
        } else {
            double above = box.height * 0.6;
            picture(picture, new Box(box.x, box.y + box.height - above, box.width, above));
            text(mark, new Box(box.x, box.y, box.width, box.height - above - MARGIN), update);
        }
    }

    /** Proportions kept, in the middle of the box. */
    private void picture(Picture picture, Box box) {
        double scale = Math.min(box.width / picture.width(), box.height / picture.height());
        double width = picture.width() * scale;
        double height = picture.height() * scale;
        content.append("q ").append(number(width)).append(" 0 0 ").append(number(height)).append(' ')
                .append(number(box.x + (box.width - width) / 2)).append(' ')
                .append(number(box.y + (box.height - height) / 2)).append(" cm /Picture Do Q\n");
    }

    private void text(Mark mark, Box box, PdfUpdate update) throws UnusableMark, MalformedPdf {
        var lines = mark.lines();
        if (lines.isEmpty()) {
            return;
        }
        List<Face> faces = new ArrayList<>();
        if (mark.typeface() == null) {
            faces.add(new Helvetica(false));
            faces.add(new Helvetica(true));
        } else {
            faces.add(new TrueType(mark.typeface()));
        }
        double widest = 0.01;
        for (var line : lines) {
            widest = Math.max(widest, face(faces, line).width(line.text()));
        }
        double size = Math.min(LARGEST, Math.min(box.width / widest, box.height / (lines.size() * LEADING)));
        double top = box.y + (box.height + lines.size() * LEADING * size) / 2;
        boolean outlined = mark.typeface() != null && lines.stream().anyMatch(Mark.Line::bold);
        content.append("q BT /Grey cs 0 sc").append(outlined ? " /Grey CS 0 SC " + number(size * BOLD) + " w\n" : "\n");
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            int face = faces.indexOf(face(faces, line));
            if (outlined) {
                // §9.3.6: fill, or fill and stroke.
                content.append(line.bold() ? "2 Tr\n" : "0 Tr\n");
            }
            content.append("/F").append(face).append(' ').append(number(size)).append(" Tf 1 0 0 1 ").append(number(box.x))
                    .append(' ').append(number(top - size * (ASCENT + i * LEADING))).append(" Tm ")
                    .append(faces.get(face).shown(line.text())).append(" Tj\n");
        }
        content.append("ET Q\n");
        for (int i = 0; i < faces.size(); i++) {
            var face = faces.get(i);
            if (lines.stream().anyMatch(line -> face(faces, line) == face)) {
                fonts.put("F" + i, face.add(update));
            }
        }
    }

    private static Face face(List<Face> faces, Mark.Line line) {
        return faces.get(line.bold() ? faces.size() - 1 : 0);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
