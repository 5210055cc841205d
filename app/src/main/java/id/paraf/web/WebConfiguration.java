package id.paraf.web;

import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/** What all pages share in Spring MVC: the page argument, the language, redirects that turn a POST into a GET. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Brand.class)
class WebConfiguration implements WebMvcConfigurer {

    private final PageResolver pages;

    WebConfiguration(PageResolver pages) {
        this.pages = pages;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(pages);
    }

    @Bean
    static LocaleResolver localeResolver(org.springframework.beans.factory.ObjectProvider<PageResolver> pages) {
        return new LocaleResolver() {

            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return pages.getObject().locale(request);
            }

            @Override
            public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
                throw new UnsupportedOperationException("The language is chosen at /preferences");
            }
        };
    }

    /** Forms with files, except where a page reads the body itself. */
    @Bean(name = DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
    static MultipartResolver multipartResolver(List<StreamedBodies> streamed) {
        return new StandardServletMultipartResolver() {

            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return streamed.stream().noneMatch(one -> one.holds(request)) && super.isMultipart(request);
            }
        };
    }

    // RFC 9110 §15.4.4: 303 tells the browser to fetch the next page with GET, whatever it sent before.
    @Bean
    static BeanPostProcessor seeOther() {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof UrlBasedViewResolver resolver) {
                    resolver.setRedirectHttp10Compatible(false);
                }
                return bean;
            }
        };
    }
}
