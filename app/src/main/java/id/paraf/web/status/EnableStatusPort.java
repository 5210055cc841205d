package id.paraf.web.status;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/** Brings the port for status to a node that has no pages. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({OcspExchange.class, RepositoryExchange.class, StatusPort.class})
public @interface EnableStatusPort {
}
