package id.paraf.web.signing;

import jakarta.servlet.MultipartConfigElement;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

import id.paraf.signing.SigningSettings;

/**
 * The address that takes documents has limits of its own, far above those of every other form: the container knows one set of
 * limits for each servlet, so this is a second one in front of the same controllers.
 */
@Configuration(proxyBeanMethods = false)
class UploadServlet {

    static final String PATH = "/documents/new";
    private static final int IN_MEMORY = 256 << 10;

    @Bean
    ServletRegistrationBean<DispatcherServlet> uploads(WebApplicationContext application, SigningSettings settings) {
        var uploads = new ServletRegistrationBean<>(new DispatcherServlet(application), PATH);
        uploads.setName("uploads");
        // One file that is too large gets a sentence and the others go on, so only the sum ends the request.
        uploads.setMultipartConfig(new MultipartConfigElement("", -1, settings.mostBytesTogether(), IN_MEMORY));
        return uploads;
    }
}
