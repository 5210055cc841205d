package id.paraf.pades.verify;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Dates of ISO 32000-2 §7.9.4: {@code D:YYYYMMDDHHmmSSOHH'mm}, everything after the year optional. */
final class PdfDate {

    private static final Pattern FORM = Pattern.compile(
            "(?:D:)?(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2}))?)?)?)?)?(?:Z.{0,6}|([+-])(\\d{2})'?(?:(\\d{2})'?)?)?");

    private PdfDate() {
    }

    static Optional<Instant> parse(String text) {
        var match = FORM.matcher(text.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            var local = LocalDateTime.of(number(match.group(1), 0), number(match.group(2), 1), number(match.group(3), 1),
                    number(match.group(4), 0), number(match.group(5), 0), number(match.group(6), 0));
            // Without an offset the relation to UTC is unknown; UTC is as good a guess as any.
            int sign = "-".equals(match.group(7)) ? -1 : 1;
            return Optional.of(local.toInstant(
                    ZoneOffset.ofHoursMinutes(sign * number(match.group(8), 0), sign * number(match.group(9), 0))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }
}
