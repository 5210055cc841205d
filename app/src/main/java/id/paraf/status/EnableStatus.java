package id.paraf.status;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/** Brings OCSP to a node that has nothing else of the application. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({StatusWiring.class, FollowRegister.class})
public @interface EnableStatus {
}
