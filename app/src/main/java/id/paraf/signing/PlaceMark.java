package id.paraf.signing;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.pdf.Limits;
import id.paraf.pades.pdf.PdfPassword;
import id.paraf.pades.sign.Examination;
import id.paraf.pades.sign.ExaminePdf;
import id.paraf.pades.sign.Place;
import id.paraf.pades.tag.FindTag;
import id.paraf.pades.tag.Tag;
import id.paraf.pades.tag.TagSearch;

/** Finds the place of a mark on the pages of a document. */
public final class PlaceMark {

    /** What applications have rounded away is not missed. */
    private static final double TOLERANCE = 1;

    private final ExaminePdf examine;
    private final FindTag find;

    PlaceMark(Limits limits) {
        this.examine = new ExaminePdf(limits);
        this.find = new FindTag(limits);
    }

    /** The place, or why there is none. */
    public sealed interface Outcome {
        record At(Place place) implements Outcome {
        }

        /** In a field that the document has, which is looked for when it is signed. */
        record In(String field) implements Outcome {
        }

        record Impossible(Trouble trouble) implements Outcome {
        }
    }

    Outcome of(MarkChoice.Visible choice, byte[] pdf, @Nullable PdfPassword password) {
        return switch (choice.spot()) {
            case MarkChoice.Spot.At(double x, double y) ->
                on(pdf, password, choice.page(), size -> DrawMark.at(choice.page(), x, y), 0);
            case MarkChoice.Spot.Corner(boolean right, boolean bottom) ->
                on(pdf, password, choice.page(), size -> DrawMark.corner(choice.page(), right, bottom, size), 0);
            case MarkChoice.Spot.InField(String name) -> new Outcome.In(name);
            case MarkChoice.Spot.AtText(String text) ->
                at(pdf, password, text, tag -> on(pdf, password, tag.page(), size -> DrawMark.around(tag, size), 0));
        };
    }

    /** @param movable whether a box that only partly lies on its page is moved onto it, and not refused */
    Outcome within(byte[] pdf, @Nullable PdfPassword password, Place box, boolean movable) {
        return on(pdf, password, box.page(), size -> DrawMark.fits(box, size, TOLERANCE) || !movable ? box : moved(box, size),
                beyond(movable));
    }

    /**
     * A box of that size in the middle of where the text first stands, in points; at the edge of a page, as near to it as can be.
     *
     * @param larger whether it may be larger than the page
     */
    Outcome around(byte[] pdf, @Nullable PdfPassword password, String text, double width, double height, boolean larger) {
        return at(pdf, password, text,
                tag -> on(pdf, password, tag.page(), size -> moved(Place.around(tag, width, height), size), beyond(larger)));
    }

    /** How far a box of an application may reach over an edge, in points. */
    private static double beyond(boolean anyhow) {
        return anyhow ? Double.POSITIVE_INFINITY : TOLERANCE;
    }

    /** The nearest place where the whole box can be seen; one that is larger than the page, or does not touch it, stays. */
    private static Place moved(Place box, Examination.Size page) {
        boolean touches = box.x() + box.width() > 0 && box.y() + box.height() > 0 && box.x() < page.width()
                && box.y() < page.height();
        if (!touches || box.width() > page.width() + TOLERANCE || box.height() > page.height() + TOLERANCE) {
            return box;
        }
        return new Place(box.page(), Math.max(0, Math.min(box.x(), page.width() - box.width())),
                Math.max(0, Math.min(box.y(), page.height() - box.height())), box.width(), box.height(), box.fromTop());
    }

    private Outcome at(byte[] pdf, @Nullable PdfPassword password, String text, Function<Tag, Outcome> choice) {
        return switch (find.find(pdf, password, text)) {
            case TagSearch.Unreadable unreadable -> new Outcome.Impossible(Trouble.TEXT_UNREADABLE);
            case TagSearch.Found(var tags) ->
                tags.isEmpty() ? new Outcome.Impossible(Trouble.TEXT_MISSING) : choice.apply(tags.getFirst());
        };
    }

    private Outcome on(byte[] pdf, @Nullable PdfPassword password, int page, Function<Examination.Size, Place> choice,
            double beyond) {
        var size = examine.size(pdf, password, page).orElse(null);
        if (size == null) {
            return new Outcome.Impossible(Trouble.PAGE_MISSING);
        }
        var place = choice.apply(size);
        return DrawMark.fits(place, size, beyond) ? new Outcome.At(place) : new Outcome.Impossible(Trouble.MARK_OUTSIDE);
    }
}
