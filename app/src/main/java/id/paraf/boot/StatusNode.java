package id.paraf.boot;

import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.EnableRegisterReading;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;
import id.paraf.status.EnableStatus;
import id.paraf.web.status.EnableStatusPort;

/**
 * {@code serve status}: a node with the status role alone. It answers OCSP and serves lists and the authorities' certificates at
 * {@code paraf.status.port}, from the database of the whole application, in which it writes nothing; it has no pages, no jobs and no
 * migrations, so it starts in a moment and needs little memory.
 */
@Configuration(proxyBeanMethods = false)
@Profile(StatusNode.PROFILE)
@Import({Foundation.class, KeyroomWiring.class, Randomness.class})
@EnableRegisterReading
@EnableStatus
@EnableStatusPort
class StatusNode {

    /** Keeps it out of the whole application, which finds its configurations by looking for them. */
    static final String PROFILE = "status-alone";
    /** One connection follows the register, one reads lists, one is to spare. */
    private static final Map<String, Object> DEFAULTS = Map.of("paraf.status.port", 8081, "paraf.database.connections", 3);

    /** Whether the arguments ask for a role; whoever mistypes one must not start the whole application. */
    static boolean knows(String... arguments) {
        return arguments.length > 0 && arguments[0].equals("serve");
    }

    /** Whether they name the one that there is. */
    static boolean understood(String... arguments) {
        return arguments.length > 1 && arguments[1].equals("status");
    }

    static SpringApplication application() {
        var application = new SpringApplication(StatusNode.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setAdditionalProfiles(PROFILE);
        application.setDefaultProperties(DEFAULTS);
        application.addInitializers(context -> requireDatabase(context.getEnvironment()));
        return application;
    }

    private static void requireDatabase(Environment environment) {
        if (Objects.requireNonNullElse(environment.getProperty("paraf.database.url"), "").isBlank()) {
            throw new RefusedToStart("A node with the status role alone reads the database of the whole application: set "
                    + "paraf.database.url. The embedded database belongs to one process.");
        }
        if (!Foundation.namesRootSecret(environment)) {
            throw new RefusedToStart(
                    "A node with the status role alone needs the same root secret as the whole application: the key that "
                            + "signs its answers is sealed under it. Set paraf.root-secret-file or the environment variable PARAF_ROOT_SECRET.");
        }
    }

    @Bean
    NamedParameterJdbcTemplate jdbcTemplate(DataSource database) {
        return new NamedParameterJdbcTemplate(database);
    }

    @Bean
    JdbcClient jdbcClient(NamedParameterJdbcTemplate template) {
        return JdbcClient.create(template);
    }
}
