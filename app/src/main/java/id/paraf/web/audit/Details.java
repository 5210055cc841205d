package id.paraf.web.audit;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import id.paraf.web.Page;

/** What an event's details say, written for people: times as times are written, everything else as it was recorded. */
public final class Details {

    /** ISO 8601, as {@link Instant} writes itself. */
    private static final Pattern TIME = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");

    private Details() {
    }

    public static String written(Page page, String value) {
        return TIME.matcher(value).replaceAll(time -> Matcher.quoteReplacement(page.full(Instant.parse(time.group()))));
    }
}
