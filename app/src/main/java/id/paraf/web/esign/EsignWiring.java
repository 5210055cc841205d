package id.paraf.web.esign;

import java.time.Clock;

import jakarta.servlet.MultipartConfigElement;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import id.paraf.esign.AdmitClient;
import id.paraf.esign.EsignSettings;
import id.paraf.kernel.Randomness;
import id.paraf.web.RawRoutes;
import id.paraf.web.StreamedBodies;
import id.paraf.web.security.Clients;

/** A servlet of its own: the API has limits, errors and logins unlike those of all pages. */
@Configuration(proxyBeanMethods = false)
class EsignWiring {

    @Bean
    RawRoutes esignRoutes(Calls calls) {
        return calls.routes();
    }

    /** Nobody reads a form before it is known who sent it. */
    @Bean
    static StreamedBodies esignBodies() {
        return new StreamedBodies("/api/*");
    }

    /** One for both APIs: it is one heap. */
    @Bean
    Room room(EsignSettings settings) {
        return new Room(settings.memory().toBytes(), settings.mostBytes().toBytes());
    }

    @Bean
    ServletRegistrationBean<EsignServlet> esign(Calls calls, AdmitClient admit, Clients clients, EsignSettings settings, Room room,
            Randomness randomness, Clock clock) {
        var servlet = new ServletRegistrationBean<>(
                new EsignServlet(calls, admit, clients, settings, room, randomness, clock), "/api/*");
        servlet.setName("esign");
        int most = (int) settings.mostBytes().toBytes();
        // Nothing of a document touches the disk on its way in; what requests take together is counted.
        servlet.setMultipartConfig(new MultipartConfigElement("", most, most, most));
        return servlet;
    }
}
