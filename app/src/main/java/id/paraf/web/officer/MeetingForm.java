package id.paraf.web.officer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import id.paraf.enrolment.WorkCase;
import id.paraf.kernel.Wib;
import id.paraf.selfie.Meeting;
import id.paraf.web.Form;

/**
 * What an officer types to say how a person is met; days and hours are those of Jakarta, and the page says so.
 *
 * @param kind as typed, as are the others
 */
record MeetingForm(String kind, String date, String time, String place) {

    Map<String, String> typed() {
        return Map.of("kind", kind, "date", date, "time", time, "place", place);
    }

    WorkCase.Wish wish() {
        return new WorkCase.Wish(Arrays.stream(Meeting.Kind.values()).filter(known -> known.name().equals(kind)).findFirst()
                .orElse(null), moment(), place);
    }

    private @Nullable Instant moment() {
        try {
            return LocalDate.parse(date).atTime(LocalTime.parse(time)).atZone(Wib.ZONE).toInstant();
        } catch (DateTimeException notOne) {
            return null;
        }
    }

    /** Fills in what was arranged before, unless something was typed since. */
    static void fill(Form form, @Nullable Meeting meeting) {
        if (meeting != null && !form.holds("place")) {
            var at = meeting.at().atZone(Wib.ZONE);
            form.with("kind", meeting.kind().name()).with("date", at.toLocalDate().toString())
                    .with("time", at.toLocalTime().toString()).with("place", meeting.place());
        }
    }

    /** Where on the form a flaw is said. */
    static String field(WorkCase.Flaw flaw) {
        return switch (flaw) {
            case KIND_MISSING -> "kind";
            case NO_TIME, PAST, TOO_LATE -> "date";
            case NO_PLACE -> "place";
        };
    }
}
