package id.paraf.pades.verify;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdfparser.PDFStreamParser;
import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfObject.Array;
import id.paraf.pades.pdf.PdfObject.Dictionary;
import id.paraf.pades.pdf.PdfObject.Int;
import id.paraf.pades.pdf.PdfObject.Name;
import id.paraf.pades.pdf.PdfObject.Null;
import id.paraf.pades.pdf.PdfObject.Real;
import id.paraf.pades.pdf.PdfObject.Stream;
import id.paraf.pades.pdf.PdfView;

/**
 * Reads what an appearance that came later paints (ISO 32000-2 §8 and §9): whether it could put something else in the place of what
 * was signed. That takes letters or pictures, or paint in the colour of paper with lines on top; what only lies over a text in a colour
 * of its own is seen for what it is.
 */
final class LightPaint {

    /** From here on a colour is that of paper, each part from 0 to 1. */
    private static final double PAPER = 0.85;
    /** Through what is no more opaque than this, one still reads what lies below. */
    private static final double SEE_THROUGH = 0.65;
    private static final Set<String> ONLY_DARKEN = Set.of("Multiply", "Darken", "ColorBurn");
    private static final Set<String> LETTERS = Set.of("BT", "Tj", "TJ", "'", "\"", "Tf");
    private static final Set<String> SHOWING = Set.of("Tj", "TJ", "'", "\"");
    private static final Set<String> FILLING = Set.of("f", "F", "f*", "B", "B*", "b", "b*");
    private static final Set<String> STROKING = Set.of("S", "s", "B", "B*", "b", "b*");
    private static final int DEEPEST = 4;
    private static final int MOST_OPERATORS = 200_000;

    /** How the next path is painted. */
    private record Ink(boolean fillsAsPaper, boolean strokesAsPaper, boolean darkens, double fill, double stroke, String fillSpace,
            String strokeSpace) {

        static final Ink FIRST = new Ink(false, false, false, 1, 1, "DeviceGray", "DeviceGray");

        Ink filling(boolean paper) {
            return new Ink(paper, strokesAsPaper, darkens, fill, stroke, fillSpace, strokeSpace);
        }

        Ink stroking(boolean paper) {
            return new Ink(fillsAsPaper, paper, darkens, fill, stroke, fillSpace, strokeSpace);
        }

        Ink spaces(String ofFill, String ofStroke) {
            return new Ink(fillsAsPaper, strokesAsPaper, darkens, fill, stroke, ofFill, ofStroke);
        }

        Ink mixed(boolean darkening, double fillOpacity, double strokeOpacity) {
            return new Ink(fillsAsPaper, strokesAsPaper, darkening, fillOpacity, strokeOpacity, fillSpace, strokeSpace);
        }
    }

    private final PdfView view;
    private final boolean field;
    private int operators;

    private LightPaint(PdfView view, boolean field) {
        this.view = view;
        this.field = field;
    }

    /**
     * Whether a comment's appearance only points at what is there.
     *
     * @param looks the value of /AP
     */
    static boolean pointsOnly(PdfView view, PdfObject looks) throws MalformedPdf {
        return new LightPaint(view, false).states(looks, 0);
    }

    /**
     * Whether the appearance of a field without a value shows none, neither letters nor a picture.
     *
     * @param looks the value of /AP
     */
    static boolean isBlank(PdfView view, PdfObject looks) throws MalformedPdf {
        return new LightPaint(view, true).states(looks, 0);
    }

    /** Whether a colour array of an annotation (§12.5.2, /C) is that of paper. */
    static boolean isPaper(PdfView view, PdfObject colour) throws MalformedPdf {
        if (!(view.resolve(colour) instanceof Array(var items))) {
            return false;
        }
        var parts = new ArrayList<Double>();
        for (var one : items) {
            parts.add(number(view.resolve(one), -1));
        }
        return isPaper(parts);
    }

    private static boolean isPaper(List<Double> parts) {
        return switch (parts.size()) {
            case 1, 3 -> parts.stream().allMatch(part -> part >= PAPER);
            case 4 -> parts.stream().allMatch(part -> part <= 1 - PAPER);
            default -> false;
        };
    }

    private boolean states(PdfObject looks, int depth) throws MalformedPdf {
        if (depth > DEEPEST) {
            return false;
        }
        switch (view.resolve(looks)) {
            case Dictionary(var states) -> {
                for (var one : states.values()) {
                    if (!states(one, depth + 1)) {
                        return false;
                    }
                }
                return true;
            }
            case Stream stream -> {
                return harmless(stream, Ink.FIRST, 0);
            }
            default -> {
                return true;
            }
        }
    }

    private boolean harmless(Stream form, Ink first, int depth) throws MalformedPdf {
        if (depth > DEEPEST || form.dictionary().is("Subtype", "Image")) {
            return false;
        }
        var resources = view.get(form.dictionary(), "Resources") instanceof Dictionary own ? own : new Dictionary(Map.of());
        var kept = new ArrayDeque<Ink>();
        var ink = first;
        var operands = new ArrayList<Object>();
        try {
            var parser = new PDFStreamParser(view.unpacked(form));
            for (var token = parser.parseNextToken(); token != null; token = parser.parseNextToken()) {
                if (!(token instanceof Operator operator)) {
                    operands.add(token);
                    continue;
                }
                if (++operators > MOST_OPERATORS) {
                    return false;
                }
                String name = operator.getName();
                switch (name) {
                    case "q" -> kept.push(ink);
                    case "Q" -> ink = kept.isEmpty() ? ink : kept.pop();
                    case "BI", "sh" -> {
                        return false;
                    }
                    case "Do" -> {
                        if (!(named(resources, "XObject", operands) instanceof Stream drawn) || !harmless(drawn, ink, depth + 1)) {
                            return false;
                        }
                    }
                    default -> {
                        if (field ? SHOWING.contains(name) && shows(operands) : LETTERS.contains(name)) {
                            return false;
                        }
                        if (!field) {
                            var next = painted(name, operands, resources, ink);
                            if (next == null) {
                                return false;
                            }
                            ink = next;
                        }
                    }
                }
                operands.clear();
            }
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean shows(List<Object> operands) {
        return operands.stream().anyMatch(one -> one instanceof COSString text ? written(text)
                : one instanceof COSArray array && array.toList().stream()
                        .anyMatch(part -> part instanceof COSString text && written(text)));
    }

    private static boolean written(COSString text) {
        for (byte one : text.getBytes()) {
            if (one != ' ' && one != 0) {
                return true;
            }
        }
        return false;
    }

    /** The ink after this operator; null for one that could hide something, or that nobody can judge. */
    private @Nullable Ink painted(String operator, List<Object> operands, Dictionary resources, Ink ink)
            throws MalformedPdf {
        var parts = parts(operands);
        return switch (operator) {
            case "g", "rg", "k" -> ink.filling(isPaper(parts)).spaces("Device", ink.strokeSpace());
            case "G", "RG", "K" -> ink.stroking(isPaper(parts)).spaces(ink.fillSpace(), "Device");
            case "cs" -> ink.filling(false).spaces(space(resources, operands), ink.strokeSpace());
            case "CS" -> ink.stroking(false).spaces(ink.fillSpace(), space(resources, operands));
            case "sc", "scn" -> ink.fillSpace().isEmpty() || parts.size() != operands.size() ? null : ink.filling(isPaper(parts));
            case "SC", "SCN" ->
                ink.strokeSpace().isEmpty() || parts.size() != operands.size() ? null : ink.stroking(isPaper(parts));
            case "gs" -> named(resources, "ExtGState", operands) instanceof Dictionary state ? mixed(state, ink) : null;
            default -> FILLING.contains(operator) && ink.fillsAsPaper() && !ink.darkens() && ink.fill() > SEE_THROUGH
                    || STROKING.contains(operator) && ink.strokesAsPaper() && !ink.darkens() && ink.stroke() > SEE_THROUGH ? null
                            : ink;
        };
    }

    private @Nullable Ink mixed(Dictionary state, Ink ink) throws MalformedPdf {
        if (state.has("Font") || view.get(state, "SMask") instanceof Dictionary) {
            return null;
        }
        var mode = view.get(state, "BM");
        boolean darkens = mode instanceof Null ? ink.darkens() : mode instanceof Name(String one) && ONLY_DARKEN.contains(one);
        return ink.mixed(darkens, number(view.get(state, "ca"), ink.fill()), number(view.get(state, "CA"), ink.stroke()));
    }

    /** A colour space whose numbers say how light it is; empty for any other, inks by name and patterns among them. */
    private String space(Dictionary resources, List<Object> operands) throws MalformedPdf {
        if (operands.size() != 1 || !(operands.getFirst() instanceof COSName said)) {
            return "";
        }
        if (said.getName().startsWith("Device")) {
            return "Device";
        }
        var space = named(resources, "ColorSpace", operands);
        return space instanceof Array(var items) && !items.isEmpty() && view.resolve(items.getFirst()) instanceof Name(String kind)
                && Set.of("ICCBased", "CalRGB", "CalGray").contains(kind) ? kind : "";
    }

    private PdfObject named(Dictionary resources, String kind, List<Object> operands) throws MalformedPdf {
        return operands.size() == 1 && operands.getFirst() instanceof COSName name
                && view.get(resources, kind) instanceof Dictionary known ? view.get(known, name.getName()) : PdfObject.NULL;
    }

    private static List<Double> parts(List<Object> operands) {
        return operands.stream().filter(COSNumber.class::isInstance).map(one -> (double) ((COSNumber) one).floatValue()).toList();
    }

    private static double number(PdfObject value, double otherwise) {
        return switch (value) {
            case Int(long number) -> number;
            case Real real -> real.value();
            default -> otherwise;
        };
    }
}
