package id.paraf.web.signing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import id.paraf.pades.sign.Place;
import id.paraf.signing.Document;
import id.paraf.signing.MarkChoice;
import id.paraf.signing.Spots;
import id.paraf.web.Form;

/** The part of the form that says what is seen of a signature, and where. */
final class MarkForm {

    static final List<String> FIELDS = List.of("mark", "where", "number", "spot", "x", "y", "text");
    /** Without the corner that is usual for own documents: the asker may have signed there before. */
    private static final List<String> FREE = List.of("bottom-left", "top-right", "top-left");
    /** Before the number of a field, which stands still as long as the documents do. */
    public static final String FIELD = "field-";
    private static final String NAMED = "field";
    private static final BigDecimal FARTHEST = new BigDecimal(5_000);

    private MarkForm() {
    }

    /** What most want: a mark at the bottom right of the last page. */
    static Form usual() {
        return typed("visible", "last", "", "bottom-right", "", "", "");
    }

    /**
     * For a turn: where whoever asks wishes the mark, otherwise a corner of its own for each of the first, because a mark that
     * covers another one spoils the document; then none.
     */
    static Form wished(MarkChoice.@Nullable Spot spot, int position) {
        String name = Spots.name(spot);
        if (name != null) {
            return typed("visible", "last", "", name, "", "", Spots.tag(spot) instanceof String tag ? tag : "");
        }
        return position > FREE.size() ? typed("none", "last", "", "bottom-right", "", "", "")
                : typed("visible", "last", "", FREE.get(position - 1), "", "", "");
    }

    /** What was chosen once, to be chosen again. */
    static Form chosen(MarkChoice choice) {
        if (!(choice instanceof MarkChoice.Visible(int page, MarkChoice.Spot spot, String position))) {
            return typed("none", "last", "", "bottom-right", "", "", "");
        }
        boolean counted = page > 1;
        String where = page == Place.LAST ? "last" : counted ? "number" : "first";
        String number = counted ? Integer.toString(page) : "";
        return switch (spot) {
            case MarkChoice.Spot.At(double x, double y) ->
                typed("visible", where, number, "at", millimetres(x), millimetres(y), "");
            case MarkChoice.Spot.InField(String name) -> typed("visible", "last", "", NAMED, "", "", name);
            default -> typed("visible", where, number, Objects.requireNonNull(Spots.name(spot)), "", "",
                    Spots.tag(spot) instanceof String tag ? tag : "");
        };
    }

    /** A field that was chosen by its name gets the number under which it is offered now; where it is not, nothing is chosen. */
    static Form offered(Form form, List<String> fields) {
        if (form.value("spot").equals(NAMED)) {
            int at = fields.indexOf(form.value("text"));
            form.with("spot", at < 0 ? "" : FIELD + at).with("text", "");
        }
        return form;
    }

    private static String millimetres(double length) {
        return new BigDecimal(length).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    /** The field that says where, for an error about the place. */
    static String placing(Form form) {
        return switch (form.value("spot")) {
            case "at" -> "x";
            case "text" -> "text";
            default -> "spot";
        };
    }

    /** The choice as part of an address, each field behind an ampersand; what is no choice of the form is not worth carrying. */
    static String query(Form form) {
        var query = new StringBuilder();
        for (String field : FIELDS) {
            // Only the text is the signer's own.
            if (form.value(field).matches(field.equals("text") ? "[^\\p{Cntrl}]{1,64}" : "[a-z0-9.,-]{1,16}")) {
                query.append('&').append(field).append('=').append(URLEncoder.encode(form.value(field), StandardCharsets.UTF_8));
            }
        }
        return query.toString();
    }

    static Form typed(String mark, String where, String number, String spot, String x, String y, String text) {
        return Form.empty().with("mark", mark).with("where", where).with("number", number).with("spot", spot).with("x", x)
                .with("y", y).with("text", text);
    }

    /**
     * What was chosen; whatever cannot be understood, or be done with these documents, stands in the form as an error, and then
     * the choice means nothing.
     *
     * @param fields of these documents, in the order in which they were offered
     */
    static MarkChoice choice(Form form, @Nullable String position, List<Document> documents, List<String> fields) {
        if (form.value("mark").equals("none")) {
            return new MarkChoice.Invisible();
        }
        if (!form.value("mark").equals("visible")) {
            form.error("mark", "signing.mark.missing");
            return new MarkChoice.Invisible();
        }
        // A text is looked for on every page, and a field stands where it stands.
        boolean anywhere = form.value("spot").equals("text") || form.value("spot").startsWith(FIELD);
        return new MarkChoice.Visible(anywhere ? 1 : page(form, documents), spot(form, fields), position);
    }

    private static int page(Form form, List<Document> documents) {
        switch (form.value("where")) {
            case "first" -> {
                return 1;
            }
            case "last" -> {
                return Place.LAST;
            }
            case "number" -> {
                String typed = form.value("number").strip();
                if (typed.matches("[1-9][0-9]{0,5}")) {
                    return onEach(form, Integer.parseInt(typed), documents);
                }
                form.error("number", "signing.mark.number.wrong");
            }
            default -> form.error("where", "signing.mark.where.missing");
        }
        return 1;
    }

    /** Who is told of the shortest document knows a page that all of them have. One that is locked may have any. */
    private static int onEach(Form form, int page, List<Document> documents) {
        documents.stream().filter(document -> document.waiting() && document.pages() > 0)
                .min(Comparator.comparingInt(Document::pages))
                .filter(shortest -> shortest.pages() < page).ifPresent(shortest -> form.error("number",
                        "signing.mark.number.beyond", shortest.name(), shortest.pages(), page));
        return page;
    }

    private static MarkChoice.Spot spot(Form form, List<String> fields) {
        return switch (form.value("spot")) {
            case "top-left" -> new MarkChoice.Spot.Corner(false, false);
            case "top-right" -> new MarkChoice.Spot.Corner(true, false);
            case "bottom-left" -> new MarkChoice.Spot.Corner(false, true);
            case "bottom-right" -> new MarkChoice.Spot.Corner(true, true);
            case "at" -> new MarkChoice.Spot.At(millimetres(form, "x"), millimetres(form, "y"));
            case "text" -> text(form);
            default -> {
                for (int i = 0; i < fields.size(); i++) {
                    if (form.value("spot").equals(FIELD + i)) {
                        yield new MarkChoice.Spot.InField(fields.get(i));
                    }
                }
                form.error("spot", "signing.mark.spot.missing");
                yield new MarkChoice.Spot.Corner(true, true);
            }
        };
    }

    private static MarkChoice.Spot text(Form form) {
        String typed = form.value("text").strip();
        if (!typed.isEmpty() && typed.length() <= MarkChoice.Spot.AtText.LONGEST
                && typed.chars().noneMatch(Character::isISOControl)) {
            return new MarkChoice.Spot.AtText(typed);
        }
        form.error("text", "signing.mark.text.missing", MarkChoice.Spot.AtText.LONGEST);
        return new MarkChoice.Spot.Corner(true, true);
    }

    /** With a comma or a point, as people write it. */
    private static double millimetres(Form form, String field) {
        String typed = form.value(field).strip().replace(',', '.');
        if (typed.matches("[0-9]{1,4}(\\.[0-9]{1,3})?") && new BigDecimal(typed).compareTo(FARTHEST) <= 0) {
            return Double.parseDouble(typed);
        }
        form.error(field, "signing.mark.millimetres.wrong");
        return 0;
    }
}
