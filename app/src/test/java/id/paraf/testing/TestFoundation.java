package id.paraf.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import id.paraf.timestamp.TimeSources;

/** What stands in for the operator's choices in tests: the clock and a fresh database. */
@TestConfiguration(proxyBeanMethods = false)
public class TestFoundation {

    @Bean
    @Primary
    MutableClock mutableClock() {
        return new MutableClock(Instant.parse("2026-11-02T02:00:00Z"));
    }

    /** Time passes evenly as the tests' clock does, and a witness says what it is told to. */
    @Bean
    @Primary
    TimeSources testTimeSources(MutableClock clock, TestWitness witness) {
        return new TimeSources(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos(), List.of(witness));
    }

    @Bean
    TestWitness testWitness() {
        return new TestWitness();
    }

    @Bean
    DataSource dataSource() {
        var pool = new HikariConfig();
        pool.setJdbcUrl(TestDatabase.newUrl());
        pool.setMaximumPoolSize(60);
        pool.setMinimumIdle(5);
        return new HikariDataSource(pool);
    }
}
