package id.paraf.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

import id.paraf.kernel.Randomness;
import id.paraf.kernel.RefusedToStart;
import id.paraf.kernel.RootSecret;

/** The beans that everything else stands on: clock, root secret, database. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
class Foundation {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RootSecret rootSecret(Settings settings, Environment environment, Randomness randomness) {
        return new RootSecret(decode(encodedRootSecret(settings, environment, randomness)));
    }

    /**
     * Looks whether a root secret is named at all, outside the demo, which makes its own.
     *
     * @throws RefusedToStart if not
     */
    static void requireRootSecret(Environment environment) {
        if (!namesRootSecret(environment) && !environment.acceptsProfiles(Profiles.of("demo"))) {
            throw new RefusedToStart("Paraf has no root secret. Create one with \"openssl rand -base64 32\", keep it in a "
                    + "file that only Paraf's account may read (chmod 600), and set paraf.root-secret-file to that file, "
                    + "or put it into the environment variable PARAF_ROOT_SECRET. Without a copy of it in a safe place "
                    + "every key in the database is lost with this machine.");
        }
    }

    /** Whether one is set, whatever it is. */
    static boolean namesRootSecret(Environment environment) {
        Settings settings = Binder.get(environment).bindOrCreate("paraf", Settings.class);
        return settings.rootSecret() != null && !settings.rootSecret().isBlank() || settings.rootSecretFile() != null;
    }

    private static String encodedRootSecret(Settings settings, Environment environment, Randomness randomness) {
        if (settings.rootSecret() != null && !settings.rootSecret().isBlank()) {
            return settings.rootSecret();
        }
        if (settings.rootSecretFile() != null) {
            return SecretFile.read(settings.rootSecretFile());
        }
        requireRootSecret(environment);
        Path file = settings.dataDirectory().resolve("secrets").resolve("root.secret");
        if (!Files.exists(file)) {
            SecretFile.create(file, Base64.getEncoder().encodeToString(randomness.bytes(32)));
        }
        return SecretFile.read(file);
    }

    private static byte[] decode(String encoded) {
        try {
            byte[] secret = Base64.getDecoder().decode(encoded.strip());
            if (secret.length == 32) {
                return secret;
            }
        } catch (IllegalArgumentException notBase64) {
            // Falls through to the same sentence: the secret itself is never part of it.
        }
        throw new RefusedToStart("The root secret must be 32 bytes in base64, as \"openssl rand -base64 32\" prints them.");
    }

    @Bean
    @ConditionalOnMissingBean(DataSource.class)
    EmbeddedDatabase embeddedDatabase(Settings settings, Randomness randomness) {
        return settings.database().url() == null
                ? EmbeddedDatabase.start(settings.dataDirectory().toAbsolutePath().normalize(), randomness)
                : EmbeddedDatabase.none();
    }

    @Bean
    @ConditionalOnMissingBean(DataSource.class)
    HikariDataSource dataSource(Settings settings, EmbeddedDatabase embedded) {
        var pool = new HikariConfig();
        var external = settings.database();
        if (external.url() != null) {
            pool.setJdbcUrl(external.url());
            pool.setUsername(external.user());
            pool.setPassword(external.password());
        } else {
            embedded.configure(pool);
        }
        pool.setMaximumPoolSize(external.connections());
        pool.setConnectionTimeout(external.patience().toMillis());
        pool.setPoolName("paraf");
        return new HikariDataSource(pool);
    }
}
