package id.paraf.web.rest;

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Texts in the language of one reader. */
record Words(MessageSource texts, Locale locale) {

    String t(String key, Object... arguments) {
        return texts.getMessage(key, arguments.length == 0 ? null : arguments, locale);
    }

    /** The text, or null where there is none. */
    @Nullable String maybe(String key) {
        return texts.getMessage(key, null, null, locale);
    }
}
