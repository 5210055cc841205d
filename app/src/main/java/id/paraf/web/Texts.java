package id.paraf.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The texts of all features: each brings {@code i18n/<feature>_id.properties} and {@code i18n/<feature>_en.properties}. */
@Configuration(proxyBeanMethods = false)
class Texts {

    static final Locale INDONESIAN = Locale.of("id");
    static final Locale ENGLISH = Locale.of("en");

    @Bean
    MessageSource messageSource() throws IOException {
        return new Bundles(Map.of("id", read(INDONESIAN), "en", read(ENGLISH)));
    }

    private static Map<String, String> read(Locale locale) throws IOException {
        var texts = new HashMap<String, String>();
        String pattern = "classpath*:i18n/*_" + locale.getLanguage() + ".properties";
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
            var bundle = new Properties();
            try (var reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                bundle.load(reader);
            }
            for (String key : bundle.stringPropertyNames()) {
                if (texts.put(key, bundle.getProperty(key)) != null) {
                    throw new IllegalStateException("Two bundles bring the text " + key + " (" + locale + ")");
                }
            }
        }
        return texts;
    }

    /** All texts in memory; one rule for each, with arguments or without: an apostrophe is written twice. */
    private static final class Bundles extends AbstractMessageSource {

        private final Map<String, Map<String, String>> patterns;
        // Made when first asked for: most texts are never needed with arguments, and all of them would lengthen the start.
        private final Map<String, Map<String, MessageFormat>> formats = new HashMap<>();
        private final Map<String, Map<String, String>> finished = new HashMap<>();

        Bundles(Map<String, Map<String, String>> patterns) {
            this.patterns = patterns;
            patterns.keySet().forEach(language -> {
                formats.put(language, new ConcurrentHashMap<>());
                finished.put(language, new ConcurrentHashMap<>());
            });
        }

        @Override
        protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
            var texts = formats.get(locale.getLanguage());
            return texts == null ? null : known(texts, code, key -> format(key, locale));
        }

        @Override
        protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
            var texts = finished.get(locale.getLanguage());
            return texts == null ? null : known(texts, code, key -> {
                var format = format(key, locale);
                return format == null ? null : format.format(new Object[0]);
            });
        }

        /** Looking first takes no lock. */
        private static <T> @Nullable T known(Map<String, T> texts, String code, Function<String, @Nullable T> make) {
            T text = texts.get(code);
            return text != null ? text : texts.computeIfAbsent(code, make);
        }

        private @Nullable MessageFormat format(String code, Locale locale) {
            String pattern = Objects.requireNonNull(patterns.get(locale.getLanguage())).get(code);
            return pattern == null ? null : new MessageFormat(pattern, locale);
        }
    }
}
