package id.paraf.web.sheet;

/** One text of a fact, on lines of its own. */
public record Line(Style style, String text) {

    public static Line of(String text) {
        return new Line(Style.BODY, text);
    }

    public static Line strong(String text) {
        return new Line(Style.STRONG, text);
    }

    public static Line code(String text) {
        return new Line(Style.CODE, text);
    }

    public static Line small(String text) {
        return new Line(Style.SMALL, text);
    }
}
