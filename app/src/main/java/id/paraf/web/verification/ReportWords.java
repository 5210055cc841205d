package id.paraf.web.verification;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

import org.springframework.context.MessageSource;

import id.paraf.web.Dates;

/** Texts of a report in one language; times are written in full. */
record ReportWords(MessageSource texts, Locale language) {

    String t(String key, Object... arguments) {
        return texts.getMessage(key,
                Arrays.stream(arguments).map(each -> each instanceof Instant at ? full(at) : each).toArray(), language);
    }

    String full(Instant at) {
        return Dates.full(at, language);
    }
}
