package id.paraf.signing;

import org.jspecify.annotations.Nullable;

/** Places of marks by name, as rows and forms write them: a corner of the last page, or at a text. */
public final class Spots {

    private static final String TEXT = "text";

    private Spots() {
    }

    /** The name of a place; null for none. */
    public static @Nullable String name(MarkChoice.@Nullable Spot spot) {
        if (spot == null) {
            return null;
        }
        return switch (spot) {
            case MarkChoice.Spot.Corner(boolean right, boolean bottom) ->
                (bottom ? "bottom-" : "top-") + (right ? "right" : "left");
            case MarkChoice.Spot.AtText text -> TEXT;
            case MarkChoice.Spot.At at -> throw new IllegalArgumentException("Nobody chooses millimetres for somebody else");
            case MarkChoice.Spot.InField field -> throw new IllegalArgumentException("Nobody chooses fields for somebody else");
        };
    }

    /** The text that a place is at; null for any other. */
    public static @Nullable String tag(MarkChoice.@Nullable Spot spot) {
        return spot instanceof MarkChoice.Spot.AtText(String text) ? text : null;
    }

    /** The place of that name; null for none. */
    static MarkChoice.@Nullable Spot spot(@Nullable String name, @Nullable String tag) {
        if (name == null) {
            return null;
        }
        return name.equals(TEXT) && tag != null ? new MarkChoice.Spot.AtText(tag)
                : new MarkChoice.Spot.Corner(name.endsWith("right"), name.startsWith("bottom"));
    }
}
