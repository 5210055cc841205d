package id.paraf.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import id.paraf.boot.Paraf;
import id.paraf.kernel.Job;
import id.paraf.timestamp.TimeSources;

/** Whole applications beside the one that tests share: each with a port, threads and memory of its own. */
public final class Nodes {

    private Nodes() {
    }

    /**
     * Starts one.
     *
     * @param database URL of {@link TestDatabase#newUrl}
     * @param jobs besides the application's own
     * @param properties as {@code --name=value}
     */
    public static ConfigurableApplicationContext start(String database, MutableClock clock, List<Job> jobs, String... properties) {
        var application = withoutLogging(new SpringApplication(Paraf.class));
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean("clockOfTheTest", MutableClock.class, () -> clock, bean -> bean.setPrimary(true));
            beans.registerBean("databaseOfTheTest", DataSource.class, () -> pool(database));
            beans.registerBean("witnessOfTheTest", TestWitness.class, TestWitness::new);
            beans.registerBean("timeOfTheTest", TimeSources.class,
                    () -> new TimeSources(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos(),
                            List.of(beans.getBean(TestWitness.class))),
                    bean -> bean.setPrimary(true));
            jobs.forEach(job -> beans.registerBean(job.name(), Job.class, () -> job));
        });
        return application.run(Stream.concat(Stream.of(properties), Stream.of("--spring.profiles.active=test", "--server.port=0"))
                .toArray(String[]::new));
    }

    /** Logging belongs to the process: two applications that set it up at the same time break each other's start. */
    public static SpringApplication withoutLogging(SpringApplication application) {
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener)).toList());
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        // What Logback does before anybody sets it up.
        if (root.getLevel() == Level.DEBUG) {
            root.setLevel(Level.INFO);
        }
        return application;
    }

    private static DataSource pool(String url) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(20);
        pool.setConnectionTimeout(5_000);
        return new HikariDataSource(pool);
    }
}
