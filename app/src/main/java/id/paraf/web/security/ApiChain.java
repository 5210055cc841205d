package id.paraf.web.security;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The APIs of applications: no cookie counts there, no login and no token. Whoever calls is asked by {@code web.esign} and
 * {@code web.rest}, before a byte of the body is read.
 */
@Configuration(proxyBeanMethods = false)
class ApiChain {

    private static final String ESIGN = "/api";
    private static final String REST = "/rest/v1";

    /** As the container understood the path, whatever way it was written: that decides which servlet answers. */
    static boolean isApi(HttpServletRequest request) {
        return request.getServletPath().equals(ESIGN) || isRest(request);
    }

    static boolean isRest(HttpServletRequest request) {
        return request.getServletPath().equals(REST);
    }

    @Bean
    @Order(0)
    SecurityFilterChain api(HttpSecurity http) {
        http.securityMatcher(ApiChain::isApi).authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable).headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable).formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .rememberMe(AbstractHttpConfigurer::disable);
        return http.build();
    }

    /**
     * Applications glue their base address and a path together, and often get two slashes: there alone that is no attack, and one of
     * them. In front of whatever compares paths.
     */
    @Bean
    static FilterRegistrationBean<Filter> oneSlash() {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> chain
                .doFilter(request instanceof HttpServletRequest http && isApi(http) && http.getRequestURI().contains("//")
                        ? new OneSlash(http)
                        : request, response));
        registration.setName("oneSlash");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    private static final class OneSlash extends HttpServletRequestWrapper {

        OneSlash(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return super.getRequestURI().replaceAll("/+", "/");
        }
    }
}
