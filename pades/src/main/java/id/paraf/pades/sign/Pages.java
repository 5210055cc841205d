package id.paraf.pades.sign;

import static id.paraf.pades.pdf.MalformedPdf.Reason.CYCLE;
import static id.paraf.pades.pdf.MalformedPdf.Reason.WRONG_TYPE;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.MalformedPdf;
import id.paraf.pades.pdf.PdfObject;
import id.paraf.pades.pdf.PdfView;

/** The page tree, ISO 32000-2 §7.7.3: finds one page without visiting the others where the counts allow it. */
final class Pages {

    private static final int DEEPEST = 64;

    /** A page, with what it inherits: its visible box and its turn in degrees, clockwise. */
    record Page(PdfObject.Reference reference, PdfObject.Dictionary dictionary, double left, double bottom, double width,
            double height, int rotate) {

        /** As it is seen. */
        double seenWidth() {
            return rotate % 180 == 0 ? width : height;
        }

        double seenHeight() {
            return rotate % 180 == 0 ? height : width;
        }
    }

    private final PdfView document;

    Pages(PdfView document) {
        this.document = document;
    }

    /** @param number from 1, or {@link Place#LAST} */
    Page page(int number) throws MalformedPdf, Refused {
        var root = document.dictionary(document.catalog().get("Pages"));
        long count = count(root);
        long wanted = number == Place.LAST ? count : number;
        if (count == 0) {
            throw new Refused(Refusal.NO_PAGES);
        }
        if (wanted < 1 || wanted > count) {
            throw new Refused(Refusal.PAGE_MISSING);
        }
        return descend(root, wanted - 1, new Inherited(null, null, null), new HashSet<>());
    }

    /** How many there are, as the tree says. */
    int count() throws MalformedPdf {
        return (int) Math.min(Integer.MAX_VALUE, count(document.dictionary(document.catalog().get("Pages"))));
    }

    private record Inherited(@Nullable PdfObject mediaBox, @Nullable PdfObject cropBox, @Nullable PdfObject rotate) {

        Inherited under(PdfView document, PdfObject.Dictionary node) throws MalformedPdf {
            return new Inherited(own(document, node, "MediaBox", mediaBox), own(document, node, "CropBox", cropBox),
                    own(document, node, "Rotate", rotate));
        }

        private static @Nullable PdfObject own(PdfView document, PdfObject.Dictionary node, String key,
                @Nullable PdfObject otherwise)
                throws MalformedPdf {
            var value = document.get(node, key);
            return value instanceof PdfObject.Null ? otherwise : value;
        }
    }

    private Page descend(PdfObject.Dictionary top, long wanted, Inherited above, Set<PdfObject.Reference> seen)
            throws MalformedPdf, Refused {
        var node = top;
        var inherited = above;
        long left = wanted;
        for (int depth = 0; depth < DEEPEST; depth++) {
            inherited = inherited.under(document, node);
            var kids = document.array(node.get("Kids")).items();
            if (count(node) == kids.size() && kids.get((int) left) instanceof PdfObject.Reference direct
                    && isPage(document.dictionary(direct))) {
                return page(direct, inherited);
            }
            PdfObject.@Nullable Dictionary next = null;
            for (var kid : kids) {
                if (!(kid instanceof PdfObject.Reference reference) || !seen.add(reference)) {
                    throw MalformedPdf.because(CYCLE, "page nodes lead back to themselves");
                }
                var dictionary = document.dictionary(reference);
                if (isPage(dictionary)) {
                    if (left-- == 0) {
                        return page(reference, inherited);
                    }
                } else if (left < count(dictionary)) {
                    next = dictionary;
                    break;
                } else {
                    left -= count(dictionary);
                }
            }
            if (next == null) {
                throw new Refused(Refusal.PAGE_MISSING);
            }
            node = next;
        }
        throw MalformedPdf.because(MalformedPdf.Reason.TOO_DEEP, "page nodes nested deeper than " + DEEPEST);
    }

    private static boolean isPage(PdfObject.Dictionary node) {
        return node.is("Type", "Page") || !node.has("Type") && !node.has("Kids");
    }

    private long count(PdfObject.Dictionary node) throws MalformedPdf {
        if (document.get(node, "Count") instanceof PdfObject.Int(long count) && count >= 0) {
            return count;
        }
        throw MalformedPdf.because(WRONG_TYPE, "a page node without Count");
    }

    private Page page(PdfObject.Reference reference, Inherited above) throws MalformedPdf {
        var dictionary = document.dictionary(reference);
        var inherited = above.under(document, dictionary);
        var media = box(document, inherited.mediaBox);
        var crop = inherited.cropBox == null ? media : box(document, inherited.cropBox);
        double left = Math.max(media[0], crop[0]);
        double bottom = Math.max(media[1], crop[1]);
        double width = Math.min(media[2], crop[2]) - left;
        double height = Math.min(media[3], crop[3]) - bottom;
        int rotate = inherited.rotate instanceof PdfObject.Int(long degrees) ? (int) Math.floorMod(degrees, 360L) : 0;
        if (!(width > 0) || !(height > 0) || rotate % 90 != 0) {
            throw MalformedPdf.because(WRONG_TYPE, "a page without area");
        }
        return new Page(reference, dictionary, left, bottom, width, height, rotate);
    }

    /** The page that a widget says it is on; null if it does not say. */
    @Nullable Page of(PdfObject.Dictionary widget) throws MalformedPdf {
        if (!(widget.get("P") instanceof PdfObject.Reference reference)
                || !(document.resolve(reference) instanceof PdfObject.Dictionary page)) {
            return null;
        }
        var inherited = new Inherited(null, null, null);
        PdfObject node = page;
        for (int depth = 0; depth < DEEPEST && node instanceof PdfObject.Dictionary dictionary; depth++) {
            var over = new Inherited(null, null, null).under(document, dictionary);
            inherited = new Inherited(inherited.mediaBox == null ? over.mediaBox : inherited.mediaBox,
                    inherited.cropBox == null ? over.cropBox : inherited.cropBox,
                    inherited.rotate == null ? over.rotate : inherited.rotate);
            node = document.get(dictionary, "Parent");
        }
        return page(reference, inherited);
    }

    /** A rectangle as left, bottom, right, top. */
    static double[] box(PdfView document, @Nullable PdfObject value) throws MalformedPdf {
        if (value == null || !(document.resolve(value) instanceof PdfObject.Array(var items)) || items.size() != 4) {
            throw MalformedPdf.because(WRONG_TYPE, "a rectangle is expected");
        }
        var numbers = new double[4];
        for (int i = 0; i < 4; i++) {
            numbers[i] = switch (document.resolve(items.get(i))) {
                case PdfObject.Int(long number) -> number;
                case PdfObject.Real real -> real.value();
                default -> throw MalformedPdf.because(WRONG_TYPE, "a rectangle is expected");
            };
        }
        return new double[] {Math.min(numbers[0], numbers[2]), Math.min(numbers[1], numbers[3]),
                Math.max(numbers[0], numbers[2]), Math.max(numbers[1], numbers[3])};
    }
}
