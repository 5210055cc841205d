package id.paraf.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL database for one test class or application context. By default the server is embedded and shared by
 * the whole JVM; {@code PARAF_TEST_DATABASE_URL} (a JDBC URL with credentials, of a user that may create databases) makes
 * the same tests run against an external server.
 */
public final class TestDatabase {

    private static final String EXTERNAL = System.getenv("PARAF_TEST_DATABASE_URL");

    private TestDatabase() {
    }

    /** The JDBC URL, with credentials, of a new and empty database. */
    public static String newUrl() {
        return copyOf("template1");
    }

    /** A new database with everything that stands in another one, by its name; nobody may be connected to that one. */
    public static String copyOf(String template) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        String server = EXTERNAL == null ? Embedded.SERVER.getJdbcUrl("postgres", "postgres") : EXTERNAL;
        try (var connection = DriverManager.getConnection(server); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("No test database could be made", e);
        }
        return server.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
    }

    /** A new and empty database. */
    public static PGSimpleDataSource create() {
        var source = new PGSimpleDataSource();
        source.setUrl(newUrl());
        return source;
    }

    /** The name in a URL. */
    public static String name(String url) {
        return url.replaceFirst(".*//[^/]+/([^?]*).*", "$1");
    }

    /** Started on first use only, so that tests against an external server never start one. */
    private static final class Embedded {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
