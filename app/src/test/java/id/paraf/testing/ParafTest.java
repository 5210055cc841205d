package id.paraf.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

import id.paraf.boot.Paraf;

/**
 * Runs the whole application on a real port and a real database, with a clock that the test moves. All such tests share
 * one application: each makes its own accounts and asserts on those alone.
 */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(classes = Paraf.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        // Tests stop journeys half-way and carry them on themselves, say when somebody is
        // reminded, and spoil the log for a moment to see it found.
        "paraf.jobs.left-to-others=passphrase.carry-on,renewal.carry-on,transparency.check,signing.rounds,"
                + "webhook.deliver"})
@ActiveProfiles("test")
@Import(TestFoundation.class)
public @interface ParafTest {
}
