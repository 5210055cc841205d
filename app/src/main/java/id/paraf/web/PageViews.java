package id.paraf.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import gg.jte.TemplateEngine;
import gg.jte.springframework.boot.autoconfigure.JteProperties;
import gg.jte.springframework.boot.autoconfigure.JteView;
import gg.jte.springframework.boot.autoconfigure.JteViewResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.view.AbstractUrlBasedView;

/**
 * Writes pages as the bytes that their templates were compiled to, which are neither decoded nor encoded on their way. A page is
 * whole before its first byte leaves: one that fails half-way becomes a page that says so.
 */
@Configuration(proxyBeanMethods = false)
class PageViews {

    @Bean
    JteViewResolver jteViewResolver(TemplateEngine engine, JteProperties properties) {
        return new Resolver(engine, properties);
    }

    private static final class Resolver extends JteViewResolver {

        private final TemplateEngine engine;

        Resolver(TemplateEngine engine, JteProperties properties) {
            super(engine, properties);
            this.engine = engine;
        }

        @Override
        protected AbstractUrlBasedView instantiateView() {
            return new View(engine);
        }
    }

    private static final class View extends JteView {

        private final TemplateEngine engine;

        View(TemplateEngine engine) {
            super(engine);
            this.engine = engine;
        }

        @Override
        protected void renderMergedTemplateModel(Map<String, Object> model, HttpServletRequest request,
                HttpServletResponse response) throws Exception {
            var page = new PageBytes();
            engine.render(Objects.requireNonNull(getUrl()), model, page);
            response.setContentType(getContentType());
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setContentLength(page.length());
            page.writeTo(response.getOutputStream());
        }
    }
}
