package id.paraf.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Times as HTTP writes them: RFC 9110 §5.6.7, IMF-fixdate, where a day always has two digits. */
public final class HttpDate {

    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
            "Dec");

    private HttpDate() {
    }

    public static String of(long epochSecond) {
        var time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        var text = new StringBuilder(29).append(DAYS.get(time.getDayOfWeek().getValue() - 1)).append(", ");
        two(text, time.getDayOfMonth()).append(' ').append(MONTHS.get(time.getMonthValue() - 1)).append(' ').append(time.getYear())
                .append(' ');
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        return two(text, time.getSecond()).append(" GMT").toString();
    }

    public static String of(Instant instant) {
        return of(instant.getEpochSecond());
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** The second that a header names, or null if it names none. */
    public static @Nullable Long read(String header) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from).getEpochSecond();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
