package id.paraf.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

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

    private static Map<String, MessageFormat> read(Locale locale) throws IOException {
        var texts = new HashMap<String, MessageFormat>();
        String pattern = "classpath*:i18n/*_" + locale.getLanguage() + ".properties";
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources(pattern)) {
            var bundle = new Properties();
            try (var reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                bundle.load(reader);
            }
            for (String key : bundle.stringPropertyNames()) {
                if (texts.put(key, new MessageFormat(bundle.getProperty(key), locale)) != null) {
                    throw new IllegalStateException("Two bundles bring the text " + key + " (" + locale + ")");
                }
            }
        }
        return texts;
    }

    /** All texts in memory; one rule for each, with arguments or without: an apostrophe is written twice. */
    private static final class Bundles extends AbstractMessageSource {

        private final Map<String, Map<String, MessageFormat>> formats;
        private final Map<String, Map<String, String>> finished = new HashMap<>();

        Bundles(Map<String, Map<String, MessageFormat>> formats) {
            this.formats = formats;
            formats.forEach((language, texts) -> {
                var plain = new HashMap<String, String>();
                texts.forEach((key, format) -> plain.put(key, format.format(new Object[0])));
                finished.put(language, plain);
            });
        }

        @Override
        protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
            var texts = formats.get(locale.getLanguage());
            return texts == null ? null : texts.get(code);
        }

        @Override
        protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
            var texts = finished.get(locale.getLanguage());
            return texts == null ? null : texts.get(code);
        }
    }
}
