package id.paraf.signing;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Wib;
import id.paraf.pades.mark.Mark;
import id.paraf.pades.mark.Typeface;
import id.paraf.pades.sign.Examination;
import id.paraf.pades.sign.Place;
import id.paraf.pades.tag.Tag;

/** The visible mark: who, in which office, of which institution, when, and a QR code to what its owner lets be seen of it (PD-11). */
@Component
class DrawMark {

    private static final double MILLIMETRE = 72 / 25.4;
    private static final double WIDTH = 80 * MILLIMETRE;
    private static final double HEIGHT = 25 * MILLIMETRE;
    private static final double EDGE = 10 * MILLIMETRE;
    private static final int LINE = 42;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu, HH.mm 'WIB'", Locale.of("id"))
            .withZone(Wib.ZONE);

    private final String address;

    DrawMark(@Value("${paraf.origin}") String origin) {
        this.address = origin + "/v/";
    }

    /** Who signs. */
    record Signer(String name, @Nullable String position, String institution) {
    }

    /** @param code of {@link MarkCodes} */
    Mark draw(Signer signer, Instant at, String code) {
        var lines = new ArrayList<Mark.Line>();
        lines.add(new Mark.Line("Ditandatangani secara elektronik oleh", false));
        wrapped(signer.name()).forEach(line -> lines.add(new Mark.Line(line, true)));
        if (signer.position() != null) {
            wrapped(signer.position()).forEach(line -> lines.add(new Mark.Line(line, false)));
        }
        wrapped(signer.institution()).forEach(line -> lines.add(new Mark.Line(line, false)));
        lines.add(new Mark.Line(DATE.format(at), false));
        var qr = QrCode.png(address + code)
                .orElseThrow(() -> new IllegalStateException("The address of a code does not fit a QR code"));
        // Embedded, because a PDF/A would be none any more with the viewer's own letters.
        return Mark.of(lines).withPicture(qr).withTypeface(Typeface.usual());
    }

    /** From the upper left corner, in millimetres. */
    static Place at(int page, double x, double y) {
        return Place.below(page, x * MILLIMETRE, y * MILLIMETRE, WIDTH, HEIGHT);
    }

    /** @param size what the page measures */
    static Place corner(int page, boolean right, boolean bottom, Examination.Size size) {
        return new Place(page, right ? size.width() - EDGE - WIDTH : EDGE, EDGE, WIDTH, HEIGHT, !bottom);
    }

    /** Around the tag as far as the page allows: a mark of which a part is cut off says nothing. */
    static Place around(Tag tag, Examination.Size size) {
        var middle = Place.around(tag, WIDTH, HEIGHT);
        return new Place(tag.page(), Math.max(0, Math.min(middle.x(), size.width() - WIDTH)),
                Math.max(0, Math.min(middle.y(), size.height() - HEIGHT)), WIDTH, HEIGHT, false);
    }

    /**
     * Whether the whole mark can be seen.
     *
     * @param beyond how far it may reach over an edge all the same, in points
     */
    static boolean fits(Place place, Examination.Size page, double beyond) {
        return place.x() >= -beyond && place.y() >= -beyond && place.x() + place.width() <= page.width() + beyond
                && place.y() + place.height() <= page.height() + beyond;
    }

    /** One long line would make all of them small. */
    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
