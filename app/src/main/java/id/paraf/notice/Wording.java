package id.paraf.notice;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

import id.paraf.kernel.Wib;

/** Turns a template and its parameters into the sentences that a person reads. */
@Component
class Wording {

    // One clock for a country with three: the zone is always written beside the time.

    private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
    private final String origin;
    private final String brand;

    Wording(@Value("${paraf.origin}") String origin, @Value("${paraf.brand.name:Paraf}") String brand) {
        this.origin = origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
        this.brand = brand;
        texts.setBasename("i18n/notice");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
    }

    /**
     * What a person reads.
     *
     * @param button what the link is called, or null without one
     * @param link the absolute address, or null
     * @param footer who sent it and why not to answer
     */
    record Text(String subject, String body, @Nullable String button, @Nullable String link, String footer) {

        @Override
        public String toString() {
            return "Text[•••]";
        }
    }

    Text of(Template template, String language, Map<String, String> parameters, @Nullable String link) {
        Locale locale = Locale.of(language);
        String key = "notice." + template.networkName();
        Object[] values = values(template, language, parameters).toArray();
        return new Text(texts.getMessage(key + ".subject", values, locale), texts.getMessage(key + ".body", values, locale),
                template.linked() ? texts.getMessage(key + ".button", values, locale) : null,
                link == null ? null : origin + link, texts.getMessage("notice.footer", new Object[] {brand}, locale));
    }

    /** The parameters in the template's order, as a person reads them: moments and the names of events are spelled out. */
    List<String> values(Template template, String language, Map<String, String> parameters) {
        Locale locale = Locale.of(language);
        return template.parameters().stream().map(name -> switch (name) {
            case "what" -> texts.getMessage("notice.what." + parameters.get(name), null, locale);
            case "device" -> device(String.valueOf(parameters.get(name)), locale);
            case "task" -> texts.getMessage("notice.task." + parameters.get(name), null, locale);
            case "round" -> texts.getMessage("notice.round." + parameters.get(name), null, locale);
            case "news" -> texts.getMessage("notice.seal." + parameters.get(name), null, locale);
            case "meeting" -> texts.getMessage("notice.meeting." + parameters.get(name), null, locale);
            case "standing" -> texts.getMessage("notice.standing." + parameters.get(name), null, locale);
            case "when" -> moment(Instant.parse(String.valueOf(parameters.get(name))), locale);
            default -> String.valueOf(parameters.get(name));
        }).toList();
    }

    private String device(String named, Locale locale) {
        return switch (named) {
            case Template.OFFICERS_DEVICE -> String.valueOf(texts.getMessage("notice.device.officer", null, locale));
            case Template.OPERATORS_DEVICE -> String.valueOf(texts.getMessage("notice.device.operator", null, locale));
            default -> named;
        };
    }

    private String moment(Instant instant, Locale locale) {
        return DateTimeFormatter.ofPattern(String.valueOf(texts.getMessage("notice.moment", null, locale)), locale)
                .format(instant.atZone(Wib.ZONE));
    }
}
