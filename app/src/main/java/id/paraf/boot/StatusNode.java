package id.paraf.boot;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import id.paraf.certificate.RegisterReading;
import id.paraf.kernel.Faults;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;
import id.paraf.kernel.RootSecret;
import id.paraf.keyroom.Keyroom;
import id.paraf.status.StatusAlone;
import id.paraf.web.status.StatusPortAlone;

/**
 * {@code serve status}: a node with the status role alone. It answers OCSP and serves lists and the authorities' certificates at
 * {@code paraf.status.port}, from the database of the whole application, in which it writes nothing; it has no pages, no jobs and no
 * migrations, so it starts in a moment and needs little memory.
 */
class StatusNode {

    /** One connection follows the register, one reads lists, one is to spare; what it knows it says at once when there is none. */
    private static final Map<String, Object> DEFAULTS = Map.of("paraf.status.port", 8081, "paraf.database.connections", 3,
            "paraf.database.patience", "2s");

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
        application.setDefaultProperties(DEFAULTS);
        application.addInitializers(context -> {
            requireDatabase(context.getEnvironment());
            wire((GenericApplicationContext) context);
        });
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

    /** Bean by bean: looking for them, and reading what their annotations say, would take a tenth of the start. */
    private static void wire(GenericApplicationContext node) {
        var foundation = new Foundation();
        var keys = new KeyroomWiring();
        node.registerBean(Clock.class, foundation::clock, clock -> clock.setFallback(true));
        node.registerBean(Randomness.class, Randomness::new);
        node.registerBean(Settings.class, () -> Binder.get(node.getEnvironment()).bindOrCreate("paraf", Settings.class));
        node.registerBean(RootSecret.class, () -> foundation.rootSecret(node.getBean(Settings.class), node.getEnvironment(),
                node.getBean(Randomness.class)));
        node.registerBean(HikariDataSource.class,
                () -> foundation.dataSource(node.getBean(Settings.class), EmbeddedDatabase.none()));
        node.registerBean(NamedParameterJdbcTemplate.class, () -> new NamedParameterJdbcTemplate(node.getBean(DataSource.class)));
        node.registerBean(JdbcClient.class, () -> JdbcClient.create(node.getBean(NamedParameterJdbcTemplate.class)));
        node.registerBean(Faults.class, () -> keys.faults(node.getEnvironment()));
        node.registerBean(Keyroom.class, () -> keys.keyroom(node.getBean(DataSource.class), node.getBean(Clock.class),
                node.getBean(Randomness.class), node.getBean(RootSecret.class), node.getBean(Faults.class), node.getEnvironment()));
        RegisterReading.addTo(node);
        StatusAlone.addTo(node);
        StatusPortAlone.addTo(node);
    }
}
