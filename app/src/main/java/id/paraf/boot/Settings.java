package id.paraf.boot;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator sets before the first start.
 *
 * @param dataDirectory where the embedded database and the demo's secrets live
 * @param rootSecret the 32-byte root secret in base64, usually from the environment variable {@code PARAF_ROOT_SECRET}
 * @param rootSecretFile a file that holds the same, readable by its owner alone
 * @param database the external database; without a URL the embedded one is used
 */
@ConfigurationProperties("paraf")
record Settings(@DefaultValue("data") Path dataDirectory, @Nullable String rootSecret, @Nullable Path rootSecretFile,
        @DefaultValue Database database) {

    /**
     * An external PostgreSQL server.
     *
     * @param url JDBC URL
     * @param patience how long something waits for a connection before it says that the database is away
     */
    record Database(@Nullable String url, @DefaultValue("paraf") String user, @DefaultValue("") String password,
            @DefaultValue("10") int connections, @DefaultValue("10s") Duration patience) {

        @Override
        public String toString() {
            return "Database[url=" + url + ", user=" + user + "]";
        }
    }

    @Override
    public String toString() {
        return "Settings[dataDirectory=" + dataDirectory + ", database=" + database + "]";
    }
}
