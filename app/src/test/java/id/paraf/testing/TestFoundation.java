package id.paraf.testing;

import java.time.Instant;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What stands in for the operator's choices in tests: the clock and a fresh database. */
@TestConfiguration(proxyBeanMethods = false)
public class TestFoundation {

    @Bean
    @Primary
    MutableClock mutableClock() {
        return new MutableClock(Instant.parse("2026-11-02T02:00:00Z"));
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
