package id.paraf.web.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import id.paraf.web.Page;

/** What an event's details say, written for people: a time as times are written, everything else as it was recorded. */
public final class Details {

    private Details() {
    }

    public static String written(Page page, String value) {
        try {
            return page.full(Instant.parse(value));
        } catch (DateTimeParseException notATime) {
            return value;
        }
    }
}
