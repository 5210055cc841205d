package id.paraf.web.status;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import id.paraf.web.RawRoutes;

/**
 * OCSP at the portal's own port, in front of everything that pages need: no login, no cookie, no token and no host name plays
 * a part in an answer that is signed and open to everybody.
 */
@Configuration(proxyBeanMethods = false)
class OcspEdge {

    @Bean
    RawRoutes ocspRoutes() {
        return new RawRoutes("GET " + OcspExchange.PATH + "/{*request}", "POST " + OcspExchange.PATH);
    }

    @Bean
    FilterRegistrationBean<Filter> ocspFilter(OcspExchange exchange) {
        var registration = new FilterRegistrationBean<Filter>(
                (request, response, chain) -> serve(exchange, request, response, chain));
        registration.setName("ocsp");
        registration.addUrlPatterns(OcspExchange.PATH, OcspExchange.PATH + "/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** RFC 6960 A.1: a slash of the base64 comes as %2F. Everywhere else Spring Security's firewall refuses that as before. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedSlashes() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setEncodedSolidusHandling("passthrough"));
    }

    private static void serve(OcspExchange exchange, ServletRequest plain, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) plain;
        if (!OcspExchange.takesPath(request.getRequestURI())) {
            // Tomcat maps the decoded path: what only looks like ours after decoding is not.
            chain.doFilter(plain, answer);
            return;
        }
        byte[] body = new byte[0];
        HttpReply reply;
        if (request.getContentLengthLong() > OcspExchange.READ_AT_MOST) {
            reply = OcspExchange.TOO_LONG;
        } else {
            if (request.getMethod().equals("POST")) {
                body = request.getInputStream().readNBytes(OcspExchange.READ_AT_MOST);
            }
            reply = exchange.respond(new HttpCall(request.getMethod(), request.getRequestURI(), request.getContentType(),
                    request.getHeader("If-None-Match"), request.getHeader("If-Modified-Since"), body)).join();
        }
        var response = (HttpServletResponse) answer;
        response.setStatus(reply.status());
        for (int i = 0; i < reply.headers().length; i += 2) {
            response.setHeader(reply.headers()[i], reply.headers()[i + 1]);
        }
        response.setContentLength(reply.body().length);
        response.getOutputStream().write(reply.body());
    }
}
