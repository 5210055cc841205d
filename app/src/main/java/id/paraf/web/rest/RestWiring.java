package id.paraf.web.rest;

import java.time.Clock;

import jakarta.servlet.MultipartConfigElement;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import id.paraf.esign.AdmitClient;
import id.paraf.esign.EsignSettings;
import id.paraf.kernel.Randomness;
import id.paraf.web.RawRoutes;
import id.paraf.web.StreamedBodies;
import id.paraf.web.esign.Room;
import id.paraf.web.security.Clients;

/** A servlet of its own, as the Esign API has one: other limits, errors and logins than those of all pages. */
@Configuration(proxyBeanMethods = false)
class RestWiring {

    @Bean
    RawRoutes restRoutes(Operations operations) {
        return operations.routes();
    }

    /** After Tomcat's own, so that it is asked first. */
    @Bean
    @Order
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreached(Unreached problems) {
        return server -> server
                .addContextCustomizers(context -> context.getParent().getPipeline().addValve(new UnreachedValve(problems)));
    }

    /** Nobody reads a form before it is known who sent it. */
    @Bean
    static StreamedBodies restBodies() {
        return new StreamedBodies(Operations.BASE + "/*");
    }

    @Bean
    ServletRegistrationBean<RestServlet> rest(Operations operations, OpenApi description, Writer writer, AdmitClient admit,
            Clients clients, Room room, EsignSettings settings, MessageSource texts, Randomness randomness, Clock clock) {
        var servlet = new ServletRegistrationBean<>(new RestServlet(operations, description, writer, admit, clients, room, settings,
                texts, randomness, clock), Operations.BASE + "/*");
        servlet.setName("rest");
        int most = (int) settings.mostBytes().toBytes();
        // Nothing of a document touches the disk on its way in; what requests take together is counted.
        servlet.setMultipartConfig(new MultipartConfigElement("", most, most, most));
        return servlet;
    }
}
