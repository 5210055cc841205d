package id.paraf.web;

import java.util.Locale;
import java.util.Map;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What happened, in the reader's words. */
@Component
public class EventNames {

    private final MessageSource messages;

    EventNames(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * A kind of event that nobody has worded yet is shown by its name, not hidden. What happened for a certificate with corrected data
     * is no renewal to who reads it, although it is recorded as one.
     *
     * @param details as they were recorded with it
     */
    public String of(String type, Map<String, String> details, Locale locale) {
        String words = "corrected".equals(details.get("subject"))
                ? messages.getMessage("activity." + type + ".corrected", null, null, locale) : null;
        return words != null ? words : of(type, locale);
    }

    /** The kind alone. */
    public String of(String type, Locale locale) {
        return String.valueOf(messages.getMessage("activity." + type, null, type, locale));
    }
}
