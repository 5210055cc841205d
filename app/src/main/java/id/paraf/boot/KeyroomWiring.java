package id.paraf.boot;

import java.time.Clock;
import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

import id.paraf.kernel.Faults;
import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;
import id.paraf.kernel.RootSecret;
import id.paraf.keyroom.Argon2Cost;
import id.paraf.keyroom.AttemptLadder;
import id.paraf.keyroom.Keyroom;
import id.paraf.keyroom.KeyroomSecrets;

/** The keyroom inside this process, its secrets derived from the root secret, and the crash points of test runs. */
@Configuration(proxyBeanMethods = false)
class KeyroomWiring {

    private static final Logger LOG = LoggerFactory.getLogger(KeyroomWiring.class);
    /** Exit status of a process that a test let die: 128 + SIGKILL, as if killed from outside. */
    private static final int KILLED = 137;

    @Bean
    Keyroom keyroom(DataSource database, Clock clock, Randomness randomness, RootSecret root, Faults faults,
            Environment environment) {
        var secrets = new KeyroomSecrets(root.derive("keyroom", "HmacSHA256"), root.derive("proof/link", "HmacSHA256"),
                root.derive("proof/face", "HmacSHA256"));
        return new Keyroom(database, clock, randomness.forLibraries(), secrets, faults::reached,
                new Argon2Cost(environment.getProperty("paraf.keyroom.argon2-memory-kib", Integer.class, 47_104),
                        environment.getProperty("paraf.keyroom.argon2-passes", Integer.class, 1), 1),
                AttemptLadder.DEFAULT);
    }

    /**
     * With {@code paraf.halt-at} a demo or test process dies without any farewell at the named point, as often as it gets
     * there; elsewhere the property is refused.
     */
    @Bean
    Faults faults(Environment environment) {
        String deadly = environment.getProperty("paraf.halt-at", "");
        if (deadly.isEmpty()) {
            return Faults.NONE;
        }
        if (!environment.acceptsProfiles(Profiles.of("demo", "test"))) {
            throw new RefusedToStart("paraf.halt-at lets the process die on purpose and works in the demo profile alone. "
                    + "Remove it.");
        }
        return point -> {
            if (point.name().equals(deadly)) {
                LOG.warn("Dying at {} as asked by paraf.halt-at", deadly);
                Runtime.getRuntime().halt(KILLED);
            }
        };
    }
}
